using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Akeneo;

/// <summary>The units of a measurement family.</summary>
internal sealed class KnownUnits(IReadOnlyList<string> codes)
{
    public HashSet<string> Codes { get; } = [.. codes];

    public IReadOnlyList<string> Names { get; } = [.. codes.OrderBy(code => code, StringComparer.Ordinal)];
}
