using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Apps;

/// <summary>Launches export and import jobs.</summary>
[Cmdlet(VerbsLifecycle.Start, "PimJob", SupportsShouldProcess = true, DefaultParameterSetName = ExportSet)]
[OutputType("PimPowerShell.JobExecution")]
public sealed class StartPimJobCommand : ActPimResourceCommand
{
    private const string ExportSet = "Export";
    private const string ImportSet = "Import";

    /// <summary><para type="description">The codes of the jobs.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[] Code { get; set; } = [];

    /// <summary><para type="description">Launches export jobs.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ExportSet)]
    public SwitchParameter Export { get; set; }

    /// <summary><para type="description">Launches import jobs.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ImportSet)]
    public SwitchParameter Import { get; set; }

    /// <summary><para type="description">What an import does with items that are new or there already; the job's own setting unless given.</para></summary>
    [Parameter(ParameterSetName = ImportSet, ValueFromPipelineByPropertyName = true)]
    [Alias("import_mode")]
    [SpellingTransformation(typeof(StartPimJobCommand))]
    [ValidateSet("create_only", "update_only", "create_or_update")]
    public string? ImportMode { get; set; }

    /// <summary><para type="description">Launches the job without letting it change anything.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("is_dry_run", "IsDryRun")]
    [FlagTransformation(Empty = false)]
    public SwitchParameter DryRun { get; set; }

    internal override string Noun => "Job";

    internal override string Action => Import ? "Import" : "Export";

    /// <summary>Launches them.</summary>
    protected override void ProcessRecord()
    {
        foreach (string code in Code)
        {
            if (ShouldProcess($"{Action.ToLowerInvariant()} job '{code}' on {Provider.Root.Host}", DryRun ? "Start (dry run)" : "Start"))
            {
                ForItem(code, () => WriteObject(Result(code, Act(new Dictionary<string, string> { ["job"] = code }, Fields()))));
            }
        }
    }

    private Dictionary<string, object?> Fields()
    {
        var fields = new Dictionary<string, object?>();
        if (ImportMode is not null)
        {
            fields["import_mode"] = ImportMode;
        }

        if (MyInvocation.BoundParameters.ContainsKey(nameof(DryRun)))
        {
            fields["is_dry_run"] = DryRun.IsPresent;
        }

        return fields;
    }

    private PSObject Result(string code, ActOutcome outcome) => TypedObject.Of(
        "PimPowerShell.JobExecution",
        ("Code", code),
        ("Type", Action.ToLowerInvariant()),
        ("ExecutionId", ExecutionId(outcome)),
        ("DryRun", DryRun.IsPresent),
        ("Provider", Provider.Name));

    /// <summary>A number under one name in the SaaS edition, a text under another elsewhere.</summary>
    private static long ExecutionId(ActOutcome outcome)
    {
        using JsonDocument answer = JsonDocument.Parse(outcome.Body);
        return (answer.RootElement.TryGetProperty("job_execution_id", out JsonElement id) || answer.RootElement.TryGetProperty("execution_id", out id))
            && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new PimException(PimErrorKind.WrongServer, "The job was launched, and the server's answer has no number of its execution.");
    }
}
