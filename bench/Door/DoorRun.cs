using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using EventTicket.Bench.OnSale;

namespace EventTicket.Bench.Door;

/// <summary>Everybody comes at once: tickets are sold, and then some phones scan every code, one scan after the other on each.</summary>
/// <param name="people">How many codes there are.</param>
/// <param name="phones">How many scan at the same time.</param>
internal sealed class DoorRun(Target target, int people, int phones)
{
    private const int OfOneBuyer = 50;

    public async Task<DoorReport> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        var buyers = (people + OfOneBuyer - 1) / OfOneBuyer;
        await progress.WriteLineAsync($"Preparing: {people} tickets of {buyers} buyers");
        var (eventId, typeId, token) = await DoorPreparation.Event(gateway, target, people);
        var codes = await DoorPreparation.Codes(gateway, eventId, typeId, await Preparation.Buyers(gateway, buyers), people, OfOneBuyer);
        await DoorPreparation.UntilMailsAreWritten(target, progress);

        await progress.WriteLineAsync($"At the door: {phones} phones");
        var queue = new ConcurrentQueue<string>(codes);
        var all = Enumerable.Range(1, phones).Select(number => new Phone(gateway, eventId, token, number)).ToList();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(all.Select(phone => phone.Scan(queue)));
        var took = Stopwatch.GetElapsedTime(started);
        var checks = new DoorChecks(target, eventId, codes, all);
        await checks.Look(gateway, token);
        return new(people, phones, took, [.. all.SelectMany(phone => phone.Scans)], checks.Violations);
    }
}
