namespace EventTicket.Users;

/// <summary>Who holds which address. Addresses are given as <see cref="EmailAddress.Normalise"/> makes them.</summary>
internal interface IEmailAddresses
{
    /// <summary>Who holds the address; null when nobody does.</summary>
    Task<Guid?> HolderOf(string address);

    /// <summary>Reserves the address, unless somebody holds it.</summary>
    /// <returns>Who holds it now: <paramref name="userId"/>, or who was there before.</returns>
    Task<Guid> Reserve(string address, Guid userId);

    /// <summary>Frees the address, if this user still holds it.</summary>
    Task Release(string address, Guid userId);
}
