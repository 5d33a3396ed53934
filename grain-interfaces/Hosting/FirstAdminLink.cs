namespace EventTicket.Hosting;

/// <summary>Where a silo leaves the link to make the first admin, for the launcher to show.</summary>
public static class FirstAdminLink
{
    /// <summary>A file in the data folder with one line, the link; absent while there is an admin.</summary>
    public const string File = "first-admin";
}
