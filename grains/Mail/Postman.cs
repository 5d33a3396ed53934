using System.Text.Json;
using EventTicket.Purchases;
using Microsoft.Extensions.Logging;

namespace EventTicket.Mail;

/// <summary>Brings one mail on its way: makes its link, words it, hands it over and writes down what became of it.</summary>
internal sealed class Postman(
    OutboxTable outbox, PurchaseQueries purchases, BookingQueries bookings, EventNewsQueries events, UnsubscribeLinks unsubscribe, Letters letters, TimeProvider clock, ILogger<Postman> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="OperationCanceledException">We are stopping; the mail is sent again when its lease has ended.</exception>
    public async Task Deliver(LeasedMail mail, ICarrier carrier, CancellationToken stop)
    {
        if (mail.Orphan || mail.Content is null)
        {
            await outbox.Dropped(mail, clock.GetUtcNow());
            return;
        }

        if (BackOff.After(mail.Attempts - 1) is null)
        {
            // Whoever tried it never came to say what went wrong.
            await outbox.Undelivered(mail, "It was tried for a day, and each time we stopped in the middle of it.", clock.GetUtcNow());
            return;
        }

        if (mail.Recipient is null)
        {
            await Note(mail, Delivery.Never("The account has no such address."), null, stop);
            return;
        }

        if (Read(mail.Content) is not { } content)
        {
            await Note(mail, Delivery.NotNow("This silo does not know this kind of mail."), null, stop);
            return;
        }

        var order = content is ITellsOfOrder tells && mail.UserId is { } buyer ? await purchases.Order(buyer, tells.OrderId, clock.GetUtcNow()) : null;
        if (content is ITellsOfOrder && order is null)
        {
            await Note(mail, Delivery.Never("The account has no such order."), null, stop);
            return;
        }

        var booking = content is ITellsOfBooking books && mail.UserId is { } booker ? await bookings.Booking(booker, books.BookingId, clock.GetUtcNow()) : null;
        if (content is ITellsOfBooking && booking is null)
        {
            await Note(mail, Delivery.Never("The account has no such booking."), null, stop);
            return;
        }

        var news = content is ITellsOfEvent about && mail.UserId is { } reader ? await events.About(about, reader, clock.GetUtcNow()) : null;
        if (content is ITellsOfEvent told && (news is null || !told.IsWorthTelling(news)))
        {
            await outbox.Dropped(mail, clock.GetUtcNow());
            return;
        }

        // Gone with its account, or not on offer any more: then there is nothing to tell.
        var ticket = content is ITellsOfTicket shows && (shows.OwnerId ?? mail.UserId) is { } owner ? await purchases.Ticket(owner, shows.TicketId, clock.GetUtcNow()) : null;
        if (content is ITellsOfTicket && (ticket is null || (content is TicketOffered && ticket.Status != TicketStatus.Valid)))
        {
            await outbox.Dropped(mail, clock.GetUtcNow());
            return;
        }

        var token = content is ICarriesLink ? MailedToken.New() : null;
        var hash = token is null ? null : MailedToken.HashOf(token);
        if (content is ICarriesLink carries && !await outbox.KeepToken(mail, carries, hash!, clock.GetUtcNow()))
        {
            return;
        }

        var link = token is not null ? letters.Link(((ICarriesLink)content).Purpose, token)
            : content is ITellsFollowers followed ? letters.Unsubscribe(await unsubscribe.Token(mail.UserId!.Value, followed.CategoryId))
            : null;
        var letter = (order ?? (object?)ticket) is null
            ? letters.Write(content, link, order, news, booking, ticket)
            : await TicketPdf.WhenFree(() => letters.Write(content, link, order, news, booking, ticket), stop);
        var delivery = await carrier.Carry(new(mail.MailId, mail.Recipient, mail.Name, letter.To(mail.Name), clock.GetUtcNow()), stop);
        await Note(mail, delivery, hash, stop);
    }

    // A newer silo may have written it, while this one is still to be replaced.
    private static MailContent? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<MailContent>(json, MailContent.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Note(LeasedMail mail, Delivery delivery, string? tokenHash, CancellationToken stop)
    {
        if (tokenHash is not null && delivery is Delivery.Refused or Delivery.Postponed { MayHaveArrived: false })
        {
            await Persist(mail, () => outbox.Forget(tokenHash!), stop);
        }

        await Persist(mail, () => Write(mail, delivery), stop);
    }

    private Task Write(LeasedMail mail, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        switch (delivery)
        {
            case Delivery.Accepted:
                log.LogDebug("Mail {MailId} has left", mail.MailId);
                return outbox.Sent(mail, now);
            case Delivery.Refused refused:
                log.LogWarning("Mail {MailId} was refused; admins see why", mail.MailId);
                return outbox.Undelivered(mail, refused.Words, now);
            case Delivery.Postponed postponed when BackOff.After(mail.Attempts) is { } wait:
                log.LogInformation("Mail {MailId} did not get through at attempt {Attempt}, again in {Wait}", mail.MailId, mail.Attempts, wait);
                return outbox.Later(mail, postponed.Words, now + wait);
            case Delivery.Postponed postponed:
                log.LogWarning("Mail {MailId} was given up after {Attempts} attempts; admins see why", mail.MailId, mail.Attempts);
                return outbox.Undelivered(mail, postponed.Words, now);
            default:
                throw new InvalidOperationException($"{delivery.GetType().Name} is no outcome.");
        }
    }

    // A mail that has left must not leave again because of whatever went wrong afterwards: it is asked until the lease ends.
    private async Task Persist(LeasedMail mail, Func<Task> write, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception failed) when (failed is not OperationCanceledException && clock.GetUtcNow() < mail.LeaseEnds)
            {
                log.LogWarning("What became of mail {MailId} could not be written down, again in a second: {Problem}", mail.MailId, failed.Message);
                await Task.Delay(Pause, stop);
            }
        }
    }
}
