using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Purchases;

namespace EventTicket.Web.Site;

/// <summary>How an order stands, for its buyer.</summary>
public enum OrderStage
{
    Held,

    /// <summary>The payment page is open and waits for the buyer.</summary>
    AtThePaymentPage,

    /// <summary>The bank is being asked.</summary>
    Processing,
    Paid,
    Expired,

    /// <summary>The time ran out, and the provider has not told yet what became of the payment.</summary>
    Unsure,
    Released,
    Replaced,
    TurnedAway,
    Refunded,

    /// <summary>Free tickets that were given up, or tickets whose money could not be taken.</summary>
    Cancelled,

    /// <summary>The event does not take place; tickets of this order, if any, are about to be refunded.</summary>
    EventCancelled,
}

/// <summary>The checkout of one order.</summary>
/// <param name="Payment">What the provider says, asked while a payment is open.</param>
/// <param name="Notice">What has just happened.</param>
/// <param name="OperationId">For the Pay button; kept when the page is shown again after a refusal.</param>
/// <param name="HasReturned">The buyer has just come from the payment page, done with it: if it still looks open, the provider is slow to say so.</param>
/// <param name="OnSale">The event's page, where what is left of it is told; null elsewhere.</param>
public sealed record OrderPageModel(Order Order, PaymentAnswer? Payment, Wording? Notice, string OperationId, bool HasReturned = false, EventPage? OnSale = null)
{
    public OrderStage Stage => Order.Status switch
    {
        OrderStatus.Issued or OrderStatus.Paid or OrderStatus.PartlyRefunded or OrderStatus.Released when Order.Event.Status == EventStatus.Cancelled => OrderStage.EventCancelled,
        OrderStatus.Held when Order.RemainingSeconds > 0 => OrderStage.Held,
        OrderStatus.Held => OrderStage.Expired,
        OrderStatus.Paying when Payment?.Progress == PaymentProgress.RequiresAction && !HasReturned => OrderStage.AtThePaymentPage,
        OrderStatus.Paying => OrderStage.Processing,
        OrderStatus.Issued or OrderStatus.Paid => OrderStage.Paid,
        OrderStatus.PartlyRefunded => OrderStage.Paid,
        OrderStatus.Expired or OrderStatus.Released when Order.TurnedAway => OrderStage.TurnedAway,
        OrderStatus.Expired when IsAsked => OrderStage.Unsure,
        OrderStatus.Expired => OrderStage.Expired,
        OrderStatus.Released => OrderStage.Released,
        OrderStatus.Replaced => OrderStage.Replaced,
        OrderStatus.Refunded => OrderStage.Refunded,
        OrderStatus.Cancelled => OrderStage.Cancelled,
        var unknown => throw new InvalidOperationException($"An order that is {unknown} has no page."),
    };

    /// <summary>Whether it matters to the buyer what is left: there is still time to choose again, or nothing came of it.</summary>
    public bool TellsWhatIsLeft => Stage is OrderStage.Held or OrderStage.Expired or OrderStage.Released or OrderStage.Replaced or OrderStage.TurnedAway;

    /// <summary>Null where nothing is told of what is left.</summary>
    public LivePanel? Live => OnSale is null ? null : new(OnSale, $"/orders/{Order.OrderId}");

    private bool IsAsked => Payment?.Progress is PaymentProgress.RequiresAction or PaymentProgress.Processing;

    public int Places => Order.Items.Sum(item => item.Quantity);

    public bool IsFree => Order.Total.Amount == 0;

    /// <summary>The event does not take place.</summary>
    public bool IsOff => Order.Event.Status == EventStatus.Cancelled;

    /// <summary>The buyer's bank disputes the payment: until it has decided, its tickets open no door.</summary>
    public bool AreFrozen => Order.Tickets.Any(ticket => ticket.Status == TicketStatus.Frozen);

