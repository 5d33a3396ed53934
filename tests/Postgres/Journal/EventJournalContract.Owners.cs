using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Postgres.Journal;

/// <summary>One owner at a time, and every batch once.</summary>
public abstract partial class EventJournalContract
{
    [Fact]
    public async Task The_first_commit_makes_the_event_and_owns_it()
    {
        var writer = JournalWriter.New();

        Assert.True(await writer.Commit(Journal));

        Assert.True(await Journal.StillOwns(writer.State.EventId, 1));
        Assert.Equal(new JournalClaim(2, 2, null), await Journal.Claim(writer.State.EventId, "next"));
        Assert.Equal(["drafted", "published"], (await Read(writer.State.EventId)).Select(row => row.Kind));
    }

    [Fact]
    public async Task Of_many_who_make_one_event_at_once_one_does()
    {
        var eventId = Guid.CreateVersion7();
        var makers = Enumerable.Range(0, 12).Select(n => JournalWriter.New(eventId, title: $"Title {n}")).ToList();

        var done = await Task.WhenAll(makers.Select(maker => Task.Run(() => maker.Commit(Journal))));

        var winner = makers[done.Index().Single(made => made.Item).Index];
        var rows = await Read(eventId);
        Assert.Equal(2, rows.Count);
        Assert.Equal(winner.State.Definition!.Title, ((Drafted)FactCodec.Read(rows[0])).Definition.Title);
        Assert.Equal(winner.State.Stock.OrderBy(stock => stock.TicketTypeId), (await Journal.ReadStock(eventId)).OrderBy(stock => stock.TicketTypeId));
    }

    [Fact]
    public async Task A_claim_fences_every_owner_before_it()
    {
        var older = await JournalWriter.Committed(Journal);
        var eventId = older.State.EventId;
        var order = older.Hold();
        Assert.True(await older.Commit(Journal));

        var newer = await JournalWriter.Claim(Journal, eventId);

        Assert.False(await Journal.StillOwns(eventId, older.Epoch));
        Assert.True(await Journal.StillOwns(eventId, newer.Epoch));
        var before = await Rows(eventId);
        Assert.False(await Journal.Commit(older.Everything(order)));
        Assert.Equal(before, await Rows(eventId));
        Assert.True(await Journal.Commit(newer.Everything(order)));
        Assert.NotEqual(before, await Rows(eventId));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_batch_that_does_not_follow_the_last_fact_writes_nothing(int off)
    {
        var writer = await JournalWriter.Committed(Journal);
        var order = writer.Hold();
        Assert.True(await writer.Commit(Journal));
        var before = await Rows(writer.State.EventId);
        var batch = writer.Everything(order);

        Assert.False(await Journal.Commit(batch with { AfterSeq = batch.AfterSeq + off }));

        Assert.Equal(before, await Rows(writer.State.EventId));
        Assert.True(await Journal.Commit(batch));
    }

    [Fact]
    public async Task A_batch_cannot_be_committed_twice()
    {
        var writer = await JournalWriter.Committed(Journal);
        writer.Hold();
        var batch = writer.Batch();
        Assert.True(await Journal.Commit(batch));
        var after = await Rows(writer.State.EventId);

        Assert.False(await Journal.Commit(batch));

        Assert.Equal(after, await Rows(writer.State.EventId));
    }

    [Fact]
    public async Task What_the_owner_before_commits_meanwhile_is_in_the_claim_or_will_never_be()
    {
        var older = await JournalWriter.Committed(Journal);
        var claiming = Task.Run(async () =>
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            return (await Journal.Claim(older.State.EventId, "next"))!;
        }, TestContext.Current.CancellationToken);

        var buyer = Guid.NewGuid();
        long committed;
        bool done;
        do
        {
            committed = older.Seq;
            older.State.Release(new ReleaseHold(older.Hold(person: buyer), buyer), older.Now).Granted();
            var fenced = claiming.IsCompletedSuccessfully;
            done = await older.Commit(Journal);
            Assert.False(fenced && done, "It was committed after another had claimed the event.");
        }
        while (done);

        var claim = await claiming;
        Assert.Equal(committed, claim.LastSeq);
        Assert.Equal(committed, (await Read(older.State.EventId)).Count);
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_each_has_an_epoch_and_one_owns_the_event()
    {
        var eventId = (await JournalWriter.Committed(Journal)).State.EventId;

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Journal.Claim(eventId, "one machine"))));

        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9], claims.Select(claim => claim!.Epoch).Order());
        var owners = 0;
        foreach (var claim in claims)
        {
            owners += await Journal.StillOwns(eventId, claim!.Epoch) ? 1 : 0;
        }

        Assert.Equal(1, owners);
    }
}
