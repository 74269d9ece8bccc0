using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model;

/// <summary>Whether a field's value is of the field's type.</summary>
internal static class FieldCheck
{
    /// <summary>What is wrong with a value; null when nothing is. A null fits all but lists and tables.</summary>
    public static string? Fault(PimField field, JsonElement value) => Fault(field.Type, value, field.Shape);

    /// <summary>The same of a value that is no field of its own.</summary>
    public static string? Fault(FieldType type, JsonElement value, FieldShape shape = FieldShape.Plain)
    {
        bool isNull = value.ValueKind == JsonValueKind.Null;
        switch (type)
        {
            // a number that the server keeps as text it takes as a number too
            case FieldType.Text when !isNull && value.ValueKind != JsonValueKind.String && !(value.ValueKind == JsonValueKind.Number && shape == FieldShape.Decimal):
                return $"takes text, not {JsonKind.Of(value)}";
            case FieldType.Flag when !isNull && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                return $"takes true or false, not {JsonKind.Quote(value)}";
            case FieldType.Number when !isNull && value.ValueKind != JsonValueKind.Number:
                return $"takes a number, not {JsonKind.Quote(value)}";
            case FieldType.Number when !isNull && !JsonKind.IsWhole(value):
                return $"takes a whole number, not {JsonKind.Quote(value)}";
            case FieldType.List:
                return ListFault(value);
            case FieldType.Value when value.ValueKind == JsonValueKind.Object:
                return $"takes true or false, a number, text or a list of texts, not {JsonKind.Of(value)}";
            case FieldType.Any:
                return FieldForm.Fault(shape, value);
            default:
                return null;
        }
    }

    private static string? ListFault(JsonElement list)
    {
        if (!JsonKind.IsContainer(list))
        {
            return $"takes a list, not {JsonKind.Of(list)}; [] is the empty one";
        }

        foreach (JsonElement item in JsonKind.Items(list))
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return $"takes a list of texts, and has {JsonKind.Of(item)} in it";
            }
        }

        return null;
    }
}
