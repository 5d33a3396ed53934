using System.Security.Cryptography;

namespace EventTicket.Sandbox;

/// <summary>Stripe-like ids that cannot be guessed: whoever knows a session's id may pay it.</summary>
internal static class Ids
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 24);
}
