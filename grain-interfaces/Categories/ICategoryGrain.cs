using EventTicket.Catalogue;

namespace EventTicket.Categories;

/// <summary>One category of events.</summary>
[Alias("ICategoryGrain")]
public interface ICategoryGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Makes the category, recorded as that admin's action; the same name again is a success. Refused: invalid (name: 1 to 60
    /// characters, not taken by another category), forbidden to all but admins.
    /// </summary>
    [Alias("Create")]
    Task<Result<Category>> Create(Caller caller, string name);
}
