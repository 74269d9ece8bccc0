using System.Collections.Generic;

namespace PimPowerShell.Arguments;

/// <summary>A completer that offers the same texts everywhere. A server may take others besides.</summary>
internal interface IKnownTexts
{
    IReadOnlyCollection<string> Texts { get; }
}
