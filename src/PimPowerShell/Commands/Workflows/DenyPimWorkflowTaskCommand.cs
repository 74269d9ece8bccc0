using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;

namespace PimPowerShell.Commands.Workflows;

/// <summary>Rejects tasks of review steps, and sends the items back to an earlier step.</summary>
[Cmdlet(VerbsLifecycle.Deny, "PimWorkflowTask", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DenyPimWorkflowTaskCommand : PimWorkflowTaskCommand
{
    /// <summary><para type="description">The step to send the items back to: a uuid, or a step of a workflow that was read.</para></summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SendBackToStepUuid", "send_back_to_step_uuid", "send_back_to_step")]
    [IdentityTransformation(IsOne = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? SendBackToStep { get; set; }

    /// <summary><para type="description">The attributes that are not right, with a comment: @{ name = 'too short' }, or for values in locales and channels @{ name = @{ locale = 'en_US'; scope = $null; comment = 'too short' } }.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RejectedAttributes", "rejected_attributes", "rejected_attribute")]
    [ArgumentCompleter(typeof(AttributeTableCompleter))]
    public object? RejectedAttribute { get; set; }

    internal override string Action => "Deny";

    internal override string Status => "rejected";

    internal override void Complete(IDictionary<string, object?> fields)
    {
        fields["send_back_to_step_uuid"] = SendBackToStep!.NameFor(Kind);
        if (!FieldValue.IsEmptyCell(RejectedAttribute))
        {
            Dictionary<string, object?> attributes = PlainTree.From(RejectedAttribute) as Dictionary<string, object?>
                ?? throw new PimException(PimErrorKind.Input, "RejectedAttribute: takes a table of attributes, as in @{ name = 'too short' }.") { Subject = nameof(RejectedAttribute) };
            fields["rejected_attributes"] = attributes.ToDictionary(attribute => attribute.Key, attribute => Values(attribute.Value));
        }
    }

    private static List<object?> Values(object? given) => given is List<object?> list ? list.ConvertAll(Value) : [Value(given)];

    private static object? Value(object? given)
    {
        var value = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["comment"] = "", ["locale"] = null, ["scope"] = null };
        if (given is not Dictionary<string, object?> table)
        {
            value["comment"] = given ?? "";
            return value;
        }

        foreach (KeyValuePair<string, object?> member in table)
        {
            value[member.Key] = member.Value;
        }

        return value;
    }
}
