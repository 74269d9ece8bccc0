using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Compare;

/// <summary>A line and the item that it is about, both parsed, and what is found to differ.</summary>
internal sealed class LineComparison : IDisposable
{
    private readonly PimResource _resource;
    private readonly ReadOnlyMemory<byte> _line;
    private readonly JsonDocument _wanted;
    private readonly JsonDocument? _present;
    private readonly Dictionary<string, JsonElement> _kept;
    private readonly List<KeyValuePair<string, JsonPart>> _left = [];
    private JsonProperty? _key;
    private bool _differs;

    public LineComparison(PimResource resource, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present)
    {
        _resource = resource;
        _line = line;
        _wanted = JsonDocument.Parse(line);
        _present = present.IsEmpty ? null : JsonDocument.Parse(present);
        _kept = SameJson.Members(_present?.RootElement ?? default);
    }

    /// <summary>Whether the server has no such item.</summary>
    public bool IsNew => _present is null;

    /// <summary>Whether the line has to go out as it is, whatever of it differs.</summary>
    public bool IsWhole { get; set; }

    public List<PimDifference> Differences { get; } = [];

    /// <summary>The fields to compare: those that only the server writes say nothing.</summary>
    public IEnumerable<JsonProperty> Fields => _wanted.RootElement.ValueKind == JsonValueKind.Object
        ? _wanted.RootElement.EnumerateObject().Where(member => !_resource.ReadOnlyFields.Contains(member.Name))
        : [];

    /// <summary>What the item has; absent when it has none.</summary>
    public JsonElement Present(string field) => _kept.TryGetValue(field, out JsonElement value) ? value : default;

    /// <summary>Puts the key among what is sent.</summary>
    public void AddKey(JsonProperty key)
    {
        _left.Add(new(key.Name, JsonPart.Whole(key.Value)));
        _key = key;
    }

    /// <summary>Puts what is left of a field among what is sent; null where nothing is.</summary>
    public void Add(string field, JsonPart? part)
    {
        if (part is not null)
        {
            _differs = true;
            _left.Add(new(field, part));
        }
    }

    public LineChanges Finish()
    {
        if (IsNew && Differences.Count == 0 && _key is { } key)
        {
            Differences.Add(new PimDifference(key.Name, null, null, null, default, SameJson.Bytes(key.Value)));
        }

        return IsNew || (IsWhole && _differs) || _wanted.RootElement.ValueKind != JsonValueKind.Object
        ? new LineChanges(_line, Differences)
        : new LineChanges(_differs ? JsonBytes.Write(JsonPart.Members(_left)!.WriteTo) : default(ReadOnlyMemory<byte>), Differences);
    }

    public void Dispose()
    {
        _wanted.Dispose();
        _present?.Dispose();
    }
}
