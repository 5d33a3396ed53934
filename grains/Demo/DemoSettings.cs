namespace EventTicket.Demo;

/// <summary>The section <c>Demo</c>.</summary>
internal sealed class DemoSettings
{
    /// <summary>Whether accounts and a catalogue to look at are made. Never on a system that sells.</summary>
    public bool Enabled { get; set; }

    /// <summary>Of every demo account.</summary>
    public string Password { get; set; } = "DemoPass-2026!";
}
