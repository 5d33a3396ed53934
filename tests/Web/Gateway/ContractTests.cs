using System.Collections.Concurrent;
using EventTicket.Tests.Gateway.Contract;

namespace EventTicket.Tests.Gateway;

/// <summary>contract.txt against a running gateway and the document it serves: every operation by each of its names.</summary>
[Collection(StackCollection.Name)]
public sealed class ContractTests(Stack stack) : IDisposable
{
    // Some wait for a mail with a link.
    private const int AtOnce = 8;

    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Every_name_of_every_operation_answers_what_is_promised_in_the_way_the_document_says()
    {
        var (document, props) = (await ServedDocument.Read(desk), await Props.Make(desk));
        var wrong = new ConcurrentQueue<string>();
        var calls = ContractTable.Rows.SelectMany(row => row.Names.Select(name => (Row: row, Name: name)));
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (call, _) =>
        {
            foreach (var found in await Call(document, props, call.Row, call.Name))
            {
                wrong.Enqueue($"{call.Row.Method} {call.Name} as {call.Row.Who}, for {call.Row.Status}: {found}");
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    private async Task<IReadOnlyList<string>> Call(ServedDocument document, Props props, ContractRow row, string name)
    {
        var scene = new Scene(stack, desk, props);
        await scene.Set(row.Given);
        var (address, body) = (await scene.Set(name), row.Body is null ? null : await scene.Set(row.Body));

        var reply = await scene.Call(row.Who, row.Method, address, body);

        string[] missed = (int)reply.Status == row.Status ? [] : [$"answers {(int)reply.Status} {reply.Text}"];
        return [.. missed, .. document.Misfits(row.Method, name, row.Status == 400 ? null : body, reply), .. missed.Length == 0 ? row.Promise.Broken(reply) : []];
    }
}
