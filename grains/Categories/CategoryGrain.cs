using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Queries;

namespace EventTicket.Categories;

internal sealed class CategoryGrain(CategoryTable table) : Grain, ICategoryGrain
{
    public async Task<Result<Category>> Create(string name)
    {
        name = TextRules.Trim(name);
        if (TextRules.Line(name, 1, 60) is { } problem)
        {
            return Refusal.Invalid("name", problem);
        }

        var id = this.GetPrimaryKey();
        return await Ask.Database(() => table.Add(id, name)) switch
        {
            [var only] when only == new Category(id, name) => only,
            [var only] when only.CategoryId == id => Refusal.Invalid("name", $"Must be '{only.Name}': that is this category's name."),
            _ => Refusal.Invalid("name", "Must differ from the names of the other categories, in more than upper and lower case."),
        };
    }
}
