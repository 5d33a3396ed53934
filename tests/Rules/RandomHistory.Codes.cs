using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>Codes in it: kept, used and taken away.</summary>
internal sealed partial class RandomHistory
{
    private void UseCodes()
    {
        var known = state.Codes;
        if (known.Length > 0 && random.Next(5) == 0)
        {
            state.RemoveCode(new RemoveCode(manager, known[random.Next(known.Length)].Code.CodeId), now);
            return;
        }

        var type = state.Definition!.TicketTypes[random.Next(state.Definition.TicketTypes.Length)].TicketTypeId;
        var kind = (CodeKind)random.Next(3);
        state.KeepCode(new KeepCode(NewOperation(), manager, new EventCode(
            Guid.Empty, $"CODE{random.Next(6)}", kind, kind == CodeKind.Access ? 0 : random.Next(1, 100), random.Next(2) == 0 ? [] : [type],
            random.Next(3) == 0 ? null : random.Next(1, 4), Until: random.Next(3) == 0 ? now.AddHours(random.Next(1, 100)) : null)), now);
    }

    private HoldTickets WithCodes(HoldTickets request) => random.Next(4) == 0 && state.Codes is { Length: > 0 } known
        ? request with { Codes = [known[random.Next(known.Length)].Code.Text] }
        : request;

    private void CheckUses() => Assert.All(state.Codes, sheet => Assert.Equal(Counted.Uses(sheet.Code.CodeId), sheet.Used));
}
