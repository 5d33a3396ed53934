using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Catalogue;

/// <summary>Reads only, of tables that others write; keeps nothing, so an answer is as old as its way to the reader.</summary>
[StatelessWorker, Reentrant]
internal sealed class CatalogueGrain(CatalogueQueries queries, TimeProvider clock) : Grain, ICatalogueGrain
{
    private const char List = 'c';

    public Task<ImmutableArray<Category>> Categories() => Ask.Database(queries.Categories);

    public async Task<Result<EventList>> Search(SearchEvents request)
    {
        if (request.Page.Check(List, out var after) is { } refusal)
        {
            return refusal;
        }

        var filter = new EventFilter(request, clock.GetUtcNow());
        var (events, found, cities) = await Ask.Database(() => queries.Search(filter, after, request.Page.Limit));
        var cards = events.Select(row => row.Card()).ToArray();
        return new EventList(request.Page.Of(List, cards, card => new(card.StartsAt, card.EventId)), found, cities);
    }

    public Task<Result<EventPage>> Event(Guid eventId) => Page(eventId, null, []);

    public async Task<Result<EventPage>> EventWithCode(Guid eventId, Sensitive code)
    {
        var text = CodeRules.Tidy(SearchWords.Plain(code.Text));
        var offer = await Ask.Database(() => queries.Code(eventId, text));
        var now = clock.GetUtcNow();
        var unlocks = offer is { Kind: CodeKind.Access } && !(offer.From > now) && !(offer.Until <= now);
        Guid[] unlocked = !unlocks ? [] : offer!.TicketTypes.IsEmpty ? [.. await Ask.Database(() => queries.Hidden(eventId))] : [.. offer.TicketTypes];
        return await Page(eventId, offer ?? new(text, null, 0, []), unlocked);
    }

    public async Task<ImmutableArray<EventPlaces>> Places(ImmutableArray<Guid> eventIds) =>
        [.. (await Ask.Database(() => queries.Places([.. eventIds], clock.GetUtcNow()))).Select(row => row.Places())];

    private async Task<Result<EventPage>> Page(Guid eventId, CodeOffer? code, Guid[] unlocked)
    {
        var row = await Ask.Database(() => queries.Event(eventId, clock.GetUtcNow(), unlocked));
        if (row is null or { Status: EventStatus.Draft })
        {
            return Refusal.NotFound;
        }

        var manager = await GrainFactory.User(row.ManagerId).Profile();
        var preSale = await Ask.Database(() => queries.PreSale(eventId, row.Now));
        return row.Page(manager.Succeeded ? manager.Value.Name : "") with { PreSale = preSale, Code = code };
    }
}
