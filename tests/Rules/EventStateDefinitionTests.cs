using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateDefinitionTests
{
    private readonly BoxOffice draft = new(publish: false);
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void A_draft_becomes_public_once()
    {
        Assert.Equal((EventStatus.Draft, 1), (draft.State.Status, draft.State.Version));
        Assert.Null(draft.State.PublishedAt);
        draft.Pass(TimeSpan.FromHours(1));

        var sheet = draft.Publish().Granted();
        var facts = draft.Facts.Count;
        draft.Publish().Granted();

        Assert.Equal((EventStatus.Published, 2), (sheet.Status, sheet.Version));
        Assert.Equal(draft.Now, draft.State.PublishedAt);
        Assert.Equal(facts, draft.Facts.Count);
        draft.Hold(ada, standing: 1).Granted();
    }

    [Fact]
    public void An_event_belongs_to_its_manager_and_to_admins()
    {
        var stranger = new Caller(Guid.NewGuid(), Role.Manager);
        draft.Change(concert => concert, caller: stranger).Refused(RefusalCode.NotFound);
        draft.Publish(stranger).Refused(RefusalCode.NotFound);
        Assert.False(draft.State.IsSeenBy(stranger));

        draft.Publish(new Caller(Guid.NewGuid(), Role.Admin)).Granted();
    }

    [Fact]
    public void An_event_that_is_over_is_not_published()
    {
        draft.Now = BoxOffice.Concert.EndsAt;

        draft.Publish().Wrong("endsAt");
    }

    [Fact]
    public void An_event_is_inserted_once()
    {
        var first = new DraftEvent(new("insert", "concert"), box.Manager.PersonId, BoxOffice.Concert);
        var state = new EventState(Guid.NewGuid());
        var sheet = state.Draft(first, box.Now).Granted();
        state.TakeFresh();

        Assert.Equal(sheet.Definition.TicketTypes, state.Draft(first, box.Now).Granted().Definition.TicketTypes);
        state.Draft(first with { Operation = new("insert", "another") }, box.Now).Refused(RefusalCode.IdempotencyKeyReused);
        state.Draft(first with { Operation = new("again", "concert") }, box.Now).Refused(RefusalCode.IdempotencyKeyReused);
        Assert.Empty(state.TakeFresh());
    }

    [Fact]
    public void A_definition_that_breaks_the_rules_is_refused_and_leaves_nothing()
    {
        var state = new EventState(Guid.NewGuid());

        state.Draft(new DraftEvent(new("insert", ""), ada, BoxOffice.Concert with { Title = " ", MaxPerPerson = 0 }), box.Now).Wrong("title", "maxPerPerson");

        Assert.False(state.Exists);
        Assert.Empty(state.TakeFresh());
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(6, false)]
    [InlineData(0, false)]
    public void A_capacity_does_not_go_below_what_is_held_and_sold(int capacity, bool allowed)
    {
        box.Sell(Guid.NewGuid(), standing: 4);
        box.Hold(ada, standing: 3).Granted();

        var answer = box.Change(concert => With(concert, 0, type => type with { Capacity = capacity }));

        if (allowed)
        {
            Assert.Equal(0, answer.Granted().Stock[0].Free);
        }
        else
        {
            answer.Wrong("ticketTypes[0].capacity");
        }
    }

    [Fact]
    public void A_published_event_keeps_its_currency_and_its_ticket_types()
    {
        box.Change(concert => concert with { Currency = "EUR", TicketTypes = concert.TicketTypes.RemoveAt(1) }).Wrong("currency", "ticketTypes");
        box.Change(concert => concert with { Title = "" }).Wrong("title");

        var changed = box.Change(concert => concert with { TicketTypes = concert.TicketTypes.Add(new(Guid.Empty, "Balcony", 6_000, 7)) }).Granted();

        Assert.Equal([box.Standing, box.Seated], changed.Definition.TicketTypes.Take(2).Select(type => type.TicketTypeId));
        Assert.NotEqual(Guid.Empty, changed.Definition.TicketTypes[2].TicketTypeId);
        Assert.Equal(7, changed.Stock[2].Free);
    }

    [Fact]
    public void A_published_event_does_not_move_into_the_past()
    {
        box.Change(concert => concert with { StartsAt = BoxOffice.Noon.AddDays(-1), EndsAt = BoxOffice.Noon.AddHours(-20) }).Wrong("startsAt", "endsAt");
        box.Change(concert => concert with { StartsAt = box.Now }).Wrong("startsAt");
        box.Change(concert => concert with { StartsAt = BoxOffice.Noon.AddMinutes(1) }).Granted();
        draft.Change(concert => concert with { StartsAt = BoxOffice.Noon.AddDays(-1), EndsAt = BoxOffice.Noon.AddHours(-20) }).Granted();
    }

    [Fact]
    public void An_event_that_has_begun_or_is_over_can_still_be_changed_and_moved_to_a_time_to_come()
    {
        box.Pass(TimeSpan.FromDays(10.1));
        box.Change(concert => concert with { Title = "More songs", EndsAt = concert.EndsAt.AddHours(1) }).Granted();
        box.Pass(TimeSpan.FromDays(1));
        box.Change(concert => concert with { Description = "It was loud." }).Granted();
        box.Change(concert => concert with { StartsAt = concert.StartsAt.AddDays(7), EndsAt = concert.EndsAt.AddDays(7) }).Granted();
    }

    [Fact]
    public void A_draft_may_still_change_all_that()
    {
        var changed = draft.Change(concert => concert with { Currency = "EUR", TicketTypes = [concert.TicketTypes[1], new(Guid.Empty, "Balcony", 6_000, 7)] }).Granted();

        Assert.Equal("EUR", changed.Definition.Currency);
        Assert.Equal([5, 7], changed.Stock.Select(stock => stock.Capacity));
    }

    [Fact]
    public void Ids_are_given_by_the_event_and_each_names_one_type()
    {
        var foreign = Guid.NewGuid();
        var added = box.Change(concert => concert with { TicketTypes = concert.TicketTypes.Add(new(foreign, "Balcony", 6_000, 7)) }).Granted();
        Assert.DoesNotContain(added.Definition.TicketTypes, type => type.TicketTypeId == foreign);

        box.Change(concert => concert with { TicketTypes = concert.TicketTypes.Add(concert.TicketTypes[0] with { Name = "Standing again" }) })
            .Wrong("ticketTypes[3].ticketTypeId");
    }

    [Fact]
    public void A_change_based_on_an_older_version_is_refused()
    {
        var version = box.State.Version;
        box.Change(concert => concert with { Title = "First" }, ifVersion: version).Granted();

        box.Change(concert => concert with { Title = "Second" }, ifVersion: version).Refused(RefusalCode.PreconditionFailed);
        box.Change(concert => concert with { Title = "Third" }).Granted();

        Assert.Equal(("Third", version + 2), (box.State.Definition!.Title, box.State.Version));
    }

    [Fact]
    public void A_lower_capacity_is_felt_at_once()
    {
        box.Change(concert => With(concert, 0, type => type with { Capacity = 2 })).Granted();

        box.Hold(ada, standing: 3).Refused(RefusalCode.SoldOut);
        box.Hold(ada, standing: 2).Granted();
    }

    private static EventDefinition With(EventDefinition definition, int index, Func<TicketType, TicketType> change) =>
        definition with { TicketTypes = definition.TicketTypes.SetItem(index, change(definition.TicketTypes[index])) };
}
