using System;
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

/// <summary>Makes flat rows of items, for files of comma-separated values and spreadsheets.</summary>
[Cmdlet(VerbsData.ConvertTo, "PimRow")]
[OutputType(typeof(PSCustomObject))]
public sealed class ConvertToPimRowCommand : PimConnectedCmdlet
{
    // ten pages: families come mixed, and few lists have one that is not among so many
    private const int Ahead = 1000;

    private Run? _run;

    /// <summary><para type="description">The items: products that were read, families, categories, hashtables or lines of JSON in the API's own shape.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object?[]? InputObject { get; set; }

    /// <summary><para type="description">The attributes that get columns; of products and product models. With -Family, besides those of the families.</para></summary>
    [Parameter]
    [Alias("Attributes")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Attribute", "AssetAttribute", "ReferenceEntityAttribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    public string[]? Attribute { get; set; }

    /// <summary><para type="description">The families whose attributes get columns.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentityTransformation(Kinds = nameof(Family))]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public PimIdentity[]? Family { get; set; }

    /// <summary><para type="description">The kind of thing; what was read says it itself, and anything else is a product.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchResourceCompleter))]
    public string? Resource { get; set; }

    /// <summary><para type="description">Shows options, families and categories by their labels, with -Locale. Such rows are for people: they cannot be read back.</para></summary>
    [Parameter]
    public SwitchParameter Label { get; set; }

    /// <summary><para type="description">The locale of the labels.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary><para type="description">Puts an apostrophe before texts that a spreadsheet would take for formulas.</para></summary>
    [Parameter]
    public SwitchParameter DisarmFormula { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Label.IsPresent != Locale is not null)
        {
            ThrowTerminatingError(Label
                ? PimErrors.Input("Label: needs the locale of the labels: -Locale en_US.", nameof(Label))
                : PimErrors.Input("Locale: is that of the labels, and needs -Label.", nameof(Locale)));
        }

        // a back end that has none says so
        if (Family is not null)
        {
            _ = FindResource("Family");
        }

        if (Label)
        {
            _ = FindResource("Locale");
        }

        if (Resource is not null)
        {
            Start(Resource);
        }
    }

    /// <summary>Takes items; their rows come at once where the columns are named, else when the columns are known.</summary>
    protected override void ProcessRecord()
    {
        foreach (object? input in InputObject ?? [null])
        {
            ForItem(input, () =>
            {
                object? item = SyncChange.ItemOf(input);
                if (_run is null)
                {
                    Start(NounOf(item));
                }

                Take(item);
            });
        }
    }

    /// <summary>Writes the rows that are left.</summary>
    protected override void EndProcessing() => WriteWaiting();

    private void Start(string noun)
    {
        PimResource resource = FindResource(noun);
        var options = new RowOptions
        {
            Attributes = Attribute,
            Families = Family?.Select(family => family.KeyFor(FindResource("Family"))).ToArray(),
            LabelLocale = Locale,
            DisarmsFormulas = DisarmFormula,
        };
        var writer = new RowWriter(Provider, resource, options);
        if (options.HasFixedColumns && !writer.HasAttributes)
        {
            string parameter = Attribute is null ? nameof(Family) : nameof(Attribute);
            ThrowTerminatingError(PimErrors.Input($"{parameter}: rows of {resource.Noun} have no columns of attributes.", parameter));
        }

        ForAll(() => Wait(writer.PrepareAsync(Context())));
        _run = new Run(resource, writer, options.HasFixedColumns);
    }

    private string NounOf(object? input)
    {
        if (input is not PSObject item || !ObjectKind.IsKnown(item))
        {
            return "Product";
        }

        PimResource? resource = ObjectKind.Of(item).Select(Provider.Resources.Find).FirstOrDefault(static resource => resource is not null);
        return resource is not null && !SentMediaFile.IsMediaFile(item) ? resource.Noun
            : throw new PimException(PimErrorKind.Input, $"'{ItemText.Of(item)}' is of the kind {ObjectKind.Of(item).First()}, and of these there are no rows.");
    }

