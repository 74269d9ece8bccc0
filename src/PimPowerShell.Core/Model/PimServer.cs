using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>What a server says of itself.</summary>
/// <param name="Version">Its version, for example <c>7.0.42</c> or <c>v20250717143807</c>; null when it did not say.</param>
/// <param name="Edition">Its edition, for example <c>CE</c> or <c>Serenity</c>; null when it did not say.</param>
public sealed record PimServer(string? Version, string? Edition)
{
    /// <summary>What is known of it, as in <c>7.0.42 (CE)</c>.</summary>
    public override string ToString() => string.Join(" ", new[] { Version, Edition is null ? null : $"({Edition})" }.Where(static part => part is not null));
}
