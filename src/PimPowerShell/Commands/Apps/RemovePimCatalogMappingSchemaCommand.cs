using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>Deletes what an app wants the products of its catalogs to look like.</summary>
[Cmdlet(VerbsCommon.Remove, "PimCatalogMappingSchema", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimCatalogMappingSchemaCommand : PimCatalogMappingSchemaCommand
{
    internal override ResourceVerbs Verb => ResourceVerbs.Delete;

    /// <summary>Deletes one.</summary>
    protected override void ProcessRecord() => ForItem(Catalog!.Source, () =>
    {
        var write = new PimWrite(Kind, WriteVerb.Delete, Target) { PathValues = PathValues() };
        if (ShouldProcess($"{Words} of '{Catalog.Text}' on {Provider.Root.Host}", "Delete"))
        {
            Wait(Provider.WriteAsync(write, Context()));
        }
    });
}
