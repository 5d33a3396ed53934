using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace EventTicket.Web;

/// <summary>
/// The keys that protect cookies and forms, kept behind a grain: every web process reads what the others wrote, and a restart
/// signs nobody out. They lie in the database as they are; whoever can read that table can also read the sessions.
/// </summary>
internal sealed class SharedKeyRing(IGrainFactory grains) : IXmlRepository
{
    // The framework asks without await, at the start and about once a day. Task.Run, so that no caller's context is waited on.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => grains.KeyRing().Read()).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => grains.KeyRing().Add(friendlyName, element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();
}

internal static class SharedKeyRingSetup
{
    public static void AddSharedKeyRing(this IServiceCollection services)
    {
        // The same name in every process, else each derives keys of its own from the shared ones.
        services.AddDataProtection().SetApplicationName("eventticket");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new SharedKeyRing(provider.GetRequiredService<IGrainFactory>())));
    }
}
