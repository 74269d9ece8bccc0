using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>
/// For items that are one map of attributes: those that every back end has become first-level properties, all others
/// stay together under <c>Values</c>.
/// </summary>
internal sealed class MapItemConverter(PimResource resource, ValuesShape shape, string provider) : IItemConverter
{
    private readonly string _typeName = "PimPowerShell." + resource.Noun;

    /// <inheritdoc/>
    public PSObject Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page)
    {
        var fields = new Dictionary<string, PSNoteProperty>(StringComparer.Ordinal);
        byte[] values = [];
        ReadLevel(ref reader, page, 0, fields, ref values);
        var item = new PSObject();
        item.TypeNames.Insert(0, _typeName);
        PSMemberInfoCollection<PSPropertyInfo> properties = item.Properties;
        string? status = fields.TryGetValue("Status", out PSNoteProperty? found) ? found.Value as string : null;
        Add("Identifier");
        properties.Add(new PSNoteProperty("Uuid", null), preValidated: true);
        properties.Add(new PSNoteProperty("Enabled", status is null or "active"), preValidated: true);
        Add("Status");
        properties.Add(new PSNoteProperty("Family", null), preValidated: true);
        Add("Parent");
        Add("Categories");
        properties.Add(new JsonNoteProperty("Values", values.Length == 0 ? "{}"u8.ToArray() : values), preValidated: true);
        properties.Add(new PSNoteProperty("Provider", provider), preValidated: true);
        return item;

        void Add(string name) => properties.Add(fields.TryGetValue(name, out PSNoteProperty? field) ? field : new PSNoteProperty(name, null), preValidated: true);
    }

    /// <summary>Goes down to the map, past whatever lies beside the way.</summary>
    private void ReadLevel(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page, int level, Dictionary<string, PSNoteProperty> fields, ref byte[] values)
    {
        if (level == shape.Path.Count)
        {
            values = ReadMap(ref reader, page, fields);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isStep = reader.ValueTextEquals(shape.Path[level]);
            bool isKey = level == 0 && reader.ValueTextEquals(resource.Key);
            reader.Read();
            if (isStep && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadLevel(ref reader, page, level + 1, fields, ref values);
            }
            else
            {
                // a view may show it under another name, or not at all
                if (isKey && reader.TokenType == JsonTokenType.String && !fields.ContainsKey(shape.Fields[resource.Key]))
                {
                    fields[shape.Fields[resource.Key]] = new PSNoteProperty(shape.Fields[resource.Key], reader.GetString());
                }

                reader.Skip();
            }
        }
    }

    private byte[] ReadMap(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page, Dictionary<string, PSNoteProperty> fields)
    {
        using var rest = new MemoryStream();
        rest.WriteByte((byte)'{');
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            string attribute = reader.GetString()!;
            reader.Read();
            if (shape.Fields.TryGetValue(attribute, out string? name))
            {
                fields[name] = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject
                    ? new JsonNoteProperty(name, JsonCursor.TakeValue(ref reader, page).ToArray())
                    : new PSNoteProperty(name, JsonToPSObject.ReadScalar(ref reader));
                continue;
            }

            reader.Skip();
            if (rest.Length > 1)
            {
                rest.WriteByte((byte)',');
            }

            byte[] member = page.Slice(start, (int)reader.BytesConsumed - start).ToArray();
            rest.Write(member, 0, member.Length);
        }

        rest.WriteByte((byte)'}');
        return rest.ToArray();
    }
}
