using EventTicket.Sandbox.Pages;

namespace EventTicket.Sandbox;

/// <summary>The bank's own page (3-D Secure): the buyer approves or declines, and goes back to where they came from.</summary>
internal static class BankPage
{
    public static void MapBankPage(this WebApplication app)
    {
        app.MapGet("/bank/{id}", Show);
        app.MapPost("/bank/{id}", Answer);
    }

    private static async Task<IResult> Show(string id, HttpContext http, Bank bank)
    {
        var (intent, session) = await bank.Decide(change => Look(change, id));
        if (intent is not { Status: IntentStatus.RequiresAction })
            return Over(intent, session);
        http.FormMayLeadTo(session?.Success ?? intent.ReturnUrl);
        return Looks.Page<AskBuyer>(new { Intent = intent });
    }

    private static async Task<IResult> Answer(string id, HttpContext http, Bank bank)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var approved = form["answer"] == "approve";
        if (!approved && form["answer"] != "decline")
            return Results.BadRequest("answer must be approve or decline");

        var (intent, session) = await bank.Decide(change =>
        {
            var (asked, on) = Look(change, id);
            // A page that was left open answers nothing once the payment has moved on.
            if (asked is not { Status: IntentStatus.RequiresAction } || on?.TakesCards(change.Now) == false)
                return (asked, on);
            var answered = approved ? asked.Approve(change.Now) : asked.Refuse(Cards.NotAuthenticated);
            if (on is null)
                change.Put(answered);
            else
                Sessions.Follow(change, on, answered);
            return Look(change, id);
        });

        if (session is not null)
            return http.SeeOther(session.Status == SessionStatus.Complete ? session.Success : $"/pay/{session.Id}");
        return intent?.ReturnUrl is { } url ? http.SeeOther(WithOutcome(url, intent)) : Over(intent, session);
    }

    private static (PaymentIntent? Intent, Session? Session) Look(Change change, string id)
    {
        var intent = change.Intent(id);
        return (intent, change.Session(intent?.Session));
    }

    // A hint for the page that is returned to; a shop asks the API what is true.
    private static string WithOutcome(string url, PaymentIntent intent)
    {
        var outcome = intent.Charge is null ? "failed" : "succeeded";
        return $"{url}{(url.Contains('?') ? '&' : '?')}payment_intent={intent.Id}&payment_intent_client_secret={intent.Id}_secret_sandbox&redirect_status={outcome}";
    }

    private static IResult Over(PaymentIntent? intent, Session? session) => intent is null
        ? Looks.Page<Ended>(new { Title = "No such payment", Text = "Check the link. Nothing was charged." }, 404)
        : Looks.Page<Ended>(new
        {
            Title = "Your bank has its answer",
            Text = intent.Charge is null ? "Nothing was charged." : "The payment was approved.",
            Link = session is null ? intent.ReturnUrl : session.Status == SessionStatus.Complete ? session.Success : $"/pay/{session.Id}",
            LinkText = "Continue",
        });
}
