using EventTicket.Mail;

namespace EventTicket.Users;

/// <summary>Links that were mailed, and the addresses they prove.</summary>
internal sealed partial class UserGrain
{
    internal static readonly Refusal DeadLink = Refusal.Invalid("token", "Must be from a link that was mailed, was not used yet and is not too old. Ask for a new one.");

    public async Task<Result<Done>> Follow(FollowedLink link, Sensitive newHash)
    {
        if (Current is not { } account || (link.Purpose == TokenPurpose.Invitation && account.InvitedTo is null))
        {
            return DeadLink;
        }

        // Whoever was signed in before the address was proven, or before the invitation, may be somebody else: what only they know goes.
        var mine = account.EmailConfirmed && link.Purpose == TokenPurpose.Reset ? account : account.WithoutFactors();
        var next = mine with { PasswordHash = newHash.Text, EmailConfirmed = true, NewEmail = null, NewPhone = null };
        if (link.Purpose == TokenPurpose.Invitation)
        {
            next = WithOffice(next, account.InvitedTo!.Value);
        }

        var outcome = await Save(Changed(next) with
        {
            Uses = link.Hash,
            Sessions = SessionsAfter.EndAll,
            Kills = link.Purpose == TokenPurpose.Invitation
                ? [TokenPurpose.Confirm, TokenPurpose.Reset, TokenPurpose.Invitation]
                : [TokenPurpose.Confirm, TokenPurpose.Reset],
            Mails = account.PasswordHash is null ? [] : [Mail($"password-changed {Guid.NewGuid():N}", new PasswordChanged())],
        });
        return outcome == SaveOutcome.Saved ? Done.It : DeadLink;
    }

    public async Task<Result<Done>> Confirm(FollowedLink link)
    {
        if (Current is not { } account)
        {
            return DeadLink;
        }

        var next = link.Value switch
        {
            { } value when value == account.NewEmail => account with { Email = value, EmailConfirmed = true, NewEmail = null },
            { } value when value == account.Email => account with { EmailConfirmed = true },
            { } value when value == account.NewPhone => account with { Phone = value, NewPhone = null },
            _ => null,
        };
        if (next is null)
        {
            return DeadLink;
        }

        var moved = next.Email != account.Email;
        var outcome = await Save(Changed(next) with
        {
            Uses = link.Hash,
            // A link to set a password that lies in the old mailbox is worth nothing any more.
            Kills = moved ? [TokenPurpose.Reset] : [],
            Mails = moved && account.EmailConfirmed ? [Mail($"address-changed {Guid.NewGuid():N}", new AddressChanges(Changed: true)) with { Address = account.Email }] : [],
        });
        if (outcome == SaveOutcome.Saved)
        {
            await TellSessions();
        }

        return outcome switch
        {
            SaveOutcome.Saved => Done.It,
            SaveOutcome.AddressTaken => new Refusal(RefusalCode.EmailTaken),
            _ => DeadLink,
        };
    }

    public async Task<Result<Done>> WantEmail(Sensitive email)
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        var wanted = account with { NewEmail = email.Text };
        await Save(Changed(wanted) with
        {
            Kills = [TokenPurpose.Confirm],
            Mails =
            [
                ConfirmationOf(wanted),
                .. account.EmailConfirmed ? [Mail($"address-changes {Guid.NewGuid():N}", new AddressChanges(Changed: false))] : Array.Empty<OutgoingMail>(),
            ],
        });
        return Done.It;
    }

    public async Task<Result<Done>> WantPhone(Sensitive? phone)
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        if (!sms.Offered || !account.EmailConfirmed)
        {
            return Refusal.Forbidden;
        }

        await Save(phone is null
            ? Changed(account with { Phone = null, NewPhone = null })
            : Changed(account with { NewPhone = phone.Text }) with
            {
                Mails = [Mail($"phone {Guid.NewGuid():N}", new ConfirmPhone(phone.Text)) with { Address = phone.Text, BySms = true }],
            });
        return Done.It;
    }
}
