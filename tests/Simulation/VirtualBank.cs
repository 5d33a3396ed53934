using EventTicket.Events;
using EventTicket.Payments;

namespace EventTicket.Tests.Simulation;

/// <summary>The provider, with a ledger of its own and a store of keys. What it has done it has done, whether or not its answer arrives.</summary>
internal sealed class VirtualBank(World world, Safeguards safe) : IPaymentProvider
{
    internal enum Status
    {
        PageOpen,
        Authorised,
        Captured,
        Cancelled,
        Declined,
    }

    internal sealed class Payment
    {
        public required string Id { get; init; }

        public required PaymentAttempt Of { get; init; }

        public bool HasPage { get; init; }

        public Status Status { get; set; }

        /// <summary>The bank let go of the money before it was captured.</summary>
        public bool HasLapsed { get; set; }

        public List<GivenBack> Refunds { get; } = [];

        public long Taken => Status == Status.Captured ? Of.Amount.Amount : 0;

        /// <summary>What has not gone back, or is not about to.</summary>
        public long Left => Taken - Refunds.Where(refund => refund.Progress != RefundProgress.Failed).Sum(refund => refund.Amount);
    }

    internal sealed class GivenBack
    {
        public required string Id { get; init; }

        public Guid? OurId { get; init; }

        public int Round { get; init; }

        public required long Amount { get; init; }

        public RefundProgress Progress { get; set; }
    }

    private readonly Dictionary<string, object> answers = [];
    private int ids;

    public List<Payment> Payments { get; } = [];

    public Task<ProviderAnswer> Open(PaymentAttempt attempt, PaymentTerms terms, string? email) => Asked(Key(attempt, "open"), () =>
    {
        var declined = attempt.PaymentMethod == "declined";
        var payment = new Payment
        {
            Id = $"pi_{++ids}",
            Of = attempt,
            HasPage = attempt.PaymentMethod is null,
            Status = attempt.PaymentMethod is null ? Status.PageOpen : declined ? Status.Declined : Status.Authorised,
        };
        Payments.Add(payment);
        return Answer(payment);
    });

    // A page that nobody has paid on is no payment yet.
    public Task<ProviderAnswer> Find(PaymentAttempt attempt) => Asked(() =>
        Payments.Find(payment => Is(payment, attempt) && payment.Status != Status.PageOpen) is { } found ? Answer(found) : new ProviderAnswer(ProviderState.Closed));

    public Task<ProviderAnswer> Look(PaymentAttempt attempt) => Asked(() => Answer(Of(attempt)));

    public Task<ProviderAnswer> CloseOpen(PaymentAttempt attempt) => Asked(() =>
    {
        var payment = Of(attempt);
        payment.Status = payment.Status == Status.PageOpen ? Status.Cancelled : payment.Status;
        return Answer(payment);
    });

    public Task<ProviderAnswer> Capture(PaymentAttempt attempt) => Asked(Key(attempt, attempt.Again("capture")), () =>
    {
        var payment = Of(attempt);
        if (payment.Status != Status.Authorised)
        {
            return new ProviderAnswer(ProviderState.Rejected);
        }

        payment.Status = Status.Captured;
        return Answer(payment);
    });

    public Task<ProviderAnswer> Cancel(PaymentAttempt attempt) => Asked(Key(attempt, attempt.Again("cancel")), () =>
    {
        var payment = Of(attempt);
        if (payment.Status != Status.Authorised)
        {
            return new ProviderAnswer(ProviderState.Rejected);
        }

        payment.Status = Status.Cancelled;
        return Answer(payment);
    });

    public Task<RefundAnswer> GiveBack(Refund refund, PaymentAttempt paid) => Asked(refund.Key, () =>
    {
        var payment = Of(paid);
        if (refund.Amount.Amount > payment.Left)
        {
            return new RefundAnswer(RefundProgress.Rejected, Detail: payment.Left == 0 ? RefundTransitions.NothingLeft : "amount");
        }

        var back = new GivenBack
        {
            Id = $"re_{++ids}",
            OurId = refund.RefundId,
            Round = refund.Round,
            Amount = refund.Amount.Amount,
            Progress = world.Random.Next(3) == 0 ? RefundProgress.Pending : RefundProgress.Succeeded,
        };
        payment.Refunds.Add(back);
        return Answer(back);
    }, new RefundAnswer(RefundProgress.Unknown), new RefundAnswer(RefundProgress.Broken));

