using EventTicket.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Rules;

public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset Local = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Database = new(2030, 1, 1, 11, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider machine = new(Local);
    private readonly DatabaseClock clock;

    public DatabaseClockTests() => clock = new DatabaseClock(machine, NullLogger<DatabaseClock>.Instance);

    [Fact]
    public void It_is_the_databases_time_plus_what_has_passed_since()
    {
        Assert.Equal(Local, clock.GetUtcNow());

        clock.Learn(Database);
        machine.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(Database.AddSeconds(90), clock.GetUtcNow());
    }

    [Fact]
    public void The_machines_clock_may_be_set_without_effect()
    {
        var careless = new CarelessMachine { Now = Local };
        var steady = new DatabaseClock(careless, NullLogger<DatabaseClock>.Instance);
        steady.Learn(Database);

        careless.Now = Local.AddHours(5);

        Assert.Equal(Database, steady.GetUtcNow());
    }

    [Fact]
    public void An_answer_that_took_long_is_older_than_what_is_known()
    {
        clock.Learn(Database);
        machine.Advance(TimeSpan.FromSeconds(2));

        clock.Learn(Database.AddSeconds(1));

        Assert.Equal(Database.AddSeconds(2), clock.GetUtcNow());
    }

    [Fact]
    public void A_later_time_is_believed_at_once()
    {
        clock.Learn(Database);

        clock.Learn(Database.AddMinutes(1));

        Assert.Equal(Database.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public void When_the_database_goes_back_time_stands_still_until_it_has_caught_up()
    {
        clock.Learn(Database);
        machine.Advance(TimeSpan.FromSeconds(20));
        var before = clock.GetUtcNow();

        clock.Learn(before.AddSeconds(-5));

        Assert.Equal(before, clock.GetUtcNow());
        machine.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(before, clock.GetUtcNow());
        machine.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(before.AddSeconds(1), clock.GetUtcNow());
    }

    [Fact]
    public void The_offset_moves_it_both_ways()
    {
        clock.Learn(Database);

        clock.Offset = TimeSpan.FromMinutes(10);
        Assert.Equal(Database.AddMinutes(10), clock.GetUtcNow());

        clock.Offset = TimeSpan.FromMinutes(-10);
        Assert.Equal(Database.AddMinutes(-10), clock.GetUtcNow());
    }

    [Fact]
    public void It_knows_how_long_the_database_has_said_nothing()
    {
        Assert.Null(clock.SinceLearned);

        clock.Learn(Database);
        machine.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(4), clock.SinceLearned);

        // An answer that is too old to be of use is an answer all the same.
        clock.Learn(Database);
        Assert.Equal(TimeSpan.Zero, clock.SinceLearned);
    }

    [Fact]
    public async Task No_reader_ever_sees_it_go_back()
    {
        var real = new DatabaseClock(TimeProvider.System, NullLogger<DatabaseClock>.Instance);
        var random = new Random(7);

        var readers = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var last = real.GetUtcNow();
            for (var reads = 0; reads < 200_000; reads++)
            {
                var now = real.GetUtcNow();
                Assert.True(now >= last, $"{now:O} came after {last:O}");
                last = now;
            }
        }, TestContext.Current.CancellationToken)));
        real.Learn(DateTimeOffset.UtcNow.AddSeconds(1));
        while (!readers.IsCompleted)
        {
            real.Learn(DateTimeOffset.UtcNow.AddSeconds(1).AddMilliseconds(random.Next(-5, 5)));
        }

        await readers;
    }

    /// <summary>Its clock is set by hand while its stopwatch stands.</summary>
    private sealed class CarelessMachine : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => 0;
    }
}
