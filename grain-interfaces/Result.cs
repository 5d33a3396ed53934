using System.Diagnostics.CodeAnalysis;

namespace EventTicket;

/// <summary>What a call answers: a value, or the <see cref="EventTicket.Refusal"/> that says why not. Surprises are exceptions, never a result.</summary>
[GenerateSerializer, Immutable, Alias("Result`1")]
public sealed record Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The answer; set exactly when <see cref="Succeeded"/>.</summary>
    [Id(0)] public T? Value { get; private init; }

    /// <summary>Why not; set exactly when not <see cref="Succeeded"/>.</summary>
    [Id(1)] public Refusal? Refusal { get; private init; }

    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>How it ended. What was answered may be a secret or somebody's address, and this may be read in a log.</summary>
    public override string ToString() => Refusal is { } refusal ? $"refused: {refusal.Code}" : "granted";

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The same refusal for another kind of answer.</summary>
    public Result<TOther> As<TOther>() => Refusal ?? throw new InvalidOperationException("A success has no refusal to pass on.");
}

/// <summary>The answer of a call that has nothing to tell but that it is done.</summary>
[GenerateSerializer, Immutable, Alias("Done")]
public sealed record Done
{
    public static readonly Done It = new();
}
