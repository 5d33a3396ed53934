using EventTicket.Admins;
using EventTicket.Events;
using EventTicket.Mail;

namespace EventTicket.Users;

/// <summary>What admins, and the operator, do to an account.</summary>
internal sealed partial class UserGrain
{
    public async Task<Result<Account>> Promote(Role role, Sensitive? passwordHash)
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        var next = WithOffice(account, role);
        if (!account.EmailConfirmed)
        {
            // Somebody may have registered on the address that the operator names; it is worth nothing.
            next = next.WithoutFactors() with { EmailConfirmed = true, PasswordHash = passwordHash?.Text ?? account.PasswordHash };
        }

        if (next != account)
        {
            await Save(Changed(next) with
            {
                Sessions = SessionsAfter.EndAll,
                Kills = account.EmailConfirmed ? [] : [TokenPurpose.Confirm, TokenPurpose.Reset, TokenPurpose.Invitation],
            });
        }

        return Account();
    }

    public async Task<Result<Officer>> GiveOffice(Guid adminId, AddOfficer request)
    {
        var change = Current switch
        {
            null => Invited(new UserState { Email = EmailAddress.Tidy(request.Email), Name = TextRules.Trim(request.Name), CreatedAt = Now }),
            { EmailConfirmed: true } account when account.Role >= request.Office => null,
            { EmailConfirmed: true } account => Changed(WithOffice(account, request.Office)) with
            {
                Sessions = SessionsAfter.EndAll,
                Mails = [Mail(Thing("office"), new OfficeGiven(request.Office))],
                Record = Recorded("added"),
            },
            var account => Invited(account),
        };
        var outcome = change is null ? SaveOutcome.Saved : await Save(change);
        return outcome switch
        {
            SaveOutcome.Saved => Officer()!,
            SaveOutcome.AddressTaken => new Refusal(RefusalCode.EmailTaken),
            _ => throw new InvalidOperationException($"Giving an office cannot come to {outcome}."),
        };

        UserChange Invited(UserState account)
        {
            var office = account.InvitedTo > request.Office ? account.InvitedTo.Value : request.Office;
            // Whoever registered on this address and never proved it may be anybody. From now on only its mailbox leads into the account:
            // otherwise they could move it to an address of their own, take the invitation along, or delete it.
            var cleared = account.WithoutFactors() with { PasswordHash = null, Name = TextRules.Trim(request.Name) };
            return Changed(cleared with { InvitedTo = office, OfficeSince = Now }) with
            {
                Sessions = SessionsAfter.EndAll,
                Kills = [TokenPurpose.Confirm, TokenPurpose.Reset, TokenPurpose.Invitation],
                Mails = [new OutgoingMail(Guid.NewGuid(), Thing("invitation"), Id, account.Email, new Invitation(office))],
                Record = Recorded("invited"),
            };
        }

        string Thing(string what) => $"{what} {adminId:N} {request.Operation.Key}";

        Recorded Recorded(string what) => new(adminId, $"{UserRows.WordOf(request.Office)}-{what}", Id, request.Operation);
    }

    public async Task<Result<Officer>> ChangeOffice(Guid adminId, ChangeOfficer request)
    {
        if (Current is not { } account || Officer() is not { } officer)
        {
            return Refusal.NotFound;
        }

        if (request.Name is not null && PersonRules.NameProblem(request.Name) is { } problem)
        {
            return Refusal.Invalid("name", problem);
        }

        var next = account with { Name = request.Name is null ? account.Name : TextRules.Trim(request.Name) };
        next = request.Active switch
        {
            // An invitation that is out is taken back.
            false => next with { Active = account.Office == Role.User, InvitedTo = null },
            true => next with { Active = true },
            null => next,
        };
        if (next == account)
        {
            return officer;
        }

        var what = next.Active != account.Active ? next.Active ? "reactivated" : "deactivated"
            : next.InvitedTo != account.InvitedTo ? "invitation-withdrawn" : "renamed";
        var outcome = await Save(Changed(next) with
        {
            Sessions = next.Role != account.Role ? SessionsAfter.EndAll : SessionsAfter.Stay,
            Kills = next.InvitedTo is null ? [TokenPurpose.Invitation] : [],
            Admins = account.Role == Role.Admin && next.Role != Role.Admin ? AdminsNeeded.Another : AdminsNeeded.Whatever,
            Record = new(adminId, $"{UserRows.WordOf(officer.Office)}-{what}", Id, request.Operation),
        });
        if (outcome == SaveOutcome.LastAdmin)
        {
            return Refusal.Invalid("active", "Must stay true: this is the last admin.");
        }

        await TellSessions();
        return Officer() ?? officer with { Active = false, Invited = false };
    }

    /// <summary>The account as a manager or admin, or as somebody invited to that; null for a plain user.</summary>
    private Officer? Officer() => Current is { } account && (account.InvitedTo ?? account.Office) is var office && office > Role.User
        ? new Officer(Id, account.Email, account.Name, office, account.Active, account.InvitedTo is not null, account.OfficeSince ?? account.CreatedAt)
        : null;

    /// <summary>With at least this office; one that was taken away before does not come back with a lower one.</summary>
    private UserState WithOffice(UserState account, Role office)
    {
        var next = account.Active && account.Office >= office ? account.Office : office;
        return account with
        {
            Office = next,
            Active = true,
            InvitedTo = null,
            OfficeSince = next == account.Office && account.Active ? account.OfficeSince : Now,
        };
    }
}
