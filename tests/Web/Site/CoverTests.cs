using System.Xml.Linq;
using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

public sealed class CoverTests
{
    private static readonly Guid Night = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public void A_cover_is_the_same_every_time() => Assert.Equal(Cover.Draw(Night, "N"), Cover.Draw(Night, "N"));

    [Fact]
    public void Every_family_and_every_palette_is_drawn_as_a_well_formed_picture()
    {
        var pictures = Enumerable.Range(0, 400).Select(i => Cover.Draw(new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "A")).ToList();
        foreach (var picture in pictures)
        {
            Assert.Equal("0 0 840 360", XDocument.Parse(picture).Root!.Attribute("viewBox")!.Value);
        }

        Assert.Equal(Palette.All.Length, Palette.All.Count(palette => pictures.Any(picture => picture.Contains($"height=\"360\" fill=\"{palette.Ground}\"", StringComparison.Ordinal))));
        foreach (var mark in (string[])["opacity=\".6\"", "rx=\"4\"", "opacity=\".7\"", "stroke-width", "a120 120", "V360H0z"])
        {
            Assert.Contains(pictures, picture => picture.Contains(mark, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("7")]
    [InlineData("&")]
    public void A_known_letter_is_an_outline(string letter) => Assert.DoesNotContain("<text", Cover.Draw(Night, letter), StringComparison.Ordinal);

    [Theory]
    [InlineData("É", "É")]
    [InlineData("漢", "漢")]
    public void Another_letter_is_a_text(string letter, string shown) => Assert.Contains($">{shown}</text>", Cover.Draw(Night, letter), StringComparison.Ordinal);

    [Theory]
    [InlineData("<script>")]
    [InlineData("\"")]
    [InlineData("")]
    public void Nothing_but_a_letter_gets_in(string letter)
    {
        var drawn = XDocument.Parse(Cover.Draw(Night, Words.Initial(letter)));
        Assert.DoesNotContain(drawn.Descendants(), element => element.Name.LocalName is "script" or "text");
    }

    [Theory]
    [InlineData("night trains", "N")]
    [InlineData("“Écoute”", "É")]
    [InlineData("… 7 o’clock", "7")]
    [InlineData("***", "&")]
    public void The_letter_is_the_titles_first(string title, string letter) => Assert.Equal(letter, Words.Initial(title));
}
