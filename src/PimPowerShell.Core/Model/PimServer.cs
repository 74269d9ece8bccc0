namespace PimPowerShell.Core.Model;

/// <summary>What a server says of itself.</summary>
/// <param name="Version">Its version, for example <c>7.0.42</c> or <c>v20250717143807</c>; null when it did not say.</param>
/// <param name="Edition">Its edition, for example <c>CE</c> or <c>Serenity</c>; null when it did not say.</param>
public sealed record PimServer(string? Version, string? Edition);
