using EventTicket.Door;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The door for whoever has its link, and no account. Many phones stand behind one address, so they are not counted by it: the secret is 256 bits.</summary>
[AllowAnonymous, UsesCamera, CarriesSecret]
public sealed class DoorByLinkController(IGrainFactory grains, Edge edge, DoorPass pass) : DoorPages(grains, edge)
{
    private const string Address = "/door";

    /// <summary>Where the link leads: takes its secret out of the address. Without one, the page itself.</summary>
    [HttpGet(Address)]
    public async Task<IActionResult> Look(string? token)
    {
        if (token is null)
        {
            return await OfLink(key => Look(key, Address));
        }

        switch (await Edge.Call(() => Grains.Door().Look(DoorKey.Of(token))))
        {
            case { Succeeded: true }:
                pass.Keep(Response, token);
                return Redirect(Address);
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    [HttpPost(Address)]
    public Task<IActionResult> CheckIn(ScanForm form) => OfLink(key => CheckIn(key, Address, form));

    [HttpPost($"{Address}/undo")]
    public Task<IActionResult> Undo([FromForm] string? operationId, [FromForm] Guid ticketId) => OfLink(key => Undo(key, Address, operationId, ticketId));

    private Task<IActionResult> OfLink(Func<DoorKey, Task<IActionResult>> show) =>
        pass.Read(Request) is { } token ? show(DoorKey.Of(token)) : Task.FromResult(this.Refused(Refusal.NotFound));
}
