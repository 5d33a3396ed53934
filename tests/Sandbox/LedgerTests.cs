using System.Diagnostics;
using SandboxRefusedException = EventTicket.Sandbox.SandboxRefusedException;

namespace EventTicket.Tests.Sandbox;

public sealed class LedgerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_there_after_a_restart_kept_answers_too()
    {
        var before = await SandboxHost.Start();
        var session = await before.Open(Asking.Checkout());
        await before.PressPay(session.Url, "4242424242424242");
        var payment = await before.Pay(Asking.Payment(), "key-1");
        await before.Capture(payment.Id);
        await before.DisposeAsync();

        await using var after = await SandboxHost.Start(before.Ledger);
        Assert.Equal(("complete", "requires_capture"), (await after.Read(session.Id)) is var read ? (read.Status, read.PaymentIntent.Status) : default);
        Assert.Equal("succeeded", (await after.ReadPayment(payment.Id)).Status);
        Assert.Equal((payment.Id, "requires_capture"), (await after.Pay(Asking.Payment(), "key-1")) is var again ? (again.Id, again.Status) : default);
    }

    [Fact]
    public async Task The_ledger_of_the_first_version_is_still_read()
    {
        var ledger = SandboxHost.NewLedger();
        Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sandbox", "Data", "ledger-of-the-first-version.jsonl"), ledger);

        await using var sandbox = await SandboxHost.Start(ledger);

        var payment = await sandbox.ReadPayment("pi_37ZdJ8iEw3aRDvwJP0NsARtJ");
        Assert.Equal(("succeeded", 4500, 1500), (payment.Status, payment.AmountReceived, payment.LatestCharge.AmountRefunded));
        var refund = (await sandbox.Stripe.V1.Refunds.ListAsync(new() { PaymentIntent = payment.Id }, cancellationToken: Stop)).Data.Single();
        Assert.Equal((1500, "succeeded"), (refund.Amount, refund.Status));
        Assert.Equal(3000, (await sandbox.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = payment.Id }, cancellationToken: Stop)).Amount);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_removed_and_the_rest_stays()
    {
        var before = await SandboxHost.Start();
        var payment = await before.Pay(Asking.Payment());
        await before.DisposeAsync();
        await File.AppendAllTextAsync(before.Ledger, "{\"at\":1795376387,\"intent\":{\"id\":\"pi_to", Stop);

        await using (var after = await SandboxHost.Start(before.Ledger))
            await after.Capture(payment.Id);
        await using var last = await SandboxHost.Start(before.Ledger);
        Assert.Equal("succeeded", (await last.ReadPayment(payment.Id)).Status);
    }

    [Fact]
    public async Task A_damaged_line_in_the_middle_is_not_passed_over()
    {
        var ledger = SandboxHost.NewLedger();
        Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
        await File.WriteAllTextAsync(ledger, "{\"at\":1}\nrubbish\n{\"at\":2}\n", Stop);
        var refused = await Assert.ThrowsAsync<SandboxRefusedException>(() => SandboxHost.Start(ledger));
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sandboxes_cannot_share_a_ledger()
    {
        await using var first = await SandboxHost.Start();
        await Assert.ThrowsAsync<SandboxRefusedException>(() => SandboxHost.Start(first.Ledger));
    }

    [Fact]
    public async Task What_was_answered_survives_kill_9()
    {
        var ledger = SandboxHost.NewLedger();
        var answered = new List<string>();
        using var process = StartProcess(ledger);
        try
        {
            var client = SandboxHost.ClientAt(await Address(process));
            var buyers = Enumerable.Range(0, 8).Select(async _ =>
            {
                while (true)
                {
                    var payment = await client.V1.PaymentIntents.CreateAsync(Asking.Payment(), cancellationToken: Stop);
                    lock (answered)
                        answered.Add(payment.Id);
                }
            }).ToList();
            while (Count() < 200 && buyers.TrueForAll(buyer => !buyer.IsFaulted))
                await Task.Delay(10, Stop);
            process.Kill();
            await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(buyers));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        Assert.True(Count() >= 200);
        await using var after = await SandboxHost.Start(ledger);
        var known = await after.Browser.GetStringAsync(after.Url + "/ledger.json", Stop);
        Assert.All(answered, payment => Assert.Contains(payment, known, StringComparison.Ordinal));

        int Count()
        {
            lock (answered)
                return answered.Count;
        }
    }

    private static Process StartProcess(string ledger) => Process.Start(new ProcessStartInfo("dotnet", [typeof(EventTicket.Sandbox.SandboxApp).Assembly.Location])
    {
        RedirectStandardOutput = true,
        Environment = { ["DOTNET_ENVIRONMENT"] = "Development", ["Sandbox__Port"] = "0", ["Sandbox__Ledger"] = ledger },
    })!;

    private static async Task<string> Address(Process process)
    {
        const string mark = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
            if (line.Contains(mark, StringComparison.Ordinal))
                return line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim();
        throw new InvalidOperationException("The sandbox ended before it listened.");
    }
}
