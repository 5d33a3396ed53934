using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventDefinitionRulesTests
{
    private static readonly DateTimeOffset Now = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly EventDefinition Good = new(
        "An evening of songs",
        "First paragraph.\n\nSecond paragraph.",
        Guid.CreateVersion7(),
        new("The Mill", "Mill Lane 3", "Leeds"),
        Now.AddDays(10),
        Now.AddDays(10).AddHours(3),
        "Europe/London",
        "GBP",
        [new(Guid.Empty, "Seated", 2_500, 300), new(Guid.Empty, "Standing", 0, 500, 2, Now.AddDays(1), Now.AddDays(9))]);

    /// <summary>One change to a good definition, and the fields that are then wrong.</summary>
    public static TheoryData<string, Func<EventDefinition, EventDefinition>, string[]> Changes => new()
    {
        { "nothing changed", e => e, [] },
        { "no title", e => e with { Title = "  " }, ["title"] },
        { "null title", e => e with { Title = null! }, ["title"] },
        { "long title", e => e with { Title = new('x', 201) }, ["title"] },
        { "longest title", e => e with { Title = new('x', 200) }, [] },
        { "title of two lines", e => e with { Title = "One\nTwo" }, ["title"] },
        { "title with character 0", e => e with { Title = "One\0Two" }, ["title"] },
        { "title with half an emoji", e => e with { Title = "One \ud83c Two" }, ["title"] },
        { "title with an emoji", e => e with { Title = "Jazz 🎷" }, [] },
        { "no description", e => e with { Description = "" }, [] },
        { "long description", e => e with { Description = new('x', 10_001) }, ["description"] },
        { "description with a bell", e => e with { Description = "Ding\a" }, ["description"] },
        { "description with a tab and Windows line breaks", e => e with { Description = "One\r\n\tTwo" }, [] },
        { "no category", e => e with { CategoryId = Guid.Empty }, ["categoryId"] },
        { "no venue", e => e with { Venue = null! }, ["venue.name", "venue.address", "venue.city"] },
        { "no city", e => e with { Venue = e.Venue with { City = "" } }, ["venue.city"] },
        { "long city", e => e with { Venue = e.Venue with { City = new('x', 101) } }, ["venue.city"] },
        { "starts now", e => e with { StartsAt = Now }, ["startsAt"] },
        { "ends at its start", e => e with { EndsAt = e.StartsAt }, ["endsAt"] },
        { "lasts 30 days", e => e with { EndsAt = e.StartsAt.AddDays(30) }, [] },
        { "lasts longer", e => e with { EndsAt = e.StartsAt.AddDays(30).AddSeconds(1) }, ["endsAt"] },
        { "no end of time", e => e with { StartsAt = DateTimeOffset.MaxValue, EndsAt = DateTimeOffset.MaxValue }, ["endsAt"] },
        { "no time zone", e => e with { TimeZone = "" }, ["timeZone"] },
        { "time zone of another system", e => e with { TimeZone = "W. Europe Standard Time" }, ["timeZone"] },
        { "offset for a time zone", e => e with { TimeZone = "+02:00" }, ["timeZone"] },
        { "time zone on Mars", e => e with { TimeZone = "Mars/Olympus" }, ["timeZone"] },
        { "file for a time zone", e => e with { TimeZone = "Europe/../../../../etc/hostname" }, ["timeZone"] },
        { "time zone in small letters", e => e with { TimeZone = "europe/london" }, ["timeZone"] },
        { "second copy of a time zone", e => e with { TimeZone = "right/Europe/London" }, ["timeZone"] },
        { "UTC", e => e with { TimeZone = "UTC" }, [] },
        { "older name of a time zone", e => e with { TimeZone = "Asia/Calcutta" }, [] },
        { "unknown currency", e => e with { Currency = "XXX" }, ["currency"] },
        { "currency in small letters", e => e with { Currency = "gbp" }, ["currency"] },
        { "null currency", e => e with { Currency = null! }, ["currency"] },
        { "nobody may buy", e => e with { MaxPerPerson = 0 }, ["maxPerPerson"] },
        { "1,001 per person", e => e with { MaxPerPerson = 1_001 }, ["maxPerPerson"] },
        { "hold of a minute", e => e with { HoldMinutes = 1 }, ["holdMinutes"] },
        { "hold of 31 minutes", e => e with { HoldMinutes = 31 }, ["holdMinutes"] },
        { "no ticket types", e => e with { TicketTypes = [] }, ["ticketTypes"] },
        { "ticket types left out", e => e with { TicketTypes = default }, ["ticketTypes"] },
        { "50 ticket types", e => e with { TicketTypes = Many(50) }, [] },
        { "51 ticket types", e => e with { TicketTypes = Many(51) }, ["ticketTypes"] },
        { "more than a million places in all", e => e with { TicketTypes = [e.TicketTypes[0] with { Capacity = 1_000_000 }, e.TicketTypes[1]] }, ["ticketTypes"] },
        { "two names alike", e => e with { TicketTypes = [e.TicketTypes[0], e.TicketTypes[1] with { Name = " SEATED " }] }, ["ticketTypes[1].name"] },
        { "one id twice", e => e with { TicketTypes = [e.TicketTypes[0] with { TicketTypeId = e.CategoryId }, e.TicketTypes[1] with { TicketTypeId = e.CategoryId }] }, ["ticketTypes[1].ticketTypeId"] },
        { "unnamed type", e => Type(e, t => t with { Name = null! }), ["ticketTypes[0].name"] },
        { "negative price", e => Type(e, t => t with { Price = -1 }), ["ticketTypes[0].price"] },
        { "price that no card pays", e => Type(e, t => t with { Price = 29 }), ["ticketTypes[0].price"] },
        { "lowest price that a card pays", e => Type(e, t => t with { Price = 30 }), [] },
        { "yen below their least", e => Type(e, t => t with { Price = 49 }) with { Currency = "JPY" }, ["ticketTypes[0].price"] },
        { "dinars in thousandths", e => Type(e, t => t with { Price = 12_345 }) with { Currency = "KWD" }, ["ticketTypes[0].price"] },
        { "dinars in hundredths", e => Type(e, t => t with { Price = 12_340 }) with { Currency = "KWD" }, [] },
        { "highest price", e => Type(e, t => t with { Price = 99_999_999 }), [] },
        { "higher price", e => Type(e, t => t with { Price = 100_000_000 }), ["ticketTypes[0].price"] },
        { "no places", e => Type(e, t => t with { Capacity = 0 }), ["ticketTypes[0].capacity"] },
        { "negative capacity", e => Type(e, t => t with { Capacity = -1 }), ["ticketTypes[0].capacity"] },
        { "too many places", e => Type(e, t => t with { Capacity = 1_000_001 }), ["ticketTypes[0].capacity", "ticketTypes"] },
        { "none of a type per person", e => Type(e, t => t with { MaxPerPerson = 0 }), ["ticketTypes[0].maxPerPerson"] },
        { "sale opens at the end", e => Type(e, t => t with { SalesStartsAt = e.EndsAt }), ["ticketTypes[0].salesStartsAt"] },
        { "sale closes after the end", e => Type(e, t => t with { SalesEndsAt = e.EndsAt.AddSeconds(1) }), ["ticketTypes[0].salesEndsAt"] },
        { "sale closes at the end", e => Type(e, t => t with { SalesEndsAt = e.EndsAt }), [] },
        { "sale closes before it opens", e => Type(e, t => t with { SalesStartsAt = Now.AddDays(2), SalesEndsAt = Now.AddDays(1) }), ["ticketTypes[0].salesEndsAt"] },
        { "everything wrong", e => new("", "", default, new("", "", ""), Now, Now, "", "", [new(default, "", -1, -1)], 0, 0),
            ["title", "categoryId", "venue.name", "venue.address", "venue.city", "startsAt", "endsAt", "timeZone", "currency", "maxPerPerson", "holdMinutes",
                "ticketTypes[0].name", "ticketTypes[0].price", "ticketTypes[0].capacity"] },
    };

    [Theory, MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void A_proposed_event_is_told_every_field_that_is_wrong(string change, Func<EventDefinition, EventDefinition> apply, string[] wrong)
    {
        var errors = EventDefinitionRules.Check(apply(Good), Now, proposing: true);

        Assert.True(wrong.Order().SequenceEqual(errors.Select(e => e.Field).Order()), $"{change}: {string.Join("; ", errors)}");
        Assert.All(errors, e => Assert.StartsWith("Must ", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_that_is_there_may_lie_in_the_past_and_have_a_type_without_places()
    {
        var past = Type(Good, t => t with { Capacity = 0 }) with { StartsAt = Now.AddDays(-2), EndsAt = Now.AddDays(20) };

        Assert.Empty(EventDefinitionRules.Check(past, Now, proposing: false));
    }

    [Fact]
    public void A_tidied_event_has_trimmed_texts_and_UTC_times()
    {
        var offset = TimeSpan.FromHours(2);
        var tidied = EventDefinitionRules.Tidy(Type(Good, t => t with { Name = " Seated ", SalesEndsAt = Good.StartsAt.ToOffset(offset) }) with
        {
            Title = "\t Songs ",
            Description = " One\r\n\r\nTwo\r\n",
            Venue = new(" A ", " B ", " C "),
            StartsAt = Good.StartsAt.ToOffset(offset),
            TimeZone = " UTC ",
            Currency = " eur ",
        });

        Assert.Equal(("Songs", "One\n\nTwo", "UTC", "EUR"), (tidied.Title, tidied.Description, tidied.TimeZone, tidied.Currency));
        Assert.Equal(new Venue("A", "B", "C"), tidied.Venue);
        Assert.Equal("Seated", tidied.TicketTypes[0].Name);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (tidied.StartsAt.Offset, tidied.TicketTypes[0].SalesEndsAt!.Value.Offset));
        Assert.Equal(Good.StartsAt, tidied.StartsAt);
    }

    [Fact]
    public void Tidying_survives_what_was_left_out() =>
        Assert.NotEmpty(EventDefinitionRules.Check(EventDefinitionRules.Tidy(Good with { Title = null!, Venue = null!, TimeZone = null!, TicketTypes = default }), Now, true));

    private static EventDefinition Type(EventDefinition e, Func<TicketType, TicketType> change) => e with { TicketTypes = e.TicketTypes.SetItem(0, change(e.TicketTypes[0])) };

    private static ImmutableArray<TicketType> Many(int count) => [.. Enumerable.Range(1, count).Select(i => new TicketType(Guid.Empty, $"Block {i}", 100, 10))];
}
