using EventTicket.Admins;

namespace EventTicket.Web.Site;

/// <param name="Office">Manager or admin: whose list it is.</param>
public sealed record OfficersModel(Role Office, Page<Officer> Officers, OfficerForm Form)
{
    /// <summary><c>managers</c></summary>
    public string Many => Office == Role.Admin ? "admins" : "managers";

    public string Heading => Words.FirstUpper(Many);

    public string Action => ListOf(Office);

    public string LinkTo(Officer officer) => $"{Action}/{officer.UserId}";

    public string? MoreLink => Officers.NextCursor is { } next ? Action + QueryString.Create("cursor", next) : null;

    /// <summary>Where the list of an office is.</summary>
    public static string ListOf(Role office) => office == Role.Admin ? "/admin/admins" : "/admin/managers";

    /// <summary>How somebody's office stands.</summary>
    public static Availability State(Officer officer) => officer switch
    {
        { Invited: true } => new("few", "Invited"),
        { Active: false } => new("none", "Deactivated"),
        _ => new("many", "Active"),
    };
}

/// <summary>Somebody to be made a manager or an admin.</summary>
public sealed record OfficerForm
{
    public string? OperationId { get; init; }
    public string? Email { get; init; }
    public string? Name { get; init; }

    /// <summary>The form as it is shown after a refusal: a key that already stands for something else is not used again.</summary>
    public OfficerForm After(Refusal refusal) => refusal.Code == RefusalCode.IdempotencyKeyReused ? this with { OperationId = null } : this;
}
