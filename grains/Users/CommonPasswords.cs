using System.Collections.Frozen;

namespace EventTicket.Users;

/// <summary>Passwords of ten or more characters that are guessed first; shorter ones are refused for their length.</summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "1234567890", "12345678901", "123456789012", "1234567891", "0123456789", "9876543210", "0987654321", "1111111111",
        "0000000000", "1122334455", "1212121212", "123123123123", "123456123456", "1234512345", "123qweasdzxc", "1q2w3e4r5t",
        "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwertyuiop", "qwertzuiop", "qwerty12345", "qwerty123456", "qwertyqwerty", "azertyuiop",
        "asdfghjkl;", "asdfasdfasdf", "abcdefghij", "abcd123456", "abc1234567", "abcde12345", "a123456789", "aaaaaaaaaa",
        "password12", "password123", "password1234", "password12345", "passwordpassword", "password1!", "password123!",
        "passw0rd123", "p@ssw0rd123", "p@ssword123", "mypassword", "mypassword1", "changeme123", "changemenow", "letmein123",
        "letmeinnow", "welcome123", "welcome1234", "welcome123!", "administrator", "admin12345", "admin123456", "adminadmin",
        "iloveyou12", "iloveyou123", "iloveyou1234", "iloveyouiloveyou", "sunshine12", "sunshine123", "princess12",
        "princess123", "football12", "football123", "baseball123", "basketball", "basketball1", "superman123", "michael123",
        "dragon12345", "monkey12345", "trustno1trustno1", "computer123", "internet123", "summer2024", "summer2025", "summer2026",
        "winter2024", "winter2025", "winter2026", "correcthorsebatterystaple", "eventticket", "eventticket1", "eventticket123",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string password) => Known.Contains(password);
}
