using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Catalog;

/// <summary>Reads attributes.</summary>
[Cmdlet(VerbsCommon.Get, "PimAttribute", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Attribute")]
public sealed class GetPimAttributeCommand : GetPimPagedCommand
{
    /// <summary><para type="description">Only attributes of these types.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [SpellingTransformation(typeof(GetPimAttributeCommand))]
    [ArgumentCompleter(typeof(AttributeTypeCompleter))]
    public string[]? Type { get; set; }

    /// <summary><para type="description">Adds the options of the select columns of table attributes.</para></summary>
    [Parameter]
    public SwitchParameter WithTableSelectOptions { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        string[] known = AttributeTypeCompleter.Types(Provider.Resources);
        if (Type?.FirstOrDefault(type => !known.Contains(type, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            ThrowTerminatingError(PimErrors.Input($"Type: {Provider.Name} has no attribute type '{unknown}'; it has {string.Join(", ", known)}.", unknown));
        }
    }

    internal override string Noun => "Attribute";

    internal override IEnumerable<PimCriterion> Criteria() => Type is null ? [] : [new PimCriterion("type", "IN", Type)];
}
