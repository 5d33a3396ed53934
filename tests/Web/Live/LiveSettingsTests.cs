using EventTicket.Web;
using EventTicket.Web.Live;
using Microsoft.Extensions.Configuration;

namespace EventTicket.Tests.Web.Live;

public sealed class LiveSettingsTests
{
    [Fact]
    public void Without_settings_there_is_room_for_many_pages_and_for_everything_else()
    {
        var settings = LiveSettings.From(new ConfigurationBuilder().Build());

        Assert.InRange(settings.Pages, 100, 20_000);
        Assert.Equal(200, settings.PerAddress);
    }

    [Fact]
    public void What_is_set_counts() =>
        Assert.Equal(new LiveSettings(0, 7), LiveSettings.From(Configuration(("Live:Pages", "0"), ("Live:PerAddress", "7"))));

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1000001")]
    public void What_is_no_number_of_pages_is_named(string text) => Assert.Equal(
        $"Live__Pages is \"{text}\"; it takes a whole number of open pages from 0 to 1000000.",
        Assert.Throws<StartRefusedException>(() => LiveSettings.From(Configuration(("Live:Pages", text)))).Message);

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value)).Build();
}
