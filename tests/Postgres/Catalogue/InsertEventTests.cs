using EventTicket.Events;
using EventTicket.Managers;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class InsertEventTests(CatalogueSilo silo) : IClassFixture<CatalogueSilo>
{
    private readonly Guid manager = Guid.NewGuid();

    [Fact]
    public async Task A_published_event_can_be_found_and_a_draft_only_by_its_manager()
    {
        var published = (await Insert(Definition("Marionettes"), publish: true)).Value!;
        var draft = (await Insert(Definition("Marionettes, not yet"), publish: false)).Value!;

        Assert.Equal([published.EventId], (await silo.Grains.Catalogue().Search(new(new(), "marionettes"))).Value!.Events.Items.Select(card => card.EventId));
        var own = (await silo.Grains.Manager(manager).Events(new())).Value!.Items;
        Assert.Equal([(draft.EventId, EventStatus.Draft, 300), (published.EventId, EventStatus.Published, 300)], own.Select(e => (e.EventId, e.Status, e.Available)));
        var page = (await silo.Grains.Catalogue().Event(published.EventId)).Value!;
        Assert.Equal(("Marionettes", "Europe/London", ""), (page.Title, page.TimeZone, page.ManagerName));
    }

    [Fact]
    public async Task Only_that_manager_or_an_admin_may_insert()
    {
        var somebody = Guid.NewGuid();

        Assert.Equal(Refusal.Forbidden, (await Insert(Definition("A"), new(manager, Role.User))).Refusal);
        Assert.Equal(Refusal.Forbidden, (await Insert(Definition("A"), new(somebody, Role.Manager))).Refusal);
        Assert.True((await Insert(Definition("A"), new(somebody, Role.Admin))).Succeeded);
        Assert.True((await Insert(Definition("A"), new(manager, Role.Admin))).Succeeded);
    }

    [Fact]
    public async Task Every_wrong_field_is_told_at_once_an_unknown_category_among_them()
    {
        var refused = await Insert(Definition(" ") with { CategoryId = Guid.NewGuid(), HoldMinutes = 1 });

        Assert.Equal(["title", "holdMinutes", "categoryId"], refused.Refusal!.Errors.Select(error => error.Field));
        Assert.Empty((await silo.Grains.Manager(manager).Events(new())).Value!.Items);
    }

    [Fact]
    public async Task The_same_key_finds_the_same_event_and_another_body_is_refused()
    {
        var operation = new Operation("key-1", "one");
        var definition = Definition("Once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Insert(definition, operation: operation)));
        var late = await Insert(definition with { StartsAt = DateTimeOffset.UtcNow.AddDays(-1) }, operation: operation);

        Assert.Single(answers.Append(late).Select(answer => answer.Value!.EventId).Distinct());
        Assert.Single((await silo.Grains.Manager(manager).Events(new())).Value!.Items);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await Insert(definition, operation: operation with { Fingerprint = "two" })).Refusal?.Code);
    }

    [Fact]
    public async Task A_managers_list_is_paged_newest_first()
    {
        var inserted = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            inserted.Insert(0, (await Insert(Definition($"Event {i}"))).Value!.EventId);
        }

        var first = (await silo.Grains.Manager(manager).Events(new(3))).Value!;
        var second = (await silo.Grains.Manager(manager).Events(new(3, first.NextCursor))).Value!;

        Assert.Equal(inserted, first.Items.Concat(second.Items).Select(e => e.EventId));
        Assert.Null(second.NextCursor);
        Assert.Equal(RefusalCode.Invalid, (await silo.Grains.Manager(manager).Events(new(0))).Refusal?.Code);
    }

    private Task<Result<EventSheet>> Insert(EventDefinition definition, Caller? caller = null, bool publish = false, Operation? operation = null) =>
        silo.Grains.Manager(manager).InsertEvent(new(operation ?? new(Guid.NewGuid().ToString(), "f"), caller ?? new(manager, Role.Manager), definition, publish));

    private static EventDefinition Definition(string title) => new(
        title, "Text.", CatalogueDatabase.Theatre, new("The Mill", "Mill Lane 3", "Leeds"), DateTimeOffset.UtcNow.AddDays(3), DateTimeOffset.UtcNow.AddDays(3).AddHours(2),
        "Europe/London", "GBP", [new(Guid.Empty, "Seat", 1_000, 300)]);
}
