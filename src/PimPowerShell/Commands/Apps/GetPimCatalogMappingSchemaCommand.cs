using System.Management.Automation;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Apps;

/// <summary>Reads what an app wants the products of its catalogs to look like.</summary>
[Cmdlet(VerbsCommon.Get, "PimCatalogMappingSchema")]
[OutputType("PimPowerShell.CatalogMappingSchema")]
public sealed class GetPimCatalogMappingSchemaCommand : PimCatalogMappingSchemaCommand
{
    internal override ResourceVerbs Verb => ResourceVerbs.Read;

    /// <summary>Reads one.</summary>
    protected override void ProcessRecord() => ForItem(Catalog!.Source, () =>
    {
        using PimPage page = Wait(Provider.Read(new PimQuery(Kind) { Keys = [Target], PathValues = PathValues() }).NextAsync(Context()))!;
        if (page.Missing is { } missing)
        {
            throw missing;
        }

        var schema = new PSObject();
        schema.TypeNames.Insert(0, "PimPowerShell.CatalogMappingSchema");
        schema.Properties.Add(new PSNoteProperty("Catalog", PathValues()["catalog"]));
        // a copy: the page's memory is used again
        schema.Properties.Add(new JsonNoteProperty("Schema", page.Items.ToArray()));
        schema.Properties.Add(new PSNoteProperty("Provider", Provider.Name));
        WriteObject(schema);
    });
}
