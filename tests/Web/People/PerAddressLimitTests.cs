using System.Net;
using EventTicket.Web;
using Microsoft.AspNetCore.Builder;

namespace EventTicket.Tests.People;

public sealed class PerAddressLimitTests
{
    [Theory]
    [InlineData("Production", "60", true)]
    [InlineData("Production", "0", false)]
    [InlineData("Production", "-1", false)]
    [InlineData("Production", "many", false)]
    [InlineData("Development", "0", true)]
    [InlineData("Development", "-1", false)]
    public void No_limit_is_for_development_only(string environment, string limit, bool allowed)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["Limits:PerAddress"] = limit;

        var refused = Record.Exception(builder.AddPerAddressLimit);

        Assert.Equal(allowed, refused is null);
        Assert.StartsWith(allowed ? "" : "Limits__PerAddress", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::1", "::")]
    public void A_household_counts_as_one_address(string address, string counted) =>
        Assert.Equal(IPAddress.Parse(counted), PerAddressLimit.Network(IPAddress.Parse(address)));
}
