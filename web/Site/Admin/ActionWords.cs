using EventTicket.Admins;
using EventTicket.Purchases;

namespace EventTicket.Web.Site;

/// <summary>The record of actions in words.</summary>
internal static class ActionWords
{
    /// <summary>What was done, before the name of whom or what: <c>Deactivated the manager</c>. An action without words of its own is shown by its name.</summary>
    public static string What(AdminAction action) => action.Action switch
    {
        "manager-added" => "Made a manager:",
        "manager-invited" => "Invited as a manager:",
        "manager-invitation-withdrawn" => "Took back the invitation as a manager:",
        "manager-renamed" => "Renamed the manager",
        "manager-deactivated" => "Deactivated the manager",
        "manager-reactivated" => "Reactivated the manager",
        "admin-added" => "Made an admin:",
        "admin-invited" => "Invited as an admin:",
        "admin-invitation-withdrawn" => "Took back the invitation as an admin:",
        "admin-renamed" => "Renamed the admin",
        "admin-deactivated" => "Deactivated the admin",
        "admin-reactivated" => "Reactivated the admin",
        "category-added" => "Added the category",
        "mail-sent-again" => "Sent again the mail",
        "event-inserted" => "Inserted the event",
        "event-changed" => "Changed the event",
        "event-published" => "Published the event",
        "event-code-added" => "Added a code to the event",
        "event-withdrawn" => "Withdrew the event",
        "event-restored" => "Put back on sale the event",
        "event-cancelled" => "Cancelled the event",
        "payment-settled" => "Settled by hand the payment of order",
        "order-refunded" => "Refunded the order",
        var other => Words.FirstUpper(other.Replace('-', ' ')),
    };

    /// <summary>To whom or what: its name, or what is left of it.</summary>
    public static string ToWhat(AdminAction action) => (action.Subject, action.SubjectId) switch
    {
        ({ } name, _) => name,
        (null, { } id) when action.Action is "order-refunded" or "payment-settled" => OrderNumber.Of(id),
        (null, { } id) => $"{id.ToString("N")[..8]} (gone, or without a name)",
        _ => "",
    };

    /// <summary>Where the subject's own page is; null where it has none.</summary>
    public static string? Link(AdminAction action) => action switch
    {
        { SubjectId: null } or { Subject: null } => null,
        { Action: var what } when what.EndsWith("-invitation-withdrawn", StringComparison.Ordinal) => null,
        { Action: var what } when what.StartsWith("manager-", StringComparison.Ordinal) => $"/admin/managers/{action.SubjectId}",
        { Action: var what } when what.StartsWith("admin-", StringComparison.Ordinal) => $"/admin/admins/{action.SubjectId}",
        { Action: var what } when what.StartsWith("event-", StringComparison.Ordinal) => $"/manage/events/{action.SubjectId}",
        { Action: var what } when what.StartsWith("category-", StringComparison.Ordinal) => $"/events?category={action.SubjectId}",
        _ => null,
    };
}
