using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>The fields of one item while its row is read.</summary>
internal sealed class RowLine(PimResource resource)
{
    private readonly List<Link> _links = [];
    private readonly Dictionary<string, string> _sources = [];

    public Dictionary<string, object?> Fields { get; } = [];

    /// <summary>Takes a cell.</summary>
    public void Take(RowColumn column, object? cell, bool clearsEmpty)
    {
        if (cell is null && !(clearsEmpty && MayBeEmpty(column)))
        {
            return;
        }

        switch (column.Part)
        {
            case RowPart.Field:
                Set(column, cell is null ? (column.Field!.Type == FieldType.List ? Array.Empty<string>() : null) : RowData.Of(column.Field!, cell));
                break;
            case RowPart.Member:
                bool isLabel = column.Field!.Shape == FieldShape.Labels;
                Members(Fields, column.Field.Name)[column.Key!] = cell is null ? (isLabel ? null : Array.Empty<string>())
                    : isLabel ? RowData.Text(cell) : RowData.Of(ValueForm.List, cell);
                break;
            default:
                Link link = LinkOf(column);
                List<string> items = cell is null ? [] : (List<string>)RowData.Of(ValueForm.List, column.Part == RowPart.Quantities ? RowData.Text(cell).Replace('|', ',') : cell);
                if (column.Part == RowPart.Targets)
                {
                    link.Targets = items;
                }
                else
                {
                    link.Quantities = items;
                }

                link.Columns.Add(column);
                break;
        }
    }

    /// <summary>Puts the links together of what several columns say, and reads what another column tells how to.</summary>
    public void Finish(List<RowFault> faults)
    {
        foreach (PimField field in resource.Fields.Where(field => field.Type == FieldType.Value && Fields.TryGetValue(field.Name, out object? cell) && cell is string))
        {
            try
            {
                bool isKnown = field.ByType.TryGetValue(Fields.TryGetValue("type", out object? kind) && kind is string name ? name : "", out FieldType type);
                string text = (string)Fields[field.Name]!;
                Fields[field.Name] = isKnown ? RowData.Of(field with { Type = type }, text) : bool.TryParse(text, out bool flag) ? flag : text;
            }
            catch (PimException e)
            {
                faults.Add(new RowFault(field.Name, e.Message));
            }
        }

        foreach (Link link in _links)
        {
            object targets = link.Targets ?? [];
            if (link.IsQuantified)
            {
                try
                {
                    targets = link.Quantified();
                }
                catch (PimException e)
                {
                    faults.Add(new RowFault(link.Columns[link.Columns.Count - 1].Name, e.Message));
                }
            }

            Members(Members(Fields, link.IsQuantified ? "quantified_associations" : "associations"), link.Type)[link.Kind] = targets;
        }
    }

    /// <summary>An empty cell takes nothing away that an item must have.</summary>
    private bool MayBeEmpty(RowColumn column) => column.Field is not { } field
        || (field.Name != resource.Key && field.Name != resource.ByOtherKey?.Key && field.Type is not (FieldType.Flag or FieldType.Number or FieldType.Value)
            && !resource.RequiredFields.Contains(field.Name) && !resource.ImmutableFields.Contains(field.Name) && !resource.PathNames.Contains(field.Name)
            && field.Shape is not (FieldShape.AddedCategories or FieldShape.RemovedCategories or FieldShape.Levels or FieldShape.Units or FieldShape.Columns));

    private void Set(RowColumn column, object? value)
    {
        string name = column.Field!.Name;
        if (_sources.TryGetValue(name, out string? source) && !Equals(Fields[name], value))
        {
            throw RowColumnFinder.Bad($"says otherwise than the column '{source}'");
        }

        _sources[name] = column.Name;
        Fields[name] = value;
    }

    private Link LinkOf(RowColumn column)
    {
        Link? link = _links.Find(known => known.Type == column.Key && known.Kind == column.Kind && known.IsQuantified == column.IsQuantified);
        if (link is null)
        {
            _links.Add(link = new Link(column.Key!, column.Kind!, column.IsQuantified));
        }

        return link;
    }

    private static Dictionary<string, object?> Members(Dictionary<string, object?> owner, string name)
    {
        if (!owner.TryGetValue(name, out object? members))
        {
            owner[name] = members = new Dictionary<string, object?>();
        }

        return (Dictionary<string, object?>)members!;
    }

    private sealed class Link(string type, string kind, bool isQuantified)
    {
        public string Type { get; } = type;

        public string Kind { get; } = kind;

        public bool IsQuantified { get; } = isQuantified;

        public List<string>? Targets { get; set; }

        public List<string>? Quantities { get; set; }

        public List<RowColumn> Columns { get; } = [];

        public object Quantified()
        {
            List<string> targets = Targets ?? [];
            List<string> quantities = Quantities ?? [];
            if (targets.Count != quantities.Count)
            {
                throw RowColumnFinder.Bad($"the association has {targets.Count} targets and {quantities.Count} quantities");
            }

            return targets.Zip(quantities, (target, quantity) => new Dictionary<string, object?>
            {
                // a product is named by its uuid in one API and by its identifier in the other
                [Kind == RowNames.Products && Guid.TryParse(target, out _) ? "uuid" : "identifier"] = target,
                ["quantity"] = long.TryParse(quantity, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number
                    : throw RowColumnFinder.Bad($"takes whole numbers with '|' between, not '{quantity}'"),
            }).ToList();
        }
    }
}
