using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>The pre-sale in it: people book, begin to pay and give up, and its manager changes its terms.</summary>
internal sealed partial class RandomHistory
{
    private void UsePreSale()
    {
        if (random.Next(3) != 0 || facts.OfType<Booked>().LastOrDefault() is null)
        {
            state.Book(new BookPreSale(random.Next(10) == 0 ? new("one key", "for many") : NewOperation(), SomePerson(), random.Next(1, 4)), now);
            return;
        }

        var recent = facts.OfType<Booked>().TakeLast(12).ToList();
        // Mostly one that can still be given up.
        var open = recent.FindLast(one => state.Booking(one.BookingId)?.Status == BookingStatus.Booked);
        var booked = open is not null && random.Next(2) == 0 ? open : recent[random.Next(recent.Count)];
        if (random.Next(4) == 0)
        {
            state.CancelBooking(new CancelBooking(random.Next(10) == 0 ? Guid.NewGuid() : booked.PersonId, booked.BookingId), now);
        }
        else
        {
            state.HoldBooking(new HoldBooking(NewOperation(), booked.PersonId, booked.BookingId), now);
        }
    }

    private PreSale? ChangedPreSale(PreSale? terms) => terms is null ? OpenNow() : random.Next(3) == 0 ? terms : random.Next(60) == 0 ? null : terms with
    {
        Price = random.Next(3) == 0 ? 0 : random.Next(5_000),
        Capacity = random.Next(6, 16),
        PayBy = random.Next(4) == 0 ? terms.PayBy.AddMinutes(random.Next(-30, 90)) : terms.PayBy,
    };

    private PreSale OpenNow() => new(0, random.Next(1, 12), now, now.AddDays(1), 1_500, now.AddDays(2), MaxPerPerson: 5);
}
