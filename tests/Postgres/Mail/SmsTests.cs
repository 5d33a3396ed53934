using System.Text;
using EventTicket.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>A provider that speaks the copied form, on a real port.</summary>
public sealed class SmsTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private readonly List<(string Authorization, IReadOnlyDictionary<string, string> Form)> taken = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private MailRoom room = null!;
    private WebApplication provider = null!;
    private int status = StatusCodes.Status201Created;

    public async ValueTask InitializeAsync()
    {
        room = await MailRoom.Open(house);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        provider = builder.Build();
        provider.MapPost("/Messages.json", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            taken.Add((request.Headers.Authorization.ToString(), form.ToDictionary(field => field.Key, field => field.Value.ToString())));
            return Results.Text("what the provider says", statusCode: status);
        });
        await provider.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await room.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task A_reset_by_SMS_goes_to_the_number_of_the_account_with_its_link()
    {
        await room.Database.Write(await room.Database.Account("ada@example.org", phone: "+4915112345678"), new PasswordReset(), room.Clock.GetUtcNow(), bySms: true);

        await Deliver();

        var (authorization, form) = Assert.Single(taken);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("account:secret"))}", authorization);
        Assert.Equal(("+4915112345678", "EventTicket"), (form["To"], form["From"]));
        Assert.Matches("https://tickets[.]example[.]org/reset/new[?]token=[A-Za-z0-9_-]{43}$", form["Body"]);
        Assert.Equal(1L, await room.Database.Count("outbox WHERE state = 'sent' AND content IS NULL"));
        Assert.Equal(1L, await room.Database.Count("mailed_tokens"));
    }

    [Theory]
    [InlineData(400, "undelivered")]
    [InlineData(422, "undelivered")]
    [InlineData(401, "waiting")]
    [InlineData(302, "waiting")]
    [InlineData(429, "waiting")]
    [InlineData(503, "waiting")]
    public async Task What_the_provider_says_of_the_message_is_final_and_what_it_says_of_us_is_not(int answer, string state)
    {
        status = answer;
        var id = await room.Database.Write(await room.Database.Account("ada@example.org"), new ConfirmPhone("+4915112345678"), room.Clock.GetUtcNow(), "+4915112345678", bySms: true);

        await Deliver();

        Assert.Equal(state, await room.Database.State(id));
        Assert.Equal($"{answer} what the provider says", await room.Database.Ask<string>("SELECT failure FROM outbox"));
        Assert.Equal(0L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task A_provider_that_is_away_is_asked_again_later()
    {
        await provider.StopAsync(TestContext.Current.CancellationToken);
        var id = await room.Database.Write(await room.Database.Account("ada@example.org", phone: "+4915112345678"), new PasswordReset(), room.Clock.GetUtcNow(), bySms: true);

        await Deliver();

        Assert.Equal("waiting", await room.Database.State(id));
        Assert.Equal(0L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task An_account_without_a_number_and_a_silo_without_a_provider_say_so_to_admins()
    {
        var numberless = await room.Database.Write(await room.Database.Account("ada@example.org"), new PasswordReset(), room.Clock.GetUtcNow(), bySms: true);
        await Deliver();
        var homeless = await room.Database.Write(await room.Database.Account("eve@example.org", phone: "+4915112345678"), new PasswordReset(), room.Clock.GetUtcNow(), bySms: true);
        await Deliver(new NoSmsCarrier());

        Assert.Equal(("undelivered", "undelivered"), (await room.Database.State(numberless), await room.Database.State(homeless)));
        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_mail_server_that_hangs_does_not_hold_up_SMS()
    {
        room.Server.Answer("slow@example.org hold");
        await room.Write(await room.Database.Account("slow@example.org"), new PasswordChanged());
        await room.StartSilo(workers: 1);
        await MailRoom.Until(() => room.Server.Holds("slow@example.org"));
        var id = await room.Database.Write(await room.Database.Account("ada@example.org", phone: "+4915112345678"), new PasswordReset(), room.Clock.GetUtcNow(), bySms: true);

        await room.StartSilo(workers: 1, Carrier, "sms");

        await room.UntilState(id, "sent");
        room.Server.Answer();
    }

    private async Task Deliver(ICarrier? carrier = null) => await room.Postman().Deliver(
        (await room.Outbox.Take("sms", room.Clock.GetUtcNow()))!, carrier ?? Carrier(), TestContext.Current.CancellationToken);

    private SmsCarrier Carrier() => new(new(new($"{provider.Urls.Single()}/Messages.json"), "account", "secret", "EventTicket"), http);
}
