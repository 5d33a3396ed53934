using System.Net;

namespace EventTicket.Tests.Gateway;

/// <summary>Many at once, over HTTP. How a queue turns away is proved where queues are; here that the way leads through them and that nothing else suffers.</summary>
[Collection(StackCollection.Name)]
public sealed class StormTests(Stack stack) : IDisposable
{
    private const int AtOnce = 100;

    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task One_person_who_asks_a_hundred_times_at_once_has_one_hold_and_is_told_to_come_back_for_the_rest()
    {
        var (sale, other, buyer) = (await desk.OnSale(), await desk.OnSale(), await desk.User());

        var storm = Enumerable.Range(0, AtOnce).Select(n => desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(2), key: $"k-{n}")).ToList();
        var page = await desk.Send("GET", $"/catalog/events/{other.EventId}");
        var health = await desk.Send("GET", "/health/ready");
        var answers = await Task.WhenAll(storm);

        page.Must(HttpStatusCode.OK);
        health.Must(HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.Status != HttpStatusCode.Created))
        {
            refused.MustBe(HttpStatusCode.TooManyRequests, "too-many-requests");
            Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        }

        var sheet = (await desk.Send("GET", $"/events/{sale.EventId}", (await desk.Admin()).Token)).Must(HttpStatusCode.OK).Json;
        Assert.Equal(2, sheet.GetProperty("stock").EnumerateArray().Sum(stock => stock.GetProperty("held").GetInt32()));
    }
}
