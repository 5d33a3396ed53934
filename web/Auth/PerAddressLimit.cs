using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web;

/// <summary>
/// How many log-ins, registrations and mailed links one network address may ask for in a minute:
/// <c>[EnableRateLimiting(PerAddressLimit.Policy)]</c> on the POSTs, which share one count. It is kept in the cluster, so that
/// it is the same however many web processes there are.
/// </summary>
internal static class PerAddressLimit
{
    public const string Policy = "per-address";

    private const string Key = "Limits:PerAddress";

    /// <summary><c>Limits:PerAddress</c>, 60 unless told; 0 turns it off, in Development only.</summary>
    /// <exception cref="StartRefusedException">It is set to what it does not take.</exception>
    public static void AddPerAddressLimit(this WebApplicationBuilder builder)
    {
        var limit = Read(builder.Configuration[Key], builder.Environment);
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = SayWhen;
            options.AddPolicy(Policy, context => limit == 0
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.Get(Network(context.Connection.RemoteIpAddress).ToString(), address =>
                    new ClusterLimiter(context.RequestServices.GetRequiredService<IGrainFactory>().Throttle("address", address), limit, TimeSpan.FromMinutes(1))));
        });
    }

    private static int Read(string? text, IHostEnvironment environment)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return 60;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
        {
            throw Settings.Refused(Key, text, "a whole number of requests a minute");
        }

        return limit > 0 || environment.IsDevelopment()
            ? limit
            : throw Settings.Refused(Key, text, "at least 1; 0 switches the limit off, which is allowed in Development only");
    }

    private static ValueTask SayWhen(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromMinutes(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    /// <summary>What counts as one address: a household has a whole /64 of IPv6 addresses.</summary>
    internal static IPAddress Network(IPAddress? address)
    {
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
