using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The fields of a write. A server ignores what it does not know, so that a field that the table lacks is refused here.</summary>
internal sealed class PimsBody
{
    private readonly Dictionary<string, JsonNode?> _fields = [];

    public PimsBody(PimWrite write)
    {
        if (write.Body.IsEmpty)
        {
            return;
        }

        PimResource resource = write.Resource;
        foreach (KeyValuePair<string, JsonNode?> field in JsonNode.Parse(write.Body.Span)!.AsObject())
        {
            if (resource.Fields.Any(known => known.Name == field.Key))
            {
                _fields[field.Key] = field.Value;
            }
            else if (!resource.ReadOnlyFields.Contains(field.Key))
            {
                throw new PimException(PimErrorKind.Input,
                    $"{resource.Noun} has no field '{field.Key}'; it has {string.Join(", ", resource.Fields.Select(known => known.Name))}.") { Subject = field.Key };
            }
        }
    }

    /// <summary>A field as it was given; null where it is null or absent.</summary>
    public JsonNode? this[string name] => _fields.TryGetValue(name, out JsonNode? value) ? value : null;

    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>A text or a number, as text.</summary>
    public string? Text(string name) => this[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => value.ToString(),
        _ => throw new PimException(PimErrorKind.Input, $"{name}: takes one text.") { Subject = name },
    };

    /// <summary>True or false, in any form that a server or a table has it.</summary>
    public bool? Flag(string name) => this[name] switch
    {
        null => null,
        var value => Flag(value) ?? throw new PimException(PimErrorKind.Input, $"{name}: takes true or false.") { Subject = name },
    };

    /// <summary>A number.</summary>
    public int? Number(string name) => Text(name) switch
    {
        null => null,
        var text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new PimException(PimErrorKind.Input, $"{name}: takes a number.") { Subject = name },
    };

    /// <summary>A copy that may be put into another tree.</summary>
    public JsonNode? Copy(string name) => this[name]?.DeepClone();

    /// <summary>What a value says as a flag; null when it says nothing of the kind.</summary>
    public static bool? Flag(JsonNode value) => value.ToString().ToUpperInvariant() switch
    {
        "TRUE" or "Y" or "1" => true,
        "FALSE" or "N" or "0" => false,
        _ => null,
    };
}
