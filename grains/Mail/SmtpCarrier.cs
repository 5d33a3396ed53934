using System.Diagnostics;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace EventTicket.Mail;

/// <summary>Hands mails to the mail server over one connection, which stays open while there is work.</summary>
internal sealed class SmtpCarrier(SmtpSettings server, MailSettings settings, TimeSpan patience) : ICarrier
{
    /// <summary>For one mail, connecting included; well below the lease, so that there is time to write down what became of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan KeptOpen = TimeSpan.FromSeconds(30);

    private SmtpClient? line;
    private long lastUsed;

    public async Task<Delivery> Carry(Parcel parcel, CancellationToken stop)
    {
        MimeMessage message;
        try
        {
            message = MimeLetter.Of(parcel, settings);
        }
        catch (ParseException unreadable)
        {
            return Delivery.Never($"The address cannot be used: {unreadable.Message}");
        }

        using (message)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            limit.CancelAfter(patience);
            return await Carry(message, stop, limit.Token);
        }
    }

    public async Task Rest()
    {
        if (line is not null && Stopwatch.GetElapsedTime(lastUsed) > KeptOpen)
        {
            await HangUp();
        }
    }

    public async ValueTask DisposeAsync() => await HangUp();

    private async Task<Delivery> Carry(MimeMessage message, CancellationToken stop, CancellationToken limit)
    {
        var sending = false;
        try
        {
            for (var reused = await Connect(limit); ; reused = await Connect(limit))
            {
                try
                {
                    sending = true;
                    await line!.SendAsync(Format(message), message, limit);
                    lastUsed = Stopwatch.GetTimestamp();
                    return Delivery.Taken;
                }
                catch (SmtpCommandException full) when (reused && full.StatusCode == SmtpStatusCode.ServiceNotAvailable)
                {
                    // Servers take so many mails over one connection, and then want another one.
                    Drop();
                    sending = false;
                }
            }
        }
        catch (SmtpCommandException answered)
        {
            var words = $"{(int)answered.StatusCode} {answered.Message}";
            // What is said of this recipient or this message stays so. What is said before that is about us, and may be put right.
            var final = (int)answered.StatusCode >= 500 && answered.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
            return sending && final ? Delivery.Never(words) : Delivery.NotNow(words);
        }
        catch (NotSupportedException international) when (sending)
        {
            return Delivery.Never($"The mail server does not take this address: {international.Message}");
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            Drop();
            return Delivery.NotNow(failed is OperationCanceledException or TimeoutException ? $"{server} did not answer within {Words.Of(patience)}" : $"{server}: {failed.Message}", mayHaveArrived: sending);
        }
        catch (Exception)
        {
            Drop();
            throw new OperationCanceledException(stop);
        }
    }

    /// <returns>Whether the connection had been used before.</returns>
    private async Task<bool> Connect(CancellationToken limit)
    {
        if (line is not null && await StillThere(limit))
        {
            return true;
        }

        Drop();
        // Lists of revoked certificates are often out of a server's reach; the certificate itself is checked.
        line = new SmtpClient { CheckCertificateRevocation = false, Timeout = (int)patience.TotalMilliseconds };
        await line.ConnectAsync(server.Host, server.Port, server.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, limit);
        if (server.User is not null)
        {
            await line.AuthenticateAsync(server.User, server.Password ?? "", limit);
        }

        return false;
    }

    private async Task<bool> StillThere(CancellationToken limit)
    {
        try
        {
            await line!.NoOpAsync(limit);
            return true;
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            return false;
        }
    }

    // Letters outside ASCII before the @ need a server that takes them; the rest of an address has its own way of being written.
    private FormatOptions Format(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.International = !message.To.Mailboxes.All(mailbox => System.Text.Ascii.IsValid(MailboxAddress.EncodeAddrspec(mailbox.Address)));
        if (format.International && !line!.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            throw new NotSupportedException("it has letters outside ASCII before the @");
        }

        return format;
    }

    private async Task HangUp()
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await (line?.DisconnectAsync(quit: true, soon.Token) ?? Task.CompletedTask);
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or CommandException or ServiceNotConnectedException or OperationCanceledException)
        {
            // It hung up first.
        }

        Drop();
    }

    private void Drop()
    {
        line?.Dispose();
        line = null;
    }
}
