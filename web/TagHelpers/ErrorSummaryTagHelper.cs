using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EventTicket.Web.Site;

/// <summary><c>&lt;error-summary /&gt;</c>: everything that is wrong with a form, on top, each leading to its field. Nothing when nothing is.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = View.ViewData.ModelState.Where(field => field.Value is { Errors.Count: > 0 }).ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice bad");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("id", "errors");
        output.AsksForAttention();
        output.Content.AppendHtml("<strong>")
            .Append(wrong.Count == 1 ? "One thing needs another look." : $"{wrong.Count} things need another look.")
            .AppendHtml("</strong><ul>");
        foreach (var (name, field) in wrong)
        {
            var line = new TagBuilder(name.Length == 0 ? "span" : "a");
            if (name.Length > 0)
            {
                line.MergeAttribute("href", "#" + FieldTagHelper.IdOf(name));
            }

            line.InnerHtml.Append(name.Length == 0 ? "" : Words.FieldName(name) + ": ").Append(field!.Errors[0].ErrorMessage);
            output.Content.AppendHtml("<li>").AppendHtml(line).AppendHtml("</li>");
        }

        output.Content.AppendHtml("</ul>");
    }
}
