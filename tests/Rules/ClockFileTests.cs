using EventTicket.Hosting;

namespace EventTicket.Tests.Rules;

public sealed class ClockFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eventticket-clock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("+00:10:00", 600)]
    [InlineData("00:10:00\n", 600)]
    [InlineData("-00:10:00", -600)]
    [InlineData("+2.00:00:00", 172800)]
    [InlineData("00:00:00", 0)]
    public void An_offset_is_read(string text, int seconds)
    {
        File.WriteAllText(ClockFile.In(folder), text);

        Assert.Equal(TimeSpan.FromSeconds(seconds), ClockFile.Read(ClockFile.In(folder), out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10 minutes")]
    [InlineData("+-00:10:00")]
    [InlineData("++00:10:00")]
    [InlineData("2030-01-01")]
    public void Anything_else_is_a_problem_that_names_the_file_and_what_is_allowed(string text)
    {
        File.WriteAllText(ClockFile.In(folder), text);

        Assert.Null(ClockFile.Read(ClockFile.In(folder), out var problem));
        Assert.Contains(ClockFile.In(folder), problem, StringComparison.Ordinal);
        Assert.Contains("+00:10:00", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_file_or_its_folder_the_offset_is_zero()
    {
        Assert.Equal(TimeSpan.Zero, ClockFile.Read(ClockFile.In(folder), out _));
        Assert.Equal(TimeSpan.Zero, ClockFile.Read(ClockFile.In(Path.Combine(folder, "nowhere")), out _));
    }
}
