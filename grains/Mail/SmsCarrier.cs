using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EventTicket.Mail;

/// <summary>Sends SMS by the form that many providers have copied: a POST of To, From and Body, with Basic authentication.</summary>
/// <param name="http">Follows no redirects: what it sends is for this provider only.</param>
internal sealed class SmsCarrier(SmsSettings provider, HttpClient http) : ICarrier
{
    public async Task<Delivery> Carry(Parcel parcel, CancellationToken stop)
    {
        if (parcel.Letter.Short is not { } text)
        {
            return Delivery.Never("This is never sent by SMS.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, provider.Url)
        {
            Content = new FormUrlEncodedContent([new("To", parcel.Recipient), new("From", provider.From), new("Body", text)]),
        };
        if (provider.User is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{provider.User}:{provider.Password}")));
        }

        try
        {
            using var answer = await http.SendAsync(request, stop);
            return answer.IsSuccessStatusCode ? Delivery.Taken : Refused(answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return Delivery.NotNow(
                failed is OperationCanceledException ? $"{provider} did not answer in time" : $"{provider}: {failed.Message}",
                mayHaveArrived: failed is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError });
        }
    }

    public Task Rest() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Of the refusals only those of the message itself are final; a wrong password or an empty account can be put right.
    private static Delivery Refused(HttpStatusCode status, string words) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity
            ? Delivery.Never($"{(int)status} {words}")
            : Delivery.NotNow($"{(int)status} {words}");
}

/// <summary>Where nobody sends SMS (any more).</summary>
internal sealed class NoSmsCarrier : ICarrier
{
    public Task<Delivery> Carry(Parcel parcel, CancellationToken stop) => Task.FromResult(Delivery.Never("No SMS is sent from here: Sms__Url is not set."));

    public Task Rest() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
