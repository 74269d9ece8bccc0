using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Starts a workflow for products and product models, many in one request; gives one result for each.</summary>
[Cmdlet(VerbsLifecycle.Start, "PimWorkflow", SupportsShouldProcess = true)]
[OutputType(typeof(UpsertResult))]
public sealed class StartPimWorkflowCommand : ActPimResourceCommand
{
    // what one request takes
    private const int MostExecutions = 100;

    private readonly List<Execution> _waiting = [];
    private BulkOutput? _output;
    private long _taken;

    /// <summary><para type="description">The workflows: uuids, or workflows that were read. Of several each is started.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(Kinds = nameof(Workflow))]
    [ArgumentCompleter(typeof(WorkflowCompleter))]
    public PimIdentity[] Workflow { get; set; } = [];

    /// <summary><para type="description">The products: uuids, identifiers, or products that were read; of product models that were read the models.</para></summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Sku", "InputObject")]
    [IdentityTransformation(Owner = nameof(Product), Other = nameof(ProductModel), MayBeEmpty = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[]? Product { get; set; }

    /// <summary><para type="description">The product models: codes, or models that were read.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("product_model")]
    [IdentityTransformation(MayBeEmpty = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[]? ProductModel { get; set; }

    internal override string Noun => "Workflow";

    internal override string Action => "Start";

    /// <summary>Gathers items, so that many take few requests.</summary>
    protected override void ProcessRecord()
    {
        if ((Product is null) == (ProductModel is null))
        {
            WriteError(ProductModel is not null
                ? PimErrors.Input("ProductModel: a workflow is started for products or for product models, and both are given.", ProductModel[0].Source)
                : PimErrors.Input("Product: a workflow is started for products or for product models, and none is given.", Workflow[0].Source));
            return;
        }

        foreach ((PimIdentity workflow, PimIdentity identity) in Workflow.SelectMany(_ => Product ?? ProductModel!, static (workflow, identity) => (workflow, identity)))
        {
            ForItem(identity.Source, () => Add(workflow, identity, ProductModel is not null || identity.IsRead("ProductModel")));
            if (_waiting.Count == MostExecutions)
            {
                Send();
            }
        }
    }

    /// <summary>Starts those that are left.</summary>
    protected override void EndProcessing() => Send();

    private void Add(PimIdentity workflow, PimIdentity identity, bool isModel)
    {
        PimResource resource = FindResource(isModel ? "ProductModel" : "Product");
        string name = identity.KeyFor(resource);
        string uuid = workflow.KeyFor(Kind);
        var item = new BulkItem(_taken++, resource, identity.Text, default, identity.Source);
        if (!ShouldProcess($"{(isModel ? "product model" : "product")} '{identity.Text}' on {Provider.Root.Host}", $"Start workflow '{workflow.Text}'"))
        {
            Output.Write(BulkOutput.NotSent(item));
            return;
        }

        try
        {
            string key = isModel ? name : ProductUuid(identity);
            _waiting.Add(new Execution(item with { Key = key }, uuid, isModel));
        }
        catch (PimException e)
        {
            WriteObject(UpsertResult.From(BulkResult.Unsent(item, e)));
            throw;
        }
    }

    private BulkOutput Output => _output ??= new BulkOutput(this, Provider.Root, "Start workflow");

    private void Send()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        Execution[] sent = [.. _waiting];
        _waiting.Clear();
        ForItem(sent.Select(execution => execution.Item.Tag).ToArray(), () =>
        {
            ActOutcome outcome = Act(sent);
            Dictionary<int, string> failures = Failures(outcome);
            for (int i = 0; i < sent.Length; i++)
            {
                bool isRefused = failures.TryGetValue(i, out string? message);
                Output.Write(new BulkResult(sent[i].Item, isRefused ? BulkStatus.Failed : BulkStatus.Created, outcome.StatusCode, $"Workflow '{sent[i].Workflow}'{(isRefused ? $": {message}" : " started.")}", [], outcome.Attempts));
            }
        });
    }

    /// <summary>Sends them; where there is no answer, each gets its result, and all of them the error.</summary>
    private ActOutcome Act(Execution[] sent)
    {
        try
        {
            return Act(PathValues(), sent.Select(Body).ToArray());
        }
        catch (PimException e)
        {
            foreach (Execution execution in sent)
            {
                WriteObject(UpsertResult.From(BulkResult.Of(execution.Item, e)));
            }

            throw;
        }
    }

    private static Dictionary<string, object?> Body(Execution execution) => new()
    {
        ["workflow"] = new Dictionary<string, object?> { ["uuid"] = execution.Workflow },
        [execution.IsModel ? "product_model" : "product"] = new Dictionary<string, object?> { [execution.IsModel ? "code" : "uuid"] = execution.Item.Key },
    };

    /// <summary>What went wrong, by the places of what was sent. The server counts from one; were it to count from zero, that could be seen.</summary>
    private static Dictionary<int, string> Failures(ActOutcome outcome)
    {
        using JsonDocument answer = JsonDocument.Parse(outcome.Body);
        if (!answer.RootElement.TryGetProperty("errors", out JsonElement errors) || errors.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        (int Index, string Message)[] found = [.. errors.EnumerateArray().Select(error => (error.GetProperty("index").GetInt32(), error.GetProperty("message").GetString() ?? ""))];
        int first = found.Any(error => error.Index == 0) ? 0 : 1;
        return found.GroupBy(error => error.Index - first).ToDictionary(group => group.Key, group => string.Join(" ", group.Select(error => error.Message)));
    }

    private sealed record Execution(BulkItem Item, string Workflow, bool IsModel);
}
