using EventTicket.Payments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Rules;

public sealed class ProviderCircuitTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly ProviderCircuit circuit;

    public ProviderCircuitTests() => circuit = new(clock, NullLogger<ProviderCircuit>.Instance);

    [Fact]
    public void A_provider_that_fails_now_and_then_is_asked()
    {
        for (var i = 0; i < 20; i++)
        {
            Fail(ProviderCircuit.FailuresToOpen - 1);
            circuit.Heard(answered: true);
        }

        Assert.True(circuit.MayAsk());
    }

    [Fact]
    public void While_it_answers_somebody_is_paying_and_a_second_later_nobody_is()
    {
        Assert.False(circuit.IsInUse);
        circuit.Heard(answered: false);
        Assert.False(circuit.IsInUse);

        circuit.Heard(answered: true);
        Assert.True(circuit.IsInUse);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(circuit.IsInUse);
    }

    [Fact]
    public void A_provider_that_is_silent_is_left_alone_and_then_tried_by_one()
    {
        Fail(ProviderCircuit.FailuresToOpen);
        Assert.False(circuit.MayAsk());

        clock.Advance(ProviderCircuit.Pause);

        Assert.True(circuit.MayAsk());
        Assert.False(circuit.MayAsk());
    }

    [Fact]
    public void The_one_that_tries_decides_for_all()
    {
        Fail(ProviderCircuit.FailuresToOpen);
        clock.Advance(ProviderCircuit.Pause);
        Assert.True(circuit.MayAsk());
        circuit.Heard(answered: false);
        Assert.False(circuit.MayAsk());

        clock.Advance(ProviderCircuit.Pause);
        Assert.True(circuit.MayAsk());
        circuit.Heard(answered: true);

        Assert.True(circuit.MayAsk());
        Assert.True(circuit.MayAsk());
    }

    [Fact]
    public void One_that_never_comes_back_does_not_keep_the_others_out_for_ever()
    {
        Fail(ProviderCircuit.FailuresToOpen);
        clock.Advance(ProviderCircuit.Pause);
        Assert.True(circuit.MayAsk());

        clock.Advance(ProviderCircuit.Pause);

        Assert.True(circuit.MayAsk());
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(circuit.MayAsk());
            circuit.Heard(answered: false);
        }
    }
}
