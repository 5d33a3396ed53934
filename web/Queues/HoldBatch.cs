using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>
/// Carries the holds of one event to the cluster. Who comes while nobody is on the way goes at once and alone; who comes meanwhile goes together with all the others who do, in one
/// call: it is the event's own way to commit, one hop earlier.
/// </summary>
/// <param name="patience">Who has waited for so long is told to come back instead of being sent: what is left of their time is not enough.</param>
/// <param name="over">Called when nobody waits and nothing is under way; from then on another carries holds.</param>
internal sealed class HoldBatch(IEventGrain sale, Edge edge, TimeProvider clock, TimeSpan patience, Action<HoldBatch> over)
{
    // One is decided and committed while the other is on its way.
    private const int CallsAtOnce = 2;

    private readonly Lock gate = new();
    private List<Waiting> next = [];
    private int underWay;
    private bool isOver;

    /// <param name="came">When it was asked for, by the clock's timestamp.</param>
    /// <returns>The event's answer; null when this one is over.</returns>
    public Task<Result<TicketHold>>? Hold(HoldTickets request, long came)
    {
        lock (gate)
        {
            if (isOver)
            {
                return null;
            }

            if (underWay == CallsAtOnce)
            {
                var waiting = new Waiting(request, came);
                next.Add(waiting);
                // Whoever came later may be on the way already, and take longer than this one has time.
                return edge.Call(() => waiting.Answer.Task, came);
            }

            underWay++;
        }

        return Alone(request, came);
    }

    private async Task<Result<TicketHold>> Alone(HoldTickets request, long came)
    {
        try
        {
            return await edge.Call(() => sale.Hold(request), came);
        }
        finally
        {
            SendNext();
        }
    }

    private void SendNext()
    {
        List<Waiting>? together = null;
        lock (gate)
        {
            if (next.Count > 0)
            {
                (together, next) = (next, []);
            }
            else
            {
                isOver = --underWay == 0;
            }
        }

        if (together is not null)
        {
            _ = Together(together);
        }
        else if (isOver)
        {
            over(this);
        }
    }

    private async Task Together(List<Waiting> holds)
    {
        holds.RemoveAll(IsRefused);
        if (holds.Count == 0)
        {
            SendNext();
            return;
        }

        Result<ImmutableArray<Result<TicketHold>>> answers;
        try
        {
            // The first has waited longest.
            answers = await edge.Read(() => sale.HoldAll([.. holds.Select(hold => hold.Request)]), holds[0].Came);
        }
        catch (Exception)
        {
            // A surprise that one of them causes is not the others' fault: each goes by itself, and whose it is hears of it.
            var each = holds.ConvertAll(hold => edge.Call(() => sale.Hold(hold.Request), hold.Came));
            await Task.WhenAll(each as IEnumerable<Task>).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            SendNext();
            foreach (var (hold, answer) in holds.Zip(each))
            {
                hold.Answer.SetFromTask(answer);
            }

            return;
        }

        // Before anybody is told: with the last answer this one is over.
        SendNext();
        foreach (var (hold, number) in holds.Select((hold, number) => (hold, number)))
        {
            hold.Answer.SetResult(answers.Succeeded ? answers.Value[number] : answers.Refusal);
        }
    }

    private bool IsRefused(Waiting hold)
    {
        if (clock.GetElapsedTime(hold.Came) < patience)
        {
            return false;
        }

        hold.Answer.SetResult(Refusal.Busy);
        return true;
    }

    /// <param name="Came">By the clock's timestamp.</param>
    private sealed record Waiting(HoldTickets Request, long Came)
    {
        public TaskCompletionSource<Result<TicketHold>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
