using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Brings back products that were deleted, where deleting is a status.</summary>
[Cmdlet(VerbsData.Restore, "PimProduct", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Product")]
public sealed class RestorePimProductCommand : WritePimProductBaseCommand
{
    /// <summary><para type="description">The products: SKUs, or products that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku")]
    [IdentityTransformation]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The status that they get.</para></summary>
    [Parameter]
    [ValidateSet("active", "inactive")]
    public string Status { get; set; } = "active";

    /// <summary><para type="description">Writes the restored products to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override PimCapabilities Needs => PimCapabilities.Restore;

    internal override (string What, string Instead) Lack => ("way to bring back a deleted product", "What is deleted there is gone; make it anew with New-PimProduct.");

    /// <summary>Restores them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(Product);
                WritableItem item = Item(key, [new KeyValuePair<string, object?>("status", Status)]);
                if (ShouldProcess($"product '{identity.Text}' on {Provider.Root.Host}", $"Set status '{Status}'"))
                {
                    WriteOutcome outcome = Wait(Provider.WriteAsync(new PimWrite(item.Resource, WriteVerb.Upsert, key, item.Body) { MustExist = true }, Context()));
                    Report(outcome, identity.Source);
                    if (PassThru)
                    {
                        WriteObject(ReadProduct(item.Resource, key));
                    }
                }
            });
        }
    }
}
