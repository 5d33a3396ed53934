using EventTicket.Web.Site;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EventTicket.Tests.Web.Site;

public sealed class EventFormReaderTests
{
    private readonly ModelStateDictionary wrong = new();

    [Fact]
    public void A_filled_form_becomes_a_definition()
    {
        var definition = EventFormReader.Read(Filled(), wrong)!;
        Assert.True(wrong.IsValid);
        Assert.Equal(new DateTimeOffset(2027, 3, 5, 19, 30, 0, TimeSpan.Zero), definition.StartsAt);
        Assert.Equal("First line\nsecond\n\nNew paragraph", definition.Description);
        var type = Assert.Single(definition.TicketTypes);
        Assert.Equal((2450L, 100, (int?)null, (DateTimeOffset?)null), (type.Price, type.Capacity, type.MaxPerPerson, type.SalesStartsAt));
    }

    [Fact]
    public void Everything_that_cannot_be_read_is_said_beside_its_field()
    {
        var form = Filled();
        form.Title = " ";
        form.CategoryId = "";
        form.Currency = "XXX";
        form.TimeZone = "Mars/Olympus";
        form.StartsAt = "soon";
        form.TicketTypes.Add(new TicketTypeForm { Name = "Gallery", Price = "24.005", Capacity = "many", SalesEndsAt = "never" });
        Assert.Null(EventFormReader.Read(form, wrong));
        Assert.Equal(
            ["categoryId", "currency", "startsAt", "ticketTypes[1].capacity", "ticketTypes[1].price", "ticketTypes[1].salesEndsAt", "timeZone", "title"],
            wrong.Where(field => field.Value!.Errors.Count > 0).Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ticketTypes[0].salesStartsAt", "Ticket type 1, sales starts at")]
    [InlineData("categoryId", "Category")]
    [InlineData("venue.name", "Venue, name")]
    [InlineData("title", "Title")]
    public void A_field_is_named_as_people_would(string path, string name) => Assert.Equal(name, Words.FieldName(path));

    private static EventForm Filled() => new()
    {
        Title = " Night Trains ",
        Description = "First line\r\nsecond\r\n\r\nNew paragraph\r\n",
        CategoryId = Guid.NewGuid().ToString(),
        Venue = new VenueForm { Name = "Teatro Colosseo", Address = "Via Madama Cristina 71", City = "Turin" },
        StartsAt = "2027-03-05T20:30",
        EndsAt = "2027-03-05T23:00",
        TimeZone = "Europe/Rome",
        Currency = "EUR",
        MaxPerPerson = "4",
        HoldMinutes = "10",
        TicketTypes = [new TicketTypeForm { Name = "Stalls", Price = "24.50", Capacity = "100" }],
    };
}
