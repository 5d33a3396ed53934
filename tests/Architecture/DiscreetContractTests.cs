using System.Reflection;
using System.Runtime.CompilerServices;
using EventTicket.Users;

namespace EventTicket.Tests.Architecture;

/// <summary>A message that Orleans cannot deliver, or that comes too late, stands in the log with all that its contents say of themselves.</summary>
public sealed class DiscreetContractTests
{
    private static readonly string[] NotForLogs = ["Email", "NewEmail", "Phone", "Password", "CurrentPassword", "NewPassword", "Token", "SessionToken", "Totp", "Code"];

    public static TheoryData<string> Contracts => [.. typeof(Account).Assembly.GetExportedTypes()
        .Where(type => type.GetProperties().Any(property => property.PropertyType == typeof(string) && NotForLogs.Contains(property.Name))
            && type.GetMethod("<Clone>$") is not null)
        .Select(type => type.FullName!)];

    [Theory, MemberData(nameof(Contracts))]
    public void No_contract_tells_a_log_its_address_code_or_password(string name)
    {
        var says = typeof(Account).Assembly.GetType(name)!.GetMethod(nameof(ToString), Type.EmptyTypes)!;

        Assert.Null(says.GetCustomAttribute<CompilerGeneratedAttribute>());
    }
}
