using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Mail;

namespace EventTicket.Web.Gateway;

/// <summary>Mails that could not be delivered.</summary>
internal static class MailEndpoints
{
    public static void MapMails(this IEndpointRouteBuilder gateway)
    {
        var admin = gateway.MapGroup("").RequireAuthorization(Policies.Admin);
        admin.Get(List, "/admin_management/mails/undelivered")
            .Says("admins", "List undelivered mails", "Those that were given up, the newest first.")
            .Answers<ListAnswer<UndeliveredMailAnswer>>();
        admin.Post(SendAgain, "/admin_management/mails/{mailId:guid}/send_again")
            .Says("admins", "Send a mail again", "Puts a mail that was given up back into the queue.")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.PostRoom().Undelivered(client.Caller(), query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, UndeliveredMailAnswer.Of)));

    // Sending it again is the same however often it is asked for while it waits, so the key has nothing to remember.
    private static Task<IResult> SendAgain(Guid mailId, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.PostRoom().SendAgain(client.Caller(), mailId))
            .Answer(_ => Results.StatusCode(StatusCodes.Status202Accepted));
}

internal sealed record UndeliveredMailAnswer(
    Guid MailId,
    [property: Description("which mail it is, such as password-reset")] string Kind,
    string? Recipient,
    DateTimeOffset CreatedAt,
    int Attempts,
    [property: Description("what the mail server said last")] string? Failure)
{
    public static UndeliveredMailAnswer Of(UndeliveredMail mail) => new(mail.MailId, mail.Kind, mail.Recipient, mail.CreatedAt, mail.Attempts, mail.Failure);
}
