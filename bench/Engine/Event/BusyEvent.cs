using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Bench.Engine;

/// <summary>The event that everybody wants: three ticket types, limits per person and type, a window of sale, two codes.</summary>
internal sealed class BusyEvent(IReadOnlyList<Guid> types)
{
    private const int PlacesOfAType = 333_333;
    private const int OneInSoManyHasACode = 10;
    private static readonly string[] CodeTexts = ["EARLY", "FRIENDS"];

    private readonly string[] fingerprints = [.. types.Select((_, n) => Fingerprint((byte)n))];
    private long asked;

    public static Caller Manager { get; } = new(Guid.CreateVersion7(), Role.Manager);

    /// <summary>What the web makes of the same request is the same: SHA-256 in hexadecimal digits.</summary>
    public static string Fingerprint(byte of) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([of]));

    public static DraftEvent Draft() => new(new(Buyers.NextKey(), "draft"), Manager.PersonId, Definition(TimeProvider.System.GetUtcNow()), Publish: true);

    public static IEnumerable<KeepCode> Codes() =>
    [
        new(new(Buyers.NextKey(), "code"), Manager, new(Guid.Empty, CodeTexts[0], CodeKind.Percent, 10, [], Uses: EventDefinitionRules.MostPlaces)),
        new(new(Buyers.NextKey(), "code"), Manager, new(Guid.Empty, CodeTexts[1], CodeKind.Amount, 500, [])),
    ];

    /// <summary>The next person's request for one place: the types in turn, a new key each, and now and then a code.</summary>
    public HoldTickets Next()
    {
        var number = Interlocked.Increment(ref asked);
        var type = (int)(number % types.Count);
        ImmutableArray<string> codes = number % OneInSoManyHasACode == 0 ? [CodeTexts[(int)(number / OneInSoManyHasACode % CodeTexts.Length)]] : [];
        return new HoldTickets(new(Buyers.NextKey(), fingerprints[type]), Buyers.Next(), [new(types[type], 1)], codes);
    }

    private static EventDefinition Definition(DateTimeOffset now) => new(
        "The last concert", "Everybody wants to go.", Guid.CreateVersion7(), new("Arena", "Via Mazzini 1", "Verona"), now.AddDays(60), now.AddDays(60).AddHours(3), "Europe/Rome", "EUR",
        [
            new(Guid.Empty, "Standing", 4_500, PlacesOfAType, MaxPerPerson: 4, SalesStartsAt: now.AddMinutes(-1)),
            new(Guid.Empty, "Seat", 7_500, PlacesOfAType, MaxPerPerson: 4, SalesStartsAt: now.AddMinutes(-1)),
            new(Guid.Empty, "Balcony", 3_000, PlacesOfAType, SalesStartsAt: now.AddMinutes(-1)),
        ],
        MaxPerPerson: 6, HoldMinutes: 10);
}
