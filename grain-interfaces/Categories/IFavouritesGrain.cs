using System.Collections.Immutable;
using Orleans.Concurrency;

namespace EventTicket.Categories;

/// <summary>The categories one person follows; its key is the person's. Everything here is safe to repeat.</summary>
[Alias("IFavouritesGrain")]
public interface IFavouritesGrain : IGrainWithGuidKey
{
    /// <summary>All of them, by name.</summary>
    [Alias("List"), ReadOnly]
    Task<ImmutableArray<Favourite>> List();

    /// <summary>Follows a category, with mails on. Refused: invalid (categoryId) when there is no such category.</summary>
    [Alias("Add")]
    Task<Result<FollowedCategory>> Add(Guid categoryId);

    /// <summary>Switches the mails about a followed category on or off. Refused: not-found when it is not followed.</summary>
    [Alias("SetMails")]
    Task<Result<Favourite>> SetMails(Guid categoryId, bool mails);

    /// <summary>Follows another category instead, with the same choice about mails. Refused: not-found when the first is not followed, invalid (categoryId) when there is no such category.</summary>
    [Alias("Replace")]
    Task<Result<Favourite>> Replace(Guid categoryId, Guid other);

    /// <summary>Follows it no more; done also when it was not followed.</summary>
    [Alias("Remove")]
    Task Remove(Guid categoryId);
}

[GenerateSerializer, Immutable, Alias("Favourite")]
public sealed record Favourite([property: Id(0)] Guid CategoryId, [property: Id(1)] string Name, [property: Id(2)] bool EmailNotifications);

/// <param name="Added">False: it was followed already.</param>
[GenerateSerializer, Immutable, Alias("FollowedCategory")]
public sealed record FollowedCategory([property: Id(0)] Favourite Favourite, [property: Id(1)] bool Added);
