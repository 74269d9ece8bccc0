using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Reads the tasks of a step of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "PimWorkflowTask", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.WorkflowTask")]
public sealed class GetPimWorkflowTaskCommand : GetPimPagedCommand
{
    /// <summary><para type="description">The step: a uuid, or a step of a workflow that was read. The server lists tasks of one step at a time.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Step), Except = "Workflow")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Step { get; set; }

    /// <summary><para type="description">Only tasks of these products: uuids, identifiers, or products that were read.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[]? Product { get; set; }

    /// <summary><para type="description">Only tasks of these product models: codes, or models that were read.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[]? ProductModel { get; set; }

    /// <summary><para type="description">Adds the attributes that each task waits for.</para></summary>
    [Parameter]
    public SwitchParameter WithAttributes { get; set; }

    internal override string Noun => "WorkflowTask";

    // the step is part of the search, and each input may name another
    internal override bool IsNested => true;

    internal override IEnumerable<PimCriterion> Criteria()
    {
        yield return new PimCriterion("step_uuid", "=", Step!.NameFor(Kind));
        if (Product is not null)
        {
            yield return new PimCriterion("product_uuid", "IN", Product.Select(ProductUuid).ToArray());
        }

        if (ProductModel is not null)
        {
            yield return new PimCriterion("product_model_code", "IN", ProductModel.Select(model => model.KeyFor(FindResource("ProductModel"))).ToArray());
        }
    }

    /// <summary>Adds the step, which the server does not tell.</summary>
    internal override void Complete(IReadOnlyList<PSObject> items)
    {
        foreach (PSObject item in items)
        {
            item.Properties.Add(new PSNoteProperty("Step", Step!.NameFor(Kind)));
        }
    }
}
