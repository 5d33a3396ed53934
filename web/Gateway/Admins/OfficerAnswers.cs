using System.ComponentModel;
using EventTicket.Admins;

namespace EventTicket.Web.Gateway;

internal sealed record OfficerBody(
    [property: Description("an e-mail address of at most 254 characters")] string Email,
    [property: Description("a text of 1 to 100 characters; who has an account keeps their own name")] string Name);

internal sealed record OfficerChangeBody(
    [property: Description("true, or false: a user for now")] bool? Active = null,
    [property: Description("a text of 1 to 100 characters")] string? Name = null);

internal sealed record ManagerAddedAnswer(
    Guid ManagerId,
    string Email,
    string Name,
    [property: Description("true: an invitation was mailed; false: a confirmed user, who is a manager from now on")] bool Invited)
{
    public static ManagerAddedAnswer Of(Officer officer) => new(officer.UserId, officer.Email, officer.Name, officer.Invited);
}

internal sealed record AdminAddedAnswer(
    Guid AdminId,
    string Email,
    string Name,
    [property: Description("true: an invitation was mailed; false: a confirmed user, who is an admin from now on")] bool Invited)
{
    public static AdminAddedAnswer Of(Officer officer) => new(officer.UserId, officer.Email, officer.Name, officer.Invited);
}

internal sealed record ManagerAnswer(
    Guid ManagerId,
    string Email,
    string Name,
    [property: Description("false: deactivated, a user for now")] bool Active,
    [property: Description("an invitation is out, and nothing counts until it is followed")] bool Invited,
    DateTimeOffset Since)
{
    public static ManagerAnswer Of(Officer officer) =>
        new(officer.UserId, officer.Email, officer.Name, officer.Active, officer.Invited, officer.Since);
}

internal sealed record AdminAnswer(
    Guid AdminId,
    string Email,
    string Name,
    [property: Description("false: deactivated, a user for now")] bool Active,
    [property: Description("an invitation is out, and nothing counts until it is followed")] bool Invited,
    DateTimeOffset Since)
{
    public static AdminAnswer Of(Officer officer) =>
        new(officer.UserId, officer.Email, officer.Name, officer.Active, officer.Invited, officer.Since);
}

/// <summary>One line of the record of what admins did.</summary>
internal sealed record ActionAnswer(
    long ActionId,
    DateTimeOffset At,
    Guid AdminId,
    string AdminName,
    [property: Description("what was done, such as manager-added")] string Action,
    [property: Description("to whom or what; null when to nothing in particular")] Guid? SubjectId,
    [property: Description("the name the subject has now; null when it is gone or has none")] string? Subject,
    string? Detail)
{
    public static ActionAnswer Of(AdminAction action) => new(
        action.ActionId, action.At, action.AdminId, action.AdminName, action.Action, action.SubjectId, action.Subject, action.Detail);
}
