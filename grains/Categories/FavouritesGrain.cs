using System.Collections.Immutable;
using EventTicket.Queries;

namespace EventTicket.Categories;

/// <summary>Keeps nothing itself: what one person follows is rows, which campaigns read page by page.</summary>
internal sealed class FavouritesGrain(FollowerTable followers, TimeProvider clock) : Grain, IFavouritesGrain
{
    private static readonly Refusal UnknownCategory = Refusal.Invalid("categoryId", "Must be the id of a category.");

    private Guid Person => this.GetPrimaryKey();

    public async Task<ImmutableArray<Favourite>> List() => [.. await Ask.Database(() => followers.Of(Person))];

    public async Task<Result<FollowedCategory>> Add(Guid categoryId) =>
        await Ask.Database(() => followers.Add(Person, categoryId, clock.GetUtcNow())) is { } followed ? followed : UnknownCategory;

    public async Task<Result<Favourite>> SetMails(Guid categoryId, bool mails) =>
        await Ask.Database(() => followers.SetMails(Person, categoryId, mails)) is { } favourite ? favourite : Refusal.NotFound;

    public async Task<Result<Favourite>> Replace(Guid categoryId, Guid other) =>
        await Ask.Database(() => followers.Replace(Person, categoryId, other, clock.GetUtcNow())) switch
        {
            { Other: { } favourite } => favourite,
            { First: true } => UnknownCategory,
            _ => Refusal.NotFound,
        };

    public Task Remove(Guid categoryId) => Ask.Database(() => followers.Remove(Person, categoryId));
}
