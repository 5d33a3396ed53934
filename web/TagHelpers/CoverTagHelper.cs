using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EventTicket.Web.Site;

/// <summary><c>&lt;cover event="…" title="…" /&gt;</c>: the drawn cover. It says nothing the title does not, so it has no text of its own.</summary>
[HtmlTargetElement("cover", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CoverTagHelper : TagHelper
{
    public Guid Event { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Whether the browser may wait until it comes into view.</summary>
    public bool Lazy { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "img";
        output.Attributes.SetAttribute("src", $"/covers/{Event}.svg?t={Uri.EscapeDataString(Words.Initial(Title))}");
        output.Attributes.SetAttribute("alt", "");
        output.Attributes.SetAttribute("width", "840");
        output.Attributes.SetAttribute("height", "360");
        if (Lazy)
        {
            output.Attributes.SetAttribute("loading", "lazy");
        }
    }
}
