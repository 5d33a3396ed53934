using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>
/// Carries the holds of one event to the cluster. Who comes while nobody is on the way goes at once and alone; who comes meanwhile goes together with all the others who do, in one
/// call: it is the event's own way to commit, one hop earlier.
/// </summary>
internal sealed class HoldBatch(IEventGrain sale, Edge edge)
{
    // One is decided and committed while the other is on its way.
    private const int CallsAtOnce = 2;

    private readonly Lock gate = new();
    private List<Waiting> next = [];
    private int underWay;

    /// <summary>Nobody waits and nothing is under way; from then on another carries holds.</summary>
    public bool IsOver { get; private set; }

    /// <returns>The event's answer; null when this one is over.</returns>
    public Task<Result<TicketHold>>? Hold(HoldTickets request)
    {
        lock (gate)
        {
            if (IsOver)
            {
                return null;
            }

            if (underWay == CallsAtOnce)
            {
                var waiting = new Waiting(request);
                next.Add(waiting);
                return waiting.Answer.Task;
            }

            underWay++;
        }

        return Alone(request);
    }

    private async Task<Result<TicketHold>> Alone(HoldTickets request)
    {
        try
        {
            return await edge.Call(() => sale.Hold(request));
        }
        finally
        {
            SendNext();
        }
    }

    private void SendNext()
    {
        List<Waiting> together;
        lock (gate)
        {
            if (next.Count == 0)
            {
                IsOver = --underWay == 0;
                return;
            }

            (together, next) = (next, []);
        }

        _ = Together(together);
    }

    private async Task Together(List<Waiting> holds)
    {
        try
        {
            var answers = await edge.Read(() => sale.HoldAll([.. holds.Select(hold => hold.Request)]));
            foreach (var (hold, number) in holds.Select((hold, number) => (hold, number)))
            {
                hold.Answer.SetResult(answers.Succeeded ? answers.Value[number] : answers.Refusal);
            }
        }
        catch (Exception)
        {
            // A surprise that one of them causes is not the others' fault: each goes by itself, and whose it is hears of it.
            await Task.WhenAll(holds.Select(ByItself));
        }
        finally
        {
            SendNext();
        }
    }

    private async Task ByItself(Waiting hold)
    {
        try
        {
            hold.Answer.SetResult(await edge.Call(() => sale.Hold(hold.Request)));
        }
        catch (Exception surprise)
        {
            hold.Answer.SetException(surprise);
        }
    }

    private sealed record Waiting(HoldTickets Request)
    {
        public TaskCompletionSource<Result<TicketHold>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
