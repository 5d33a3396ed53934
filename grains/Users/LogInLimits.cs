using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventTicket.Hosting;
using EventTicket.Limits;

namespace EventTicket.Users;

/// <summary>The setting <c>Limits__PerAccount</c>.</summary>
/// <param name="PerAccount">Attempts to log in to one account from one network address in a quarter of an hour.</param>
internal sealed record LimitSettings(int PerAccount)
{
    /// <exception cref="StartRefusedException">It is not a whole number from 3 to 1,000.</exception>
    public static LimitSettings From(string? text) =>
        string.IsNullOrWhiteSpace(text) ? new(10)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 3 and <= 1000 ? new(most)
        : throw new StartRefusedException($"Limits__PerAccount is \"{text}\"; it takes a whole number of attempts per quarter of an hour, from 3 to 1000.");
}

/// <summary>
/// How often a password may be tried. Attempts come back one by one, so that nobody is ever locked out for good: from the guesser's own
/// address after a minute and a half, from elsewhere within seconds. A known and an unknown address are counted alike.
/// </summary>
internal sealed class LogInLimits(IGrainFactory grains, LimitSettings settings)
{
    private const int Elsewhere = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Takes an attempt at an account. Refused: too-many-requests.</summary>
    /// <param name="email">As typed.</param>
    public async Task<Result<Done>> Attempt(string? email, SeenFrom from)
    {
        var near = await Near(email, from).Take(settings.PerAccount, Window);
        return near.Succeeded ? await Wide(email).Take(settings.PerAccount * Elsewhere, Window) : near;
    }

    /// <summary>The attempt was right: none of those before it count.</summary>
    public Task Right(string? email, SeenFrom from) => Task.WhenAll(Near(email, from).Forget(), Wide(email).Forget());

    /// <summary>Takes an attempt to prove the password of an account one is signed in to. Refused: too-many-requests.</summary>
    public Task<Result<Done>> Proof(Guid userId) => grains.Throttle("proof", userId.ToString("N")).Take(settings.PerAccount, Window);

    public Task Proven(Guid userId) => grains.Throttle("proof", userId.ToString("N")).Forget();

    /// <summary>Takes one of five links an hour that may be sent to one mailbox or telephone. Refused: too-many-requests.</summary>
    public Task<Result<Done>> Link(string recipient) => grains.Throttle("link", Name(recipient)).Take(5, Hour);

    private IThrottleGrain Near(string? email, SeenFrom from) => grains.Throttle("account", $"{Name(email)} {from.Address}");

    private IThrottleGrain Wide(string? email) => grains.Throttle("account", Name(email));

    // A hash, so that what people type into the field stands in no log and no key is long.
    private static string Name(string? typed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EmailAddress.Problem(typed) is null ? EmailAddress.Normalise(typed!) : typed ?? "")), 0, 16);
}
