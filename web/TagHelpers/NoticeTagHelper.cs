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
        if (Kind == "bad")
        {
            output.AsksForAttention();
        }

        output.PreContent.AppendHtml("<strong>").Append(Say.Lead).AppendHtml("</strong> ").Append(Say.Rest);
    }
}

internal static class Attention
{
    /// <summary>The page opens here: on a phone the news would be below the fold, and a screen reader reads it first.</summary>
    public static void AsksForAttention(this TagHelperOutput output)
    {
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
    }
}
