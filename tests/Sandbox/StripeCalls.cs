using System.Collections;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Web;
using Stripe;

namespace EventTicket.Tests.Sandbox;

/// <summary>What the real client sends when every option of a call that it knows is filled in.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Path">As sent, <c>id_1</c> in the place of an id.</param>
/// <param name="Parameters">Their names, each once, places in lists as <c>[0]</c> and keys of metadata as <c>[key]</c>.</param>
internal sealed record StripeCall(string Method, string Path, IReadOnlySet<string> Parameters)
{
    private const int Deepest = 7;
    private const string Id = "id_1";

    /// <summary>The calls by the names the sandbox gives them.</summary>
    public static IReadOnlyDictionary<string, Func<V1Services, bool, Task>> Known { get; } = new Dictionary<string, Func<V1Services, bool, Task>>
    {
        ["checkout.sessions.create"] = (v1, other) => v1.Checkout.Sessions.CreateAsync(Full<Stripe.Checkout.SessionCreateOptions>(other)),
        ["checkout.sessions.retrieve"] = (v1, other) => v1.Checkout.Sessions.GetAsync(Id, Full<Stripe.Checkout.SessionGetOptions>(other)),
        ["checkout.sessions.list"] = (v1, other) => v1.Checkout.Sessions.ListAsync(Full<Stripe.Checkout.SessionListOptions>(other)),
        ["checkout.sessions.expire"] = (v1, other) => v1.Checkout.Sessions.ExpireAsync(Id, Full<Stripe.Checkout.SessionExpireOptions>(other)),
        ["payment_intents.create"] = (v1, other) => v1.PaymentIntents.CreateAsync(Full<PaymentIntentCreateOptions>(other)),
        ["payment_intents.retrieve"] = (v1, other) => v1.PaymentIntents.GetAsync(Id, Full<PaymentIntentGetOptions>(other)),
        ["payment_intents.list"] = (v1, other) => v1.PaymentIntents.ListAsync(Full<PaymentIntentListOptions>(other)),
        ["payment_intents.search"] = (v1, other) => v1.PaymentIntents.SearchAsync(Full<PaymentIntentSearchOptions>(other)),
        ["payment_intents.confirm"] = (v1, other) => v1.PaymentIntents.ConfirmAsync(Id, Full<PaymentIntentConfirmOptions>(other)),
        ["payment_intents.capture"] = (v1, other) => v1.PaymentIntents.CaptureAsync(Id, Full<PaymentIntentCaptureOptions>(other)),
        ["payment_intents.cancel"] = (v1, other) => v1.PaymentIntents.CancelAsync(Id, Full<PaymentIntentCancelOptions>(other)),
        ["charges.retrieve"] = (v1, other) => v1.Charges.GetAsync(Id, Full<ChargeGetOptions>(other)),
        ["charges.list"] = (v1, other) => v1.Charges.ListAsync(Full<ChargeListOptions>(other)),
        ["refunds.create"] = (v1, other) => v1.Refunds.CreateAsync(Full<RefundCreateOptions>(other)),
        ["refunds.retrieve"] = (v1, other) => v1.Refunds.GetAsync(Id, Full<RefundGetOptions>(other)),
        ["refunds.update"] = (v1, other) => v1.Refunds.UpdateAsync(Id, Full<RefundUpdateOptions>(other)),
        ["refunds.list"] = (v1, other) => v1.Refunds.ListAsync(Full<RefundListOptions>(other)),
        ["disputes.retrieve"] = (v1, other) => v1.Disputes.GetAsync(Id, Full<DisputeGetOptions>(other)),
        ["disputes.update"] = (v1, other) => v1.Disputes.UpdateAsync(Id, Full<DisputeUpdateOptions>(other)),
        ["disputes.close"] = (v1, other) => v1.Disputes.CloseAsync(Id, Full<DisputeCloseOptions>(other)),
        ["disputes.list"] = (v1, other) => v1.Disputes.ListAsync(Full<DisputeListOptions>(other)),
    };

    /// <summary>Lets the real client make the call and listens to what it sends.</summary>
    public static async Task<StripeCall> Of(string name)
    {
        var ear = new Ear();
        var client = new StripeClient(new StripeClientOptions { ApiKey = "sk_test_1", HttpClient = ear });
        // Twice, for options that are one thing or another, such as a moment or a range of time.
        await Known[name](client.V1, false);
        await Known[name](client.V1, true);
        return new(ear.Method, ear.Path, ear.Parameters);
    }

    private static T Full<T>(bool other) where T : new() => (T)Full(typeof(T), other, 0)!;

    private static object? Full(Type type, bool other, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "x";
        if (type == typeof(object))
            return "x";
        if (type.IsPrimitive || type == typeof(decimal))
            return Convert.ChangeType(1, type, null);
        if (type == typeof(DateTime))
            return DateTime.UnixEpoch.AddYears(40);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(0);
        if (type.IsGenericType && typeof(IAnyOf).IsAssignableFrom(type))
            return Full(type.GetGenericArguments()[other ? ^1 : 0], other, depth) is { } one ? Activator.CreateInstance(type, one) : null;
        if (type.IsGenericType && typeof(IDictionary).IsAssignableFrom(type))
        {
            var entries = (IDictionary)Activator.CreateInstance(type)!;
            entries.Add("key", Full(type.GetGenericArguments()[1], other, depth + 1));
            return entries;
        }
        if (type.IsGenericType && typeof(IList).IsAssignableFrom(type))
        {
            var items = (IList)Activator.CreateInstance(type)!;
            items.Add(Full(type.GetGenericArguments()[0], other, depth + 1));
            return items;
        }
        if (depth > Deepest || type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
            return null;
        var options = Activator.CreateInstance(type)!;
        foreach (var option in type.GetProperties().Where(option => option.CanWrite && option.Name != nameof(BaseOptions.ExtraParams)))
            option.SetValue(options, Full(option.PropertyType, other, depth + 1));
        return options;
    }

    /// <summary>Sends nothing and answers an empty object.</summary>
    private sealed class Ear : IHttpClient
    {
        public string Method { get; private set; } = "";

        public string Path { get; private set; } = "";

        public HashSet<string> Parameters { get; } = [];

        public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
        {
            (Method, Path) = (request.Method.Method, request.Uri.AbsolutePath);
            var sent = request.Content is null ? request.Uri.Query : await request.Content.ReadAsStringAsync(cancellationToken);
            Parameters.UnionWith(HttpUtility.ParseQueryString(sent).AllKeys.OfType<string>());
            using var answer = new HttpResponseMessage();
            return new StripeResponse(HttpStatusCode.OK, answer.Headers, "{}");
        }

        public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
