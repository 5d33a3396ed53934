using System.Globalization;
using EventTicket.Dev;

namespace EventTicket.Tests.Gateway.Contract;

/// <summary>What the gateway promises: contract.txt, read.</summary>
internal static class ContractTable
{
    public static IReadOnlyList<ContractRow> Rows { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Web", "Gateway", "Contract", "contract.txt")).Where(line => line is not "" && line[0] != '#').Select(ContractRow.Read)];
}

/// <param name="Names">Every address of the operation, with the things it is about by name: <c>{event}</c>.</param>
/// <param name="Who">Who calls: <c>nobody</c>, <c>user</c>, <c>manager</c>, <c>admin</c> or <c>bank</c>.</param>
/// <param name="Given">The things that are there beforehand, by name.</param>
/// <param name="Body">JSON; null when none is sent.</param>
internal sealed record ContractRow(string Method, IReadOnlyList<string> Names, string Who, string Given, int Status, Promise Promise, string? Body)
{
    public static ContractRow Read(string line)
    {
        var parts = line.Split(" | ");
        if (parts.Length is not (4 or 5))
        {
            throw new FormatException($"A row has names, who, a status, what comes and perhaps what is sent: {line}");
        }

        var (names, who) = (parts[0].Split(' '), parts[1].Split(' ', 2));
        return new(names[0], names[1..], who[0], who.ElementAtOrDefault(1) ?? "", int.Parse(parts[2], CultureInfo.InvariantCulture), Promise.Read(parts[3]), parts.ElementAtOrDefault(4));
    }
}
