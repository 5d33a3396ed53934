using EventTicket.Queries;

namespace EventTicket.Tests.Rules;

public sealed class CursorTests
{
    private static readonly Cursor Place = new(new(2030, 10, 1, 12, 30, 15, 123, TimeSpan.Zero), Guid.CreateVersion7());

    [Fact]
    public void A_cursor_comes_back_as_it_was()
    {
        Assert.True(Cursor.TryOpen('c', Place.Seal('c'), out var opened));
        Assert.Equal(Place, opened);
    }

    [Fact]
    public void A_cursor_of_another_list_or_with_any_letter_changed_is_not_ours()
    {
        var sealed_ = Place.Seal('c');

        Assert.False(Cursor.TryOpen('t', sealed_, out _));
        for (var i = 0; i < sealed_.Length; i++)
        {
            Assert.False(Cursor.TryOpen('c', sealed_[..i] + (sealed_[i] == 'A' ? 'B' : 'A') + sealed_[(i + 1)..], out _), $"letter {i}");
        }
    }
}
