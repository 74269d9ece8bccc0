using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Server;

/// <summary>Changes rule definitions, and makes those that are not there. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimRuleDefinition", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.RuleDefinition")]
public sealed class SetPimRuleDefinitionCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The rules: codes, or objects. Of one that was read only what a parameter names is changed, or, without any, all is sent back; of a row or table all is sent.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">What the rule is for. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimRuleDefinitionCommand))]
    [ValidateSet("product", "record")]
    public string? Type { get; set; }

    /// <summary><para type="description">The reference entity whose records the rule is for.</para></summary>
    [Parameter]
    [Field("reference_entity_identifier")]
    [CodeTransformation("ReferenceEntity")]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public string? ReferenceEntity { get; set; }

    /// <summary><para type="description">The conditions, all of them: @{ field = 'family'; operator = 'IN'; value = @('shoes') }.</para></summary>
    [Parameter]
    [Alias("Conditions")]
    [Field("conditions")]
    public object[]? Condition { get; set; }

    /// <summary><para type="description">The actions, all of them: @{ type = 'set'; field = 'brand'; value = 'none' }.</para></summary>
    [Parameter]
    [Alias("Actions")]
    [Field("actions")]
    public object[]? Action { get; set; }

    /// <summary><para type="description">What makes a triggered rule run, all of it: @{ field = 'name' }.</para></summary>
    [Parameter]
    [Alias("Triggers")]
    [Field("triggers")]
    public object[]? Trigger { get; set; }

    /// <summary><para type="description">The labels by locale: @{ en_US = 'Tag new shoes' }.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">The priority: rules with a higher one run first.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int Priority { get; set; }

    /// <summary><para type="description">Whether the rule is executed at all.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool Enabled { get; set; }

    /// <summary><para type="description">When the rule is executed.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(SetPimRuleDefinitionCommand))]
    [ValidateSet("triggered", "scheduled", "workflow_based")]
    public string? ExecutionType { get; set; }

    /// <summary><para type="description">Writes the changed rules to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "RuleDefinition";

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord() => Change(Identity, PassThru);

    /// <summary>The server replaces the whole rule, so what stays as it is has to be sent as well.</summary>
    internal override void Shape(IDictionary<string, object?> fields)
    {
        if (ReadOne(Kind, (string)fields[Kind.Key]!, PathValues()) is { } present)
        {
            foreach (KeyValuePair<string, object?> field in ItemWriter.Fields(present).Where(field => field.Value is not null && !fields.ContainsKey(field.Key)))
            {
                fields[field.Key] = field.Value;
            }
        }

        // the address has it, and the body has no such property
        fields.Remove(Kind.Key);
    }
}
