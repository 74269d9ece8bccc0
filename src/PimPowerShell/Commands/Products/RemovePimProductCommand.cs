using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Deletes products.</summary>
[Cmdlet(VerbsCommon.Remove, "PimProduct", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimProductCommand : PimConnectedCmdlet
{
    /// <summary><para type="description">The products: identifiers, uuids, or products that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku")]
    [IdentityTransformation]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary>Deletes them.</summary>
    protected override void ProcessRecord()
    {
        PimResource product = FindResource("Product");
        foreach (PimIdentity identity in Identity)
        {
            if (ShouldProcess($"product '{identity.Text}' on {Provider.Root.Host}", Provider.DeleteVerb))
            {
                ForItem(identity.Source, () => Wait(Provider.WriteAsync(new PimWrite(product, WriteVerb.Delete, identity.KeyFor(product)), Context())));
            }
        }
    }
}
