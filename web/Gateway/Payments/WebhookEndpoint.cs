using System.Text;
using EventTicket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Gateway;

/// <summary>Where Stripe tells what has happened. The signature is the only sign-in; the body stays as it arrived, because it is what was signed.</summary>
internal static class WebhookEndpoint
{
    private const int Limit = 256 * 1024;

    public static void MapWebhook(this IEndpointRouteBuilder gateway) =>
        gateway.Post(Receive, "/payments/stripe/webhook")
            .Says("payments", "Receive Stripe's events", "Signed by Stripe in the header Stripe-Signature. An event is a hint: what is true is asked of Stripe.")
            .Accepts<object>("application/json")
            .Produces(StatusCodes.Status200OK)
            .WithMetadata(new RefusesMetadata(Problems.Of(RefusalCode.Invalid), Problems.TooLarge, Problems.Of(RefusalCode.Busy)))
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .AllowAnonymous();

    private static async Task<IResult> Receive(HttpContext context, IClusterClient cluster, Edge edge)
    {
        if (await RawBody.Read(context, Limit) is not { } raw)
        {
            return Answers.Problem(Problems.TooLarge);
        }

        var signature = context.Request.Headers["Stripe-Signature"].ToString();
        return await edge.Call(() => cluster.ProviderEvents().Receive(Encoding.UTF8.GetString(raw), signature)).Answer(_ => Results.Ok());
    }
}
