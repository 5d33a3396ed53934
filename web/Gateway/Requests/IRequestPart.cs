namespace EventTicket.Web.Gateway;

/// <summary>A part of a request that was read by our own rules: an endpoint that takes one runs only when it is sound.</summary>
internal interface IRequestPart
{
    /// <summary>What is wrong with it; null when it is sound.</summary>
    Problem? Problem { get; }
}

/// <summary>Answers for the endpoint when a part of the request is not sound.</summary>
internal sealed class SoundRequestFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var problem = context.Arguments.OfType<IRequestPart>().Select(part => part.Problem).FirstOrDefault(found => found is not null);
        return problem is null ? next(context) : ValueTask.FromResult<object?>(Answers.Problem(problem));
    }
}
