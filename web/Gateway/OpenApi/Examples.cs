using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EventTicket.Catalogue;
using EventTicket.Categories;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Purchases;
using EventTicket.Web.Live;

namespace EventTicket.Web.Gateway;

/// <summary>One example of each body and answer, for the OpenAPI document and the page to try it.</summary>
internal static class Examples
{
    private static readonly Guid Event = new("01980c2e-7a10-7c3e-9b51-5d2f6a0e4b11");
    private static readonly Guid Order = new("01980c2f-10aa-7d92-8c0d-6f0d0a7b9e22");
    private static readonly Guid Stalls = new("01980c2e-7a10-7f00-a3c4-0b9d8e7f6a33");
    private static readonly Guid Ticket = new("01980c30-5b7c-7b1e-9d2a-1c3e5f7a9b44");
    private static readonly Guid Booking = new("01980c2f-2b4d-7e10-9a01-7f2e3d4c5b66");
    private static readonly Guid Person = new("01980c2d-0001-7a00-8000-0a1b2c3d4e55");
    private static readonly Category Concerts = new(new("0f5e0d1a-1000-4000-8000-000000000001"), "Concerts");
    private static readonly Venue Arena = new("Teatro Duse", "Via Cartoleria 42", "Bologna");
    private static readonly DateTimeOffset Starts = new(2027, 3, 1, 19, 0, 0, TimeSpan.Zero);
    private static readonly Money Price = new(4500, "EUR");
    private static readonly Guid Session = new("01980c2d-0002-7a00-8000-0a1b2c3d4e66");
    private const string Token = "Zk3v…43 characters…9Qw";
    private const string Code = "7K3Q9ZT2M4X8B6V1N5R0W2C7HD";

    private static readonly object[] Bodies =
    [
        new RegisterBody("ada@example.org", "a long passphrase", "Ada Lovelace"),
        new LoginBody("ada@example.org", "a long passphrase"),
        new FirstAdminBody(Token, "ada@example.org", "a long passphrase", "Ada Lovelace"),
        new ConfirmBody(Token),
        new ResetBody("ada@example.org"),
        new VerifyBody(Token),
        new CompleteBody(Token, "another passphrase"),
        new ProfileBody("Ada King"),
        new PasswordBody("a long passphrase"),
        new ChangePasswordBody("a long passphrase", "another passphrase"),
        new ChangeEmailBody("ada.king@example.org", "a long passphrase"),
        new ChangePhoneBody("a long passphrase", "+49 151 23456789"),
        new TotpBody("492039"),
        new EndSecondFactorBody("a long passphrase", "492039"),
        new FavouriteBody(Concerts.CategoryId),
        new FavouriteChangeBody(EmailNotifications: false),
        new OfficerBody("grace@example.org", "Grace Hopper"),
        new OfficerChangeBody(Active: false),
        new MailBody("Doors open later", "We open at eight.\n\nSee you there."),
        new DuplicateBody(Starts.AddYears(1), "Spring concert, once more"),
        new WithdrawBody("The description names another event; tell us when it is right."),
        new HoldBody(Event, [new HoldItemBody(Stalls, 2)]),
        new BookBody(Event, 2),
        new WaitBody(Event, Stalls, 2),
        new CodeBody("SPRING-20", CodeKind.Percent, 20, Uses: 5),
        new PayBody(Order, "pm_card_visa"),
        new RefundBody([Ticket], Reason: "fell ill"),
        new EventBody("Spring concert", "Strings, then everybody.", Concerts.CategoryId, new VenueBody(Arena.Name, Arena.Address, Arena.City), Starts, Starts.AddHours(3),
            "Europe/Rome", "EUR", [new TicketTypeBody("Stalls", 4500, 300, 4)], MaxPerPerson: 10, HoldMinutes: 10, Publish: true),
        new JsonObject { ["title"] = "Spring concert, second night", ["ticketTypes"] = new JsonArray(new JsonObject { ["ticketTypeId"] = Stalls, ["capacity"] = 320 }) },
        new TransferBody("grace@example.org"),
        new CheckInBody(Code, "North gate"),
        new DoorLinkBody("North gate"),
        new CategoryBody("Concerts"),
        new SettleBody("paid by bank transfer on 3 May"),
    ];

