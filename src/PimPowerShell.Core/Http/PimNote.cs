namespace PimPowerShell.Core.Http;

/// <summary>A remark of a provider that is neither a request nor an error.</summary>
/// <param name="Text">One line.</param>
/// <param name="IsWarning">Whether the result is likely not what was asked for.</param>
public sealed record PimNote(string Text, bool IsWarning = false)
{
    /// <summary>The line.</summary>
    public override string ToString() => Text;
}
