using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>
/// Tells values that are codes, which a server takes in any case and gives in its own, from texts, where each letter counts:
/// as a write was sent and as it is found later, a code may look different.
/// </summary>
internal sealed class CodeValues
{
    private readonly PimResource _resource;
    private readonly IReadOnlyDictionary<string, AttributeDefinition> _attributes;

    private CodeValues(PimResource resource, IReadOnlyDictionary<string, AttributeDefinition> attributes)
    {
        _resource = resource;
        _attributes = attributes;
    }

    /// <summary>Learns what some changes are about; where that cannot be known, each letter counts.</summary>
    public static async Task<CodeValues> FindAsync(IPimProvider provider, PimResource resource, IEnumerable<PimDifference> changes, CallContext context)
    {
        string[] codes = [.. changes.Select(static change => change.Attribute).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        var none = new Dictionary<string, AttributeDefinition>();
        try
        {
            return new CodeValues(resource, codes.Length == 0 ? none : await provider.Metadata.GetAttributesAsync(codes, context).ConfigureAwait(false));
        }
        catch (Exception e) when (e is PimException or JsonException or OperationCanceledException)
        {
            return new CodeValues(resource, none);
        }
    }

    /// <summary>Whether two values of what a change is about could be one and the same.</summary>
    public bool Alike(PimDifference change, ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => SameJson.Alike(x, y, inAnyCase: AreIn(change));

    private bool AreIn(PimDifference change) => change.Attribute is { } code
        ? _attributes.TryGetValue(code, out AttributeDefinition? attribute) && attribute.HasOptions
        : ItemLine.FieldOf(_resource, change.Property)?.Shape is FieldShape.Code or FieldShape.Codes or FieldShape.Members or FieldShape.CodesByChannel
            or FieldShape.Associations or FieldShape.Quantities or FieldShape.AddedCategories or FieldShape.RemovedCategories;
}
