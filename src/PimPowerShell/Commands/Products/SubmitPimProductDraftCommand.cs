using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Proposes what was changed in products and product models to those who approve it.</summary>
[Cmdlet(VerbsLifecycle.Submit, "PimProductDraft", DefaultParameterSetName = ProductSet, SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ProductDraft", "PimPowerShell.ProductModelDraft")]
public sealed class SubmitPimProductDraftCommand : PimProductDraftCommand
{
    /// <summary><para type="description">Gives the drafts as they are then.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Deed => "submit";

    internal override void Process(PimIdentity identity, string name)
    {
        if (!ShouldProcess($"{Words} of '{identity.Text}' on {Provider.Root.Host}", "Send for approval"))
        {
            return;
        }

        (PimResource kind, string key) = Place(name);
        Wait(Provider.ActAsync(new PimAct(kind, "Submit", new Dictionary<string, string> { ["key"] = key }, "{}"u8.ToArray()), Context()));
        if (PassThru)
        {
            Write(kind, key, identity);
        }
    }
}
