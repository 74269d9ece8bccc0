using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>Finds what the names of columns mean: first by the fields, then by the definitions of attributes.</summary>
internal sealed class RowColumnFinder(IPimProvider provider, PimResource resource)
{
    private static readonly string[] s_kinds = [RowNames.Products, RowNames.Models, RowNames.Groups];

    private readonly Dictionary<string, RowColumn> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);
    private CatalogPlaces? _places;
    private string? _identifier;

    /// <summary>Finds out, after which <see cref="Find"/> knows all of these.</summary>
    public async Task LearnAsync(IEnumerable<string> names, CallContext context)
    {
        string[] unknown = [.. names.Where(name => !_found.ContainsKey(name) && !_faults.ContainsKey(name))];
        if (unknown.Length == 0)
        {
            return;
        }

        if (_places is null)
        {
            _places = await provider.Metadata.GetPlacesAsync(context).ConfigureAwait(false);
            _identifier = resource.RowFields.Any(field => field.Name == "identifier") ? await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) : null;
        }

        string[] open = [.. unknown.Where(name => !FindField(name))];
        bool hasValues = resource.Values is not null || resource.RowFields.Any(field => field.Shape == FieldShape.Values && resource.AttributeNoun is null);
        IReadOnlyDictionary<string, AttributeDefinition> attributes = open.Length == 0 || !hasValues
            ? new Dictionary<string, AttributeDefinition>()
            : await provider.Metadata.GetAttributesAsync(open.Select(CodeOf), context).ConfigureAwait(false);
        foreach (string name in open)
        {
            try
            {
                _found[name] = !attributes.TryGetValue(CodeOf(name), out AttributeDefinition? attribute)
                    ? throw Bad(hasValues ? "names neither a field nor an attribute" : $"names no field of {resource.Noun}")
                    : resource.Values is not null ? new RowColumn(name, RowPart.Value) { Attribute = attribute }
                    : new RowPlaceFinder(_places, attribute, name).Find();
            }
            catch (PimException e) when (e.Kind == PimErrorKind.Input)
            {
                _faults[name] = e.Message;
            }
        }
    }

    /// <summary>The column; null for one whose name means nothing, and then the reason.</summary>
    public RowColumn? Find(string name, out string? fault)
    {
        _faults.TryGetValue(name, out fault);
        return _found.TryGetValue(name, out RowColumn? column) ? column : null;
    }

    internal static PimException Bad(string message) => new(PimErrorKind.Input, message);

    /// <summary>No code of an attribute has a dash in it, but for back ends whose columns are attributes as they are.</summary>
    private string CodeOf(string name) => resource.Values is not null || name.IndexOf('-') is var dash && dash < 0 ? name : name.Substring(0, dash);

    private bool FindField(string name)
    {
        RowColumn? column = resource.Values is { } shape ? FindMapped(name, shape)
            : Same(name, _identifier) ? Plain(name, "identifier")
            : RowFlattener.OwnersOf(resource).FirstOrDefault(owner => Same(owner, name)) is { } owner ? new RowColumn(name, RowPart.Field) { Field = PimField.Text(owner) }
            : Plain(name, name) ?? FindMember(name) ?? FindTargets(name)
            ?? (resource.ReadOnlyFields.Contains(name, StringComparer.OrdinalIgnoreCase) ? new RowColumn(name, RowPart.Ignored) : null);
        if (column is not null)
        {
            _found[name] = column;
        }

        return column is not null;
    }

    /// <summary>The key; and the names that other back ends have for an attribute.</summary>
    private RowColumn? FindMapped(string name, ValuesShape shape)
    {
        string? attribute = shape.Fields.FirstOrDefault(field => Same(field.Key, name) || Same(field.Value, name)).Key;
        return attribute == resource.Key ? new RowColumn(name, RowPart.Field) { Field = PimField.Text(resource.Key) }
            : resource.ReadOnlyFields.Contains(name) ? new RowColumn(name, RowPart.Ignored)
            : attribute is null ? null
            : new RowColumn(name, RowPart.Value) { Attribute = new AttributeDefinition { Code = attribute, Type = "", Form = attribute == "categories" ? ValueForm.List : ValueForm.Text } };
    }

    private RowColumn? Plain(string name, string field) => resource.RowFields.FirstOrDefault(known => Same(known.Name, field)) is { } found && !HasMembers(found)
        ? new RowColumn(name, RowPart.Field) { Field = found } : null;

    private bool HasMembers(PimField field) => field.Shape is FieldShape.Labels or FieldShape.CodesByChannel or FieldShape.Associations or FieldShape.Quantities
        || (field.Shape == FieldShape.Values && resource.AttributeNoun is null);

    private RowColumn? FindMember(string name)
    {
        PimField? field = resource.RowFields.FirstOrDefault(known => known.Shape is FieldShape.Labels or FieldShape.CodesByChannel
            && name.StartsWith(RowNames.Start(known) + "-", StringComparison.OrdinalIgnoreCase));
        if (field is null)
        {
            return null;
        }

        string key = name.Substring(RowNames.Start(field).Length + 1);
        bool isLabel = field.Shape == FieldShape.Labels;
        IEnumerable<string> keys = isLabel ? _places!.Locales : _places!.Channels.Select(channel => channel.Code);
        // labels in locales that are not active are kept, and read
        string found = keys.FirstOrDefault(known => Same(known, key)) ?? key;
        if (!isLabel && found == key && _places.Channels.Count > 0 && !keys.Contains(key))
        {
            _faults[name] = $"'{key}' is no channel; there are {Choices.List([.. keys])}";
        }

        return new RowColumn(name, RowPart.Member) { Field = field, Key = found };
    }

    private RowColumn? FindTargets(string name)
    {
        if (resource.RowFields.All(field => field.Shape != FieldShape.Associations))
        {
            return null;
        }

        bool isQuantity = name.EndsWith("-" + RowNames.Quantity, StringComparison.OrdinalIgnoreCase);
        string rest = isQuantity ? name.Substring(0, name.Length - RowNames.Quantity.Length - 1) : name;
        if (s_kinds.FirstOrDefault(known => rest.EndsWith("-" + known, StringComparison.OrdinalIgnoreCase)) is not { } kind)
        {
            return null;
        }

        string type = rest.Substring(0, rest.Length - kind.Length - 1);
        string? code = _places!.AssociationTypes.Keys.FirstOrDefault(known => Same(known, type));
        if (code is null && _places.AssociationTypes.Count > 0)
        {
            return null;
        }

        bool isQuantified = isQuantity || (code is not null && _places.AssociationTypes[code]);
        return isQuantified && (kind == RowNames.Groups || (code is not null && !_places.AssociationTypes[code])) ? null
            : new RowColumn(name, isQuantity ? RowPart.Quantities : RowPart.Targets) { Key = code ?? type, Kind = kind, IsQuantified = isQuantified };
    }

    private static bool Same(string? name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
