using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EventTicket.Bench.Lines;

/// <summary>Requests as bytes.</summary>
internal static class Requests
{
    /// <summary>A request without a body.</summary>
    public static byte[] Get(string path, string? token = null) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{Bearer(token)}\r\n");

    /// <summary>Everything of a POST but its body.</summary>
    /// <param name="key">The caller's own id of the call.</param>
    /// <param name="length">Of the body, in bytes.</param>
    public static byte[] PostHead(string path, string token, string key, int length) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{Bearer(token)}Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"));

    /// <summary>A POST of a JSON body.</summary>
    public static byte[] Post(string path, string token, string key, ReadOnlySpan<byte> body) => [.. PostHead(path, token, key, body.Length), .. body];

    /// <summary>What asks for one place of a ticket type.</summary>
    public static byte[] OnePlace(Guid eventId, Guid ticketTypeId) =>
        JsonSerializer.SerializeToUtf8Bytes(new { eventId, items = new[] { new { ticketTypeId, quantity = 1 } } });

    /// <summary>What pays an order with a card that is always good.</summary>
    public static byte[] Payment(Guid orderId) => JsonSerializer.SerializeToUtf8Bytes(new { orderId, paymentMethod = "pm_card_visa" });

    /// <summary>Any request, its body written as JSON.</summary>
    /// <param name="key">The caller's own id of the call; null for none.</param>
    public static byte[] Of(HttpMethod method, string path, string? token, string? key, object? body)
    {
        byte[] json = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body);
        var head = string.Create(CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{Bearer(token)}{(key is null ? "" : $"Idempotency-Key: {key}\r\n")}{(body is null ? "" : $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n")}\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. json];
    }

    private static string Bearer(string? token) => token is null ? "" : $"Authorization: Bearer {token}\r\n";
}
