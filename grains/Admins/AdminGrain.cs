using System.Security.Cryptography;
using System.Text;
using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Queries;
using EventTicket.Users;

namespace EventTicket.Admins;

/// <summary>One admin at work. Whether they are one is asked of the account each time: a session may be a moment older than the office.</summary>
internal sealed class AdminGrain(IPeople people, AdminQueries queries, HouseQueries house) : Grain, IAdminGrain
{
    private const int LongestReason = 500;

    private Guid Admin => this.GetPrimaryKey();

    public Task<Result<Officer>> AddOfficer(AddOfficer request) => AsAdmin(async () =>
    {
        (string Field, string? Problem)[] fields = [("email", EmailAddress.Problem(request.Email)), ("name", PersonRules.NameProblem(request.Name))];
        var errors = fields.Where(field => field.Problem is not null).Select(field => new FieldError(field.Field, field.Problem!)).ToList();
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        var address = EmailAddress.Normalise(request.Email);
        var userId = await people.HolderOf(address) ?? NewId(request.Operation.Key);
        if (await Repeated(request.Operation, userId) is { } answer)
        {
            return answer;
        }

        var given = await Account(userId).GiveOffice(Admin, request);
        // Somebody registered on the address at this very moment.
        return given is { Refusal.Code: RefusalCode.EmailTaken } && await people.HolderOf(address) is { } holder && holder != userId
            ? await Account(holder).GiveOffice(Admin, request)
            : given;
    });

    public Task<Result<Page<Officer>>> Officers(Role office, PageRequest page) => AsAdmin<Page<Officer>>(async () =>
        page.Check(AdminQueries.OfficerList, out var after) is { } refusal
            ? refusal
            : page.Of(AdminQueries.OfficerList, await Ask.Database(() => queries.Officers(office, after, page.Limit + 1)), row => row.Place).Select(row => row.Officer));

    public Task<Result<Officer>> Officer(Guid userId) => AsAdmin<Officer>(async () =>
        await Ask.Database(() => queries.Officer(userId)) is { } officer ? officer : Refusal.NotFound);

    public Task<Result<Officer>> ChangeOfficer(ChangeOfficer request) => AsAdmin(async () =>
        await Repeated(request.Operation, request.UserId) ?? await Account(request.UserId).ChangeOffice(Admin, request));

    public Task<Result<Category>> AddCategory(Guid categoryId, string name) => AsAdmin(() =>
        GrainFactory.Category(categoryId).Create(new Caller(Admin, Role.Admin), name));

    public Task<Result<Page<HouseEvent>>> Events(Sensitive? query, PageRequest page) => AsAdmin<Page<HouseEvent>>(async () =>
        page.Check(HouseQueries.EventList, out var after) is { } refusal
            ? refusal
            : page.Of(HouseQueries.EventList, await Ask.Database(() => house.Events(query?.Text, after, page.Limit + 1)), row => row.Place).Select(row => row.Event));

    public Task<Result<Page<HousePerson>>> People(Sensitive? query, PageRequest page) => AsAdmin<Page<HousePerson>>(async () =>
        page.Check(HouseQueries.PeopleList, out var after) is { } refusal
            ? refusal
            : page.Of(HouseQueries.PeopleList, await Ask.Database(() => house.People(query?.Text, after, page.Limit + 1)), person => new(person.CreatedAt, person.UserId)));

    public Task<Result<EventSheet>> Withdraw(Operation operation, Guid eventId, string reason) => AsAdmin(async () =>
        TextRules.Line(reason, 1, LongestReason) is { } problem
            ? Refusal.Invalid("reason", problem)
            : await GrainFactory.Event(eventId).Withdraw(new(operation, Me, TextRules.Trim(reason))));

    public Task<Result<EventSheet>> Restore(Operation operation, Guid eventId) => AsAdmin(() =>
        GrainFactory.Event(eventId).Restore(new(operation, Me)));

    public Task<Result<Page<AdminAction>>> Actions(Guid? adminId, PageRequest page) => AsAdmin<Page<AdminAction>>(async () =>
        page.Check(AdminQueries.ActionList, out var after) is { } refusal
            ? refusal
            : page.Of(AdminQueries.ActionList, await Ask.Database(() => queries.Actions(adminId, after, page.Limit + 1)), AdminQueries.PlaceOf));

    private Caller Me => new(Admin, Role.Admin);

    private async Task<Result<T>> AsAdmin<T>(Func<Task<Result<T>>> work) =>
        await Account(Admin).RoleNow() == Role.Admin ? await work() : Refusal.Forbidden;

    /// <summary>What a request that was carried out before is answered with: how it stands now. Null for a new one.</summary>
    private async Task<Result<Officer>?> Repeated(Operation operation, Guid userId)
    {
        if (await people.FingerprintOf(Admin, operation.Key) is not { } fingerprint)
        {
            return null;
        }

        return fingerprint != operation.Fingerprint ? Refusal.KeyReused
            : await Ask.Database(() => queries.Officer(userId)) is { } officer ? officer
            : Refusal.NotFound;
    }

    /// <summary>The id of an account that is made by inviting somebody: the same request finds it again.</summary>
    private Guid NewId(string operation) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"invited {Admin:N} {operation}")).AsSpan(0, 16));

    private IAccountGrain Account(Guid userId) => GrainFactory.GetGrain<IAccountGrain>(userId);
}
