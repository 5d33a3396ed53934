namespace EventTicket.Mail;

/// <summary>Mails about one's own account.</summary>
internal static class AccountLetters
{
    public static Letter ConfirmAddress(Uri link, TimeSpan life) => new("Confirm your e-mail address",
    [
        new Paragraph("An account was made with this address. If that was you, follow the link: your tickets and receipts come here."),
        new Button("This address is mine", link),
        new FinePrint($"The link works once, for {Words.Of(life)}. If it was not you, do nothing. Without the link nobody can use your address."),
    ]);

    public static Letter ConfirmNewAddress(Uri link, TimeSpan life) => new("Confirm your new e-mail address",
    [
        new Paragraph("You asked us to write to this address from now on. Follow the link and we will; until then everything goes to your old one."),
        new Button("Write to this address", link),
        new FinePrint($"The link works once, for {Words.Of(life)}. If you did not ask, do nothing."),
    ]);

    public static Letter AddressIsToChange(Uri account) => new("Your e-mail address is about to change",
    [
        new Paragraph("Somebody with your password asked us to write to another address. We have sent a link there; nothing changes until it is followed."),
        new Paragraph("If that was you, there is nothing to do. If not, change your password now: it ends every session and that link with it."),
        new Button("Open my account", account),
    ]);

    public static Letter AddressHasChanged(Uri legal) => new("Your e-mail address has changed",
    [
        new Paragraph("The link in our mail to your new address was followed. From now on we write there, and you log in with it. This is the last mail to this address."),
        new FinePrint($"If that was not you, tell the people who run this site at once. Who they are stands at {legal.AbsoluteUri}"),
    ]);

    public static Letter ConfirmPhone(Uri link, TimeSpan life) => new("Confirm your phone number",
    [
        new Paragraph("Follow the link, and this number is your account's. It helps you back in when you forget your password."),
        new Button("This number is mine", link),
        new FinePrint($"The link works once, for {Words.Of(life)}. If you did not ask, do nothing."),
    ], $"EventTicket: is this number yours? Follow within {Words.Of(life)}: {link.AbsoluteUri}");

    public static Letter PasswordReset(Uri link, TimeSpan life) => new("Set a new password",
    [
        new Paragraph("You forgot your password? Set a new one here. You will be logged out everywhere, and log in with it."),
        new Button("Set a new password", link),
        new FinePrint($"The link works once, for {Words.Of(life)}; a newer one replaces it. If you did not ask, do nothing: your password stays as it is."),
    ], $"EventTicket: set a new password within {Words.Of(life)}: {link.AbsoluteUri}");

    public static Letter PasswordChanged(Uri login) => new("Your password has changed",
    [
        new Paragraph("Your account has a new password, and the sessions that were open have ended."),
        new Paragraph("If that was you, there is nothing to do. If not, ask for a link to set another one: \"Forgot your password?\" stands below the log-in."),
        new Button("Log in", login),
    ]);

    public static Letter SecondFactorChanged(bool on, Uri account) => on
        ? new("Your second factor is on",
        [
            new Paragraph("From now on logging in asks for six digits from your authenticator app too. Keep the recovery codes where you find them without your phone."),
            new FinePrint($"If that was not you, set a new password at once and look at your account: {account.AbsoluteUri}"),
        ])
        : new("Your second factor is off",
        [
            new Paragraph("From now on your password alone opens your account."),
            new FinePrint($"If that was not you, set a new password at once and switch it on again: {account.AbsoluteUri}"),
        ]);
}
