using Microsoft.AspNetCore.Routing.Matching;

namespace EventTicket.Web;

/// <summary>Says on which port an endpoint answers. Without it an endpoint answers on the site only.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OnSideAttribute(Side side) : Attribute
{
    public Side Side { get; } = side;
}

/// <summary>Hides the endpoints of the other side, so that one route table serves two ports.</summary>
internal sealed class SideMatcherPolicy(Ports ports) : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => -1000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var here = ports.SideOf(httpContext);
        for (var i = 0; i < candidates.Count; i++)
        {
            var metadata = candidates[i].Endpoint.Metadata;
            if (metadata.Count == 0)
            {
                continue; // routing's own answer: 405 or 415
            }

            var side = metadata.GetMetadata<OnSideAttribute>()?.Side ?? Side.Site;
            if (side != Side.Both && side != here)
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }
}
