using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EventTicket.Tests.Browser;

/// <summary>The package's axe in the page itself. Its own way of calling it opens a second page for each, which takes twice as long; our pages have no frames.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <returns>A line for each rule that is broken: its name and the elements that break it.</returns>
    public static async Task<string[]> FindsIn(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            "axe.run({ resultTypes: ['violations'] }).then(found => found.violations.map(rule => rule.id + ' ' + rule.nodes.map(node => node.html).join(' ')))");
    }
}
