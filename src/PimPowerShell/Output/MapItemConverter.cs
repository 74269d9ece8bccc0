using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Text;
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
    private readonly string _typeName = ObjectKind.Prefix + resource.Noun;
    private readonly byte[] _key = Encoding.UTF8.GetBytes(resource.Key);
    private readonly string _keyName = shape.Fields[resource.Key];
    private readonly byte[][] _path = [.. shape.Path.Select(Encoding.UTF8.GetBytes)];
    private readonly (byte[] Attribute, string Name)[] _names = [.. shape.Fields.Select(field => (Encoding.UTF8.GetBytes(field.Key), field.Value))];
    private readonly Dictionary<string, PSNoteProperty> _fields = new(StringComparer.Ordinal);
    private readonly List<(int Start, int End)> _kept = [];

    /// <inheritdoc/>
    [MethodImpl(Jit.Hot)]
    public PSObject Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page)
    {
        _fields.Clear();
        _kept.Clear();
        ReadLevel(ref reader, page, 0);
        var item = new PSObject();
        ItemText.Mark(item, _typeName);
        PSMemberInfoCollection<PSPropertyInfo> properties = item.Properties;
        string? status = _fields.TryGetValue("Status", out PSNoteProperty? found) ? found.Value as string : null;
        Add("Identifier");
        properties.Add(new PSNoteProperty("Uuid", null), preValidated: true);
        properties.Add(new PSNoteProperty("Enabled", status is null or "active"), preValidated: true);
        Add("Status");
        properties.Add(new PSNoteProperty("Family", null), preValidated: true);
        Add("Parent");
        Add("Categories");
        properties.Add(new JsonNoteProperty("Values", Values(page.Span)), preValidated: true);
        properties.Add(new PSNoteProperty("Provider", provider), preValidated: true);
        return item;

        void Add(string name) => properties.Add(_fields.TryGetValue(name, out PSNoteProperty? field) ? field : new PSNoteProperty(name, null), preValidated: true);
    }

    /// <summary>Goes down to the map, past whatever lies beside the way.</summary>
    [MethodImpl(Jit.Hot)]
    private void ReadLevel(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page, int level)
    {
        if (level == _path.Length)
        {
            ReadMap(ref reader, page);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isStep = reader.ValueTextEquals(_path[level]);
            bool isKey = level == 0 && reader.ValueTextEquals(_key);
            reader.Read();
            if (isStep && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadLevel(ref reader, page, level + 1);
            }
            else
            {
                // a view may show it under another name, or not at all
                if (isKey && reader.TokenType == JsonTokenType.String && !_fields.ContainsKey(_keyName))
                {
                    _fields[_keyName] = new PSNoteProperty(_keyName, reader.GetString());
                }

                reader.Skip();
            }
        }
    }

    [MethodImpl(Jit.Hot)]
    private void ReadMap(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page)
    {
        bool isRun = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            string? name = Name(ref reader);
            reader.Read();
            if (name is null)
            {
                reader.Skip();
                // neighbours are kept with the comma between them
                int end = (int)reader.BytesConsumed;
                if (isRun)
                {
                    start = _kept[_kept.Count - 1].Start;
                    _kept.RemoveAt(_kept.Count - 1);
                }

                _kept.Add((start, end));
            }
            else
            {
                _fields[name] = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject
                    ? new JsonNoteProperty(name, JsonCursor.TakeValue(ref reader, page).ToArray())
                    : new PSNoteProperty(name, JsonToPSObject.ReadScalar(ref reader));
            }

            isRun = name is null;
        }
    }

    /// <summary>The property that an attribute becomes; null for those that stay together.</summary>
    [MethodImpl(Jit.Hot)]
    private string? Name(ref Utf8JsonReader reader)
    {
        foreach ((byte[] attribute, string name) in _names)
        {
            if (reader.ValueTextEquals(attribute))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>A copy of the members that were kept, as one object: the page's memory is used again.</summary>
    [MethodImpl(Jit.Hot)]
    private byte[] Values(ReadOnlySpan<byte> page)
    {
        // two braces, and a comma before each but the first
        int length = _kept.Sum(run => run.End - run.Start) + Math.Max(_kept.Count - 1, 0) + 2;
        byte[] values = new byte[length];
        int at = 0;
        foreach ((int start, int end) in _kept)
        {
            values[at] = (byte)',';
            page.Slice(start, end - start).CopyTo(values.AsSpan(at + 1));
            at += end - start + 1;
        }

        values[0] = (byte)'{';
        values[length - 1] = (byte)'}';
        return values;
    }
}
