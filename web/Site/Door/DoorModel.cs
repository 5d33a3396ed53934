using System.Collections.Immutable;
using EventTicket.Door;
using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>What is typed or scanned at the door.</summary>
public sealed class ScanForm
{
    public string? OperationId { get; set; }

    public string? Code { get; set; }

    public string? Gate { get; set; }
}

/// <summary>The page at the door.</summary>
/// <param name="Path">Where its forms go.</param>
/// <param name="Form">As it stands; a scan that was not decided keeps its code and its id.</param>
/// <param name="Answer">To the scan that was just sent.</param>
/// <param name="Notice">What else is to be said.</param>
public sealed record DoorModel(DoorView View, string Path, ScanForm Form, Admission? Answer, Wording? Notice)
{
    /// <summary>For a manager: the links there are.</summary>
    public ImmutableArray<DoorLink>? Links { get; init; }

    /// <summary>The address of a link that was just made, this one time.</summary>
    public string? NewLink { get; init; }

    public string Heading => Answer is { Admitted: true } ? "Come in" : "Stop";

    /// <summary>What it means, in words.</summary>
    public Wording Says => Answer switch
    {
        { Admitted: true } => new(Answer.TicketType ?? "", "Admitted."),
        { Reason: DoorReason.Unknown } => new("No ticket has this code.", "Scan it once more, or compare it letter by letter."),
        { Reason: DoorReason.OtherEvent } => new("A ticket for another event.", "Its own door takes it."),
        { Reason: DoorReason.Used } => new("Used already.", $"{Answer.FirstUsedAt?.ShowShort(View.TimeZone)}{(Answer.FirstUsedGate is { } gate ? $", {gate}" : "")}."),
        { Reason: DoorReason.Cancelled } => new("Refunded.", "This ticket opens the door no more."),
        { Reason: DoorReason.Transferred } => new("Given to somebody else.", "They have a new code, and only that one counts."),
        { Reason: DoorReason.Frozen } => new("Frozen.", "The buyer’s bank disputes the payment."),
        { Reason: DoorReason.Revoked } => new("Never paid.", "The bank did not let us take the money."),
        { Reason: DoorReason.EventCancelled } => new("The event was cancelled.", "Nobody is let in."),
        var other => throw new InvalidOperationException($"The door has no words for {other?.Reason}."),
    };
}
