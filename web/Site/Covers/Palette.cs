namespace EventTicket.Web.Site;

/// <summary>A ground, three colours that go with it, and one for the letter that can be read on all of them.</summary>
internal sealed record Palette(string Ground, string[] Shapes, string Letter)
{
    public static readonly Palette[] All =
    [
        new("#a32a12", ["#d9512c", "#7a1d0c", "#e88a3c"], "#fff1dc"),
        new("#123f3e", ["#1f6b66", "#2fa08f", "#d9a441"], "#f4f1e4"),
        new("#25235f", ["#4a46b0", "#7a5ac4", "#e2793f"], "#efeaff"),
        new("#1d4429", ["#3a7a45", "#7d9e3a", "#c9803a"], "#f3f6df"),
        new("#521a45", ["#8d3470", "#c14f6d", "#e09a52"], "#ffe9f2"),
        new("#12203c", ["#2c4a80", "#4f78b8", "#c76b2a"], "#eaf1ff"),
        new("#5a3410", ["#8f5a1d", "#b97b2b", "#7a2b1a"], "#fff0d6"),
        new("#16506f", ["#2b7ba1", "#4aa3bf", "#d4574a"], "#eaf8ff"),
        new("#5c1526", ["#8f2a3d", "#b84a3f", "#d98c5f"], "#ffeae2"),
        new("#3a1f16", ["#7a3a22", "#b0552b", "#e0a047"], "#fff0dc"),
    ];
}
