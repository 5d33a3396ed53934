using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EventTicket.Web.Site;

/// <summary><c>&lt;when at="…" zone="Europe/Rome" /&gt;</c>: a moment on the venue's clock, with the exact one for machines.</summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTagHelper : TagHelper
{
    public DateTimeOffset At { get; set; }

    public string Zone { get; set; } = "UTC";

    /// <summary>Without the year and with a short month.</summary>
    public bool Brief { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(Brief ? At.ShowShort(Zone) : At.ShowLong(Zone));
    }
}
