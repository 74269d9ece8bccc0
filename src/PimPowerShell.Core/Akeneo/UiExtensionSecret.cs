using System.Collections.Generic;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>The secret that a server signs the calls of a UI extension with. No message has any of it.</summary>
public static class UiExtensionSecret
{
    /// <summary>What the server shows of a secret that it has. Sent back, it would be the secret.</summary>
    public const string Redacted = "***REDACTED***";

    private const string Path = "configuration.secret";
    private const int LeastLength = 32;

    /// <summary>What must hold of it.</summary>
    internal static IReadOnlyList<PimRule> Rules { get; } =
    [
        new TextRule(Path, Fault),
        new AbsentRule(Path, "goes with the types action, iframe and data_component; nothing is signed for the type") { When = new("type", "link", "sdk_script") },
    ];

    private static string? Fault(string secret) =>
        secret == Redacted ? "is what the server shows of a secret that it has; leave it out, and that stays"
        : secret.Length < LeastLength ? $"is too short; the server takes one of {LeastLength} characters or more"
        : null;
}
