using EventTicket.Users;

namespace EventTicket.Tests.Rules;

public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("abcdefghijkl")]
    [InlineData("Password123")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("!!jennifer!!")]
    [InlineData("liverpool2026")]
    [InlineData("qwertyuiop")]
    [InlineData("dragondragon")]
    [InlineData("EventTicket2026")]
    [InlineData("CorrectHorseBatteryStaple")]
    public void What_is_guessed_first_is_known(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("a quiet harbour")]
    [InlineData("DemoPass-2026!")]
    [InlineData("the first password")]
    [InlineData("dragon over the old town")]
    [InlineData("ⅷ ⅷ ⅷ ⅷ ⅷ")]
    [InlineData("пароль с гор")]
    [InlineData("x9!kk2-pplqz")]
    public void Words_in_a_row_and_anything_unusual_are_not(string password) => Assert.False(CommonPasswords.Contains(password));
}
