namespace EventTicket.Web;

/// <summary>Names of the authentication schemes. Nobody has to choose: <see cref="BySide"/> is the default and looks at the port.</summary>
internal static class Schemes
{
    public const string BySide = "by-side";
    public const string Cookie = "cookie";
    public const string Bearer = "bearer";
}
