using EventTicket.Payments;

namespace EventTicket.Tests.Simulation;

/// <summary>Virtual time, and what becomes of each call that leaves the process: whatever chance will have. The same seed, the same fate.</summary>
internal sealed class World(int seed)
{
    private int actorsLife;
    private int depth;

    public Random Random { get; } = new(seed);

    public VirtualClock Clock { get; } = new();

    /// <summary>What happened, when it is to be told.</summary>
    public List<string>? Story { get; init; }

    public void Note(string happened) => Story?.Add($"{Clock.GetUtcNow():HH:mm:ss} {new string(' ', 2 * depth)}{happened}");

    /// <summary>How often everything has died so far. Whoever began in an earlier life does nothing any more.</summary>
    public int Life { get; private set; }

    /// <summary>Every fourth history is one of slow answers, during which others are at the same order.</summary>
    public bool IsCrowded { get; } = seed % 4 == 0;

    /// <summary>From here on nothing goes wrong.</summary>
    public bool IsHealed { get; set; }

    /// <summary>What others do while somebody waits for an answer.</summary>
    public Action Meanwhile { get; set; } = () => { };

    /// <summary>Somebody acts; what breaks off is repeated by others, or not at all.</summary>
    public void Act(Action action)
    {
        var before = actorsLife;
        actorsLife = Life;
        depth++;
        try
        {
            action();
        }
        catch (OutcomeUnknownException)
        {
            // As the caller of a grain would see it.
        }
        catch (DiedException)
        {
            // Nobody sees it.
        }
        finally
        {
            depth--;
            actorsLife = before;
        }
    }

    /// <summary>A call that leaves the process.</summary>
    /// <param name="effect">What it does over there.</param>
    /// <param name="lost">What the caller sees when no answer comes; told whether it happened all the same.</param>
    public T Out<T>(Func<T> effect, Func<bool, T> lost)
    {
        StayAlive();
        var fate = IsHealed || depth > 3 ? 0 : Random.Next(100);
        fate = IsCrowded && fate is > 0 and < 30 ? Random.Next(89, 95) : fate;
        if (fate >= 76)
        {
            Note($"({fate switch { < 81 => "fails before", < 86 => "fails after", < 89 => "twice", < 92 => "late", < 95 => "late answer", < 97 => "dies before", < 99 => "dies after", _ => "late and lost" }})");
        }

        switch (fate)
        {
            case < 76:
                return effect();
            case < 81:
                return lost(false);
            case < 86:
                effect();
                return lost(true);
            case < 89:
                effect();
                return effect();
            case < 92:
                // No request is on its way for longer than a late look waits for it.
                return Wait() < PaymentTransitions.Latest ? effect() : lost(false);
            case < 95:
                var answer = effect();
                Wait();
                return answer;
            case < 97:
                throw Die();
            case < 99:
                effect();
                throw Die();
            default:
                Wait();
                return lost(false);
        }
    }

    /// <summary>All processes end at once and are started again.</summary>
    public DiedException Die()
    {
        Life++;
        return new DiedException();
    }

    /// <returns>How long it took: whoever acts meanwhile may have to wait too.</returns>
    private TimeSpan Wait()
    {
        var began = Clock.GetUtcNow();
        Clock.Pass(Random.Next(4) switch
        {
            0 => TimeSpan.FromSeconds(Random.Next(60, 240)),
            1 => TimeSpan.FromSeconds(Random.Next(10, 60)),
            _ => TimeSpan.FromSeconds(Random.Next(1, 10)),
        });
        Meanwhile();
        StayAlive();
        return Clock.GetUtcNow() - began;
    }

    private void StayAlive()
    {
        if (actorsLife != Life)
        {
            throw new DiedException();
        }
    }
}

/// <summary>The process that was waiting is not there any more.</summary>
internal sealed class DiedException : Exception;

/// <summary>Time that passes when it is told to.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private DateTimeOffset now = Rules.BoxOffice.Noon;

    public void Pass(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;
}
