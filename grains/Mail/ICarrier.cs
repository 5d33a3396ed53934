namespace EventTicket.Mail;

/// <summary>A mail that is on its way.</summary>
/// <param name="Recipient">An address; a number in E.164 for an SMS.</param>
/// <param name="Name">Whose address it is, as the person typed it; null where nobody has shown yet that it is theirs.</param>
internal sealed record Parcel(Guid MailId, string Recipient, string? Name, Letter Letter, DateTimeOffset At);

/// <summary>Takes mails to whoever delivers them, one after the other. Each belongs to one worker.</summary>
internal interface ICarrier : IAsyncDisposable
{
    /// <summary>Hands one mail over. What goes wrong is an answer, not an exception.</summary>
    /// <exception cref="OperationCanceledException">We are stopping; what became of the mail is not known.</exception>
    Task<Delivery> Carry(Parcel parcel, CancellationToken stop);

    /// <summary>There is nothing to carry right now.</summary>
    Task Rest();
}
