using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Postgres.Journal;

/// <summary>What every journal keeps to. The grain's promises rest on these, whichever journal it is given.</summary>
public abstract partial class EventJournalContract
{
    private protected abstract IEventJournal Journal { get; }

    /// <summary>Every row that tells of the event, in whatever table.</summary>
    private protected abstract Task<string> Rows(Guid eventId);

    /// <summary>What the event's buyers are told by mail: <c>receipt 4f… to 7a…</c>, in order.</summary>
    private protected abstract Task<IReadOnlyList<string>> Mails(Guid eventId);

    [Fact]
    public async Task What_was_never_committed_is_not_there()
    {
        var unknown = Guid.NewGuid();

        Assert.Null(await Journal.Claim(unknown, "anybody"));
        Assert.Empty(await Read(unknown));
        Assert.Empty(await Journal.ReadStock(unknown));
        Assert.False(await Journal.StillOwns(unknown, 1));
        Assert.False(await Journal.Commit(JournalWriter.New(unknown).Batch() with { Epoch = 1 }));
        Assert.Null(await Journal.Claim(unknown, "anybody"));
    }

    [Fact]
    public async Task A_mail_is_written_with_the_fact_it_tells_once_and_no_replay_writes_it_again()
    {
        var writer = await JournalWriter.Committed(Journal);
        var (eventId, ada) = (writer.State.EventId, Guid.NewGuid());
        var order = writer.Hold(person: ada);
        Assert.True(await writer.Commit(Journal));
        Assert.Empty(await Mails(eventId));

        Assert.True(writer.State.Decide(new DecidePayment(order, 1), writer.Now).Value);
        var batch = writer.Batch();
        Assert.True(await Journal.Commit(batch));
        Assert.False(await Journal.Commit(batch));
        Assert.Equal([$"receipt {order:N} to {ada}"], await Mails(eventId));

        var next = await JournalWriter.Claim(Journal, eventId);
        Assert.True(next.State.Decide(new DecidePayment(order, 1), next.Now).Value);
        next.Hold();
        Assert.True(await next.Commit(Journal));
        Assert.Equal([$"receipt {order:N} to {ada}"], await Mails(eventId));
    }

    [Fact]
    public async Task A_mail_about_the_same_thing_is_there_once_and_makes_no_commit_fail()
    {
        var writer = await JournalWriter.Committed(Journal);
        var (first, second) = (writer.Hold(), writer.Hold());
        Assert.True(writer.State.Decide(new DecidePayment(first, 1), writer.Now).Value);
        var batch = writer.Batch();
        var again = batch.Mails.Select(row => row with { Mail = row.Mail with { MailId = Guid.NewGuid() } }).ToList();
        Assert.True(await Journal.Commit(batch with { Mails = [.. batch.Mails, .. again] }));

        Assert.True(writer.State.Decide(new DecidePayment(second, 1), writer.Now).Value);
        var next = writer.Batch();
        Assert.True(await Journal.Commit(next with { Mails = [.. again, .. next.Mails] }));

        Assert.Equal(2, (await Mails(writer.State.EventId)).Count);
    }

    [Fact]
    public async Task Facts_are_read_back_as_they_were_decided()
    {
        var writer = await JournalWriter.Committed(Journal);
        writer.Now = BoxOffice.Noon.AddMicroseconds(123_457);
        var person = Guid.NewGuid();
        var order = writer.State.Hold(new HoldTickets(new("  a key, with \"spaces\" and ☂  ", "f1"), person, [new(writer.Standing, 2)]), writer.Now).Granted().OrderId;
        writer.State.StartPayment(new StartPayment(order, person, 3), writer.Now).Granted();
        writer.State.Decide(new DecidePayment(order, 3), writer.Now).Granted();
        var batch = writer.Batch();

        Assert.True(await Journal.Commit(batch));

        Assert.Equal(batch.Facts, (await Read(writer.State.EventId)).TakeLast(3));
        Assert.Equal(writer.State.Stock.OrderBy(stock => stock.TicketTypeId), (await Journal.ReadStock(writer.State.EventId)).OrderBy(stock => stock.TicketTypeId));
        var next = await JournalWriter.Claim(Journal, writer.State.EventId);
        Assert.Equal(Portrait.Of(writer.State, "due"), Portrait.Of(next.State, "due"));
    }

