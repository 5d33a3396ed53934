namespace EventTicket.Bench.OnSale;

/// <summary>One buyer's way through the sale: comes, asks until it is decided, thinks, pays.</summary>
/// <param name="arrives">When they come, after the sale began.</param>
/// <param name="thinks">Before they pay.</param>
internal sealed class Visit(Buyer buyer, TimeSpan arrives, TimeSpan thinks)
{
    public Buyer Buyer { get; } = buyer;

    public TimeSpan Arrives { get; } = arrives;

    /// <summary>When they had a place, or the word that there is none; null when neither came in time.</summary>
    public TimeSpan? DecidedAt { get; private set; }

    /// <summary>Goes on while the event is sold, and ends when they have paid or need not.</summary>
    /// <param name="answered">Told once the hold is decided.</param>
    public async Task Go(IGateway gateway, object body, TimeLine line, Action answered)
    {
        await Buyer.Hold(gateway, body, answer => Note(line, answer));
        if (Buyer.Decided is { } decided)
        {
            DecidedAt = line.Now;
            line.Note(decided.Status == 201 ? What.Held : decided.Status == 409 ? What.SoldOut : What.Wrong, line.Now - Arrives);
        }

        answered();
        if (Buyer.OrderId is null)
        {
            return;
        }

        await Task.Delay(thinks);
        var began = line.Now;
        await Buyer.Pay(gateway, answer => Note(line, answer));
        line.Note(Buyer.Paid is { Status: 200 } ? What.Paid : What.Wrong, line.Now - began);
    }

    private static void Note(TimeLine line, Answer answer)
    {
        if (answer.IsUnknown || answer.IsLater || answer.IsProcessing)
        {
            line.Note(answer.IsUnknown ? What.Lost : answer.IsLater ? What.Later : What.PayingStill, answer.Took);
        }
    }
}
