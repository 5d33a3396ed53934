using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EventTicket.Web.Site;

/// <summary>
/// <c>&lt;field name="title" label="Title" value="…" hint="…" /&gt;</c>: a label, its control, a hint and what is wrong, tied together for
/// those who hear the page. Any other attribute goes to the control. With <c>options</c> it is a choice, with <c>lines</c> a text of several lines.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Value { get; set; }

    public string? Hint { get; set; }

    /// <summary>What can be chosen: its value and its words.</summary>
    public IEnumerable<KeyValuePair<string, string>>? Options { get; set; }

    public int? Lines { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = IdOf(Name);
        var error = View.ViewData.ModelState.GetValueOrDefault(Name)?.Errors.FirstOrDefault()?.ErrorMessage;
        var control = Control(id);
        foreach (var attribute in output.Attributes)
        {
            control.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? attribute.Name, replaceExisting: true);
        }

        var described = string.Join(' ', new[] { Hint is null ? null : id + "-hint", error is null ? null : id + "-error" }.OfType<string>());
        if (described.Length > 0)
        {
            control.MergeAttribute("aria-describedby", described);
        }

        if (error is not null)
        {
            control.MergeAttribute("aria-invalid", "true");
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(Text("label", Label, ("for", id)));
        if (Hint is not null)
        {
            output.Content.AppendHtml(Text("small", Hint, ("id", id + "-hint")));
        }

        output.Content.AppendHtml(control);
        if (error is not null)
        {
            output.Content.AppendHtml(Text("span", error, ("class", "error"), ("id", id + "-error")));
        }
    }

    /// <summary>The id of a field's control, from its name.</summary>
    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "-");

    private TagBuilder Control(string id)
    {
        var control = new TagBuilder(Options is not null ? "select" : Lines is not null ? "textarea" : "input");
        control.MergeAttribute("id", id);
        control.MergeAttribute("name", Name);
        if (Options is not null)
        {
            foreach (var (value, words) in Options)
            {
                var option = Text("option", words, ("value", value));
                if (value == Value)
                {
                    option.MergeAttribute("selected", "selected");
                }

                control.InnerHtml.AppendHtml(option);
            }
        }
        else if (Lines is not null)
        {
            control.MergeAttribute("rows", Lines.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            control.InnerHtml.AppendHtml("\n").Append(Value ?? "");
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.MergeAttribute("type", "text");
            control.MergeAttribute("value", Value ?? "");
        }

        return control;
    }

    private static TagBuilder Text(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var builder = new TagBuilder(tag);
        foreach (var (name, value) in attributes)
        {
            builder.MergeAttribute(name, value);
        }

        builder.InnerHtml.Append(text);
        return builder;
    }
}