    public Task<RefundAnswer> Look(Refund refund, PaymentAttempt paid) => Asked(() =>
    {
        var ours = Of(paid).Refunds.FindAll(back => back.OurId == refund.RefundId);
        var found = ours.Find(back => refund.ProviderId is { } id ? back.Id == id : back.Progress != RefundProgress.Failed) ?? ours.Find(back => back.Round == refund.Round);
        return found is null ? new RefundAnswer(RefundProgress.None) : Answer(found);
    }, new RefundAnswer(RefundProgress.Unknown));

    public Task<MoneyOut?> Out(PaymentAttempt paid) => Asked<MoneyOut?>(
        () => new MoneyOut([.. Of(paid).Refunds.Select(back => new RefundAtProvider(back.Id, back.OurId, $"{back.Round}", back.Amount, Answer(back)))], []), null);

    /// <summary>The buyer pays on the page.</summary>
    public void PressPay(Guid orderId, int attempt)
    {
        foreach (var payment in Payments.Where(payment => payment.Status == Status.PageOpen && payment.Of.OrderId == orderId && payment.Of.Attempt == attempt))
        {
            payment.Status = Status.Authorised;
        }
    }

    /// <summary>Somebody gives back in the dashboard all that is left of an order's money.</summary>
    public void GiveBackOutside(Guid orderId)
    {
        foreach (var payment in Payments.Where(payment => payment.Of.OrderId == orderId && payment.Left > 0))
        {
            payment.Refunds.Add(new GivenBack { Id = $"re_{++ids}", Amount = payment.Left, Progress = RefundProgress.Succeeded });
        }
    }

    private static bool Is(Payment payment, PaymentAttempt attempt) => payment.Of.OrderId == attempt.OrderId && payment.Of.Attempt == attempt.Attempt;

    private static string Key(PaymentAttempt attempt, string call) => $"{attempt.OrderId}:{attempt.Attempt}:{call}";

    private Payment Of(PaymentAttempt attempt) => Payments.Single(payment => payment.Id == (attempt.IntentId ?? attempt.SessionId));

    private static ProviderAnswer Answer(Payment payment)
    {
        var state = payment.Status switch
        {
            Status.PageOpen => ProviderState.Waiting,
            Status.Authorised => ProviderState.Authorised,
            Status.Captured => ProviderState.Captured,
            Status.Declined => ProviderState.Declined,
            _ => ProviderState.Closed,
        };
        return payment.HasPage
            ? new ProviderAnswer(state, SessionId: payment.Id, PageUrl: payment.Id)
            : new ProviderAnswer(state, IntentId: payment.Id);
    }

    private static RefundAnswer Answer(GivenBack back) => new(back.Progress, back.Id, back.Progress == RefundProgress.Failed ? "the bank said no" : null);

    private Task<ProviderAnswer> Asked(Func<ProviderAnswer> look) => Asked(look, new ProviderAnswer(ProviderState.Unknown));

    private Task<T> Asked<T>(Func<T> look, T silence) => Task.FromResult(world.Out(look, _ => silence));

    private Task<ProviderAnswer> Asked(string key, Func<ProviderAnswer> action) => Asked(key, action,
        new ProviderAnswer(ProviderState.Unknown), new ProviderAnswer(ProviderState.Broken), new ProviderAnswer(ProviderState.Unreachable));

    /// <summary>Done once per key. Now and then the answer is a failure, which the key keeps.</summary>
    private Task<T> Asked<T>(string key, Func<T> action, T silence, T broken, T? unreachable = null)
        where T : class
    {
        if (!world.IsHealed && !answers.ContainsKey(key) && safe.IdempotencyKeys && world.Random.Next(40) == 0)
        {
            answers[key] = broken;
            world.Note($"bank does nothing and keeps a 500: {key}");
        }

        var answer = world.Out(() => Once(key, action), happened => happened || unreachable is null || world.Random.Next(2) == 0 ? silence : unreachable);
        if (!world.IsHealed && answers.ContainsKey(key) && safe.IdempotencyKeys && world.Random.Next(30) == 0)
        {
            answers[key] = broken;
            world.Note($"bank keeps a 500: {key}");
            return Task.FromResult(broken);
        }

        return Task.FromResult(answer);
    }

    private T Once<T>(string key, Func<T> action)
        where T : class
    {
        if (safe.IdempotencyKeys && answers.TryGetValue(key, out var known))
        {
            world.Note($"bank, again: {key} {known}");
            return (T)known;
        }

        var answer = action();
        world.Note($"bank: {key} {answer}");
        answers[key] = answer;
        return answer;
    }
}
