using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>
/// Makes flat rows of items: <see cref="ReadAsync"/> takes each item apart, <see cref="Arrange"/> makes its row. Without
/// attributes or families in the options the columns grow with the families that are seen, so who wants the same columns
/// in all rows reads several items before the first row is made.
/// </summary>
public sealed class RowWriter
{
    private readonly IPimProvider _provider;
    private readonly PimResource _resource;
    private readonly RowOptions _options;
    private readonly RowColumnSet _columns = new();
    private readonly List<PimField> _fields = [];
    private readonly HashSet<string> _families = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AttributeDefinition?> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>? _wanted;
    private readonly int _values;
    private bool _isPrepared;
    private CatalogPlaces _places = CatalogPlaces.None;
    private string? _identifier;
    private string? _labelLocale;

    /// <param name="provider">The back end that the items are from.</param>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="options">What the rows are to have.</param>
    public RowWriter(IPimProvider provider, PimResource resource, RowOptions? options = null)
    {
        _provider = provider;
        _resource = resource;
        _options = options ?? new RowOptions();
        _wanted = _options is { Attributes: { } attributes, Families: null } ? new HashSet<string>(attributes, StringComparer.OrdinalIgnoreCase) : null;
        _values = resource.Values is not null ? 1 : RowFlattener.SectionOf(resource, field => field.Shape == FieldShape.Values);
    }

    /// <summary>The columns so far, in their order.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.Names];

    /// <summary>How many these are.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>Whether the items have attributes of the catalog's.</summary>
    public bool HasAttributes => _resource.Values is not null || (_values >= 0 && _resource.AttributeNoun is null);

