using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>Makes the object that users see from the JSON of one item, in one pass.</summary>
internal interface IItemConverter
{
    /// <summary>The object under the reader, which began at the start of <paramref name="page"/>. Keeps nothing of the page.</summary>
    PSObject Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page);
}

/// <summary>For items whose members are their fields.</summary>
internal sealed class ItemConverter : IItemConverter
{
    private readonly PimResource _resource;
    private readonly string _provider;
    private readonly byte[]? _identifierAttribute;
    private readonly string _typeName;
    private readonly bool _isProduct;
    private readonly List<FieldName> _names = [];
    private readonly List<PSNoteProperty> _fields = [];
    private readonly (string Name, string Value)[] _owners;

    /// <param name="resource">The kind of thing.</param>
    /// <param name="provider">The back end's name.</param>
    /// <param name="identifierAttribute">The attribute whose value is a product's identifier, where that is not a field.</param>
    /// <param name="owners">What the items lie in; becomes properties of theirs, so that they can be written back, unless it is a secret.</param>
    public ItemConverter(PimResource resource, string provider, string? identifierAttribute = null, IReadOnlyDictionary<string, string>? owners = null)
    {
        _resource = resource;
        _provider = provider;
        _identifierAttribute = identifierAttribute is null ? null : Encoding.UTF8.GetBytes(identifierAttribute);
        _typeName = ObjectKind.Prefix + resource.Noun;
        _isProduct = resource.HasIdentifier;
        _owners = [.. (owners ?? new Dictionary<string, string>()).Where(owner => !resource.SecretKeys.Contains(owner.Key)).Select(owner => (ApiName.ToPascal(owner.Key), owner.Value))];
    }

    /// <inheritdoc/>
    [MethodImpl(Jit.Hot)]
    public PSObject Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> page)
    {
        string? identifier = null;
        bool isEnabled = true;
        _fields.Clear();
        bool isKey = reader.TokenType == JsonTokenType.String;
        if (isKey)
        {
            // a list of keys alone
            _fields.Add(new PSNoteProperty(ApiName.ToPascal(_resource.Key), reader.GetString()));
        }

        for (int place = 0; !isKey && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            FieldName field = Name(ref reader, place);
            reader.Read();
            switch (field.Kind)
            {
                case FieldKind.Ignored:
                    reader.Skip();
                    break;
                case FieldKind.Identifier:
                    identifier = JsonCursor.GetStringOrNull(ref reader);
                    break;
                case FieldKind.Values:
                    int start = (int)reader.TokenStartIndex;
                    identifier = FindIdentifier(ref reader) ?? identifier;
                    _fields.Add(new JsonNoteProperty(field.Name, Keep(page, start, ref reader)));
                    break;
                case FieldKind.Enabled:
                    isEnabled = reader.TokenType != JsonTokenType.False;
                    _fields.Add(new PSNoteProperty(field.Name, isEnabled));
                    break;
                default:
                    _fields.Add(Property(field, ref reader, page));
                    break;
            }
        }

        var item = new PSObject();
        ItemText.Mark(item, _typeName);
        PSMemberInfoCollection<PSPropertyInfo> properties = item.Properties;
        if (_isProduct)
        {
            properties.Add(new ReadNoteProperty("Identifier", identifier), preValidated: true);
        }

        foreach (PSNoteProperty field in _fields)
        {
            properties.Add(field, preValidated: true);
        }

        if (_isProduct)
        {
            properties.Add(new PSNoteProperty("Status", isEnabled ? "enabled" : "disabled"), preValidated: true);
        }

        foreach ((string name, string value) in _owners)
        {
            if (properties[name] is null)
            {
                properties.Add(new PSNoteProperty(name, value), preValidated: true);
            }
        }

        properties.Add(new PSNoteProperty("Provider", _provider), preValidated: true);
        return item;
    }

    /// <summary>A copy of what the reader has passed since a place: the page's memory is used again.</summary>
    private static byte[] Keep(ReadOnlyMemory<byte> page, int start, ref Utf8JsonReader reader) =>
        page.Span.Slice(start, (int)reader.BytesConsumed - start).ToArray();

    private static PSNoteProperty Property(FieldName field, ref Utf8JsonReader reader, ReadOnlyMemory<byte> page)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            return new JsonNoteProperty(field.Name, Keep(page, start, ref reader));
        }

        object? value = JsonToPSObject.ReadScalar(ref reader);
        return new PSNoteProperty(field.Name, field.Kind == FieldKind.Date && value is string text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : value);
    }

    /// <summary>Walks over a product's values, as it has to anyway to find their end, and picks up the identifier.</summary>
    [MethodImpl(Jit.Hot)]
    private string? FindIdentifier(ref Utf8JsonReader reader)
    {
        string? found = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIdentifier = reader.ValueTextEquals(_identifierAttribute);
            reader.Read();
            if (isIdentifier && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        bool isData = reader.ValueTextEquals("data"u8);
                        reader.Read();
                        found = isData ? JsonCursor.GetStringOrNull(ref reader) : found;
                        reader.Skip();
                    }
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    /// <summary>Items of one list have the same fields in the same order, so the name at the same place is tried first.</summary>
    [MethodImpl(Jit.Hot)]
    private FieldName Name(ref Utf8JsonReader reader, int place)
    {
        if (place < _names.Count && reader.ValueTextEquals(_names[place].Utf8))
        {
            return _names[place];
        }

        foreach (FieldName known in _names)
        {
            if (reader.ValueTextEquals(known.Utf8))
            {
                return known;
            }
        }

        string name = reader.GetString()!;
        var added = new FieldName(Encoding.UTF8.GetBytes(name), ApiName.ToPascal(name), Kind(name));
        _names.Add(added);
        return added;
    }

    private FieldKind Kind(string name) => name switch
    {
        "_links" => FieldKind.Ignored,
        _ when _resource.SecretKeys.Contains(name) => FieldKind.Ignored,
        "identifier" when _isProduct => FieldKind.Identifier,
        "values" when _identifierAttribute is not null => FieldKind.Values,
        "enabled" when _isProduct => FieldKind.Enabled,
        _ when _resource.DateFields.Contains(name) => FieldKind.Date,
        _ => FieldKind.Plain,
    };

    private enum FieldKind
    {
        Plain,
        Date,
        Values,
        Identifier,
        Enabled,
        Ignored,
    }

    private sealed record FieldName(byte[] Utf8, string Name, FieldKind Kind);
}
