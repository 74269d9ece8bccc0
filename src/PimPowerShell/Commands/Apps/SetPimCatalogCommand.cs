using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>Changes catalogs of an app. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimCatalog", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Catalog")]
public sealed class SetPimCatalogCommand : WritePimCatalogCommand
{
    /// <summary><para type="description">The catalogs: ids, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The name.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Name { get; set; }

    /// <summary><para type="description">Writes the changed catalogs to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);
}
