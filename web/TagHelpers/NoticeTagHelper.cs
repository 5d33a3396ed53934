using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EventTicket.Web.Site;

/// <summary><c>&lt;notice say="@wording" kind="bad" /&gt;</c>: a sentence and what it means. Bad ones are read out at once.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    public Wording? Say { get; set; }

    /// <summary><c>bad</c>, <c>good</c>, <c>quiet</c> or empty.</summary>
    public string Kind { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Say is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"notice {Kind}".TrimEnd());
        output.Attributes.SetAttribute("role", Kind == "bad" ? "alert" : "status");
        output.PreContent.AppendHtml("<strong>").Append(Say.Lead).AppendHtml("</strong> ").Append(Say.Rest);
    }
}
