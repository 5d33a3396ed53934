using EventTicket.Users;
using OtpNet;

namespace EventTicket.Tests.People;

public sealed class SecondFactorTests : OwnAccount
{
    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing()
    {
        var (mine, _) = await people.LogIn("ada@example.org");
        var (other, _) = await people.LogIn("ada@example.org");
        var (secret, codes) = await Enrol(mine);

        Assert.Equal((true, false), (await Open(mine), await Open(other)));
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(null)).Refusal?.Code);
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn("000000")).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCredentials, (await LogIn(null, "wrong")).Refusal?.Code);
        Assert.True((await LogIn(Digits(secret, 30))).Succeeded);
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(Digits(secret, 30))).Refusal?.Code);
        Assert.True((await LogIn(codes[0].ToUpperInvariant())).Succeeded);
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(codes[0])).Refusal?.Code);
        Assert.True((await LogIn(codes[9].Replace("-", " ", StringComparison.Ordinal))).Succeeded);
        Assert.Equal((true, 8), await Factor());
    }

    [Fact]
    public async Task The_digits_that_switched_it_on_are_used_up()
    {
        var (mine, _) = await people.LogIn("ada@example.org");
        var (secret, _) = await Enrol(mine);

        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(Digits(secret))).Refusal?.Code);
    }

    [Fact]
    public async Task A_secret_counts_only_after_its_digits_were_seen()
    {
        var begun = await people.Grains.Accounts().BeginSecondFactor(new(ada.UserId, Password));
        var refused = await people.Grains.User(ada.UserId).ConfirmSecondFactor("123", "token");

        Assert.StartsWith("otpauth://totp/EventTicket%3Aada%40example.org?secret=", begun.Value!.Uri, StringComparison.Ordinal);
        Assert.Equal("totp", refused.Refusal?.Errors[0].Field);
        Assert.Equal((false, 0), await Factor());
        Assert.True((await LogIn(null)).Succeeded);
        Assert.Equal("password", (await people.Grains.Accounts().BeginSecondFactor(new(ada.UserId, "wrong"))).Refusal?.Errors[0].Field);
    }

    [Fact]
    public async Task Switching_it_off_needs_password_and_digits()
    {
        var (mine, _) = await people.LogIn("ada@example.org");
        var (secret, codes) = await Enrol(mine);
        var accounts = people.Grains.Accounts();

        Assert.Equal("password", (await accounts.EndSecondFactor(new(ada.UserId, "wrong", Digits(secret, 30), mine))).Refusal?.Errors[0].Field);
        Assert.Equal("totp", (await accounts.EndSecondFactor(new(ada.UserId, Password, "000000", mine))).Refusal?.Errors[0].Field);
        Assert.True((await accounts.EndSecondFactor(new(ada.UserId, Password, codes[3], mine))).Succeeded);

        Assert.Equal((false, 0), await Factor());
        Assert.True(await Open(mine));
        Assert.True((await LogIn(null)).Succeeded);
    }

    [Fact]
    public async Task Where_admins_need_a_second_factor_an_admin_without_one_is_a_user()
    {
        await using var strict = await PeopleCluster.Start(secondFactorOfAdmins: true);
        await strict.Service<Enrolment>().Ensure("root@example.org", Password, "Root", Role.Admin);
        var (token, _) = await strict.LogIn("root@example.org");

        var before = (await strict.Grains.Session(token).Read()).Value!;
        Assert.Equal((Role.User, true), (before.Role, before.NeedsSecondFactor));
        Assert.Equal(Role.User, await strict.Grains.GetGrain<IAccountGrain>(before.UserId).RoleNow());

        var secret = (await strict.Grains.Accounts().BeginSecondFactor(new(before.UserId, Password))).Value!.Secret;
        await strict.Grains.User(before.UserId).ConfirmSecondFactor(Digits(secret, clock: strict.Clock), token);

        var after = (await strict.Grains.Session(token).Read()).Value!;
        Assert.Equal((Role.Admin, false), (after.Role, after.NeedsSecondFactor));
        Assert.Equal(RefusalCode.Forbidden, (await strict.Grains.Accounts().EndSecondFactor(
            new(before.UserId, Password, Digits(secret, 30, strict.Clock), token))).Refusal?.Code);
    }

    private async Task<(string Secret, IReadOnlyList<string> Codes)> Enrol(string token)
    {
        var begun = await people.Grains.Accounts().BeginSecondFactor(new(ada.UserId, Password));
        var codes = await people.Grains.User(ada.UserId).ConfirmSecondFactor(Digits(begun.Value!.Secret), token);
        Assert.Equal(10, codes.Value!.Codes.Distinct().Count());
        return (begun.Value.Secret, codes.Value.Codes);
    }

    private string Digits(string secret, int later = 0, TimeProvider? clock = null) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp((clock ?? people.Clock).GetUtcNow().AddSeconds(later).UtcDateTime);

    private async Task<(bool, int)> Factor()
    {
        var profile = (await people.Grains.User(ada.UserId).Profile()).Value!;
        return (profile.SecondFactor, profile.RecoveryCodesLeft);
    }
}
