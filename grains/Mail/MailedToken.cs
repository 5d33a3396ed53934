using EventTicket.Sessions;
using Npgsql;

namespace EventTicket.Mail;

/// <summary>The secret of a mailed link: 256 random bits in the link, their SHA-256 in the table <c>mailed_tokens</c>.</summary>
internal static class MailedToken
{
    /// <summary>A token nobody can guess, as it stands in the link.</summary>
    public static string New() => SessionToken.New();

    /// <summary>What is kept of it: 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(string token) => SessionKey.Of(token);

    /// <summary>The links of this purpose that were mailed to this person work no longer.</summary>
    public static NpgsqlBatchCommand Forget(Guid userId, TokenPurpose purpose) => new("DELETE FROM mailed_tokens WHERE user_id = @user AND purpose = @purpose")
    {
        Parameters = { new("user", userId), new("purpose", Links.WordOf(purpose)) },
    };
}
