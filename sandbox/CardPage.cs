using EventTicket.Sandbox.Pages;

namespace EventTicket.Sandbox;

/// <summary>The hosted card page of a Checkout Session: GET shows it, POST pays. It works without script.</summary>
internal static class CardPage
{
    public static void MapCardPage(this WebApplication app)
    {
        app.MapGet("/pay/{id}", Show);
        app.MapPost("/pay/{id}", Pay);
    }

    private static async Task<IResult> Show(string id, HttpContext http, Bank bank)
    {
        var (session, intent, open) = await bank.Decide(change => Look(change, id));
        return session is null || !open ? Ended(session) : Form(http, session, CardForm.Empty, intent?.LastError);
    }

    private static async Task<IResult> Pay(string id, HttpContext http, Bank bank, TimeProvider time)
    {
        var form = CardForm.Read(await http.Request.ReadFormAsync(http.RequestAborted)).Check(time.GetUtcNow());
        var (session, intent, open) = await bank.Decide(change =>
        {
            var found = Look(change, id);
            if (!found.Open || form.Errors.Count > 0)
                return found;
            Sessions.Pay(change, found.Session!, form.Card!, "/bank");
            return Look(change, id);
        });

        if (session is { Status: SessionStatus.Complete })
            return http.SeeOther(session.Success);
        if (session is null || !open)
            return Ended(session);
        if (form.Errors.Count > 0)
            return Form(http, session, form, decline: null);
        // Redirect after post, so that a reload asks no bank a second time; the refusal is shown by the GET.
        return http.SeeOther(intent is { Status: IntentStatus.RequiresAction, BankPage: { } bankPage } ? bankPage : $"/pay/{id}");
    }

    private static (Session? Session, PaymentIntent? Intent, bool Open) Look(Change change, string id)
    {
        var session = change.Session(id);
        return (session, change.Intent(session?.Intent), session?.TakesCards(change.Now) ?? false);
    }

    private static IResult Form(HttpContext http, Session session, CardForm form, Decline? decline)
    {
        http.FormMayLeadTo(session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", "", StringComparison.Ordinal));
        var status = form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return Looks.Page<PayByCard>(new { Session = session, Form = form.ForShowingAgain(), Refusal = Refusal(decline) }, status);
    }

    private static IResult Ended(Session? session) => session switch
    {
        null => Looks.Page<Ended>(new { Title = "No such payment page", Text = "Check the link, or go back to the shop and press Pay again. Nothing was charged." }, 404),
        { Status: SessionStatus.Complete } => Looks.Page<Ended>(new { Title = "This payment is done", Text = "It will not be charged again.", Link = session.Success, LinkText = "Continue to the shop" }),
        _ => Looks.Page<Ended>(new { Title = "This payment page has expired", Text = "Nothing was charged.", Link = session.CancelUrl, LinkText = "Back to the shop" }, 410),
    };

    /// <summary>What a buyer reads when the bank said no.</summary>
    private static string? Refusal(Decline? decline) => decline switch
    {
        null => null,
        { DeclineCode: "insufficient_funds" } => "Your bank refused this card: there is not enough money on it. Nothing was charged. Try another card.",
        { Code: "expired_card" } => "Your bank refused this card: it has expired. Nothing was charged. Try another card.",
        { Code: "incorrect_cvc" } => "Your bank refused this card: its CVC is wrong. Nothing was charged. Check the CVC or try another card.",
        { Code: "processing_error" } => "Your bank could not answer. Nothing was charged. Try again in a moment, or try another card.",
        { Code: "payment_intent_authentication_failure" } => "You declined the payment at your bank. Nothing was charged. Try again, or try another card.",
        _ => "Your bank refused this card. Nothing was charged. Try another card.",
    };
}
