using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>
/// Recognises a line of JSON that can go out as it is: most lines of a file can, and files have hundreds of thousands.
/// </summary>
internal static class ReadyLine
{
    /// <summary>The item; null where the line has to be taken apart, or is none.</summary>
    public static WritableItem? Read(object? input, PimResource resource)
    {
        byte[]? bytes = input switch
        {
            // a line has no line breaks within
            string json when json.IndexOfAny(['\n', '\r']) < 0 => Encoding.UTF8.GetBytes(json),
            FileLine file => Checked(file),
            _ => null,
        };
        if (bytes is not { } line || resource.Values is not null || resource.Path.IndexOf('{') >= 0)
        {
            return null;
        }

        try
        {
            return Key(line, resource, FieldNames.Of(resource)) is { } key ? new WritableItem(resource, key, line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Checked(FileLine line)
    {
        line.Check();
        return line.Bytes;
    }

    [MethodImpl(Jit.Hot)]
    private static string? Key(byte[] line, PimResource resource, FieldNames names)
    {
        string? key = null;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == resource.Key)
            {
                key = JsonCursor.GetStringOrNull(ref reader);
            }
            else if (!IsReady(name, ref reader, resource, names))
            {
                return null;
            }

            reader.Skip();
        }

        return reader.Read() || string.IsNullOrEmpty(key) ? null : key;
    }

    [MethodImpl(Jit.Hot)]
    private static bool IsReady(string name, ref Utf8JsonReader value, PimResource resource, FieldNames names)
    {
        if (names.IsLeftOut(name) || name == resource.ByOtherKey?.Key || name == "sku" || names.Spell(ApiName.ToSnake(name)) != name)
        {
            return false;
        }

        // text may stand for something else, as it does in a row
        return names.Find(name)?.Type switch
        {
            FieldType.Flag => value.TokenType is JsonTokenType.True or JsonTokenType.False,
            FieldType.Number => value.TokenType is JsonTokenType.Number,
            FieldType.Value => value.TokenType is not JsonTokenType.String,
            FieldType.List => value.TokenType is JsonTokenType.StartArray,
            FieldType.Text => value.TokenType is JsonTokenType.Null || (value.TokenType is JsonTokenType.String && value.ValueSpan.Length > 0),
            _ => true,
        };
    }
}
