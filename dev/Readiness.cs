namespace EventTicket.Dev;

/// <summary>Waits until programs say that they serve.</summary>
internal sealed class Readiness(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(15);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Waits until every room answers 200 on each of its addresses; there is no time-out, a hopeless start ends otherwise.</summary>
    /// <param name="path"><c>/health/live</c> or <c>/health/ready</c>.</param>
    /// <param name="rooms">Those to wait for.</param>
    /// <param name="stop">Gives up.</param>
    public Task Until(string path, IEnumerable<Room> rooms, CancellationToken stop) => Task.WhenAll(rooms.Select(room => Until(path, room, stop)));

    public void Dispose() => http.Dispose();

    private async Task Until(string path, Room room, CancellationToken stop)
    {
        var said = clock.GetTimestamp();
        foreach (var address in room.Addresses)
        {
            while (!await Answers(address + path, stop))
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
