using System.Buffers;

namespace EventTicket.Web.Gateway;

/// <summary>Reads a whole body with a bound.</summary>
internal static class RawBody
{
    /// <summary>1 MB, in bytes.</summary>
    public const int Limit = 1_000_000;

    /// <summary>How much of a body that is too large is still taken in, so that the client is there to read the answer.</summary>
    private const int Patience = 16_000_000;

    /// <summary>The bytes, or null when there are more than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> Read(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > Patience)
        {
            return null;
        }

        using var kept = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16_384);
        try
        {
            var total = 0L;
            int read;
            while (total <= Patience && (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                total += read;
                if (total <= limit)
                {
                    kept.Write(buffer, 0, read);
                }
            }

            return total <= limit ? kept.ToArray() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
