namespace EventTicket.Web;

/// <summary>A sentence to say first, and what it means for the reader.</summary>
public sealed record Wording(string Lead, string Rest)
{
    public override string ToString() => $"{Lead} {Rest}".TrimEnd();
}

/// <summary>How the site says no: one wording for each fact that can stand in the way, on the reader's side.</summary>
internal static class Refusals
{
    /// <summary>The wording of a refusal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code has no wording yet.</exception>
    public static Wording Say(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.Invalid => new("Something is not right yet.", "Look at the fields marked below; the rest of what you wrote is still here."),
        RefusalCode.NotSignedIn => new("You are not signed in.", "Sign in and try again; nothing was lost."),
        RefusalCode.InvalidCredentials => new("That address and password do not belong together.", "Check both and try again."),
        RefusalCode.TotpRequired => new("We need your six digits too.", "They are in your authenticator app."),
        RefusalCode.CardDeclined => Declined(refusal.Detail),
        RefusalCode.Forbidden => new("That is not yours to change.", "Sign in as somebody who may."),
        RefusalCode.NotFound => new("We could not find that.", "It may have ended, or the link is not complete."),
        RefusalCode.EmailTaken => new("That address already has an account.", "Log in instead, or use another address."),
        RefusalCode.SoldOut => new("Somebody was a moment faster.", "There are not enough places left for all you asked. Nothing was held; choose from what is left."),
        RefusalCode.LimitReached => new("That is more than one person can have.", "The limits stand beside the places, and the ones you already have count too. Nothing was held."),
        RefusalCode.NotOnSale => new("These places are not on sale right now.", "The times are beside each ticket. Nothing was held."),
        RefusalCode.HoldEnded => new("Your time ran out.", "Nothing was charged. The places went back on sale; they may still be there."),
        RefusalCode.PaymentPending => new("A payment for this order is open.", "Finish it or close it first; your places wait meanwhile."),
        RefusalCode.AlreadyPaid => new("This order is paid.", "You were charged once, and your tickets are here."),
        RefusalCode.EventCancelled => new("This event was cancelled.", "Nothing more is sold for it."),
        RefusalCode.PreconditionFailed => new("Somebody changed this meanwhile.", "What you see below is yours; open the event again to see theirs before you save."),
        RefusalCode.IdempotencyKeyReused => new("This page is from before.", "It was already sent once with other choices. Load it again and choose anew; nothing was changed."),
        RefusalCode.TooManyRequests => new("That was a lot at once.", $"Try again in {(refusal.RetryAfter is { } wait ? Site.Words.Wait(wait) : "a minute")}; it keeps the door open for everybody."),
        RefusalCode.Busy => new("It is very busy right now.", "What you chose is still here. Press the button again in a moment: it counts once, however often you press."),
        RefusalCode.PaymentsUnavailable => new("The payment service does not answer.", "Nothing was charged and your places are still held. Try again in a minute."),
        RefusalCode.CannotCancel => new("This booking cannot be cancelled any more.", "A ticket of it was used or passed on, its payment is disputed, or the event has begun."),
        RefusalCode.CodeUnknown => new("We do not know that code.", "Check how it is written; it belongs to one event only. Nothing was held."),
        RefusalCode.CodeNotYet => new("That code cannot be used yet.", "Try it again later. Nothing was held."),
        RefusalCode.CodeExpired => new("That code has expired.", "Without it the places are there as for everybody. Nothing was held."),
        RefusalCode.CodeUsedUp => new("That code is used up.", "Somebody may still give theirs back; it is worth trying again in some minutes. Nothing was held."),
        RefusalCode.CodeNotForThese => new("That code is not for these tickets.", "Choose those it is for, or leave it out. Nothing was held."),
        RefusalCode.PlacesLeft => new("There are places again.", "You need not wait: choose them on the event’s page."),
        RefusalCode.WaitingAlready => new("You wait for these already.", "Leave that place first if you want another number."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Code, "This refusal has no wording."),
    };

    /// <summary>Beside the field where digits or a recovery code were typed.</summary>
    public static readonly FieldError WrongDigits = new("totp", "Not right, or used already. Wait until your app shows new digits, or take the next recovery code.");

    /// <summary>A changed address was confirmed too late.</summary>
    public static readonly Wording GivenAway = new("Somebody else has that address by now.", "Yours stays as it was; you can choose another on your page.");

    /// <summary>The address that somebody wants has an account.</summary>
    public static readonly Wording AddressTaken = new("That address already has an account.", "Use another; yours stays as it is.");

    /// <summary>A number is only sent to for somebody whose address is known to be theirs.</summary>
    public static readonly Wording ConfirmFirst = new("Confirm your e-mail address first.", "The link for it is in your mail; your page sends a new one.");

    /// <summary>The operator wants it of admins.</summary>
    public static readonly Wording SecondFactorRequired = new("Admins keep their second factor here.", "Whoever runs this site requires it.");

    /// <summary>What stands in the way of a booking, where other words fit than those of an order.</summary>
    public static Wording OfBooking(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.HoldEnded => new("That booking has ended.", "It was cancelled, or not paid in time. Nothing was charged."),
        RefusalCode.AlreadyPaid => new("That booking is paid.", "You were charged once, and your tickets are here."),
        RefusalCode.PaymentPending => new("A payment of yours for this event is open.", "Finish it or close it first; your booking waits meanwhile."),
        _ => Say(refusal),
    };

    /// <summary>Tickets have changed since they were chosen for a refund.</summary>
    public static readonly Wording NotRefunded = new("Nothing was refunded.", "A ticket you chose has changed meanwhile. This is how they stand now; choose again.");

    /// <summary>The last admin cannot be removed.</summary>
    public static Wording Stays(string why) => new("Nothing was changed.", why);

    /// <summary>Why an account cannot be deleted yet; null where the common words fit.</summary>
    public static Wording? NotDeleted(Refusal refusal) => refusal switch
    {
        { Code: RefusalCode.PaymentPending } => new("A payment of yours is still open.", "Finish it or close it, then your account can go. Nothing was deleted."),
        { Code: RefusalCode.Forbidden, Detail: "last-admin" } => new("You are the last admin.", "Make somebody else an admin first. Nothing was deleted."),
        { Code: RefusalCode.Forbidden, Detail: "events-to-come" } => new("People hold tickets for events of yours.", "Your account can go once they are over. Nothing was deleted."),
        _ => null,
    };

    /// <summary>What the bank said, by its decline code; a code we do not know is a plain refusal.</summary>
    public static Wording Declined(string? declineCode) => declineCode switch
    {
        "insufficient_funds" => new("Your bank says there is not enough money on that card.", Unharmed),
        "expired_card" => new("That card has expired.", Unharmed),
        "incorrect_cvc" or "invalid_cvc" => new("The three digits on the back did not match.", Unharmed),
        "incorrect_number" or "invalid_number" => new("That card number is not right.", Unharmed),
        "processing_error" => new("Your bank stumbled over that payment.", "Nothing was charged and your places are still held. Try again in a moment, or use another card."),
        "authentication_required" or "payment_intent_authentication_failure" => new("Your bank did not get your approval.", Unharmed),
        _ => new("Your bank refused that card.", Unharmed),
    };

    private const string Unharmed = "Nothing was charged and your places are still held. Try another card.";
}