    private static readonly object[] Answers =
    [
        new RegisterAnswer(Person, "ada@example.org", "Ada Lovelace", Role.User),
        new LoginAnswer(Token, Starts, Person, Role.User),
        new VerifyAnswer(true, Starts),
        new SessionsAnswer([new SessionAnswer(Session, true, Starts.AddDays(-1), Starts, Starts.AddDays(13), "curl/8.5.0", "192.0.2.7")]),
        new ProfileAnswer(Person, "ada@example.org", "Ada King", Role.User, [Concerts.CategoryId], Starts.AddMonths(-4)),
        new SecondFactorAnswer("JBSWY3DPEHPK3PXP", "otpauth://totp/EventTicket:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=EventTicket"),
        new RecoveryCodesAnswer(["4kz7-9qmx-2v5t"]),
        new Favourite(Concerts.CategoryId, Concerts.Name, EmailNotifications: true),
        new FavouritesAnswer([new Favourite(Concerts.CategoryId, Concerts.Name, EmailNotifications: true)]),
        new ManagerAddedAnswer(Person, "grace@example.org", "Grace Hopper", Invited: true),
        new AdminAddedAnswer(Person, "grace@example.org", "Grace Hopper", Invited: true),
        new ManagerAnswer(Person, "grace@example.org", "Grace Hopper", Active: true, Invited: false, Starts.AddMonths(-4)),
        new AdminAnswer(Person, "grace@example.org", "Grace Hopper", Active: true, Invited: false, Starts.AddMonths(-4)),
        new ManagerPageAnswer(Person, "Grace Hopper", "grace@example.org", Role.Manager, Active: true, Starts.AddMonths(-4), 3, 1, 900, 412),
        new CategoriesAnswer([Concerts]),
        new EventAnswer(Event, "Spring concert", "Strings, then everybody.", Concerts, Arena, Starts, Starts.AddHours(3), "Europe/Rome", EventStatus.Published, 10,
            [new TicketTypeAnswer(Stalls, "Stalls", Price, 212, null, null, 4)], null),
        new LiveAnswer(Event, LiveStatus.Published, Left.Few, [new LiveTypeAnswer(Stalls, Left.Few)]),
        new OrderAnswer(Order, Event, OrderStatus.Held, [new OrderItem(Stalls, "Stalls", 2, Price)], Price * 2, Starts.AddDays(-30), 600),
        new CodeAnswer(Booking, "SPRING-20", CodeKind.Percent, 20, [], 5, 2, null, null),
        new WaitingPlaceAnswer(Booking, Event, Stalls, 2, WaitingStatus.Waiting, 4),
        new BookedAnswer(Booking, Event, Code, 2, BookingStatus.Booked, Price, Starts.AddDays(-10), []),
        new BookingAnswer(Booking, Event, "Spring concert", Starts, Stalls, "Stalls", Code, 2, BookingStatus.Booked, Price, Starts.AddDays(-10), Starts.AddDays(-40), []),
        new PaidAnswer(Order, PaymentProgress.Paid, [new IssuedTicketAnswer(Ticket, Code, Stalls, Event)]),
        new PaymentOpenAnswer(Order, PaymentProgress.RequiresAction, "https://checkout.stripe.com/c/pay/cs_test_1"),
        new RefundAnswer(Order, Order, Price, [Ticket]),
        new OfferAnswer(Order, Ticket, "grace@example.org", Starts.AddDays(-3)),
        new OfferedAnswer(Order, Event, "Spring concert", "Stalls", Starts, "Ada Lovelace", true, null),
        new TakenAnswer(Ticket),
        new CheckInAnswer(false, DoorReason.Used, Ticket, Starts, "North gate"),
        new DoorAnswer(Event, 240, 151, [new EntryAnswer(Ticket, "Stalls", Starts, "North gate")]),
        new DoorLinksAnswer([new DoorLinkAnswer(Session, "North gate", Starts.AddDays(-1))]),
        new NewDoorLinkAnswer(Session, "North gate", Starts.AddDays(-1), $"https://tickets.example.org/door?token={Token}"),
        new AttendeeAnswer(Ticket, "Stalls", TicketStatus.Valid, Order, "01980c2f-7b9e22aa", "Ada Lovelace", "ada@example.org", Starts.AddDays(-30), Price),
        new SalesAnswer(86_400, [new SalesStepAnswer(Starts.AddDays(-30), Stalls, 41)], 0),
        new WrittenMailAnswer(Order, "Doors open later", Starts.AddDays(-1)),
        new WrittenMailsAnswer([new MailProgressAnswer(Order, "Doors open later", Starts.AddDays(-1), 412, Finished: true)]),
        new HouseEventAnswer(Event, "Spring concert", EventStatus.Published, Starts, Arena.City, Person, "Grace Hopper", 900, 412, null, null),
        new HousePersonAnswer(Person, "ada@example.org", "Ada Lovelace", Role.User, Active: true, EmailConfirmed: true, Starts.AddMonths(-4)),
        new CancellationAnswer(Event, 240, 150, new RefundCounts(12, 137, 1), Starts.AddDays(-20), null),
        new MatterAnswer(Person, PaymentMatterKind.RefundFailed, "re_1", Event, Order, Price, "expired_or_canceled_card", Starts.AddDays(-20)),
        Concerts,
        Price,
    ];

    /// <summary>A body shows what one has to send, an answer all that comes.</summary>
    private static readonly JsonSerializerOptions WithoutNulls = new(GatewayJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly Dictionary<Type, JsonNode?> All = Bodies.Select(body => (Example: body, Options: WithoutNulls))
        .Concat(Answers.Select(answer => (Example: answer, GatewayJson.Options)))
        .ToDictionary(one => one.Example.GetType(), one => JsonSerializer.SerializeToNode(one.Example, one.Options));

    /// <summary>The example of a type, or null when it has none.</summary>
    public static JsonNode? Of(Type type) => All.GetValueOrDefault(type)?.DeepClone();
}
