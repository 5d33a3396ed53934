using System.ComponentModel;
using System.Text.Json.Serialization;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>A forgotten password, and an invitation, which is used the same way.</summary>
internal static class ResetEndpoints
{
    public static void MapReset(this IEndpointRouteBuilder gateway)
    {
        gateway.Post(Ask, "/password_reset/request", "/password/reset")
            .Says("identity", "Ask for a new password", "Mails a link with a token that works once, for 30 minutes; older ones die. The answer is the same whether the account exists or not.")
            .Produces(StatusCodes.Status202Accepted)
            .ForAnyone();
        gateway.Post(Verify, "/password_reset/verify")
            .Says("identity", "Check a token", "Whether the token of a reset or an invitation still works, and until when.")
            .Answers<VerifyAnswer>()
            .ForAnyone();
        gateway.Post(Complete, "/password_reset/complete", "/password_reset/confirm", "/password/reset/confirm")
            .Says("identity", "Set a new password", "With the token of a reset or an invitation. Ends every session of the account and confirms its address; an invitation also gives the office.")
            .Produces(StatusCodes.Status204NoContent)
            .ForAnyone();
    }

    private static Task<IResult> Ask(Body<ResetBody> body, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().RequestReset(new RequestReset(body.Value.Email)))
            .Answer(_ => Results.StatusCode(StatusCodes.Status202Accepted));

    private static Task<IResult> Verify(Body<VerifyBody> body, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().Check(body.Value.Token))
            .Answer(link => Answers.Ok(VerifyAnswer.Of(link)));

    private static Task<IResult> Complete(Body<CompleteBody> body, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().CompleteReset(new CompleteReset(body.Value.Token, body.Value.NewPassword)))
            .Answer(_ => Results.NoContent());
}

internal sealed record ResetBody([property: Description("the e-mail address of an account")] string Email);

internal sealed record VerifyBody([property: Description("the token of a mailed link, a text")] string Token);

internal sealed record VerifyAnswer(
    bool Valid,
    [property: Description("only while it is valid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpiresAt = null)
{
    /// <summary>A link that confirms an address or makes the first admin sets no password, so here it is none.</summary>
    public static VerifyAnswer Of(LinkCheck link) =>
        link is { Valid: true, Purpose: LinkPurpose.Reset or LinkPurpose.Invitation } ? new(true, link.ExpiresAt) : new(false);
}

internal sealed record CompleteBody(
    [property: Description("the token of a mailed link, a text")] string Token,
    [property: Description("a text of 10 to 128 characters, and none of the common ones")] string NewPassword);
