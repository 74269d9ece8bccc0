using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Compare;

/// <summary>
/// The values of an object that was read with options by which they are not those that the server keeps. What of them
/// nobody has changed is not for a write: it would make of the server's value what the option has made of it.
/// </summary>
/// <param name="Json">The values as they were read.</param>
/// <param name="AreConverted">Whether measurements are in the units of a channel.</param>
/// <param name="HaveEnabledAssetsOnly">Whether disabled assets are left out.</param>
/// <param name="Names">Whose values they are: its uuid, its identifier, its code, by what the API calls these. For another object they are values as any other.</param>
public sealed record ReadValues(ReadOnlyMemory<byte> Json, bool AreConverted, bool HaveEnabledAssetsOnly, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Whether they are of what is written.</summary>
    /// <param name="names">What names that, by what the API calls it.</param>
    /// <param name="key">The name that it is written by: another one may be about to change.</param>
    public bool AreOf(IReadOnlyDictionary<string, string> names, string key) =>
        names.ContainsKey(key) && Names.ContainsKey(key) ? IsSame(key, names) : names.Keys.Any(name => IsSame(name, names));

    /// <summary>Whether they are of what has this for one of its names.</summary>
    public bool AreOf(string name) => Names.Values.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What of the values a write may have, and the attributes of what it may not.</summary>
    /// <param name="values">The values as they are, in JSON.</param>
    /// <param name="measurements">Takes the attributes whose measurements are left out.</param>
    /// <param name="lists">Takes the attributes whose lists were changed, and may be lists of assets.</param>
    public ReadOnlyMemory<byte> Rest(ReadOnlyMemory<byte> values, ICollection<string> measurements, ICollection<string> lists)
    {
        using JsonDocument now = JsonDocument.Parse(values);
        using JsonDocument then = JsonDocument.Parse(Json);
        if (now.RootElement.ValueKind != JsonValueKind.Object)
        {
            return values;
        }

        return JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (JsonProperty attribute in now.RootElement.EnumerateObject())
            {
                JsonElement read = SameJson.Member(then.RootElement, attribute.Name);
                JsonElement[]? left = attribute.Value.ValueKind == JsonValueKind.Array
                    ? [.. attribute.Value.EnumerateArray().Where(value => !IsLeftOut(attribute.Name, value, read, measurements, lists))] : null;
                if (left is null || left.Length == attribute.Value.GetArrayLength())
                {
                    attribute.WriteTo(writer);
                }
                else if (left.Length > 0)
                {
                    writer.WritePropertyName(attribute.Name);
                    writer.WriteStartArray();
                    foreach (JsonElement value in left)
                    {
                        value.WriteTo(writer);
                    }

                    writer.WriteEndArray();
                }
            }

            writer.WriteEndObject();
        });
    }

    private bool IsLeftOut(string attribute, JsonElement value, JsonElement read, ICollection<string> measurements, ICollection<string> lists)
    {
        JsonElement data = SameJson.Member(value, "data");
        bool isMeasured = AreConverted && HoldsMeasurement(data);
        bool isList = HaveEnabledAssetsOnly && IsListOfTexts(data);
        if (!isMeasured && !isList)
        {
            return false;
        }

        bool isSame = read.ValueKind == JsonValueKind.Array
            && read.EnumerateArray().Any(other => IsSame(value, other, "locale") && IsSame(value, other, "scope") && IsSame(value, other, "data"));
        ICollection<string>? told = isSame ? (isMeasured ? measurements : null) : isList ? lists : null;
        if (told?.Contains(attribute) == false)
        {
            told.Add(attribute);
        }

        return isSame;
    }

    private bool IsSame(string name, IReadOnlyDictionary<string, string> names) =>
        names.TryGetValue(name, out string? one) && Names.TryGetValue(name, out string? own) && string.Equals(one, own, StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(JsonElement value, JsonElement other, string member)
    {
        JsonElement one = SameJson.Member(value, member);
        JsonElement two = SameJson.Member(other, member);
        return (SameJson.IsNull(one) && SameJson.IsNull(two)) || SameJson.Value(one, two);
    }

    /// <summary>Whether data is an amount with its unit, or a table with one in a cell.</summary>
    private static bool HoldsMeasurement(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Object => SameJson.IsMeasurement(data) || data.EnumerateObject().Any(cell => HoldsMeasurement(cell.Value)),
        JsonValueKind.Array => data.EnumerateArray().Any(HoldsMeasurement),
        _ => false,
    };

    private static bool IsListOfTexts(JsonElement data) =>
        data.ValueKind == JsonValueKind.Array && data.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
}
