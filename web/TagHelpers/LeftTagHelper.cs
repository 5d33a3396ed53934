using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EventTicket.Web.Site;

/// <summary><c>&lt;left-badge of="@availability" /&gt;</c>: how much is left, as a word and a dot.</summary>
[HtmlTargetElement("left-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LeftTagHelper : TagHelper
{
    public required Availability Of { get; set; }

    /// <summary>What is told of changes: a ticket type's id, or <c>event</c>; null for none.</summary>
    public string? Live { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"left {Of.Kind}");
        if (Live is not null)
        {
            output.Attributes.SetAttribute("data-left", Live);
        }

        output.Content.SetContent(Of.Word);
    }
}
