using EventTicket.Web.Site;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EventTicket.Tests.Web.Site;

public sealed class PlacesFormTests
{
    private static readonly Guid Stalls = Guid.NewGuid();
    private static readonly Guid Gallery = Guid.NewGuid();
    private readonly ModelStateDictionary wrong = new();

    [Fact]
    public void Only_what_is_wanted_is_asked_for()
    {
        var item = Assert.Single(Read(("2", " "), ("0", "")));
        Assert.Equal((Stalls, 2), (item.TicketTypeId, item.Quantity));
        Assert.True(wrong.IsValid);
    }

    [Theory]
    [InlineData("-2")]
    [InlineData("1.5")]
    [InlineData("a")]
    [InlineData("99999999999")]
    public void What_is_not_a_number_of_places_is_said_beside_its_field(string typed)
    {
        Read((typed, ""), ("1", ""));
        Assert.Equal([PlacesForm.FieldOf(Stalls)], wrong.Where(field => field.Value!.Errors.Count > 0).Select(field => field.Key));
    }

    [Fact]
    public void Nothing_at_all_is_said_once()
    {
        Read(("0", ""), ("", ""));
        Assert.Equal("Choose at least one place.", wrong[""]!.Errors.Single().ErrorMessage);
    }

    [Fact]
    public void An_objection_finds_the_field_it_is_about()
    {
        var items = Read(("3", ""), ("4", ""));
        PlacesForm.Mark(wrong, Refusal.Invalid("items[1].quantity", "Must be at most 2."), items);
        Assert.Equal("Must be at most 2.", wrong[PlacesForm.FieldOf(items[1].TicketTypeId)]!.Errors.Single().ErrorMessage);
    }

    private List<Events.HoldItem> Read((string Typed, string Pad) stalls, (string Typed, string Pad) gallery) => new PlacesForm
    {
        Places = { [Stalls] = stalls.Typed + stalls.Pad, [Gallery] = gallery.Typed + gallery.Pad },
    }.Read(wrong);
}
