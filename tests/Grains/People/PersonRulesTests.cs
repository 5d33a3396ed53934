using EventTicket.Users;

namespace EventTicket.Tests.People;

public sealed class PersonRulesTests
{
    private const string GoodPassword = "a quiet harbour";

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("  ada@example.org ")]
    [InlineData("ada.lovelace+tickets@sub.example.org")]
    [InlineData("o'brien@example.ie")]
    [InlineData("ada@localhost")]
    [InlineData("ädä@müller.de")]
    public void An_email_address_is_accepted(string email) => Assert.Empty(PersonRules.Errors(email, GoodPassword, "Ada"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@@example.org")]
    [InlineData("ada@example.org,bob@example.org")]
    [InlineData("ada@example.org;bob@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org (comment)")]
    [InlineData("ada lovelace@example.org")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@example.org\r\nBcc: bob@example.org")]
    [InlineData("ada\u0000@example.org")]
    [InlineData("ada\uff20example.org")]
    [InlineData("ada@exa\u00admple.org")]                        // a soft hyphen nobody sees
    [InlineData("a\u200dda@example.org")]
    public void Anything_else_is_refused_as_an_email_address(string? email) => AssertOnly("email", PersonRules.Errors(email, GoodPassword, "Ada"));

    [Fact]
    public void An_email_address_has_at_most_254_characters()
    {
        var longest = new string('a', 60) + "@" + string.Join('.', Enumerable.Repeat(new string('b', 63), 3)) + ".c";

        Assert.Equal(254, longest.Length);
        Assert.Empty(PersonRules.Errors(longest, GoodPassword, "Ada"));
        AssertOnly("email", PersonRules.Errors(longest + "d", GoodPassword, "Ada"));
    }

    [Theory]
    [InlineData("Ada@Example.ORG", "ada@example.org")]
    [InlineData(" ada@example.org\t", "ada@example.org")]
    [InlineData("\uff41da@example.org", "ada@example.org")]      // full-width a
    [InlineData("a\u0308da@example.org", "\u00e4da@example.org")] // a and a combining diaeresis
    [InlineData("ADA\u030A@example.org", "ad\u00e5@example.org")]
    [InlineData("ada@example\u3002org", "ada@example.org")]       // the ideographic full stop is a dot of a domain
    [InlineData("ada@M\u00fcller.de", "ada@xn--mller-kva.de")]
    [InlineData("ada@stra\u00dfe.de", "ada@xn--strae-oqa.de")]
    public void Two_spellings_are_one_address(string typed, string compared) => Assert.Equal(compared, EmailAddress.Normalise(typed));

    [Theory]
    [InlineData("0123456!89")]
    [InlineData("  two  spaces  ")]
    [InlineData("пароль из слов")]
    [InlineData("🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊")]
    [InlineData("null\u0000inside\u0000it")]
    public void A_password_of_ten_characters_of_any_kind_is_accepted(string password) => Assert.Empty(PersonRules.Errors("a@b.org", password, "Ada"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456!8")]
    [InlineData("🦊🦊🦊🦊🦊🦊🦊🦊🦊")]                              // nine characters in eighteen units
    [InlineData("Password123")]
    [InlineData("QWERTYUIOP")]
    public void A_short_or_well_known_password_is_refused(string? password) => AssertOnly("password", PersonRules.Errors("a@b.org", password, "Ada"));

    [Fact]
    public void A_password_has_at_most_128_characters()
    {
        Assert.Empty(PersonRules.Errors("a@b.org", string.Concat(Enumerable.Repeat("🦊", 128)), "Ada"));
        AssertOnly("password", PersonRules.Errors("a@b.org", new string('x', 129), "Ada"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("Ada\nLovelace")]
    [InlineData("Ada\u0007")]
    public void An_empty_name_or_one_with_control_characters_is_refused(string? name) => AssertOnly("name", PersonRules.Errors("a@b.org", GoodPassword, name));

    [Fact]
    public void A_name_has_1_to_100_characters_after_trimming()
    {
        Assert.Empty(PersonRules.Errors("a@b.org", GoodPassword, "  " + new string('x', 100) + "  "));
        AssertOnly("name", PersonRules.Errors("a@b.org", GoodPassword, new string('x', 101)));
    }

    // Not as test data above: half a surrogate pair does not survive an attribute.
    [Fact]
    public void Half_a_surrogate_pair_is_refused_everywhere() =>
        Assert.Equal(["email", "password", "name"], PersonRules.Errors("ada\ud800@b.org", "half a pair \ud800", "Ada \ud800").Select(error => error.Field));

    [Fact]
    public void All_wrong_fields_are_named_at_once() =>
        Assert.Equal(["email", "password", "name"], PersonRules.Errors("no", "short", "").Select(error => error.Field));

    private static void AssertOnly(string field, IReadOnlyList<FieldError> errors) =>
        Assert.Equal(field, Assert.Single(errors).Field);
}
