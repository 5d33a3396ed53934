using EventTicket.Admins;
using EventTicket.Catalogue;
using EventTicket.Categories;
using EventTicket.Door;
using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Limits;
using EventTicket.Mail;
using EventTicket.Managers;
using EventTicket.Payments;
using EventTicket.Purchases;
using EventTicket.Repetitions;
using EventTicket.Sessions;
using EventTicket.Users;

namespace EventTicket;

/// <summary>The one place that knows how a grain's key is made.</summary>
public static class GrainKeys
{
    public static IEventGrain Event(this IGrainFactory grains, Guid eventId) => grains.GetGrain<IEventGrain>(eventId);

    public static IPaymentGrain Payment(this IGrainFactory grains, Guid orderId) => grains.GetGrain<IPaymentGrain>(orderId);

    public static IProviderEventsGrain ProviderEvents(this IGrainFactory grains) => grains.GetGrain<IProviderEventsGrain>(0);

    public static IMoneyGrain Money(this IGrainFactory grains) => grains.GetGrain<IMoneyGrain>(0);

    public static ICatalogueGrain Catalogue(this IGrainFactory grains) => grains.GetGrain<ICatalogueGrain>(0);

    public static IPurchasesGrain Purchases(this IGrainFactory grains) => grains.GetGrain<IPurchasesGrain>(0);

    public static IDoorGrain Door(this IGrainFactory grains) => grains.GetGrain<IDoorGrain>(0);

    public static ITransfersGrain Transfers(this IGrainFactory grains) => grains.GetGrain<ITransfersGrain>(0);

    public static ITicketFilesGrain TicketFiles(this IGrainFactory grains) => grains.GetGrain<ITicketFilesGrain>(0);

    public static IAccountsGrain Accounts(this IGrainFactory grains) => grains.GetGrain<IAccountsGrain>(0);

    public static IUserGrain User(this IGrainFactory grains, Guid userId) => grains.GetGrain<IUserGrain>(userId);

    public static ISessionGrain Session(this IGrainFactory grains, string token) => grains.GetGrain<ISessionGrain>(SessionKey.Of(token));

    public static IManagerGrain Manager(this IGrainFactory grains, Guid personId) => grains.GetGrain<IManagerGrain>(personId);

    public static IAttendeesGrain Attendees(this IGrainFactory grains) => grains.GetGrain<IAttendeesGrain>(0);

    public static ICategoryGrain Category(this IGrainFactory grains, Guid categoryId) => grains.GetGrain<ICategoryGrain>(categoryId);

    public static IFavouritesGrain Favourites(this IGrainFactory grains, Guid personId) => grains.GetGrain<IFavouritesGrain>(personId);

    public static IUnsubscribeGrain Unsubscribe(this IGrainFactory grains) => grains.GetGrain<IUnsubscribeGrain>(0);

    public static IRememberedCallsGrain RememberedCalls(this IGrainFactory grains, Guid personId) => grains.GetGrain<IRememberedCallsGrain>(personId);

    public static IAdminGrain Admin(this IGrainFactory grains, Guid adminId) => grains.GetGrain<IAdminGrain>(adminId);

    public static IPostRoomGrain PostRoom(this IGrainFactory grains) => grains.GetGrain<IPostRoomGrain>(0);

    /// <param name="what">What is counted, in lower case: "address", "account".</param>
    /// <param name="whose">Whose: an address, the hash of an address.</param>
    public static IThrottleGrain Throttle(this IGrainFactory grains, string what, string whose) => grains.GetGrain<IThrottleGrain>($"{what} {whose}");

    public static IKeyRingGrain KeyRing(this IGrainFactory grains) => grains.GetGrain<IKeyRingGrain>(0);
}
