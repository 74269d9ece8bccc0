using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Finds what differs between two readings of an item. A comparison tells what a line says and the item has not; so both
/// are taken for the line, as otherwise what has vanished would not be told.
/// </summary>
internal sealed class ItemDifferences(IPimProvider provider, PimResource resource, IReadOnlyDictionary<string, string> pathValues, CallContext context)
{
    // an association has its type and its kind around it
    private const int DeepestNest = 2;

    /// <summary>What differs; the present is what was, the wanted what is.</summary>
    public async Task<IReadOnlyList<PimDifference>> FindAsync(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        IReadOnlyList<PimDifference> come = await CompareAsync(after, before).ConfigureAwait(false);
        IReadOnlyList<PimDifference> gone = await CompareAsync(before, after).ConfigureAwait(false);
        var places = new HashSet<(string, string?, string?, string?, string)>(come.Select(PlaceOf));
        return
        [
            .. come.Where(static difference => !IsMirrored(difference, difference)),
            .. gone.Where(difference => !places.Contains(PlaceOf(difference)) && !IsMirrored(difference, difference) && !come.Any(other => IsMirrored(difference, other)))
                .Select(static difference => difference with { Present = difference.Wanted, Wanted = difference.Present }),
        ];
    }

    private async Task<IReadOnlyList<PimDifference>> CompareAsync(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present) =>
        (await provider.CompareAsync(resource, pathValues, await ItemLine.ShapeAsync(provider, resource, line, context).ConfigureAwait(false), present, context).ConfigureAwait(false)).Differences;

    private static bool IsMirrored(PimDifference one, PimDifference other) =>
        one.Property == other.Property && one.Present.Span.SequenceEqual(other.Wanted.Span) && one.Wanted.Span.SequenceEqual(other.Present.Span);

    private static (string, string?, string?, string?, string) PlaceOf(PimDifference difference) =>
        (difference.Property, difference.Attribute, difference.Locale, difference.Channel,
            difference.Attribute is null && difference.Locale is null && difference.Channel is null ? Nest(difference.Wanted.IsEmpty ? difference.Present : difference.Wanted) : "");

    /// <summary>The names of what a value lies in alone.</summary>
    private static string Nest(ReadOnlyMemory<byte> value)
    {
        var names = new List<string>();
        using JsonDocument document = JsonDocument.Parse(value);
        JsonElement inner = document.RootElement;
        while (names.Count < DeepestNest && inner.ValueKind == JsonValueKind.Object && inner.GetPropertyCount() == 1)
        {
            JsonProperty member = inner.EnumerateObject().First();
            names.Add(member.Name);
            inner = member.Value;
        }

        return string.Join("\n", names);
    }
}
