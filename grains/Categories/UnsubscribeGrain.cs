using EventTicket.Mail;
using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Categories;

/// <summary>Believes the signature and nothing else.</summary>
[StatelessWorker, Reentrant]
internal sealed class UnsubscribeGrain(UnsubscribeLinks links, FollowerTable followers) : Grain, IUnsubscribeGrain
{
    public Task<Result<Subscription>> Read(Sensitive token) => With(token.Text, (_, _) => Task.CompletedTask);

    public Task<Result<Subscription>> End(Sensitive token) => With(token.Text, (person, category) => followers.SetMails(person, category, mails: false));

    private async Task<Result<Subscription>> With(string token, Func<Guid, Guid, Task> change) =>
        await Ask.Database(async () =>
        {
            if (await links.Read(token) is not var (person, category))
            {
                return null;
            }

            await change(person, category);
            return await followers.Subscription(person, category);
        }) is { } subscription ? subscription : Refusal.NotFound;
}
