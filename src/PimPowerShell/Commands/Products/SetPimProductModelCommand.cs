using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Changes product models that exist. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimProductModel", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ProductModel")]
public sealed class SetPimProductModelCommand : WritePimProductModelCommand
{
    private ChangedOnly? _changedOnly;

    /// <summary><para type="description">The product models: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Categories to add to those it has.</para></summary>
    [Parameter]
    [AllowEmptyCollection]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? AddCategory { get; set; }

    /// <summary><para type="description">Categories to take it out of.</para></summary>
    [Parameter]
    [AllowEmptyCollection]
    [CodeTransformation("Category")]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[]? RemoveCategory { get; set; }

    /// <summary><para type="description">Writes the changed product models to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary><para type="description">Reads each product model first, and sends only what differs; nothing where nothing does.</para></summary>
    [Parameter]
    public SwitchParameter OnlyChanged { get; set; }

    /// <summary><para type="description">The name of a variable that takes what differs, as -OutVariable does; a plus sign before it adds to the variable. With -OnlyChanged.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? DiffVariable { get; set; }

    internal override ChangedOnly? ChangedOnly => _changedOnly;

    internal override bool HasMore => MyInvocation.BoundParameters.ContainsKey(nameof(AddCategory)) || MyInvocation.BoundParameters.ContainsKey(nameof(RemoveCategory));

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _changedOnly = Commands.ChangedOnly.Open(this, OnlyChanged, DiffVariable);
        CategoryChanges.CheckAlone(this, Category, AddCategory, RemoveCategory);
    }

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);

    internal override void Shape(IDictionary<string, object?> fields)
    {
        base.Shape(fields);
        string key = (string)fields[Kind.Key]!;
        CategoryChanges.Write(fields, Provider, Kind, AddCategory, RemoveCategory, () => ReadOne(Kind, key, PathValues()) ?? throw PimException.NotFound(Noun, key));
    }
}
