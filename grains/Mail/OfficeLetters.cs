namespace EventTicket.Mail;

/// <summary>Mails to those who sell, and to those who look after them.</summary>
internal static class OfficeLetters
{
    /// <param name="site">The site's name for people: its host.</param>
    public static Letter Invitation(Role office, Uri link, TimeSpan life, string site) => new($"You are invited as {Article(office)}",
    [
        new Paragraph($"You are invited to {site} as {Article(office)}: {Can(office)}"),
        new Paragraph("Follow the link and set a password. That confirms this address too, and you can begin at once."),
        new Button("Accept and set a password", link),
        new FinePrint($"The link works once, for {Words.Of(life)}. If you expected nothing of the kind, do nothing."),
    ]);

    public static Letter OfficeGiven(Role office, Uri page) => new($"You are {Article(office)} now",
    [
        new Paragraph($"From now on {Can(office)}"),
        new Button("Have a look", page),
        new FinePrint("You may have to log in once more. Your password is the same."),
    ]);

    private static string Article(Role office) => office switch
    {
        Role.Manager => "a manager",
        Role.Admin => "an admin",
        _ => throw new ArgumentOutOfRangeException(nameof(office), office, "Not an office."),
    };

    private static string Can(Role office) => office == Role.Manager
        ? "you can put events on sale and watch them sell."
        : "you can look after managers, events and mail.";
}
