namespace EventTicket.Tests.Grains.Events;

/// <summary>Holds back whoever comes until it is opened, and says when somebody has come.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody stands before the gate.</summary>
    public Task Reached => reached.Task;

    public Task Pass()
    {
        reached.TrySetResult();
        return opened.Task;
    }

    public void Open() => opened.TrySetResult();
}
