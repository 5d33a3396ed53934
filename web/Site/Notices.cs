using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EventTicket.Web.Site;

/// <summary>What has just been done, said once by the page that comes after it.</summary>
internal static class Notices
{
    public const string Registered = "registered";
    public const string ConfirmationSent = "confirmation-sent";
    public const string Confirmed = "confirmed";
    public const string NameChanged = "name-changed";
    public const string EmailAsked = "email-asked";
    public const string PhoneAsked = "phone-asked";
    public const string PhoneRemoved = "phone-removed";
    public const string PasswordChanged = "password-changed";
    public const string PasswordSet = "password-set";
    public const string SessionEnded = "session-ended";
    public const string SessionsEnded = "sessions-ended";
    public const string SignedOutEverywhere = "signed-out-everywhere";
    public const string SecondFactorOff = "second-factor-off";
    public const string TooLate = "too-late";
    public const string Deleted = "deleted";
    public const string Followed = "followed";
    public const string Unfollowed = "unfollowed";
    public const string MailsOn = "mails-on";
    public const string MailsOff = "mails-off";
    public const string OfficeGiven = "office-given";
    public const string Invited = "invited";
    public const string Renamed = "renamed";
    public const string Deactivated = "deactivated";
    public const string Withdrawn = "withdrawn";
    public const string Reactivated = "reactivated";
    public const string CategoryAdded = "category-added";
    public const string MailQueued = "mail-queued";
    public const string MoneyTriedAgain = "money-tried-again";
    public const string MoneySettled = "money-settled";
    public const string Booked = "booked";
    public const string BookedFree = "booked-free";
    public const string BookingCancelled = "booking-cancelled";
    public const string TicketOffered = "ticket-offered";
    public const string OfferWithdrawn = "offer-withdrawn";
    public const string TicketTaken = "ticket-taken";
    public const string Waiting = "waiting";
    public const string WaitsNoMore = "waits-no-more";
    public const string CheckInUndone = "check-in-undone";
    public const string DoorLinkRevoked = "door-link-revoked";
    public const string WrittenToAll = "written-to-all";
    public const string EventWithdrawn = "event-withdrawn";
    public const string EventRestored = "event-restored";

    private const string Key = "done";

    /// <summary>Goes to another page, which then says that this was done.</summary>
    public static LocalRedirectResult Done(this Controller page, string what, string next)
    {
        page.TempData[Key] = what;
        return page.LocalRedirect(next);
    }

    /// <summary>What the page before wants to have said; null for nothing. Asking takes it.</summary>
    public static Wording? Take(ITempDataDictionary carried) => carried[Key] is string what ? Say(what) : null;

    /// <summary>The words; a notice of another release, still in somebody's cookie, says nothing.</summary>
    public static Wording? Say(string what) => what switch
    {
        Registered => new("Welcome.", "A mail with a link is on its way to you: follow it, so that we know the address is yours."),
        ConfirmationSent => new("It is on its way.", "The link in an older mail no longer works; use the newest."),
        Confirmed => new("Confirmed.", "We know now that it is yours."),
        NameChanged => new("Saved.", "This is what we call you from now on."),
        EmailAsked => new("A mail is on its way to the new address.", "Your address changes when you follow its link. Until then everything stays as it is."),
        PhoneAsked => new("A message is on its way to that number.", "It counts as yours once you follow the link in it."),
        PhoneRemoved => new("Removed.", "We no longer know a number of yours."),
        PasswordChanged => new("Your new password counts from now on.", "Everywhere else you were signed in, you are signed out."),
        PasswordSet => new("Your new password counts from now on.", "Log in with it. Whoever was signed in before is signed out."),
        SessionEnded => new("Ended.", "That session is over, wherever it was."),
        SessionsEnded => new("Ended.", "Only this session is left."),
        SignedOutEverywhere => new("You are signed out everywhere.", "Log in again wherever you want to go on."),
        SecondFactorOff => new("The second factor is off.", "Logging in asks for your password only, and every other session was ended."),
        TooLate => new("That took a while.", "To be safe we forgot what you had begun. Start once more."),
        Deleted => new("Your account is gone.", "Tickets you bought still open the door by their code, so keep them."),
        Followed => new("You follow it now.", "New events of this kind come to you by mail; you can switch that off on your page."),
        Unfollowed => new("You no longer follow it.", "No more mails about it."),
        MailsOn => new("Mails are on.", "You hear about new events of this kind."),
        MailsOff => new("Mails are off.", "You still follow it, quietly."),
        OfficeGiven => new("Done.", "They hold the office now, and log in once more to use it."),
        Invited => new("The invitation is on its way.", "It counts once they have followed its link and set a password."),
        Renamed => new("Saved.", "That is their name from now on."),
        Deactivated => new("Deactivated.", "They are signed out everywhere, and a user like any other; their events stay."),
        Withdrawn => new("Taken back.", "The invitation’s link no longer works."),
        Reactivated => new("Reactivated.", "They hold their office again, and log in once more to use it."),
        CategoryAdded => new("Added.", "Managers can choose it from now on."),
        MailQueued => new("It is back in the queue.", "If it cannot be delivered again, it comes back to this list."),
        MoneyTriedAgain => new("The provider is asked once more.", "If that settles it, it leaves this list by itself."),
        WrittenToAll => new("It is on its way to everybody.", "Mails to many take their time, so that nobody who buys waits for them."),
        EventWithdrawn => new("Withdrawn.", "It is off sale and out of the catalogue, and its manager is told why."),
        EventRestored => new("Put back.", "It is in the catalogue and on sale again, and its manager is told."),
        MoneySettled => new("Noted.", "It is off the list, and stays in the record."),
        Booked => new("Booked.", "The places are yours until the time beside them; pay before then. We mailed you how."),
        BookedFree => new("Booked.", "There was nothing to pay: your tickets are here."),
        Waiting => new("You are on the list.", "When places come back and it is your turn, a mail tells you, and this page."),
        WaitsNoMore => new("Left.", "Whoever is behind you moves up."),
        BookingCancelled => new("Given up.", "The places went back."),
        TicketOffered => new("A mail is on its way.", "The ticket stays yours until they take it. Until then you can take the offer back."),
        OfferWithdrawn => new("It stays yours.", "The link in the mail gives it to nobody any more."),
        TicketTaken => new("It is yours.", "It has a new code; the old one opens no door any more."),
        CheckInUndone => new("Taken back.", "That code opens the door again."),
        DoorLinkRevoked => new("Revoked.", "That link opens nothing any more, on no phone."),
        _ => null,
    };
}
