using EventTicket.Categories;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class FavouritesTests(CatalogueSilo silo) : IClassFixture<CatalogueSilo>
{
    private static readonly Guid Concerts = CatalogueDatabase.Concerts;
    private static readonly Guid Theatre = CatalogueDatabase.Theatre;

    private readonly IFavouritesGrain own = silo.Grains.Favourites(Guid.NewGuid());

    [Fact]
    public async Task A_category_is_followed_with_mails_and_only_once()
    {
        var first = (await own.Add(Theatre)).Value!;
        await own.SetMails(Theatre, mails: false);
        var again = (await own.Add(Theatre)).Value!;

        Assert.Equal((true, true), (first.Added, first.Favourite.EmailNotifications));
        Assert.Equal((false, false), (again.Added, again.Favourite.EmailNotifications));
        Assert.Equal([again.Favourite], await own.List());
    }

    [Fact]
    public async Task Of_many_who_add_one_at_once_one_adds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => own.Add(Concerts)));

        Assert.Single(answers, answer => answer.Value!.Added);
        Assert.Single(await own.List());
    }

    [Fact]
    public async Task They_are_listed_by_name_and_are_each_persons_own()
    {
        await own.Add(Theatre);
        await own.Add(Concerts);
        await silo.Grains.Favourites(Guid.NewGuid()).Add(Theatre);

        Assert.Equal([Concerts, Theatre], (await own.List()).Select(favourite => favourite.CategoryId));
        Assert.Equal(["Concerts", "Theatre"], (await own.List()).Select(favourite => favourite.Name));
    }

    [Fact]
    public async Task What_is_not_followed_is_not_found_and_what_is_no_category_is_named()
    {
        Assert.Equal(RefusalCode.NotFound, (await own.SetMails(Theatre, true)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await own.Replace(Theatre, Concerts)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await own.Replace(Theatre, Guid.NewGuid())).Refusal?.Code);
        Assert.Equal("categoryId", (await own.Add(Guid.NewGuid())).Refusal!.Errors.Single().Field);
        await own.Add(Theatre);
        Assert.Equal("categoryId", (await own.Replace(Theatre, Guid.NewGuid())).Refusal!.Errors.Single().Field);
        Assert.Equal([Theatre], (await own.List()).Select(favourite => favourite.CategoryId));
    }

    [Fact]
    public async Task Another_category_takes_its_place_and_its_choice_about_mails()
    {
        await own.Add(Theatre);
        await own.SetMails(Theatre, mails: false);

        var replaced = await own.Replace(Theatre, Concerts);
        var repeated = await own.Replace(Theatre, Concerts);

        Assert.Equal(new Favourite(Concerts, "Concerts", EmailNotifications: false), replaced.Value);
        Assert.Equal(replaced.Value, repeated.Value);
        Assert.Equal([replaced.Value!], await own.List());
        Assert.Equal(replaced.Value, (await own.Replace(Concerts, Concerts)).Value);
    }

    [Fact]
    public async Task Removing_ends_it_and_may_be_repeated()
    {
        await own.Add(Theatre);

        await own.Remove(Theatre);
        await own.Remove(Theatre);

        Assert.Empty(await own.List());
    }
}
