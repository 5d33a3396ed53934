using EventTicket.Catalogue;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class CategoryTests(CatalogueSilo silo) : IClassFixture<CatalogueSilo>
{
    private static readonly Caller Admin = new(Guid.NewGuid(), Role.Admin);

    [Fact]
    public async Task A_category_is_made_once_and_its_name_in_any_case_is_taken()
    {
        var id = Guid.NewGuid();

        Assert.Equal(new Category(id, "Film"), (await silo.Grains.Category(id).Create(Admin, " Film ")).Value);
        Assert.Equal(new Category(id, "Film"), (await silo.Grains.Category(id).Create(Admin, "Film")).Value);
        Assert.Equal("name", (await silo.Grains.Category(id).Create(Admin, "Cinema")).Refusal!.Errors.Single().Field);
        Assert.Equal("name", (await silo.Grains.Category(Guid.NewGuid()).Create(Admin, "FILM")).Refusal!.Errors.Single().Field);
        Assert.Single(await silo.Grains.Catalogue().Categories(), category => category.Name == "Film");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    public async Task A_name_that_cannot_be_is_refused(string name) =>
        Assert.Equal("name", (await silo.Grains.Category(Guid.NewGuid()).Create(Admin, name)).Refusal!.Errors.Single().Field);

    [Fact]
    public async Task Of_many_who_make_one_name_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.Grains.Category(Guid.NewGuid()).Create(Admin, "Opera")));

        var made = Assert.Single(answers, answer => answer.Succeeded).Value!;
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(RefusalCode.Invalid, answer.Refusal!.Code));
        Assert.Single(await silo.Grains.Catalogue().Categories(), category => category.Name == "Opera" && category.CategoryId == made.CategoryId);
    }
}
