namespace EventTicket.Mail;

/// <summary>Content about one ticket, looked up when the mail is sent.</summary>
internal interface ITellsOfTicket
{
    Guid TicketId { get; }

    /// <summary>Whose ticket it is; null when it is the reader's.</summary>
    Guid? OwnerId => null;
}

/// <summary>To an address, whether or not it has an account: somebody wants to give a ticket to whoever it belongs to.</summary>
/// <param name="Giver">Their name; null where nobody has shown that their address is theirs, because they may have typed anything.</param>
internal sealed record TicketOffered(Guid OfferId, Guid TicketId, Guid GiverId, string? Giver) : MailContent, ITellsOfTicket
{
    Guid? ITellsOfTicket.OwnerId => GiverId;
}

/// <summary>To whoever gave it: it was taken.</summary>
internal sealed record TicketGiven(Guid TicketId) : MailContent, ITellsOfTicket;

/// <summary>To whoever got it: the new ticket.</summary>
internal sealed record TicketReceived(Guid TicketId) : MailContent, ITellsOfTicket;

/// <summary>To whoever was given a ticket that has ended with its order.</summary>
internal sealed record ReceivedTicketEnded(Guid TicketId) : MailContent, ITellsOfTicket;
