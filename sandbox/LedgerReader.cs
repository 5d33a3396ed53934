using System.Text.Json;

namespace EventTicket.Sandbox;

/// <summary>Reads a ledger file line by line, knowing where the last whole line ends.</summary>
internal static class LedgerReader
{
    /// <summary>Hands each whole line to <paramref name="line"/> and returns the length of what may stay.</summary>
    /// <exception cref="SandboxRefusedException">A line that is followed by others is damaged; a crash does not do that.</exception>
    public static long Read(FileStream file, Action<ReadOnlySpan<byte>> line)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var (start, number) = (0, 1);
        for (int length; (length = bytes.AsSpan(start).IndexOf((byte)'\n')) >= 0; start += length + 1, number++)
        {
            try
            {
                line(bytes.AsSpan(start, length));
            }
            catch (JsonException damaged)
            {
                if (start + length + 1 == bytes.Length)
                    return start;
                throw new SandboxRefusedException($"The ledger {file.Name} is damaged in line {number}: {damaged.Message}");
            }
        }
        return start;
    }
}
