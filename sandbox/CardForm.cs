using System.Globalization;

namespace EventTicket.Sandbox;

/// <summary>What the buyer typed on the card page, and what is wrong with it, field by field.</summary>
public sealed record CardForm(string Number, string Expiry, string Cvc, string Name)
{
    public static readonly CardForm Empty = new("", "", "", "");

    /// <summary>The message of each field that is wrong, in the order of the page.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private init; } = new Dictionary<string, string>();

    public TestCard? Card => Cards.ByNumber(Digits(Number));

    public static CardForm Read(IFormCollection form) =>
        new(form["number"].ToString().Trim(), form["expiry"].ToString().Trim(), form["cvc"].ToString().Trim(), form["name"].ToString().Trim());

    /// <summary>The form with its errors at <paramref name="now"/>. Without any, <see cref="Card"/> is a card the sandbox knows.</summary>
    public CardForm Check(DateTimeOffset now)
    {
        var errors = new Dictionary<string, string>();
        Add("number", NumberError());
        Add("expiry", ExpiryError(now));
        Add("cvc", Cvc.Length is 3 or 4 && Cvc.All(char.IsAsciiDigit) ? null : "CVC: enter the 3 digits on the back of the card.");
        Add("name", Name.Length is > 0 and <= 100 ? null : "Name on card: enter the name as it is printed, at most 100 characters.");
        return this with { Errors = errors };

        void Add(string field, string? error)
        {
            if (error is not null)
                errors[field] = error;
        }
    }

    /// <summary>What may be shown again: never the CVC, and no number that could be somebody's real card.</summary>
    public CardForm ForShowingAgain() => this with { Cvc = "", Number = Card is null && Cards.HasRightCheckDigit(Digits(Number)) ? "" : Number };

    private string? NumberError()
    {
        var digits = Digits(Number);
        if (digits.Length == 0)
            return "Card number: enter the 16 digits on the front of the card.";
        if (digits.Length is < 12 or > 19 || !digits.All(char.IsAsciiDigit))
            return "Card number: use 12 to 19 digits; spaces are fine.";
        if (!Cards.HasRightCheckDigit(digits))
            return "Card number: these digits do not make a card number. Check them for a slip.";
        return Card is null ? "Card number: this is not a test card, and the sandbox takes no real ones. Use 4242 4242 4242 4242." : null;
    }

    private string? ExpiryError(DateTimeOffset now)
    {
        var digits = string.Concat(Expiry.Where(char.IsAsciiDigit));
        var plain = Expiry.All(c => char.IsAsciiDigit(c) || c is '/' or '-' or ' ');
        if (!plain || digits.Length is not (4 or 6) || int.Parse(digits[..2], CultureInfo.InvariantCulture) is < 1 or > 12)
            return "Expiry: enter month and year, such as 12/34.";
        var month = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        var year = int.Parse(digits[2..], CultureInfo.InvariantCulture) + (digits.Length == 4 ? 2000 : 0);
        return year * 12 + month < now.Year * 12 + now.Month ? "Expiry: this month is over. Use a card that is still valid." : null;
    }

    private static string Digits(string number) => string.Concat(number.Where(c => c is not (' ' or '-')));
}
