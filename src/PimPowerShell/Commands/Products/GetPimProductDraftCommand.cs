using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads what was changed in products and product models, and is not approved yet.</summary>
[Cmdlet(VerbsCommon.Get, "PimProductDraft", DefaultParameterSetName = ProductSet)]
[OutputType("PimPowerShell.ProductDraft", "PimPowerShell.ProductModelDraft")]
public sealed class GetPimProductDraftCommand : PimProductDraftCommand
{
    internal override string Deed => "read";

    internal override void Process(PimIdentity identity, string name)
    {
        (PimResource kind, string key) = Place(name);
        Write(kind, key, identity);
    }
}
