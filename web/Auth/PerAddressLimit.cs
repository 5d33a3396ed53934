using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web;

/// <summary>
/// How many log-ins and registrations one network address may ask for in a minute: <c>[EnableRateLimiting(PerAddressLimit.Policy)]</c>
/// on the POSTs, which share one count. Counted in this process only: with several web processes an address gets as many times the limit.
/// </summary>
internal static class PerAddressLimit
{
    public const string Policy = "per-address";

    /// <summary><c>Limits:PerAddress</c>, 60 unless told; 0 turns it off, in Development only.</summary>
    public static void AddPerAddressLimit(this WebApplicationBuilder builder)
    {
        var text = builder.Configuration["Limits:PerAddress"] ?? "60";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
        {
            throw new InvalidOperationException($"Limits__PerAddress is \"{text}\"; it takes a whole number of requests a minute, from 0 (off, in Development only).");
        }

        if (limit == 0 && !builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException("Limits__PerAddress is 0 (off), which is allowed in Development only; set it to at least 1.");
        }

        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = SayWhen;
            options.AddPolicy(Policy, context => limit == 0
                ? RateLimitPartition.GetNoLimiter(IPAddress.None)
                : RateLimitPartition.GetFixedWindowLimiter(Network(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = limit,
                    Window = TimeSpan.FromMinutes(1),
                }));
        });
    }

    private static ValueTask SayWhen(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromMinutes(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    // A household has a whole /64 of IPv6 addresses, so that is what counts as one address.
    internal static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
