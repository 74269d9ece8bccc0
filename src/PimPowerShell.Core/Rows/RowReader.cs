using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>
/// Makes items of flat rows. What the columns mean is decided by the fields of the kind of thing and by the definitions of
/// attributes; cells are text, or what a spreadsheet has made of them.
/// </summary>
/// <param name="provider">The back end that the items are for.</param>
/// <param name="resource">The kind of thing.</param>
/// <param name="clearsEmpty">Whether an empty cell erases; else it says nothing.</param>
/// <param name="armsFormulas">Whether an apostrophe before what a spreadsheet would take for a formula is taken off.</param>
public sealed class RowReader(IPimProvider provider, PimResource resource, bool clearsEmpty = false, bool armsFormulas = false)
{
    private readonly RowColumnFinder _finder = new(provider, resource);

    /// <summary>The item's JSON as a write takes it; empty for a row whose cells are all empty.</summary>
    /// <param name="number">The row's number, from 1, for messages.</param>
    /// <param name="row">The cells by their columns.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">A column means nothing, or a cell does not fit: all that is wrong, by row and column.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(long number, IEnumerable<KeyValuePair<string, object?>> row, CallContext context)
    {
        List<KeyValuePair<string, object?>> cells =
            [.. row.Select(cell => new KeyValuePair<string, object?>(cell.Key.Trim(), RowData.Plain(cell.Value, armsFormulas)))];
        if (cells.TrueForAll(cell => cell.Value is null))
        {
            return default;
        }

        await _finder.LearnAsync(cells.Select(cell => cell.Key), context).ConfigureAwait(false);
        var faults = new List<RowFault>();
        var line = new RowLine(resource);
        var values = new RowValues(provider, resource);
        foreach (KeyValuePair<string, object?> cell in cells)
        {
            if (_finder.Find(cell.Key, out string? fault) is not { } column || fault is not null)
            {
                faults.Add(new RowFault(cell.Key, fault!));
                continue;
            }

            try
            {
                Take(column, cell.Value, line, values);
            }
            catch (PimException e) when (e.Kind == PimErrorKind.Input)
            {
                faults.Add(new RowFault(cell.Key, e.Message));
            }
        }

        line.Finish(faults);
        await KeepIdentifierAsync(line, values, context).ConfigureAwait(false);
        ReadOnlyMemory<byte> shaped = values.IsEmpty ? default : await values.ShapeAsync(faults, context).ConfigureAwait(false);
        if (faults.Count > 0)
        {
            throw new PimException(PimErrorKind.Input, $"Row {number}, {string.Join("; ", faults)}.") { Subject = faults[0].Column };
        }

        foreach (string column in values.LoneUnits)
        {
            context.Notes?.Invoke(new PimNote($"Row {number}, {column}: has a unit, and the row no amount for it. The unit says nothing.", IsWarning: true));
        }

        string name = resource.Values is null ? "values" : "attributes";
        if (!shaped.IsEmpty || resource.Values is not null)
        {
            line.Fields[name] = shaped.IsEmpty ? new Dictionary<string, object?>() : shaped;
        }

        return JsonBytes.Write(writer => JsonTree.Write(writer, line.Fields));
    }

    private void Take(RowColumn column, object? cell, RowLine line, RowValues values)
    {
        switch (column.Part)
        {
            case RowPart.Ignored:
                break;
            case RowPart.Value or RowPart.Price when cell is not null:
                values.Add(column, RowData.Of(column.Attribute!.Form, cell));
                break;
            case RowPart.Value or RowPart.Price when clearsEmpty:
                values.Add(column, null);
                break;
            case RowPart.Unit when cell is not null:
                values.Add(column, RowData.Text(cell).Trim());
                break;
            case RowPart.Value or RowPart.Price or RowPart.Unit:
                break;
            default:
                line.Take(column, cell, clearsEmpty);
                break;
        }
    }

    /// <summary>Where products are addressed by uuid, the identifier is one of the values.</summary>
    private async Task KeepIdentifierAsync(RowLine line, RowValues values, CallContext context)
    {
        if (resource.ByOtherKey is { } other && line.Fields.ContainsKey(resource.Key) && line.Fields.TryGetValue(other.Key, out object? identifier)
            && identifier is not null && await provider.Metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) is { } code)
        {
            line.Fields.Remove(other.Key);
            values.Add(new RowColumn(other.Key, RowPart.Value) { Attribute = new AttributeDefinition { Code = code, Type = "" } }, identifier);
        }
    }
}
