using EventTicket.Campaigns;
using EventTicket.Events;
using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Managers;

/// <summary>Checks whose event it is and asks the tables; keeps nothing itself.</summary>
[StatelessWorker, Reentrant]
internal sealed class AttendeesGrain(AttendeeQueries queries, WrittenCampaigns campaigns, TimeProvider clock) : Grain, IAttendeesGrain
{
    private const char TicketList = 'k';
    private const int ExportedAtOnce = 1_000;

    public Task<Result<Page<Attendee>>> List(Caller caller, Guid eventId, Sensitive? query, PageRequest page) => OfMine<Page<Attendee>>(caller, eventId, async () =>
        page.Check(TicketList, out var after) is { } refusal ? refusal : await Read(eventId, query?.Text, page, after));

    public Task<Result<Page<Attendee>>> Export(Caller caller, Guid eventId, string? cursor) => OfMine<Page<Attendee>>(caller, eventId, async () =>
        new PageRequest(1, cursor).Check(TicketList, out var after) is { } refusal ? refusal : await Read(eventId, null, new(ExportedAtOnce), after));

    public Task<Result<SalesHistory>> Sales(Caller caller, Guid eventId) =>
        OfMine<SalesHistory>(caller, eventId, async () => await Ask.Database(() => queries.Sales(eventId)));

    public Task<Result<MailToAttendees>> Write(WriteToAttendees request) => OfMine<MailToAttendees>(request.Caller, request.EventId, async () =>
    {
        (string Field, string? Problem)[] fields = [("subject", TextRules.Line(request.Subject, 1, 100)), ("text", TextRules.Paragraphs(request.Text, 1, 5_000))];
        var errors = fields.Where(field => field.Problem is not null).Select(field => new FieldError(field.Field, field.Problem!)).ToList();
        return errors.Count > 0 ? Refusal.Invalid(errors) : await Ask.Database(() => campaigns.Write(request, clock.GetUtcNow()));
    });

    public Task<Result<Page<MailToAttendees>>> Written(Caller caller, Guid eventId) => OfMine<Page<MailToAttendees>>(caller, eventId, async () =>
        new Page<MailToAttendees>([.. await Ask.Database(() => campaigns.Of(eventId))], NextCursor: null));

    private async Task<Page<Attendee>> Read(Guid eventId, string? query, PageRequest page, Cursor? after)
    {
        var rows = await Ask.Database(() => queries.After(eventId, query, after, page.Limit + 1));
        return page.Of(TicketList, rows, ticket => new(ticket.PurchasedAt, ticket.TicketId));
    }

    private async Task<Result<T>> OfMine<T>(Caller caller, Guid eventId, Func<Task<Result<T>>> work) =>
        caller.Role >= Role.Manager && await Ask.Database(() => queries.IsOf(eventId, caller.Role == Role.Admin ? null : caller.PersonId)) ? await work() : Refusal.NotFound;
}
