using System.Runtime.InteropServices;

namespace EventTicket.Events;

/// <summary>What each person holds and has at the event, for the limits: a few numbers, whatever they did before. Nothing is kept of who has nothing.</summary>
internal sealed class PlacesByPerson
{
    // Most people want one ticket type, and there may be a million of them: its places stand beside the sum, those of others apart.
    private readonly Dictionary<Guid, Person> people = [];
    private readonly Dictionary<(Guid PersonId, byte Type), int> others = [];
    private readonly List<Guid> types = [];
    private readonly Dictionary<Guid, OrderState> open = [];
    private readonly HashSet<Guid> extended = [];

    /// <param name="Total">Of all types.</param>
    /// <param name="Type">Where in <see cref="types"/> the type stands of which <paramref name="OfType"/> are. No event has more than 50.</param>
    private readonly record struct Person(int Total, ushort OfType, byte Type);

    public int Places(Guid personId) => people.GetValueOrDefault(personId).Total;

    public int Places(Guid personId, Guid typeId)
    {
        var person = people.GetValueOrDefault(personId);
        var type = types.IndexOf(typeId);
        return type < 0 ? 0 : type == person.Type ? person.OfType : others.GetValueOrDefault((personId, (byte)type));
    }

    /// <summary>Counts more places of a person, or fewer.</summary>
    public void Add(Guid personId, Guid typeId, int places)
    {
        var type = Number(typeId);
        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(people, personId, out _);
        var total = person.Total + places;
        if (type == person.Type || (person.OfType == 0 && !others.ContainsKey((personId, type))))
        {
            person = new(total, checked((ushort)(person.OfType + places)), type);
        }
        else
        {
            person = person with { Total = total };
            AddOther((personId, type), places);
        }

        if (total == 0)
        {
            people.Remove(personId);
        }
    }

    /// <summary>The person's one open hold; null when there is none.</summary>
    public OrderState? OpenOrder(Guid personId) => open.GetValueOrDefault(personId);

    public void Open(OrderState order)
    {
        open[order.PersonId] = order;
        if (extended.Remove(order.PersonId))
        {
            order.WasExtended = true;
        }
    }

    /// <summary>The order takes the person's one open hold up no longer; nothing when another does.</summary>
    public void Close(OrderState order)
    {
        if (OpenOrder(order.PersonId) == order)
        {
            open.Remove(order.PersonId);
        }
    }

    /// <summary>The hold is just being replaced. When it had its extra time, the one that takes its place gets no more.</summary>
    public void Replace(OrderState order)
    {
        if (order.WasExtended)
        {
            extended.Add(order.PersonId);
        }
    }

    public void TrimExcess()
    {
        people.TrimExcess();
        others.TrimExcess();
        open.TrimExcess();
    }

    private void AddOther((Guid PersonId, byte Type) of, int places)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(others, of, out _);
        count += places;
        if (count == 0)
        {
            others.Remove(of);
        }
    }

    private byte Number(Guid typeId)
    {
        var at = types.IndexOf(typeId);
        if (at < 0)
        {
            at = types.Count;
            types.Add(typeId);
        }

        return checked((byte)at);
    }
}
