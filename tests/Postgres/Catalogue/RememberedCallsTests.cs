using EventTicket.Repetitions;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class RememberedCallsTests(CatalogueSilo silo) : IClassFixture<CatalogueSilo>
{
    private static readonly Operation Call = new("k", "what was asked");
    private static readonly RememberedAnswer Answer = new(201, """{"a":1}""");

    private readonly IRememberedCallsGrain calls = silo.Grains.RememberedCalls(Guid.NewGuid());

    [Fact]
    public async Task The_first_answer_is_the_one_that_is_kept()
    {
        Assert.Equal(RememberedAnswer.None, (await calls.Recall(Call)).Value);

        Assert.Equal(Answer, (await calls.Remember(Call, Answer)).Value);
        Assert.Equal(Answer, (await calls.Remember(Call, new(200))).Value);

        Assert.Equal(Answer, (await calls.Recall(Call)).Value);
        Assert.Equal(RememberedAnswer.None, (await silo.Grains.RememberedCalls(Guid.NewGuid()).Recall(Call)).Value);
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused()
    {
        await calls.Remember(Call, Answer);

        Assert.Equal(Refusal.KeyReused, (await calls.Recall(Call with { Fingerprint = "something else" })).Refusal);
        Assert.Equal(Refusal.KeyReused, (await calls.Remember(Call with { Fingerprint = "something else" }, Answer)).Refusal);
    }

    [Fact]
    public async Task Of_more_than_two_hundred_the_oldest_is_forgotten()
    {
        await calls.Remember(Call, Answer);
        for (var n = 0; n < 200; n++)
        {
            await calls.Remember(new($"k{n}", "f"), Answer);
        }

        Assert.Equal(RememberedAnswer.None, (await calls.Recall(Call)).Value);
        Assert.Equal(Answer, (await calls.Recall(new("k0", "f"))).Value);
    }
}
