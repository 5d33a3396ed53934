using Orleans.Concurrency;

namespace EventTicket.Categories;

/// <summary>
/// Ends mails about a category by the link that came with one of them: no account is asked for, because the link is signed. Stateless; use key 0.
/// </summary>
[Alias("IUnsubscribeGrain")]
public interface IUnsubscribeGrain : IGrainWithIntegerKey
{
    /// <summary>What the link is about. Refused: not-found when we did not sign it.</summary>
    [Alias("Read"), ReadOnly]
    Task<Result<Subscription>> Read(Sensitive token);

    /// <summary>Switches the mails off; done also when they were off. Refused: not-found when we did not sign it.</summary>
    [Alias("End")]
    Task<Result<Subscription>> End(Sensitive token);
}

/// <param name="Category">The category's name.</param>
/// <param name="MailsOn">Whether mails about it still go to that person.</param>
[GenerateSerializer, Immutable, Alias("Subscription")]
public sealed record Subscription([property: Id(0)] string Category, [property: Id(1)] bool MailsOn);
