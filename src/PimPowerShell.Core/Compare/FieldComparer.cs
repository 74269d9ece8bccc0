using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Compare;

/// <summary>Compares fields by their shapes, and notes what differs.</summary>
/// <param name="differences">Takes what differs.</param>
/// <param name="implied">A code that the server puts into each list of codes of its own accord; null for none.</param>
internal sealed class FieldComparer(List<PimDifference> differences, string? implied = null)
{
    /// <summary>What of a field has to be sent; null where it says what the item has.</summary>
    /// <param name="name">The field.</param>
    /// <param name="field">What is known of it; null for one that the server may not know either.</param>
    /// <param name="wanted">What the line says.</param>
    /// <param name="present">What the item has.</param>
    public JsonPart? Compare(string name, PimField? field, JsonElement wanted, JsonElement present) => field?.Shape switch
    {
        FieldShape.Labels => Members(name, wanted, present, SameLabel, (locale, kept, value) => new(name, null, locale, null, kept, value)),
        FieldShape.CodesByChannel => Members(name, wanted, present, SameCodes, (channel, kept, value) => new(name, null, null, channel, kept, value)),
        FieldShape.ByAttribute => Members(name, wanted, present, SameJson.Value, (attribute, kept, value) => new(name, attribute, null, null, kept, value)),
        FieldShape.Units => Members(name, wanted, present, SameUnit, (unit, kept, value) => new(name, null, null, null, Nest(kept, unit), Nest(value, unit))),
        { } shape => Same(shape, wanted, present) ? null : Whole(name, wanted, present),
        null => SameJson.Value(wanted, present) ? null : Whole(name, wanted, present),
    };

    /// <summary>All of a field, as something that differs.</summary>
    public JsonPart Whole(string name, JsonElement wanted, JsonElement present)
    {
        differences.Add(new PimDifference(name, null, null, null, SameJson.Bytes(present), SameJson.Bytes(wanted)));
        return JsonPart.Whole(wanted);
    }

    /// <summary>JSON within objects of one member each, so that a difference says what it lies in.</summary>
    public static ReadOnlyMemory<byte> Nest(ReadOnlyMemory<byte> value, params string[] path) => value.IsEmpty ? value : JsonBytes.Write(writer =>
    {
        foreach (string name in path)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(name);
        }

        writer.WriteRawValue(value.Span);
        foreach (string _ in path)
        {
            writer.WriteEndObject();
        }
    });

    private bool Same(FieldShape shape, JsonElement wanted, JsonElement present) => (SameJson.IsNull(wanted) && SameJson.IsNull(present)) || shape switch
    {
        FieldShape.Code => SameJson.Code(wanted, present),
        FieldShape.Set => SameJson.Set(wanted, present, StringComparer.Ordinal),
        FieldShape.Codes or FieldShape.Members => SameCodes(wanted, present),
        FieldShape.Decimal => SameJson.Decimal(wanted, present),
        FieldShape.Day => SameJson.Day(wanted, present),
        FieldShape.Levels => SameList(wanted, present, "level", SameLevel),
        FieldShape.Columns => SameList(wanted, present, "code", SameColumn),
        _ => SameJson.Value(wanted, present),
    };

    private bool SameCodes(JsonElement wanted, JsonElement present) => SameJson.Set(wanted, present, StringComparer.OrdinalIgnoreCase, implied);

    /// <summary>Null and an empty text both take a label away.</summary>
    private static bool SameLabel(JsonElement wanted, JsonElement present) =>
        (IsNoLabel(wanted) && IsNoLabel(present)) || SameJson.Value(wanted, present);

    private static bool IsNoLabel(JsonElement label) => SameJson.IsNull(label) || (label.ValueKind == JsonValueKind.String && label.ValueEquals(""u8));

    private static bool SameUnit(JsonElement wanted, JsonElement present) => SameMembers(wanted, present, (name, value, kept) =>
        name == "labels" ? SameMembers(value, kept, (_, label, other) => SameLabel(label, other)) : SameJson.Value(value, kept));

    /// <summary>The axes are among the attributes of their level, whether it says so or not.</summary>
    private static bool SameLevel(JsonElement wanted, JsonElement present) => SameMembers(wanted, present, (name, value, kept) =>
    {
        if (name != "attributes" || SameJson.Texts(value, StringComparer.OrdinalIgnoreCase) is not { } codes || SameJson.Texts(kept, StringComparer.OrdinalIgnoreCase) is not { } known)
        {
            return SameJson.Value(value, kept);
        }

        codes.UnionWith(SameJson.Texts(SameJson.Member(present, "axes"), StringComparer.OrdinalIgnoreCase) ?? []);
        return codes.SetEquals(known);
    });

    private static bool SameColumn(JsonElement wanted, JsonElement present) => SameMembers(wanted, present, (_, value, kept) => SameJson.Value(value, kept));

    /// <summary>Lists of as many objects in the same order, each with the same name.</summary>
    private static bool SameList(JsonElement wanted, JsonElement present, string key, Func<JsonElement, JsonElement, bool> same) =>
        wanted.ValueKind == JsonValueKind.Array && present.ValueKind == JsonValueKind.Array && wanted.GetArrayLength() == present.GetArrayLength()
        && wanted.EnumerateArray().Zip(present.EnumerateArray(), (item, kept) => SameJson.Value(SameJson.Member(item, key), SameJson.Member(kept, key)) && same(item, kept)).All(isSame => isSame);

    /// <summary>Whether all that one object says is what the other says too, which may say more.</summary>
    private static bool SameMembers(JsonElement wanted, JsonElement present, Func<string, JsonElement, JsonElement, bool> same)
    {
        if (wanted.ValueKind != JsonValueKind.Object)
        {
            return SameJson.Value(wanted, present);
        }

        Dictionary<string, JsonElement> kept = SameJson.Members(present);
        return wanted.EnumerateObject().All(member => same(member.Name, member.Value, kept.TryGetValue(member.Name, out JsonElement value) ? value : default));
    }

    /// <summary>Those members of an object that differ, each with its difference.</summary>
    private JsonPart? Members(
        string name, JsonElement wanted, JsonElement present, Func<JsonElement, JsonElement, bool> same,
        Func<string, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, PimDifference> difference)
    {
        if (wanted.ValueKind != JsonValueKind.Object)
        {
            return SameJson.IsEmptyContainer(wanted) ? null : Whole(name, wanted, present);
        }

        Dictionary<string, JsonElement> kept = SameJson.Members(present);
        var left = new List<KeyValuePair<string, JsonPart>>();
        foreach (JsonProperty member in wanted.EnumerateObject())
        {
            kept.TryGetValue(member.Name, out JsonElement other);
            if (!same(member.Value, other))
            {
                left.Add(new(member.Name, JsonPart.Whole(member.Value)));
                differences.Add(difference(member.Name, SameJson.Bytes(other), SameJson.Bytes(member.Value)));
            }
        }

        return JsonPart.Members(left);
    }
}
