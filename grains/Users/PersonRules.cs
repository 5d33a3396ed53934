using EventTicket.Events;

namespace EventTicket.Users;

/// <summary>What a registration may be, every wrong field at once.</summary>
internal static class PersonRules
{
    public static IReadOnlyList<FieldError> Errors(string? email, string? password, string? name)
    {
        (string Field, string? Problem)[] fields =
        [
            ("email", EmailAddress.Problem(email)),
            ("password", PasswordRules.Problem(password)),
            ("name", NameProblem(name)),
        ];
        return [.. fields.Where(field => field.Problem is not null).Select(field => new FieldError(field.Field, field.Problem!))];
    }

    /// <summary>What is wrong with a person's name; null when it is fine.</summary>
    public static string? NameProblem(string? name) => TextRules.Line(name, 1, 100);
}
