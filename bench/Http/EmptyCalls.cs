using EventTicket.Bench.Lines;

namespace EventTicket.Bench.Http;

/// <summary>The answer of <c>/health/live</c>, which asks nobody: what the web costs by itself.</summary>
internal sealed class EmptyAnswer() : HttpVariant("empty-answer", "GET /health/live, nobody signed in")
{
    private readonly byte[] request = Requests.Get("/health/live");

    public override async ValueTask<bool> Ask(Caller caller)
    {
        var reply = await caller.Line.Send(request);
        return reply.Status == 200 || caller.Note(Key, reply);
    }
}

/// <summary>
/// The same answer, asked with a token: the session is read through the cluster, as before every call of somebody signed in, and nothing else is done.
/// No authenticated call can cost less, so that nothing flatters what is compared with it.
/// </summary>
internal sealed class EmptyCall(IReadOnlyList<SignedIn> people) : HttpVariant("empty-call", "the same with a session, read through the cluster")
{
    private readonly byte[][] requests = [.. people.Select(person => Requests.Get("/health/live", person.Token))];
    private int next = -1;

    public override async ValueTask<bool> Ask(Caller caller)
    {
        var reply = await caller.Line.Send(requests[(uint)Interlocked.Increment(ref next) % requests.Length]);
        return reply.Status == 200 || caller.Note(Key, reply);
    }
}
