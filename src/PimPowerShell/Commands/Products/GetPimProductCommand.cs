using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads products.</summary>
[Cmdlet(VerbsCommon.Get, "PimProduct", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Product")]
public sealed class GetPimProductCommand : GetPimProductBaseCommand
{
    /// <summary><para type="description">Only enabled products, or with $false only disabled ones.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public bool? Enabled { get; set; }

    /// <summary><para type="description">Adds the completeness by channel and locale.</para></summary>
    [Parameter]
    public SwitchParameter WithCompletenesses { get; set; }

    /// <summary><para type="description">Adds the code of the topmost product model. Only where products are addressed by uuid.</para></summary>
    [Parameter]
    public SwitchParameter WithRootParent { get; set; }

    internal override string Noun => "Product";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (WithRootParent && !Kind.ListOptions.Contains("with_root_parent"))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, "root parent for products that are addressed by identifier",
                "Connect with -ProductIdFormat Uuid."));
        }
    }

    internal override IEnumerable<PimCriterion> Criteria() =>
        Enabled is { } enabled ? [.. base.Criteria(), new PimCriterion("enabled", "=", enabled)] : base.Criteria();
}
