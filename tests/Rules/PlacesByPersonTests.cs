using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>How many places of which type each person has, whatever they had before.</summary>
public sealed class PlacesByPersonTests
{
    private readonly PlacesByPerson people = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();
    private readonly Guid standing = Guid.NewGuid();
    private readonly Guid seated = Guid.NewGuid();
    private readonly Guid balcony = Guid.NewGuid();

    [Fact]
    public void Places_of_several_types_are_counted_apart_and_together()
    {
        people.Add(ada, standing, 2);
        people.Add(ada, seated, 3);
        people.Add(ada, balcony, 1);
        people.Add(ada, seated, 1);
        people.Add(bob, seated, 5);

        Assert.Equal((7, 2, 4, 1), Of(ada));
        Assert.Equal((5, 0, 5, 0), Of(bob));
        Assert.Equal((0, 0, 0, 0), Of(Guid.NewGuid()));
    }

    [Fact]
    public void Whoever_gives_one_type_back_and_takes_another_has_the_other()
    {
        people.Add(ada, standing, 2);
        people.Add(ada, seated, 1);
        people.Add(ada, standing, -2);
        people.Add(ada, balcony, 4);
        people.Add(ada, seated, 1);
        people.Add(ada, standing, 3);

        Assert.Equal((9, 3, 2, 4), Of(ada));
    }

    [Fact]
    public void Whoever_has_given_everything_back_begins_anew()
    {
        people.Add(ada, seated, 2);
        people.Add(ada, standing, 1);
        people.Add(ada, standing, -1);
        people.Add(ada, seated, -2);
        Assert.Equal((0, 0, 0, 0), Of(ada));

        people.Add(ada, standing, 1);
        Assert.Equal((1, 1, 0, 0), Of(ada));
    }

    private (int All, int Standing, int Seated, int Balcony) Of(Guid person) =>
        (people.Places(person), people.Places(person, standing), people.Places(person, seated), people.Places(person, balcony));
}
