using System.Reflection;
using System.Xml.Linq;

namespace EventTicket.Tests.Architecture;

/// <summary>Who may know whom: web → grain-interfaces ← grains ← silo, and the sandbox knows nobody.</summary>
public sealed class ReferenceRuleTests
{
    public static TheoryData<string, string, string[]> Rooms => new()
    {
        { "grain-interfaces", "EventTicket.GrainInterfaces", [] },
        { "grains", "EventTicket.Grains", ["EventTicket.GrainInterfaces"] },
        { "silo", "EventTicket.Silo", ["EventTicket.Grains", "EventTicket.GrainInterfaces"] },
        { "web", "EventTicket.Web", ["EventTicket.GrainInterfaces"] },
        { "sandbox", "EventTicket.Sandbox", [] },
    };

    [Theory, MemberData(nameof(Rooms))]
    public void An_assembly_refers_only_to_those_it_may_know(string room, string assembly, string[] known)
    {
        var referenced = Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!).Where(IsOurs);

        Assert.True(referenced.All(known.Contains), $"{room} refers to {string.Join(", ", referenced.Except(known))}");
    }

    // The compiler leaves out a reference that no code uses yet, so the project files are asked as well.
    [Theory, MemberData(nameof(Rooms))]
    public void A_project_names_only_those_it_may_know(string room, string assembly, string[] known)
    {
        var project = XDocument.Load(Path.Combine(Root(), room, assembly + ".csproj"));
        var referenced = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.True(referenced.All(known.Contains), $"{room} refers to {string.Join(", ", referenced.Except(known))}");
    }

    [Fact]
    public void Nobody_outside_the_grains_can_name_a_grain_class()
    {
        var grains = Assembly.Load("EventTicket.Grains").GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrainBase)))
            .ToArray();

        Assert.NotEmpty(grains);
        Assert.Empty(grains.Where(grain => !grain.IsSealed || grain.IsVisible).Select(grain => grain.FullName));
    }

    private static bool IsOurs(string assembly) => assembly.StartsWith("EventTicket.", StringComparison.Ordinal);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EventTicket.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("EventTicket.sln is in none of the folders above the tests.");
    }
}
