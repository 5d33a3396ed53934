using PhoneNumbers;

namespace EventTicket.Users;

/// <summary>Telephone numbers, always with their country.</summary>
internal static class PhoneNumber
{
    public const string Allowed = "Must be a telephone number with its country code, such as +49 151 23456789.";

    /// <summary>The number in E.164 (<c>+4915123456789</c>); null when it is none.</summary>
    public static string? Normalise(string? typed)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(typed?.Trim(), null);
            return numbers.IsValidNumber(number) ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null; // the library's way of saying that it is none
        }
    }
}