    [Fact]
    public async Task Facts_are_read_from_any_place_on_and_up_to_any_place()
    {
        var writer = await JournalWriter.Committed(Journal);
        foreach (var _ in Enumerable.Range(0, 4))
        {
            writer.Hold();
        }

        Assert.True(await writer.Commit(Journal));

        Assert.Equal([1, 2, 3, 4, 5, 6], await Seqs(0));
        Assert.Equal([4, 5, 6], await Seqs(3));
        Assert.Equal([4], await Seqs(3, 4));
        Assert.Equal([1, 2], await Seqs(0, 2));
        Assert.Empty(await Seqs(6));

        async Task<IEnumerable<long>> Seqs(long after, long? through = null) => (await Read(writer.State.EventId, after, through)).Select(row => row.Seq);
    }

    [Theory]
    [InlineData("held")]
    [InlineData("sold")]
    [InlineData("booked")]
    [InlineData("capacity")]
    [InlineData("less than nothing")]
    public async Task The_stock_rows_refuse_what_would_oversell(string bug)
    {
        var writer = await JournalWriter.Committed(Journal);
        var order = writer.Hold(standing: 8);
        Assert.True(await writer.Commit(Journal));
        var before = await Rows(writer.State.EventId);
        var batch = writer.Everything(order);
        var wrong = new StockChange(writer.Standing, 0, 0, 0, null, IsNew: false);
        wrong = bug switch
        {
            "held" => wrong with { Held = 3 },
            "sold" => wrong with { Sold = 3 },
            "booked" => wrong with { Booked = 3 },
            "capacity" => wrong with { Capacity = 7 },
            _ => wrong with { Held = -9 },
        };

        await Assert.ThrowsAsync<StockGuardException>(() => Journal.Commit(batch with { Stock = [wrong, .. batch.Stock.Where(change => change.IsNew)] }));

        Assert.Equal(before, await Rows(writer.State.EventId));
        Assert.True(await Journal.Commit(batch));
    }

    [Fact]
    public async Task The_last_place_is_not_overselling()
    {
        var writer = await JournalWriter.Committed(Journal);
        writer.Hold(standing: 10);

        Assert.True(await writer.Commit(Journal));
    }

    [Fact]
    public async Task Events_for_which_something_is_due_come_in_order()
    {
        // Long before all others, so that these come first.
        var then = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var events = new List<Guid>();
        foreach (var minute in new[] { 3, 1, 2, 9 })
        {
            var writer = await JournalWriter.Committed(Journal, then.AddMinutes(minute));
            writer.Hold();
            Assert.True(await writer.Commit(Journal));
            events.Add(writer.State.EventId);
        }

        var nothingDue = await JournalWriter.Committed(Journal, then);
        nothingDue.State.Release(new ReleaseHold(nothingDue.Hold(person: nothingDue.State.ManagerId), nothingDue.State.ManagerId), then).Granted();
        Assert.True(await nothingDue.Commit(Journal));

        Assert.Equal([events[1], events[2], events[0]], await Journal.Due(then.AddMinutes(13), 100));
        Assert.Equal([events[1], events[2]], await Journal.Due(then.AddMinutes(13), 2));
        Assert.Equal([events[1]], await Journal.Due(then.AddMinutes(11), 100));
        Assert.Empty(await Journal.Due(then.AddMinutes(11).AddMicroseconds(-1), 100));
    }

    [Fact]
    public async Task What_has_ended_is_not_due_any_more()
    {
        var then = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var writer = await JournalWriter.Committed(Journal, then);
        writer.Hold();
        Assert.True(await writer.Commit(Journal));
        Assert.Equal([writer.State.EventId], await Journal.Due(then.AddMinutes(10), 100));

        writer.State.EndDue(then.AddMinutes(10));
        Assert.True(await writer.Commit(Journal));

        Assert.Empty(await Journal.Due(then.AddMinutes(10), 100));
    }

    [Fact]
    public async Task A_closed_sale_stays_closed_for_the_reason_first_found()
    {
        var writer = await JournalWriter.Committed(Journal);
        var eventId = writer.State.EventId;

        await Journal.Close(eventId, "the first finding");
        await Journal.Close(eventId, "another");

        Assert.Equal("the first finding", (await Journal.Claim(eventId, "next"))!.Closed);
        await Journal.Close(Guid.NewGuid(), "an event that is not there");
    }

    private protected async Task<List<JournalRow>> Read(Guid eventId, long after = 0, long? through = null)
    {
        List<JournalRow> rows = [];
        await foreach (var row in Journal.Read(eventId, after, through ?? long.MaxValue))
        {
            rows.Add(row);
        }

        return rows;
    }
}
