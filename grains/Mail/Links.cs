namespace EventTicket.Mail;

/// <summary>The words of mailed links, in the tables and in the outbox.</summary>
internal static class Links
{
    public static string WordOf(TokenPurpose purpose) => purpose switch
    {
        TokenPurpose.Confirm => "confirm",
        TokenPurpose.Reset => "reset",
        TokenPurpose.Invitation => "invitation",
        TokenPurpose.FirstAdmin => "first-admin",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };

    /// <summary>The mails that carry such a link, by their discriminator.</summary>
    public static IEnumerable<string> MailsOf(TokenPurpose purpose) => purpose switch
    {
        TokenPurpose.Confirm => ["confirm-address", "confirm-new-address", "confirm-phone"],
        TokenPurpose.Reset => ["password-reset"],
        TokenPurpose.Invitation => ["invitation"],
        TokenPurpose.FirstAdmin => [],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };
}
