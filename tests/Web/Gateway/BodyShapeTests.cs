using System.Text;
using EventTicket.Web.Gateway;

namespace EventTicket.Tests.Gateway;

public sealed class BodyShapeTests
{
    private const string Id = "0f5e0d1a-1000-4000-8000-000000000001";

    [Fact]
    public void A_body_that_fits_is_read()
    {
        var body = Read<HoldBody>($$"""{"eventId":"{{Id}}","items":[{"ticketTypeId":"{{Id}}","quantity":2}]}""");

        Assert.Equal(2, body.Value!.Items![0].Quantity);
    }

    [Theory]
    [InlineData("2031-03-01T19:00:00Z", "2031-03-01T19:00:00Z")]
    [InlineData("2031-03-01T19:00+01:00", "2031-03-01T18:00:00Z")]
    [InlineData("2031-03-01T19:00:00.1234567-05:30", "2031-03-02T00:30:00.123456Z")]
    public void A_time_is_read_with_its_offset_and_written_in_utc(string text, string written)
    {
        Assert.True(UtcTime.TryParse(text, out var time));
        Assert.Equal(TimeSpan.Zero, time.Offset);
        Assert.Equal(written, UtcTime.Text(time));
    }

    [Theory]
    [InlineData("2031-03-01T19:00:00")]
    [InlineData("2031-03-01")]
    [InlineData("2031-02-30T19:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1/3/2031 19:00:00 +00:00")]
    [InlineData("")]
    [InlineData(null)]
    public void A_time_without_an_offset_or_of_no_calendar_is_not_read(string? text) => Assert.False(UtcTime.TryParse(text, out _));

    [Fact]
    public void Errors_say_what_is_allowed()
    {
        var refusal = Read<HoldBody>($$"""{"eventId":"{{Id}}","items":[{"ticketTypeId":"{{Id}}","quantity":"a"},{"ticketTypeId":"x"}]}""").Refusal!;

        Assert.Equal(
            [
                new("items[0].quantity", "Must be a whole number from 1 to 1,000,000."),
                new("items[1].ticketTypeId", "Must be the id of a ticket type of the event."),
                new("items[1].quantity", "Is missing; must be a whole number from 1 to 1,000,000."),
            ],
            refusal.Errors);
    }

    [Fact]
    public void What_does_not_belong_into_a_list_is_told_what_does()
    {
        var hold = Read<HoldBody>($$"""{"eventId":"{{Id}}","items":[5],"codes":[5]}""").Refusal!;
        var refund = Read<RefundBody>("""{"ticketIds":[5]}""").Refusal!;

        Assert.Equal([new("items[0]", "Must be a JSON object."), new("codes[0]", "Must be a text.")], hold.Errors);
        Assert.Equal([new("ticketIds[0]", "Must be an id.")], refund.Errors);
    }

    [Fact]
    public void A_field_that_is_not_known_is_named()
    {
        var refusal = Read<RegisterBody>("""{"email":"a@example.org","password":"a long passphrase","name":"Ada","role":"admin","Name":"Eve"}""").Refusal!;

        Assert.Equal(["role", "Name"], refusal.Errors.Select(error => error.Field));
    }

    [Fact]
    public void Every_field_of_every_body_says_what_is_allowed()
    {
        foreach (var body in typeof(RegisterBody).Assembly.GetTypes().Where(type => type.Name.EndsWith("Body", StringComparison.Ordinal) && !type.IsAbstract))
        {
            Assert.All(body.GetProperties(), field => Assert.NotEmpty(field.GetCustomAttributes(typeof(System.ComponentModel.DescriptionAttribute), inherit: false)));
        }
    }

    [Fact]
    public void A_body_full_of_errors_names_fifty()
    {
        var items = string.Join(',', Enumerable.Repeat("{}", 10_000));

        Assert.Equal(50, Read<HoldBody>($$"""{"eventId":"{{Id}}","items":[{{items}}]}""").Refusal!.Errors.Length);
    }

    [Fact]
    public void Every_refusal_has_its_problem()
    {
        var codes = Enum.GetValues<RefusalCode>().Select(code => Problems.Of(new Refusal(code)).Code).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    private static Result<T> Read<T>(string json)
        where T : class => BodyShape.Read<T>(Encoding.UTF8.GetBytes(json));
}