    /// <summary>Seconds the hold had at first, for the bar.</summary>
    public int WholeSeconds => Math.Max(1, (int)(Order.HoldExpiresAt - Order.HeldAt).TotalSeconds);

    /// <summary>After how many seconds the page asks again by itself; null when nothing will change without the buyer.</summary>
    public string? LooksAgainAfter => Stage switch
    {
        OrderStage.Processing => "2",
        OrderStage.Unsure => "10",
        OrderStage.AtThePaymentPage => "10", // They may be paying in another tab.
        _ => null,
    };

    public int Step => Stage switch
    {
        OrderStage.Held or OrderStage.AtThePaymentPage or OrderStage.Processing => 2,
        OrderStage.Paid or OrderStage.Refunded or OrderStage.Cancelled => 3,
        _ => 1,
    };

    public string Heading => Stage switch
    {
        OrderStage.Held => Places == 1 ? "Your place is held" : "Your places are held",
        OrderStage.AtThePaymentPage => "Your payment page is open",
        OrderStage.Processing => "We are asking your bank",
        OrderStage.Paid when AreFrozen => "Your tickets are frozen",
        OrderStage.Paid => "You’re going",
        OrderStage.Expired or OrderStage.Unsure => "Your time ran out",
        OrderStage.Released => "You gave the places back",
        OrderStage.Replaced => "You chose again",
        OrderStage.TurnedAway => "Your payment came too late",
        OrderStage.Refunded => "This order was refunded",
        OrderStage.Cancelled => "This order was cancelled",
        OrderStage.EventCancelled => "This event was cancelled",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Some of its tickets have ended, and the others are good.</summary>
    public bool IsPartlyRefunded => Order.Status == OrderStatus.PartlyRefunded;

    /// <summary>What an order that led to no tickets means for its buyer.</summary>
    public string Explanation => Stage switch
    {
        OrderStage.Expired => "The places went back on sale. Nothing was charged.",
        OrderStage.Unsure => "The places went back on sale before the payment service told us what became of your payment; we go on asking. If you did not pay, nothing is charged. If you did, you get your tickets should the places still be free, and otherwise the payment is cancelled. We write to you either way.",
        OrderStage.Released => "They are on sale again. Nothing was charged.",
        OrderStage.Replaced => "A newer choice of yours took this one’s place. Nothing was charged for this one.",
        OrderStage.TurnedAway => "Your time had run out, and there were no places left to give you. The payment was cancelled before any money moved; the bank’s reservation disappears by itself.",
        OrderStage.Refunded when Order.Event.Status == EventStatus.Cancelled => "The event does not take place. What you paid goes back to you; banks take up to ten days to show it. Should yours refuse it, we find another way.",
        OrderStage.Refunded => "Its tickets do not open the door any more. What you paid goes back to you; banks take up to ten days to show it. Should yours refuse it, we find another way.",
        OrderStage.Cancelled when IsFree => "Its tickets do not open the door any more. There was nothing to pay, so no money goes back.",
        OrderStage.Cancelled => "Your bank did not let us take the money, so its tickets do not open the door. You were not charged.",
        OrderStage.EventCancelled when Order.TurnedAway && Order.Tickets.IsEmpty => "Your payment was cancelled before any money moved; the bank’s reservation disappears by itself.",
        OrderStage.EventCancelled when Order.Tickets.IsEmpty => "The places you held went with it. Nothing was charged.",
        OrderStage.EventCancelled when Order.Tickets.Any(ticket => ticket.Status == TicketStatus.Frozen) => "Your bank is looking into your payment at the moment. What it decides settles the money.",
        OrderStage.EventCancelled when IsFree => "Your tickets do not open a door any more. There was nothing to pay, so no money goes back.",
        OrderStage.EventCancelled => "Your tickets do not open a door any more. What you paid for them goes back to you by itself.",
        _ => throw new InvalidOperationException($"{Stage} needs no explanation."),
    };
}
