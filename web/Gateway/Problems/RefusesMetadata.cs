namespace EventTicket.Web.Gateway;

/// <summary>The problems an endpoint answers with, for the OpenAPI document.</summary>
internal sealed class RefusesMetadata(params Problem[] problems)
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
