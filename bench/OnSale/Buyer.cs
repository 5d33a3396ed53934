namespace EventTicket.Bench.OnSale;

/// <summary>Somebody who wants one place, and everything they were told.</summary>
internal sealed class Buyer(int number, Guid personId, string token)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<Answer> answers = [];

    public Guid PersonId { get; } = personId;

    public string Token { get; } = token;

    /// <summary>The id of their request, the same in every repetition.</summary>
    public string HoldKey { get; } = $"hold-{number}-{Guid.NewGuid():N}";

    public string PayKey { get; } = $"pay-{number}-{Guid.NewGuid():N}";

    /// <summary>All answers to the request for a place, in order.</summary>
    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>The answer that decided; null when none came in time.</summary>
    public Answer? Decided => answers.LastOrDefault() is { IsUnknown: false, IsLater: false } last ? last : null;

    public Guid? OrderId { get; private set; }

    public Answer? Paid { get; private set; }

    /// <summary>Asks for one place and repeats what was not decided, with the same key.</summary>
    /// <param name="each">Told of each answer.</param>
    public async Task Hold(IGateway gateway, object body, Action<Answer>? each = null)
    {
        await Repeat(async () =>
        {
            var answer = await gateway.Send(HttpMethod.Post, "/purchase/tickets", Token, HoldKey, body);
            answers.Add(answer);
            each?.Invoke(answer);
            return answer;
        });
        OrderId = Decided is { Status: 201 } held ? held.Body.GetProperty("orderId").GetGuid() : null;
    }

    /// <summary>Asks once more with the same key.</summary>
    public Task<Answer> Again(IGateway gateway, object body) => Repeat(() => gateway.Send(HttpMethod.Post, "/purchase/tickets", Token, HoldKey, body));

    /// <summary>Pays for what they hold.</summary>
    /// <param name="each">Told of each answer.</param>
    public async Task Pay(IGateway gateway, Action<Answer>? each = null) => Paid = await Repeat(async () =>
    {
        var answer = await gateway.Send(HttpMethod.Post, "/payment/process", Token, PayKey, new { orderId = OrderId, paymentMethod = "pm_card_visa" });
        each?.Invoke(answer);
        return answer;
    });

    /// <summary>Repeats while there is no answer, or one that says later, for at most two minutes.</summary>
    private static async Task<Answer> Repeat(Func<Task<Answer>> call)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var answer = await call();
            var undecided = answer.IsUnknown || answer.IsLater || answer.IsProcessing;
            var pause = (answer.RetryAfter ?? TimeSpan.FromMilliseconds(300)) * (1 + Random.Shared.NextDouble());
            if (!undecided || TimeProvider.System.GetUtcNow() + pause > until)
            {
                return answer;
            }

            await Task.Delay(pause);
        }
    }
}
