namespace EventTicket.Mail;

/// <summary>Whether the operator has a way to send SMS; where not, telephones are not spoken of.</summary>
internal sealed record SmsOffer(bool Offered);
