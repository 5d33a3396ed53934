namespace EventTicket.Dev;

/// <summary>Waits until programs say that they serve.</summary>
internal sealed class Readiness(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(15);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Waits until every room answers 200 to each of its ready URLs; there is no time-out, a hopeless start ends otherwise.</summary>
    public Task Until(IEnumerable<Room> rooms, CancellationToken stop) => Task.WhenAll(rooms.Select(room => Until(room, stop)));

    public void Dispose() => http.Dispose();

    private async Task Until(Room room, CancellationToken stop)
    {
        var said = clock.GetTimestamp();
        foreach (var url in room.Ready)
        {
            while (!await Answers(url, stop))
            {
                if (clock.GetElapsedTime(said) > Reminder)
                {
                    said = clock.GetTimestamp();
                    Console.WriteLine($"Still waiting for {room.Start.Name} (log: {room.Start.Log})");
                }

                await Task.Delay(150, stop);
            }
        }
    }

    private async Task<bool> Answers(string url, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The request's own time-out.
            return false;
        }
    }
}
