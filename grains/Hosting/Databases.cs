using Npgsql;

namespace EventTicket.Hosting;

/// <summary>
/// The names of the data sources besides the shared one, which is the plain <see cref="NpgsqlDataSource"/>. All lead to
/// the same database; each has its own connections, so that one kind of work cannot starve another.
/// </summary>
public static class Databases
{
    /// <summary>Commits of event journals. Ask for it with <c>[FromKeyedServices(Databases.Journal)]</c>.</summary>
    public const string Journal = "journal";

    /// <summary>Orleans' list of silos: a silo that cannot say it is alive in time is taken for dead.</summary>
    public const string Membership = "membership";
}
