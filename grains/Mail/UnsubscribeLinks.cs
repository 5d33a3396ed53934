using System.Buffers.Text;
using System.Security.Cryptography;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Mail;

/// <summary>
/// The links that end mails about a category: person and category, signed. They work as long as the mail is kept, need no row each, and
/// open nothing else: whoever has one can end these mails and not begin them.
/// </summary>
internal sealed class UnsubscribeLinks(NpgsqlDataSource database)
{
    private const int Id = 16;
    private const int Signature = 32;

    private byte[]? known;

    /// <summary>The token of the link: 86 characters that stand in a URL as they are.</summary>
    public async Task<string> Token(Guid person, Guid category)
    {
        var token = new byte[Id + Id + Signature];
        person.TryWriteBytes(token, bigEndian: true, out _);
        category.TryWriteBytes(token.AsSpan(Id), bigEndian: true, out _);
        HMACSHA256.HashData(await Key(), token.AsSpan(0, Id + Id), token.AsSpan(Id + Id));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Whose mails about what; null when we did not sign it.</summary>
    public async Task<(Guid Person, Guid Category)?> Read(string? token)
    {
        var bytes = new byte[Id + Id + Signature];
        if (token is null || token.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != bytes.Length)
        {
            return null;
        }

        var right = HMACSHA256.HashData(await Key(), bytes.AsSpan(0, Id + Id));
        return CryptographicOperations.FixedTimeEquals(right, bytes.AsSpan(Id + Id))
            ? (new Guid(bytes.AsSpan(0, Id), bigEndian: true), new Guid(bytes.AsSpan(Id, Id), bigEndian: true))
            : null;
    }

    // Made with the tables and never changed.
    private async Task<byte[]> Key() => known ??= (await database.Command("SELECT key FROM signing_keys WHERE name = 'unsubscribe'")
        .Rows(row => row.GetFieldValue<byte[]>(0))).Single();
}