    /// <summary>Refuses what nothing says to be a product: objects that were selected or made of JSON have lost their kind.</summary>
    private static void CheckIsProduct(object? input, WritableItem item)
    {
        if (item.Key is null && JsonCursor.FindString(item.Body, "code"u8) is { } code)
        {
            throw new PimException(PimErrorKind.Input, $"'{code}' has a code, and nothing that a {item.Resource.Noun} goes by. Say with -Resource what it is.") { Subject = code };
        }

        // what has no name is refused as such, and where attributes are fields, any name can be one
        if (item.Key is null || item.Resource.Values is not null || (input is PSObject read && ObjectKind.IsKnown(read)))
        {
            return;
        }

        FieldNames names = FieldNames.Of(item.Resource);
        List<string> given = ItemWriter.Fields(input).ConvertAll(field => names.Spell(field.Key));
        if (!given.Exists(IsOfProducts) && given.Find(name => names.Find(name) is null && !names.IsLeftOut(name) && name != "status") is { } foreign)
        {
            throw new PimException(PimErrorKind.Input, $"{ApiName.ToPascal(foreign)}: a {item.Resource.Noun} has no such field, and nothing else tells that this is one. Say with -Resource what it is.") { Subject = foreign };
        }

        // other things go by a uuid and are enabled too
        bool IsOfProducts(string name) => name is "identifier" or "sku" || (name != "uuid" && names.Find(name) is { Type: not FieldType.Flag });
    }

    private void Take(object? input)
    {
        string noun = NounOf(input);
        if (noun != "Product" && noun != _run!.Resource.Noun)
        {
            throw new PimException(PimErrorKind.Input, $"A {noun} is among items of {_run.Resource.Noun}: rows of one file are of one kind.");
        }

        WritableItem item = ToItem(input, _run!.Resource);
        if (Resource is null && noun == "Product")
        {
            CheckIsProduct(input, item);
        }

        int before = _run.Writer.ColumnCount;
        RowCells cells = Wait(_run.Writer.ReadAsync(item.Body, item.Owners, Context()));
        if (_run.Waiting is { } waiting)
        {
            waiting.Add(cells);
            if (waiting.Count == Ahead)
            {
                WriteWaiting();
            }

            return;
        }

        if (_run.Writer.ColumnCount > before)
        {
            Warn($"The row of '{item.Key}' has columns that the first row has not: {Some(_run.Writer.Columns.Where(name => !_run.First.Contains(name)))}. "
                + "Export-Csv leaves them out. Name -Attribute or -Family to have the same columns in all rows.");
        }

        if (_run.Writer.LeftOut(cells).ToList() is { Count: > 0 } leftOut)
        {
            Warn($"'{item.Key}' has values without a column, which are left out: {Some(leftOut)}. Name their attributes with -Attribute.");
        }

        Write(cells);
    }

    private void WriteWaiting()
    {
        if (_run?.Waiting is { } waiting)
        {
            _run.Waiting = null;
            _run.First = new HashSet<string>(_run.Writer.Columns, StringComparer.OrdinalIgnoreCase);
            waiting.ForEach(Write);
        }
    }

    private void Write(RowCells cells)
    {
        var row = new PSObject();
        foreach (KeyValuePair<string, object?> cell in _run!.Writer.Arrange(cells))
        {
            row.Properties.Add(new PSNoteProperty(cell.Key, cell.Value), preValidated: true);
        }

        WriteObject(row);
    }

    private void Warn(string message)
    {
        if (!_run!.HasWarned)
        {
            _run.HasWarned = true;
            WriteWarning(message);
        }
    }

    private static string Some(IEnumerable<string> names)
    {
        const int Most = 5;
        List<string> all = [.. names];
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }

    /// <summary>What one run of the cmdlet holds. A class of its own, so that no exported type has a field of a dependency's type.</summary>
    private sealed class Run(PimResource resource, RowWriter writer, bool hasFixedColumns)
    {
        public PimResource Resource { get; } = resource;

        public RowWriter Writer { get; } = writer;

        /// <summary>The items whose rows wait for the columns; null when these are known.</summary>
        public List<RowCells>? Waiting { get; set; } = hasFixedColumns ? null : [];

        public HashSet<string> First { get; set; } = [];

        public bool HasWarned { get; set; }
    }
}
