using System.Reflection;
using System.Runtime.CompilerServices;
using EventTicket.Users;
using Orleans.Runtime;

namespace EventTicket.Tests.Architecture;

/// <summary>A message that Orleans cannot deliver, or that comes too late, stands in the log with all that its contents say of themselves.</summary>
public sealed class DiscreetContractTests
{
    private static readonly string[] NotForLogs = ["Email", "NewEmail", "Phone", "Password", "CurrentPassword", "NewPassword", "Token", "SessionToken", "Totp", "Code"];
    private static readonly string?[] Harmless = ["name", "number", "cursor", "reason", "file"];

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

    [Fact]
    public void No_method_of_a_grain_takes_a_text_that_a_log_may_not_have() => Assert.Empty(
        from grain in typeof(Account).Assembly.GetTypes().Concat(typeof(IAccountGrain).Assembly.GetTypes())
        where grain.IsInterface && grain.IsAssignableTo(typeof(IAddressable))
        from method in grain.GetMethods()
        from argument in method.GetParameters()
        where argument.ParameterType == typeof(string) && !Harmless.Contains(argument.Name)
        select $"{grain.Name}.{method.Name}({argument.Name})");

    [Fact]
    public void What_may_not_stand_in_a_log_says_nothing()
    {
        Sensitive token = "q7c9-secret";
        Result<Sensitive> answer = token;

        Assert.DoesNotContain("secret", $"{token} {answer}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{(Result<string>)token.Text}", StringComparison.Ordinal);
    }
}
