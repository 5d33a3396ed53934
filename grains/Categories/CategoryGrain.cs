using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Queries;

namespace EventTicket.Categories;

internal sealed class CategoryGrain(CategoryTable table) : Grain, ICategoryGrain
{
    public async Task<Result<Category>> Create(Caller caller, string name)
    {
        if (caller.Role < Role.Admin)
        {
            return Refusal.Forbidden;
        }

        name = TextRules.Trim(name);
        if (TextRules.Line(name, 1, 60) is { } problem)
        {
            return Refusal.Invalid("name", problem);
        }

        var id = this.GetPrimaryKey();
        return await Ask.Database(() => table.Add(id, name, caller.PersonId)) switch
        {
            null => Refusal.Invalid("name", "Must differ from the names of the other categories, in more than upper and lower case."),
            var made when made.Name == name => made,
            var there => Refusal.Invalid("name", $"Must be '{there.Name}': that is this category's name."),
        };
    }
}