    /// <summary>Takes an item apart, and gives its columns to all rows where these are not fixed.</summary>
    /// <param name="item">The item's JSON as a write takes it.</param>
    /// <param name="pathValues">The keys of what it lies in.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">An attribute or a family of the options does not exist, or the structure could not be read.</exception>
    public async Task<RowCells> ReadAsync(ReadOnlyMemory<byte> item, IReadOnlyDictionary<string, string> pathValues, CallContext context)
    {
        await PrepareAsync(context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(item);
        JsonElement root = document.RootElement;
        if (HasOwnFields)
        {
            AddFields(root.EnumerateObject().Select(field => field.Name).Where(name => !_fields.Exists(known => known.Name == name))
                .Select(name => name == "labels" ? PimField.Labels() : new PimField(name)));
        }

        await LearnAsync(AttributesOf(root), context).ConfigureAwait(false);
        if (!_options.HasFixedColumns && root.TryGetProperty("family", out JsonElement family) && family.ValueKind == JsonValueKind.String && _families.Add(family.GetString()!))
        {
            await AddFamilyAsync(family.GetString()!, isGiven: false, context).ConfigureAwait(false);
        }

        var flattener = new RowFlattener(_resource, _fields, _attributes, _wanted, KeepsIdentifier ? null : _identifier, _options);
        RowCells cells = flattener.Read(root, pathValues);
        if (cells.Cells.Count == 0 && !_fields.Exists(field => root.TryGetProperty(field.Name, out _)))
        {
            string fields = _fields.Count == 0 ? "" : $", such as {string.Join(", ", _fields.Take(5).Select(field => field.Name))}";
            throw new PimException(PimErrorKind.Input, $"The item has nothing that a {_resource.Noun} has{fields}. A row is made of what was read, or of a table or JSON in the API's own shape; -Resource says the kind.");
        }

        foreach (LabelledCell cell in cells.Labelled)
        {
            flattener.Set(cells, cells.Cells[cell.Column].Section, cell.Column, await LabelAsync(cell, context).ConfigureAwait(false));
        }

        if (!_options.HasFixedColumns)
        {
            foreach (KeyValuePair<string, RowCell> cell in cells.Cells)
            {
                _columns.Add(cell.Value.Section, cell.Key);
            }
        }

        return cells;
    }

    /// <summary>The row: a cell for each column, null where it is empty.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Arrange(RowCells cells) =>
        _columns.Names.Select(name => new KeyValuePair<string, object?>(name, cells.Cells.TryGetValue(name, out RowCell cell) ? cell.Value : null));

    /// <summary>What an item has that no column is for.</summary>
    public IEnumerable<string> LeftOut(RowCells cells) => cells.Cells.Keys.Where(name => !_columns.Contains(name));

    /// <summary>Whether the items alone say what fields there are, as those of what cannot be written do.</summary>
    private bool HasOwnFields => _resource.Values is null && _resource.RowFields.Count == 0;

    /// <summary>A product's identifier has a column of its own; that of the attribute is there only where it is asked for.</summary>
    private bool KeepsIdentifier => _identifier is not null && _options.Attributes?.Contains(_identifier, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Looks up what the options name; <see cref="ReadAsync"/> does it with the first item otherwise.</summary>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">An attribute or a family of the options does not exist, or the structure could not be read.</exception>
    public async Task PrepareAsync(CallContext context)
    {
        if (_isPrepared)
        {
            return;
        }

        _places = await _provider.Metadata.GetPlacesAsync(context).ConfigureAwait(false);
        _labelLocale = _options.LabelLocale is { } locale && _places.Locales.Count > 0
            ? _places.Locales.FirstOrDefault(known => string.Equals(known, locale, StringComparison.OrdinalIgnoreCase))
                ?? throw new PimException(PimErrorKind.Input, $"Locale: '{locale}' is no active locale; there are {Choices.List(_places.Locales)}.") { Subject = "Locale" }
            : _options.LabelLocale;
        _identifier = _resource.RowFields.Any(field => field.Name == "identifier") ? await _provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) : null;
        foreach (string name in RowFlattener.OwnersOf(_resource))
        {
            _columns.Add(0, name);
        }

        if (_resource.Values is not null)
        {
            _columns.Add(0, _resource.Key);
        }

        AddFields(_resource.RowFields);
        foreach (string family in _options.Families ?? [])
        {
            await AddFamilyAsync(family, isGiven: true, context).ConfigureAwait(false);
        }

        if (!_options.HasFixedColumns && HasAttributes)
        {
            await AddAsync(await _provider.Metadata.GetFamilyAttributesAsync(null, context).ConfigureAwait(false) ?? [], context).ConfigureAwait(false);
        }

        await AddAsync(_options.Attributes ?? [], context).ConfigureAwait(false);
        if (_options.Attributes?.FirstOrDefault(code => _attributes[code] is null) is { } missing)
        {
            throw new PimException(PimErrorKind.Input, $"The attribute '{missing}' does not exist in this PIM, or you have no permission to see it.") { Subject = missing };
        }

        _isPrepared = true;
    }

    private void AddFields(IEnumerable<PimField> fields)
    {
        foreach (PimField field in fields)
        {
            _fields.Add(field);
            foreach (string name in RowNames.OfField(field, _resource, _places))
            {
                _columns.Add(_fields.Count, name);
            }
        }
    }

    private async Task AddFamilyAsync(string family, bool isGiven, CallContext context)
    {
        IReadOnlyList<string>? attributes = await _provider.Metadata.GetFamilyAttributesAsync(family, context).ConfigureAwait(false);
        if (attributes is null && isGiven)
        {
            throw PimException.NotFound("Family", family);
        }

        await AddAsync(attributes ?? [], context).ConfigureAwait(false);
    }

    /// <summary>Gives attributes their columns.</summary>
    private async Task AddAsync(IReadOnlyList<string> attributes, CallContext context)
    {
        await LearnAsync(attributes, context).ConfigureAwait(false);
        foreach (string code in attributes.Where(code => KeepsIdentifier || !code.Equals(_identifier, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (string name in _attributes[code] is { } attribute ? RowNames.OfAttribute(attribute, _places) : [])
            {
                _columns.Add(_values, name);
            }
        }
    }

    private async Task LearnAsync(IEnumerable<string> codes, CallContext context)
    {
        string[] unknown = [.. codes.Where(code => !_attributes.ContainsKey(code))];
        if (unknown.Length == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, AttributeDefinition> found = await _provider.Metadata.GetAttributesAsync(unknown, context).ConfigureAwait(false);
        foreach (string code in unknown)
        {
            _attributes[code] = found.TryGetValue(code, out AttributeDefinition? attribute) ? attribute : null;
        }
    }

    private IEnumerable<string> AttributesOf(JsonElement root) =>
        HasAttributes && root.TryGetProperty(_resource.Values is null ? "values" : "attributes", out JsonElement values) && values.ValueKind == JsonValueKind.Object
            ? values.EnumerateObject().Select(value => value.Name).Where(name => _wanted?.Contains(name) != false)
            : [];

    private async Task<string> LabelAsync(LabelledCell cell, CallContext context)
    {
        var owners = new Dictionary<string, string>();
        if (cell.Attribute is { } attribute)
        {
            owners["attribute"] = attribute;
        }

        IReadOnlyDictionary<string, string> labels =
            await _provider.Metadata.GetLabelsAsync(cell.Noun, _labelLocale!, cell.Codes, owners, context).ConfigureAwait(false);
        // what has no label is shown as the PIM itself shows it
        string[] shown = [.. cell.Codes.Select(code => labels.TryGetValue(code, out string? label) ? label : $"[{code}]")];
        return cell.IsList ? RowList.Join(shown) : shown[0];
    }
}
