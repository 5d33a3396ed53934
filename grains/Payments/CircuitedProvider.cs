using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>The provider behind its circuit breaker: while it is silent it is not asked, and whoever asks hears so at once.</summary>
internal sealed class CircuitedProvider(IPaymentProvider provider, ProviderCircuit circuit) : IPaymentProvider
{
    public Task<ProviderAnswer> Open(PaymentAttempt attempt, PaymentTerms terms, string? email) => Ask(() => provider.Open(attempt, terms, email));

    public Task<ProviderAnswer> Find(PaymentAttempt attempt) => Ask(() => provider.Find(attempt));

    public Task<ProviderAnswer> Look(PaymentAttempt attempt) => Ask(() => provider.Look(attempt));

    public Task<ProviderAnswer> CloseOpen(PaymentAttempt attempt) => Ask(() => provider.CloseOpen(attempt));

    public Task<ProviderAnswer> Capture(PaymentAttempt attempt) => Ask(() => provider.Capture(attempt));

    public Task<ProviderAnswer> Cancel(PaymentAttempt attempt) => Ask(() => provider.Cancel(attempt));

    public Task<RefundAnswer> GiveBack(Refund refund, PaymentAttempt paid) => Ask(() => provider.GiveBack(refund, paid));

    public Task<RefundAnswer> Look(Refund refund, PaymentAttempt paid) => Ask(() => provider.Look(refund, paid));

    public async Task<MoneyOut?> Out(PaymentAttempt paid) => await Ask(() => provider.Out(paid)!, outside => outside is not null, null!);

    private Task<ProviderAnswer> Ask(Func<Task<ProviderAnswer>> call) => Ask(call,
        answer => answer.State is not (ProviderState.Unknown or ProviderState.Unreachable or ProviderState.Broken), new ProviderAnswer(ProviderState.Unreachable));

    private Task<RefundAnswer> Ask(Func<Task<RefundAnswer>> call) => Ask(call,
        answer => answer.Progress is not (RefundProgress.Unknown or RefundProgress.Broken), new RefundAnswer(RefundProgress.Unknown));

    private async Task<T> Ask<T>(Func<Task<T>> call, Func<T, bool> isAnswer, T silence)
    {
        if (!circuit.MayAsk())
        {
            return silence;
        }

        var answer = await call();
        circuit.Heard(isAnswer(answer));
        return answer;
    }
}
