using EventTicket.Campaigns;
using EventTicket.Events;
using EventTicket.Mail;

namespace EventTicket.Tests.Rules;

/// <summary>Which facts many are told of, and that each is one row, whatever the number of people.</summary>
public sealed class EventCampaignsTests
{
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void A_publication_is_told_once_to_those_who_follow_its_category()
    {
        var box = new BoxOffice(publish: false);
        Assert.Empty(Told(box));

        box.Publish().Granted();
        box.Publish().Granted();

        var campaign = Assert.Single(Told(box));
        Assert.Equal(
            ($"new-event {box.State.EventId:N}", Audience.Followers, BoxOffice.Concert.CategoryId, new NewEvent(box.State.EventId, BoxOffice.Concert.CategoryId), BoxOffice.Noon),
            (campaign.Thing, campaign.Audience, campaign.CategoryId, campaign.Content, campaign.At));
    }

    [Fact]
    public void Another_time_or_place_of_a_published_event_is_told_to_its_holders_as_it_was()
    {
        var box = new BoxOffice();
        box.Change(concert => concert with { StartsAt = concert.StartsAt.AddHours(1) }).Granted();
        box.Change(concert => concert with { Venue = concert.Venue with { Name = "The Barn" } }).Granted();

        var told = Told(box).Skip(1).ToList();

        Assert.Equal([Audience.Holders, Audience.Holders], told.Select(campaign => campaign.Audience));
        Assert.Equal(BoxOffice.Concert.StartsAt, Assert.IsType<EventChanged>(told[0].Content).Before.StartsAt);
        Assert.Equal(("The Mill", BoxOffice.Concert.StartsAt.AddHours(1)), (((EventChanged)told[1].Content).Before.Venue.Name, ((EventChanged)told[1].Content).Before.StartsAt));
        Assert.Equal(2, told.Select(campaign => campaign.Thing).Distinct().Count());
    }

    [Fact]
    public void Other_changes_and_those_of_a_draft_are_told_to_nobody()
    {
        var (box, draft) = (new BoxOffice(), new BoxOffice(publish: false));
        box.Change(concert => concert with { Title = "More songs", Description = "Louder." }).Granted();
        box.Sell(ada, 2);
        box.Cancel().Granted();
        draft.Change(concert => concert with { StartsAt = concert.StartsAt.AddHours(1) }).Granted();

        Assert.Single(Told(box));
        Assert.Empty(Told(draft));
    }

    [Fact]
    public void A_journal_that_is_read_again_tells_nobody_that_anything_moved()
    {
        var box = new BoxOffice();
        box.Change(concert => concert with { StartsAt = concert.StartsAt.AddHours(1) }).Granted();

        var read = box.Facts.Select((fact, seq) => FactCodec.Read(FactCodec.Write(fact, seq + 1))).ToList();

        Assert.DoesNotContain(EventCampaigns.Of(read, box.State), campaign => campaign.Audience == Audience.Holders);
    }

    private static List<Campaign> Told(BoxOffice box) => EventCampaigns.Of(box.Facts, box.State);
}
