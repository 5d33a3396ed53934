using System.Net;
using System.Text.Json;

namespace EventTicket.Tests.Gateway.Contract;

/// <summary>What all calls of the table share: who looks after events and the house, and what they have put on sale.</summary>
/// <param name="Named">Things by their names: <c>{event}</c>.</param>
internal sealed record Props(Session Admin, Session Manager, IReadOnlyDictionary<string, string> Named)
{
    public static async Task<Props> Make(Desk desk)
    {
        var (admin, (_, manager)) = (await desk.Admin(), await desk.Manager());
        var categories = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            categories.Add((await desk.Send("POST", "/admin_management/categories", admin.Token, new { name = $"Category {Guid.NewGuid():N}" })).Must(HttpStatusCode.Created).Json.GetProperty("categoryId").GetString()!);
        }

        var onSale = await desk.EventBody(publish: true);
        onSale["categoryId"] = categories[0];
        var sale = await Insert(desk, manager, onSale);
        var types = sale.GetProperty("ticketTypes");
        return new(admin, manager, new Dictionary<string, string>
        {
            ["{manager}"] = $"{manager.UserId}",
            ["{admin}"] = $"{admin.UserId}",
            ["{category}"] = categories[0],
            ["{another}"] = categories[1],
            ["{event}"] = Text(sale, "eventId"),
            ["{type}"] = Text(types[0], "ticketTypeId"),
            ["{free}"] = Text(types[1], "ticketTypeId"),
            ["{presale}"] = Text(await Insert(desk, manager, await desk.PreSaleBody(capacity: 50)), "eventId"),
            ["{gift}"] = Text(await Insert(desk, manager, await desk.PreSaleBody(capacity: 50, price: 0)), "eventId"),
        });
    }

    public static async Task<JsonElement> Insert(Desk desk, Session manager, object body) => (await desk.Send("POST", "/events", manager.Token, body)).Must(HttpStatusCode.Created).Json;

    public static string Text(JsonElement of, string field) => of.GetProperty(field).GetString()!;
}
