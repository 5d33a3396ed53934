using EventTicket.Mail;

namespace EventTicket.Tests.Rules.Mail;

public sealed class WordsTests
{
    [Theory]
    [InlineData(" O'Brien <b> ", "O'Brien <b>")]
    [InlineData("a\r\nb\u2028c\0d", "a  b c d")]
    [InlineData("\u202Eabc\u202C", "abc")]
    [InlineData("עדה", "\u2068עדה\u2069")]
    [InlineData("👩‍🚀", "👩‍🚀")]
    public void What_people_typed_becomes_one_harmless_line(string typed, string line) => Assert.Equal(line, Words.Line(typed));

    [Fact]
    public void Half_a_character_becomes_one_that_can_be_written() => Assert.Equal("a\uFFFDb", Words.Line($"a{'\uD800'}b"));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a🎟cd", 3, "a…")]
    public void A_long_text_is_cut_between_characters(string text, int most, string shortened) => Assert.Equal(shortened, Words.Shortened(text, most));

    [Theory]
    [InlineData(30, "30 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(24 * 60, "1 day")]
    [InlineData(7 * 24 * 60, "7 days")]
    public void A_time_is_said_in_words(int minutes, string words) => Assert.Equal(words, Words.Of(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_mail_is_tried_for_about_a_day_and_never_more_often_than_before()
    {
        var waits = Enumerable.Range(1, 100).Select(BackOff.After).TakeWhile(wait => wait is not null).Select(wait => wait!.Value).ToList();

        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)], waits.Take(4));
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait), TimeSpan.FromHours(24), TimeSpan.FromHours(25));
    }
}
