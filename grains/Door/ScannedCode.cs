namespace EventTicket.Door;

/// <summary>A code as a scanner reads it or somebody types it.</summary>
internal static class ScannedCode
{
    public const int Longest = 100;

    /// <summary>The code as it is kept: upper case, without spaces and hyphens; O is 0 and I and L are 1, as Crockford's base 32 has it.</summary>
    public static string Read(string typed) => string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant()
        .Replace('O', '0').Replace('I', '1').Replace('L', '1');
}
