using EventTicket.Catalogue;
using EventTicket.Events;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class SearchTests(CatalogueDatabase database) : IClassFixture<CatalogueDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = CatalogueDatabase.Now;

    private CatalogueGrain Catalogue => new(new(database.Source), new FakeTimeProvider(Now));

    public async ValueTask InitializeAsync() => await database.Clear();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("harbour", "Songs of the Harbour")]
    [InlineData("HARBOUR songs", "Songs of the Harbour")]
    [InlineData("harb", "Songs of the Harbour")]
    [InlineData("songs harb", "Songs of the Harbour")]
    [InlineData("harb songs", null)]
    [InlineData("lanterns", "Songs of the Harbour")]
    [InlineData("mill", "Songs of the Harbour")]
    [InlineData("leeds", "Songs of the Harbour")]
    [InlineData("concerts", "Songs of the Harbour")]
    [InlineData("harbour concerts", "Songs of the Harbour")]
    [InlineData("harbour theatre", null)]
    [InlineData("theat", "The Lighthouse Keeper")]
    [InlineData("\"the harbour\"", "Songs of the Harbour")]
    [InlineData("\"harbour songs\"", null)]
    [InlineData("harbour or keeper", "Songs of the Harbour|The Lighthouse Keeper")]
    [InlineData("the -harbour", "The Lighthouse Keeper")]
    [InlineData("the --harbour", "The Lighthouse Keeper")]
    [InlineData("songs - harbour", "Songs of the Harbour")]
    [InlineData("songs--harbour", "Songs of the Harbour")]
    [InlineData("\"lighthouse\"---keeper", "The Lighthouse Keeper")]
    [InlineData("basel", "The Lighthouse Keeper")]
    [InlineData("zürich", null)]
    [InlineData("   ", "Songs of the Harbour|The Lighthouse Keeper")]
    [InlineData(null, "Songs of the Harbour|The Lighthouse Keeper")]
    public async Task Words_are_found_wherever_people_expect_them(string? query, string? titles)
    {
        await database.Insert("Songs of the Harbour", "By the light of paper lanterns.", startsAt: Now.AddDays(1));
        await database.Insert("The Lighthouse Keeper", "A play.", CatalogueDatabase.Theatre, "Basel", "Hall on the Rhine", Now.AddDays(2));

        var found = await Search(new(new(), query));

        Assert.Equal(titles?.Split('|') ?? [], found.Events.Items.Select(card => card.Title));
        Assert.Equal(found.Events.Items.Length, found.Found);
    }

    [Theory]
    [InlineData("' & | ! ( :* <->")]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData("a\\':*")]
    [InlineData("!!! & harbour:*")]
    [InlineData("harbour <-> songs")]
    [InlineData("\0")]
    [InlineData("harb\0our")]
    [InlineData("🎷🎺")]
    [InlineData("jazz 🎷")]
    [InlineData("\ud83c")]
    [InlineData("½")]
    [InlineData("²³")]
    [InlineData("%s'); DROP TABLE events; --")]
    [InlineData("$1 @words :now")]
    [InlineData("-")]
    [InlineData("Jazz -------------------------------------------------------- night")]
    [InlineData("- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - the")]
    [InlineData("or")]
    [InlineData("\"")]
    [InlineData("http://example.org/a?b=c")]
    [InlineData("st.gallen foo-bar o'neil")]
    [InlineData("日本語 สวัสดี العربية")]
    public async Task Whatever_is_typed_is_words_and_never_syntax(string query)
    {
        await database.Insert("Songs of the Harbour");

        Assert.InRange((await Search(new(new(), query))).Found, 0, 1);
        Assert.InRange((await Search(new(new(), City: query))).Found, 0, 1);
        Assert.Equal(1, (await Search(new(new()))).Found);
    }

    [Fact]
    public async Task A_text_of_ten_thousand_characters_is_searched_for_by_its_beginning()
    {
        await database.Insert("Songs of the Harbour");

        Assert.Equal(1, (await Search(new(new(), string.Concat(Enumerable.Repeat("harbour ", 1_000)) + new string('x', 2_000)))).Found);
        Assert.Equal(0, (await Search(new(new(), string.Concat(Enumerable.Repeat("🎷", 5_000))))).Found);
        Assert.Equal(0, (await Search(new(new(), new string('x', 10_000)))).Found);
        Assert.Equal(0, (await Search(new(new(), string.Concat(Enumerable.Repeat("a ", 5_000))))).Found);
    }

    [Fact]
    public async Task Filters_hold_together()
    {
        var wanted = await database.Insert("Wanted", city: "Zürich", category: CatalogueDatabase.Theatre, startsAt: Now.AddDays(5));
        await database.Insert("Another city", category: CatalogueDatabase.Theatre, startsAt: Now.AddDays(5));
        await database.Insert("Another category", city: "Zürich", startsAt: Now.AddDays(5));
        await database.Insert("Too soon", city: "Zürich", category: CatalogueDatabase.Theatre, startsAt: Now.AddDays(5).AddSeconds(-1));
        await database.Insert("Too late", city: "Zürich", category: CatalogueDatabase.Theatre, startsAt: Now.AddDays(6));

        var found = await Search(new(new(), null, CatalogueDatabase.Theatre, " zÜRICH ", Now.AddDays(5).ToOffset(TimeSpan.FromHours(2)), Now.AddDays(6)));

        Assert.Equal(wanted, Assert.Single(found.Events.Items).EventId);
        Assert.Equal(1, found.Found);
        Assert.Equal(["Leeds", "Zürich"], found.Cities);
    }

    [Fact]
    public async Task Without_a_beginning_what_has_ended_is_left_out_and_drafts_always_are()
    {
        await database.Insert("Over", startsAt: Now.AddHours(-3), city: "Overton");
        var running = await database.Insert("Running", startsAt: Now.AddDays(-29), lasts: TimeSpan.FromDays(30));
        var cancelled = await database.Insert("Cancelled", startsAt: Now.AddDays(1), status: "cancelled");
        await database.Insert("Draft", startsAt: Now.AddDays(2), status: "draft", city: "Draughton");

        var coming = await Search(new(new()));
        var all = await Search(new(new(), From: DateTimeOffset.MinValue, To: DateTimeOffset.MaxValue));

        Assert.Equal([running, cancelled], coming.Events.Items.Select(card => card.EventId));
        Assert.Equal([EventStatus.Published, EventStatus.Cancelled], coming.Events.Items.Select(card => card.Status));
        Assert.Equal(["Running", "Over", "Cancelled"], all.Events.Items.Select(card => card.Title));
        Assert.Equal(EventStatus.Ended, all.Events.Items[1].Status);
        Assert.Equal(["Leeds"], coming.Cities);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gaps_though_many_events_start_at_once()
    {
        var expected = new List<(DateTimeOffset StartsAt, Guid Id)>();
        for (var i = 0; i < 23; i++)
        {
            var startsAt = Now.AddDays(1 + (i / 10));
            expected.Add((startsAt, await database.Insert($"Event {i}", startsAt: startsAt)));
        }

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Search(new(new(5, cursor)));
            Assert.Equal(23, page.Found);
            seen.AddRange(page.Events.Items.Select(card => card.EventId));
            Assert.True(seen.Count <= expected.Count, "The pages go round in circles.");
            cursor = page.Events.NextCursor;
            if (seen.Count == 5)
            {
                // What arrives before the place that was reached does not push anything onto two pages.
                await database.Insert("Sooner", startsAt: Now.AddHours(1), status: "draft");
            }
        }
        while (cursor is not null);

        Assert.Equal(expected.OrderBy(e => e.StartsAt).ThenBy(e => e.Id.ToString()).Select(e => e.Id), seen);
    }

    [Theory]
    [InlineData(0, null, "limit")]
    [InlineData(-5, null, "limit")]
    [InlineData(101, null, "limit")]
    [InlineData(20, "", "cursor")]
    [InlineData(20, "abc", "cursor")]
    [InlineData(20, "' OR 1=1 --", "cursor")]
    [InlineData(20, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    [InlineData(0, "🎷", "limit cursor")]
    public async Task A_page_that_cannot_be_is_refused_by_field(int limit, string? cursor, string fields)
    {
        var result = await Catalogue.Search(new(new(limit, cursor)));

        Assert.Equal(RefusalCode.Invalid, result.Refusal?.Code);
        Assert.Equal(fields.Split(' '), result.Refusal!.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task A_card_tells_what_can_be_bought_now_or_later()
    {
        var id = await database.Insert("Three doors", startsAt: Now.AddDays(3));
        await database.AddType(id, 1, "Early", 1_500, 50, sold: 20, closes: Now);
        await database.AddType(id, 2, "Late", 1_800, 30, held: 1, booked: 2, sold: 3, opens: Now.AddDays(1));
        var later = await database.Insert("Later", startsAt: Now.AddDays(4));
        await database.Execute("UPDATE ticket_types SET sales_starts_at = $2 WHERE event_id = $1", later, Now.AddHours(5));
        await database.Insert("Cancelled", startsAt: Now.AddDays(5), status: "cancelled");

        var cards = (await Search(new(new()))).Events.Items;

        Assert.Equal((new Money(1_500, "GBP"), 124, 180, true, null), (cards[0].FromPrice, cards[0].Available, cards[0].Capacity, cards[0].OnSale, cards[0].SalesStartAt));
        Assert.Equal((100, false, Now.AddHours(5)), (cards[1].Available, cards[1].OnSale, cards[1].SalesStartAt));
        Assert.Equal((0, 100, false, null), (cards[2].Available, cards[2].Capacity, cards[2].OnSale, cards[2].SalesStartAt));
    }

    [Fact]
    public async Task A_draft_has_no_page_and_an_event_tells_its_types_in_order()
    {
        var draft = await database.Insert("Draft", status: "draft");
        var id = await database.Insert("Two doors", "Long text.", lasts: TimeSpan.FromHours(2));
        await database.AddType(id, 1, "Opens exactly now", 0, 10, opens: Now, closes: Now.AddSeconds(1));
        await database.AddType(id, 2, "Closes exactly now", 0, 10, opens: Now.AddDays(-1), closes: Now);

        Assert.Equal(RefusalCode.NotFound, (await Catalogue.Event(draft)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await Catalogue.Event(Guid.NewGuid())).Refusal?.Code);
        var page = (await new CatalogueQueries(database.Source).Event(id, Now))!.Page("Ada");

        Assert.Equal(("Long text.", "Concerts", "Mill Lane 3", EventStatus.Published, Now), (page.Description, page.Category.Name, page.Venue.Address, page.Status, page.Now));
        Assert.Equal([("Standard", true), ("Opens exactly now", true), ("Closes exactly now", false)], page.TicketTypes.Select(type => (type.Name, type.OnSale)));
    }

    [Fact]
    public async Task Categories_come_by_name() =>
        Assert.Equal(["Clubs", "Comedy", "Concerts", "Family", "Food", "Sport", "Talks", "Theatre"], (await Catalogue.Categories()).Select(c => c.Name));

    private async Task<EventList> Search(SearchEvents request)
    {
        var result = await Catalogue.Search(request);
        return result.Succeeded ? result.Value : throw new InvalidOperationException(result.Refusal.ToString());
    }
}
