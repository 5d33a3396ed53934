namespace EventTicket.Bench;

/// <summary>One of the things this program can run, with its own options.</summary>
internal abstract record Command
{
    /// <summary>Runs it; it stops by itself.</summary>
    /// <returns>0 when every check holds, 1 when one does not.</returns>
    public abstract Task<int> Go();

    /// <summary>Writes the figures if a file is asked for, and answers the exit code.</summary>
    protected static async Task<int> End(string? file, Func<string> json, IReadOnlyList<string> violations)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, json());
        }

        return violations.Count == 0 ? 0 : 1;
    }
}
