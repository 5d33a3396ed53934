namespace EventTicket.Dev.Processes;

/// <summary>Users of this machine, as the database needs them: PostgreSQL refuses to run as root.</summary>
public static class UserAccount
{
    /// <summary>Null for an ordinary user; for root, the existing unprivileged user that PostgreSQL runs as.</summary>
    /// <exception cref="CannotStartException">Started as root, and no such user exists.</exception>
    public static string? ForPostgres()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        string?[] candidates = ["postgres", Environment.GetEnvironmentVariable("SUDO_USER"), "nobody"];
        return candidates.FirstOrDefault(name => name is not (null or "" or "root") && Id("-u", name) is { Length: > 0 } id && id != "0")
            ?? throw new CannotStartException("PostgreSQL refuses to run as root, and there is no user postgres. Create one (useradd --system postgres) or start as an ordinary user.");
    }

    /// <summary>The number of the user's own group.</summary>
    public static string GroupOf(string user) => Id("-g", user) ?? throw new CannotStartException($"There is no user {user}.");

    private static string? Id(string what, string user)
    {
        var (exitCode, output) = Unix.Run("id", [what, user]).GetAwaiter().GetResult();
        return exitCode == 0 ? output.Trim() : null;
    }
}
