using System.Globalization;
using System.Text;

namespace EventTicket.Web.Site;

/// <summary>
/// The picture of an event without a picture: one of six families of shapes in one of ten palettes, and a letter, all decided by the
/// event's id. 840 by 360; the letter stands at the lower right, where cards do not crop it.
/// </summary>
internal sealed class Cover
{
    private readonly StringBuilder svg = new();
    private readonly Dice dice;
    private readonly Palette colours;

    private Cover(Guid eventId)
    {
        dice = new Dice(eventId);
        colours = dice.OneOf(Palette.All);
    }

    /// <summary>The cover as an SVG document, the same for the same arguments for ever.</summary>
    /// <param name="letter">The title's first letter; only the first character counts.</param>
    public static string Draw(Guid eventId, string letter)
    {
        var cover = new Cover(eventId);
        cover.Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 360" width="840" height="360"><rect width="840" height="360" fill="{cover.colours.Ground}"/>""");
        cover.dice.OneOf<Action>([cover.Discs, cover.Slats, cover.Flags, cover.Rings, cover.Tiles, cover.Hills])();
        cover.Letter(letter);
        return cover.svg.Append("</svg>").ToString();
    }

    private string Colour => dice.OneOf(colours.Shapes);

    private void Discs() => Times(13, () =>
        Add($"""<circle cx="{dice.Between(0, 840)}" cy="{dice.Between(0, 360)}" r="{dice.Between(40, 185)}" fill="{Colour}" opacity=".6"/>"""));

    private void Slats()
    {
        var lean = dice.OneOf([-24, -18, 18, 24]);
        Times(16, () => Add($"""<rect x="{dice.Between(-160, 700)}" y="{dice.Between(-40, 360)}" width="{dice.Between(90, 360)}" height="{dice.Between(12, 50)}" rx="4" fill="{Colour}" opacity=".75" transform="rotate({lean} 420 180)"/>"""));
    }

    private void Flags() => Times(15, () =>
    {
        var size = dice.Between(24, 90);
        Add($"""<path d="M{dice.Between(0, 780)} {dice.Between(-20, 320)}l{size * 2} {size}l-{size * 2} {size}z" fill="{Colour}" opacity=".7"/>""");
    });

    private void Rings() => Times(14, () =>
        Add($"""<circle cx="{dice.Between(0, 840)}" cy="{dice.Between(0, 360)}" r="{dice.Between(40, 180)}" fill="none" stroke="{Colour}" stroke-width="{dice.Between(7, 24)}" opacity=".75"/>"""));

    // Quarter discs on a grid of 120, each turned one of four ways.
    private void Tiles()
    {
        for (var tile = 0; tile < 21; tile++)
        {
            if (dice.Between(0, 4) > 0)
            {
                var (x, y) = (tile % 7 * 120, tile / 7 * 120);
                Add($"""<path d="M0 0h120a120 120 0 0 1-120 120z" fill="{Colour}" opacity=".85" transform="translate({x} {y}) rotate({dice.Between(0, 4) * 90} 60 60)"/>""");
            }
        }
    }

    // Waves one behind the other, under a sun.
    private void Hills()
    {
        Add($"""<circle cx="{dice.Between(120, 500)}" cy="{dice.Between(70, 160)}" r="{dice.Between(45, 85)}" fill="{colours.Shapes[2]}"/>""");
        for (var hill = 0; hill < 4; hill++)
        {
            var y = 130 + (hill * 55);
            Add($"""<path d="M0 {y}c{dice.Between(80, 240)} -{dice.Between(40, 130)} {dice.Between(260, 400)} {dice.Between(40, 120)} 480 {dice.Between(-30, 30)}s{dice.Between(180, 260)} -{dice.Between(30, 110)} 360 0V360H0z" fill="{colours.Shapes[hill % 2]}" opacity=".8"/>""");
        }
    }

    private void Letter(string letter)
    {
        if (Letters.Outline(letter) is { } outline)
        {
            Add($"""<path d="{outline}" transform="translate(800 330)" fill="{colours.Letter}"/>""");
        }
        else if (letter.EnumerateRunes().FirstOrDefault() is { Value: > 0 } rune && Rune.IsLetterOrDigit(rune))
        {
            Add($"""<text x="800" y="330" text-anchor="end" font-family="system-ui, sans-serif" font-weight="800" font-size="280" fill="{colours.Letter}">{rune}</text>""");
        }
    }

    private static void Times(int count, Action draw)
    {
        for (var i = 0; i < count; i++)
        {
            draw();
        }
    }

    private void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
