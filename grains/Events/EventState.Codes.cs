using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>Codes that unlock hidden ticket types or lower prices.</summary>
internal sealed partial class EventState
{
    private readonly Dictionary<Guid, CodeState> codes = [];

    /// <summary>Those that can be used, in the order in which they were kept.</summary>
    public ImmutableArray<CodeSheet> Codes => [.. codes.Values.Where(code => !code.IsRemoved).Select(code => code.Sheet).OrderBy(sheet => sheet.Code.CodeId)];

    public Result<CodeSheet> KeepCode(KeepCode request, DateTimeOffset now)
    {
        if (!IsSeenBy(request.Caller))
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.Caller.PersonId, OperationKind.KeepCode, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => codes[first.OrderId].Sheet with { Used = 0 }) is { } before)
        {
            return before;
        }

        var code = CodeRules.Tidy(request.Code);
        var errors = CodeRules.Check(code, Definition!.TicketTypes);
        if (errors.IsEmpty && (Find(code.Text) is not null || codes.Count >= CodeRules.MostOfAnEvent))
        {
            errors = [new("code", Find(code.Text) is null ? $"An event has at most {CodeRules.MostOfAnEvent} codes." : "Another code of this event reads the same.")];
        }

        if (!errors.IsEmpty)
        {
            return Refusal.Invalid(errors);
        }

        var kept = new CodeKept(now, code with { CodeId = Guid.CreateVersion7(now) }, mark);
        Record(kept);
        return codes[kept.CodeId].Sheet;
    }

    public Result<Done> RemoveCode(RemoveCode request, DateTimeOffset now)
    {
        if (!IsSeenBy(request.Caller) || !codes.TryGetValue(request.CodeId, out var code))
        {
            return Refusal.NotFound;
        }

        if (!code.IsRemoved)
        {
            Record(new CodeRemoved(now, request.CodeId));
        }

        return Done.It;
    }

    private void Apply(CodeFact fact)
    {
        switch (fact)
        {
            case CodeKept kept:
                codes.Add(kept.CodeId, new CodeState(kept.Code));
                break;
            case CodeRemoved:
                codes[fact.CodeId].IsRemoved = true;
                break;
        }
    }

    private void CountUses(OrderState order, int uses)
    {
        foreach (var id in order.Codes)
        {
            codes[id].Used += uses;
        }
    }

    private CodeState? Find(string text) => codes.Values.FirstOrDefault(code => !code.IsRemoved && code.Code.Text == text);

    /// <summary>Whether a hidden ticket type is there for whoever names these codes.</summary>
    private bool IsUnlocked(Guid typeId, ImmutableArray<string> named) => !named.IsDefaultOrEmpty
        && named.Any(text => Find(CodeRules.Tidy(text)) is { Code.Kind: CodeKind.Access } code && code.IsFor(typeId));

    /// <summary>The codes of a request, if each of them can be used for it.</summary>
    /// <param name="old">The hold that is replaced gives its uses back.</param>
    private Result<ImmutableArray<CodeState>> Usable(HoldTickets request, OrderState? old, DateTimeOffset now)
    {
        if (request.Codes.IsDefaultOrEmpty)
        {
            return ImmutableArray<CodeState>.Empty;
        }

        if (request.Codes.Length > CodeRules.MostOfAHold)
        {
            return Refusal.Invalid("codes", $"Name at most {CodeRules.MostOfAHold} codes.");
        }

        var usable = ImmutableArray.CreateBuilder<CodeState>();
        foreach (var text in request.Codes.Select(CodeRules.Tidy).Distinct())
        {
            if (Find(text) is not { } code)
            {
                return new Refusal(RefusalCode.CodeUnknown);
            }

            if (WhyNot(code, request.Items, old, now) is { } why)
            {
                return new Refusal(why);
            }

            usable.Add(code);
        }

        return usable.ToImmutable();
    }

    private static RefusalCode? WhyNot(CodeState code, ImmutableArray<HoldItem> items, OrderState? old, DateTimeOffset now) =>
        now < code.Code.From ? RefusalCode.CodeNotYet
        : now >= code.Code.Until ? RefusalCode.CodeExpired
        : !items.Any(item => code.IsFor(item.TicketTypeId)) ? RefusalCode.CodeNotForThese
        : code.Used - (old?.Codes.Contains(code.Code.CodeId) == true ? 1 : 0) >= code.Code.Uses ? RefusalCode.CodeUsedUp
        : null;

    /// <summary>Late money gets its places only if its codes can be used once more.</summary>
    private bool HasUses(OrderState order) => order.Codes.All(id => !(codes[id].Used >= codes[id].Code.Uses));
}
