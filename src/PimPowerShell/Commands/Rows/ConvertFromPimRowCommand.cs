using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Rows;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Rows;

/// <summary>Makes items of flat rows, as a bulk write takes them.</summary>
[Cmdlet(VerbsData.ConvertFrom, "PimRow")]
[OutputType("PimPowerShell.Product")]
public sealed class ConvertFromPimRowCommand : PimConnectedCmdlet
{
    private Run? _run;

    /// <summary><para type="description">The rows: what Import-Csv or Import-Excel gives, custom objects or hashtables with a member for each column.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object?[]? InputObject { get; set; }

    /// <summary><para type="description">The kind of thing that the rows are about.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchResourceCompleter))]
    public string Resource { get; set; } = "Product";

    /// <summary><para type="description">What an empty cell says: Ignore, nothing; Clear, that the value is to be erased.</para></summary>
    [Parameter]
    public EmptyCell EmptyValue { get; set; }

    /// <summary><para type="description">Takes off the apostrophes that -DisarmFormula of ConvertTo-PimRow has put before texts.</para></summary>
    [Parameter]
    public SwitchParameter ArmFormula { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        PimResource resource = FindResource(Resource);
        if (resource.Values is null && resource.RowFields.Count == 0)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"fields of {resource.Noun} that can be written",
                $"Rows are read for {string.Join(", ", BatchResourceCompleter.Resources(Provider).Select(r => r.Noun))}."));
        }

        ForAll(() => _run = new Run(resource, new RowReader(Provider, resource, EmptyValue == EmptyCell.Clear, ArmFormula), Converter(resource)));
    }

    /// <summary>Makes an item of each row.</summary>
    protected override void ProcessRecord()
    {
        foreach (object? row in InputObject ?? [null])
        {
            _run!.Count++;
            ForItem(row, () => Take(row));
        }
    }

    private void Take(object? row)
    {
        IEnumerable<KeyValuePair<string, object?>> cells = PlainTree.Unwrap(row) switch
        {
            IDictionary map => JsonTree.Pairs(map),
            IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
            var other => throw new PimException(PimErrorKind.Input, $"Row {_run!.Count} is {other?.GetType().Name ?? "null"}, and has to be an object or a hashtable with a member for each column."),
        };
        ReadOnlyMemory<byte> line = Wait(_run!.Reader.ReadAsync(_run.Count, cells.Select(cell => new KeyValuePair<string, object?>(cell.Key, PlainTree.Unwrap(cell.Value))), Context()));
        if (line.IsEmpty)
        {
            WriteVerbose($"Row {_run.Count} is empty.");
            return;
        }

        WriteObject(RowItem.From(line.ToArray(), _run.Resource, Provider.Name, _run.Converter));
    }

    /// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Run(PimResource resource, RowReader reader, IItemConverter converter)
    {
        public PimResource Resource { get; } = resource;

        public RowReader Reader { get; } = reader;

        public IItemConverter Converter { get; } = converter;

        public long Count { get; set; }
    }
}
