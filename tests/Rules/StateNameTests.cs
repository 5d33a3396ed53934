using System.Reflection;

namespace EventTicket.Tests.Rules;

/// <summary>A row of saved state is found by the state's name and the grain's key, not by the grain's class: two classes with one
/// name and one key would overwrite each other.</summary>
public sealed class StateNameTests
{
    [Fact]
    public void No_two_grain_classes_share_the_name_of_a_state() =>
        Assert.Empty(Shared(typeof(GrainsSetup).Assembly.GetTypes()));

    [Fact]
    public void A_shared_name_would_be_found() =>
        Assert.Equal(["planted"], Shared([typeof(OneGrain), typeof(OtherGrain)]));

    [Fact]
    public void No_grain_takes_its_state_from_the_base_class_that_names_it_for_all() =>
        Assert.DoesNotContain(typeof(GrainsSetup).Assembly.GetTypes(), IsGrainOfState);

    [Fact]
    public void Such_a_base_class_would_be_found() => Assert.True(IsGrainOfState(typeof(OldFashioned)));

    private static string[] Shared(IEnumerable<Type> types) =>
        [.. types
            .Where(type => !type.IsAbstract)
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (Class: parameter.Member.DeclaringType, State: parameter.GetCustomAttribute<PersistentStateAttribute>(), parameter.Name))
            .Where(found => found.State is not null)
            .Select(found => (found.Class, Name: found.State!.StateName ?? found.Name))
            .Distinct()
            .GroupBy(found => found.Name)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key!)];

    private static bool IsGrainOfState(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(Grain<>))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class OneGrain([PersistentState("planted")] IPersistentState<string> state)
    {
        public override string ToString() => state.State;
    }

    private sealed class OtherGrain([PersistentState("planted")] IPersistentState<string> state)
    {
        public override string ToString() => state.State;
    }

    private sealed class OldFashioned : Grain<string>;
}
