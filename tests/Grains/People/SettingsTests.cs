using EventTicket.Hosting;
using EventTicket.Users;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace EventTicket.Tests.People;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Production", 9, false)]
    [InlineData("Production", 10, true)]
    [InlineData("Production", 16, true)]
    [InlineData("Production", 17, false)]
    [InlineData("Development", 4, true)]
    [InlineData("Development", 3, false)]
    public void A_cheap_work_factor_is_for_development_only(string environment, int factor, bool allowed)
    {
        var rules = new PasswordSettingsRules(new HostingEnvironment { EnvironmentName = environment });

        var answer = rules.Validate(null, new PasswordSettings { WorkFactor = factor });

        Assert.Equal(allowed, answer.Succeeded);
        Assert.Equal(!allowed, answer.FailureMessage?.Contains("Passwords__WorkFactor", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void A_work_factor_is_a_whole_number()
    {
        Assert.Equal((11, 11, 12), (PasswordSettings.Factor(null), PasswordSettings.Factor(" "), PasswordSettings.Factor("12")));
        Assert.StartsWith("Passwords__WorkFactor", Assert.Throws<StartRefusedException>(() => PasswordSettings.Factor("high")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", "", null)]
    [InlineData("ada@example.org", "a quiet harbour", null)]
    [InlineData("ada@example.org", null, "Admin__Password")]
    [InlineData("ada@example.org", "short", "Admin__Password")]
    [InlineData(null, "a quiet harbour", "Admin__Email")]
    [InlineData("ada", "a quiet harbour", "Admin__Email")]
    public void The_first_admin_is_named_wholly_or_not_at_all(string? email, string? password, string? wrong)
    {
        var answer = new FirstAdminRules().Validate(null, new FirstAdminSettings { Email = email, Password = password });

        Assert.Equal(wrong is null, answer.Succeeded);
        Assert.StartsWith(wrong ?? "", answer.FailureMessage ?? "", StringComparison.Ordinal);
    }
}
