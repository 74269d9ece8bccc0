using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>What the line of an item refers to.</summary>
internal static class ItemReferences
{
    /// <summary>The names, each with the field that has it where that may be written afterwards; none where the line is no JSON, which the server will say.</summary>
    public static IReadOnlyList<(ItemName Name, string? LateField)> Of(BulkItem item)
    {
        var found = new List<(ItemName, string?)>();
        foreach (KeyValuePair<string, string> owner in item.PathValues ?? new Dictionary<string, string>())
        {
            found.Add((new ItemName(Noun(owner.Key), owner.Value), null));
        }

        if (item.ParentKey is { } parent)
        {
            found.Add((new ItemName(item.Resource.Noun, parent), null));
        }

        if (item.Resource.References.Count == 0)
        {
            return found;
        }

        try
        {
            using JsonDocument line = JsonDocument.Parse(item.Line);
            foreach (PimReference reference in item.Resource.References)
            {
                if (line.RootElement.ValueKind == JsonValueKind.Object && line.RootElement.TryGetProperty(reference.Field, out JsonElement value))
                {
                    found.AddRange(Read(reference, value).Select(name => (name, reference.IsLate ? reference.Field : null)));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            found.Clear();
        }

        return found;
    }

    private static IEnumerable<ItemName> Read(PimReference reference, JsonElement value) => reference.Form switch
    {
        ReferenceForm.Code => Codes([value], reference.Noun),
        ReferenceForm.Codes or ReferenceForm.LateCodes => Codes(value.Items(), reference.Noun),
        ReferenceForm.Names => value.Members().Select(member => new ItemName(reference.Noun, member.Name)),
        ReferenceForm.Options => value.Members().SelectMany(Options),
        _ => Links(value),
    };

    /// <summary>What one entry of a list of associations names, with a quantity or without; null where it names nothing that may be an item of a run.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="target">The entry.</param>
    public static ItemName? TargetOf(string list, JsonElement target)
    {
        string? noun = list switch { "products" => "Product", "product_models" => "ProductModel", _ => null };
        JsonElement key = target.ValueKind != JsonValueKind.Object ? target
            : target.TryGetProperty("uuid", out JsonElement uuid) && uuid.ValueKind == JsonValueKind.String ? uuid
            : target.TryGetProperty("identifier", out JsonElement identifier) ? identifier : default;
        return noun is not null && key.ValueKind == JsonValueKind.String ? new ItemName(noun, key.GetString()!) : null;
    }

    private static IEnumerable<ItemName> Options(JsonProperty attribute) =>
        from value in attribute.Value.Items()
        where value.ValueKind == JsonValueKind.Object && value.TryGetProperty("data", out _)
        let data = value.GetProperty("data")
        from code in data.ValueKind == JsonValueKind.Array ? data.EnumerateArray() : Enumerable.Repeat(data, 1)
        where code.ValueKind == JsonValueKind.String
        select new ItemName("AttributeOption", code.GetString()!, attribute.Name);

    /// <summary>What the associations of one field name.</summary>
    public static IEnumerable<ItemName> Links(JsonElement value) =>
        from type in value.Members()
        from list in type.Value.Members()
        from target in list.Value.Items()
        let name = TargetOf(list.Name, target)
        where name is not null
        select name.Value;

    private static IEnumerable<ItemName> Codes(IEnumerable<JsonElement> codes, string noun) =>
        codes.Where(static code => code.ValueKind == JsonValueKind.String).Select(code => new ItemName(noun, code.GetString()!));


    /// <summary>A name in a path is that of the kind of thing, with underscores.</summary>
    private static string Noun(string name) => string.Concat(name.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
