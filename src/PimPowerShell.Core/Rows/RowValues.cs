using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>The values of one row: what several columns say of one value is put together, then the back end shapes all.</summary>
internal sealed class RowValues(IPimProvider provider, PimResource resource)
{
    private readonly List<Place> _places = [];

    public bool IsEmpty => _places.Count == 0;

    /// <summary>The columns of units whose values have no amount, so that they say nothing.</summary>
    public IEnumerable<string> LoneUnits => _places.Where(static place => !place.SaysSomething).SelectMany(static place => place.Cells).Select(static cell => cell.Column.Name);

    /// <summary>Takes what a cell says.</summary>
    /// <param name="column">The column.</param>
    /// <param name="data">What its cell says; null where it erases.</param>
    public void Add(RowColumn column, object? data)
    {
        Place? place = _places.Find(known => known.Attribute.Code == column.Attribute!.Code && known.Locale == column.Locale && known.Channel == column.Channel);
        if (place is null)
        {
            _places.Add(place = new Place(column.Attribute!, column.Locale, column.Channel));
        }

        place.Cells.Add((column, data));
    }

    /// <summary>The values as the back end wants them; what does not fit is told of its column.</summary>
    public async Task<ReadOnlyMemory<byte>> ShapeAsync(List<RowFault> faults, CallContext context)
    {
        try
        {
            return await ShapeAsync(_places.Where(place => place.SaysSomething), context).ConfigureAwait(false);
        }
        catch (PimException e) when (e.Kind == PimErrorKind.Input)
        {
            foreach ((RowColumn column, Place alone) in _places.Where(place => place.SaysSomething).SelectMany(place => place.Alone()))
            {
                try
                {
                    await ShapeAsync([alone], context).ConfigureAwait(false);
                }
                catch (PimException own) when (own.Kind == PimErrorKind.Input)
                {
                    faults.Add(new RowFault(column.Name, own.Message));
                }
            }

            if (faults.Count == 0)
            {
                faults.Add(new RowFault(e.Subject ?? "", e.Message));
            }

            return default;
        }
    }

    private Task<ReadOnlyMemory<byte>> ShapeAsync(IEnumerable<Place> places, CallContext context)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (IGrouping<string, Place> attribute in places.GroupBy(place => place.Attribute.Code))
        {
            values[attribute.Key] = resource.Values is not null
                ? attribute.Last().Data
                : attribute.Select(place => new Dictionary<string, object?> { ["locale"] = place.Locale, [resource.ChannelField] = place.Channel, ["data"] = place.Data }).ToList();
        }

        return provider.ShapeValuesAsync(values, null, null, context);
    }

    private sealed record Place(AttributeDefinition Attribute, string? Locale, string? Channel)
    {
        public List<(RowColumn Column, object? Data)> Cells { get; } = [];

        /// <summary>A unit without an amount says nothing.</summary>
        public bool SaysSomething => Cells.Exists(cell => cell.Column.Part != RowPart.Unit);

        public object? Data
        {
            get
            {
                object? value = Cells.Find(cell => cell.Column.Part == RowPart.Value).Data;
                return Attribute.Form switch
                {
                    ValueForm.Measure => value is null ? null
                        : new Dictionary<string, object?> { ["amount"] = value, ["unit"] = Cells.Find(cell => cell.Column.Part == RowPart.Unit).Data },
                    // all prices of a value are replaced at once
                    ValueForm.Prices => Cells.TrueForAll(cell => cell.Data is null) ? null
                        : Cells.Where(cell => cell.Data is not null).ToDictionary(cell => cell.Column.Key!, cell => cell.Data),
                    _ => value,
                };
            }
        }

        /// <summary>Each column's part as a value of its own, to see which one is wrong; a unit goes with its amount.</summary>
        public IEnumerable<(RowColumn Column, Place Place)> Alone()
        {
            foreach ((RowColumn column, object? data) in Cells.Where(cell => cell.Column.Part != RowPart.Unit))
            {
                var single = new Place(Attribute, Locale, Channel);
                single.Cells.Add((column, data));
                single.Cells.AddRange(Cells.Where(cell => cell.Column.Part == RowPart.Unit));
                yield return (column, single);
            }
        }
    }
}
