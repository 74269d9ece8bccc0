using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Compare;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What the lists of products and of product models have in common.</summary>
public abstract class GetPimProductBaseCommand : GetPimItemCommand
{
    /// <summary><para type="description">What to search for: tables of properties or attributes, conditions of New-PimFilter, parts of Split-PimProductQuery, the search in the API's own JSON; several of these must all hold. See about_PimPowerShell_Filters.</para></summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FilterTableCompleter))]
    public override object? Filter { get; set; }

    /// <summary><para type="description">The channel of conditions that do not name one.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? SearchScope { get; set; }

    /// <summary><para type="description">The locale of conditions that do not name one.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? SearchLocale { get; set; }

    /// <summary><para type="description">Measurements in the units of the channel; needs -Channel.</para></summary>
    [Parameter]
    public SwitchParameter ConvertMeasurements { get; set; }

    /// <summary><para type="description">Adds the labels of select options to the values.</para></summary>
    [Parameter]
    public SwitchParameter WithAttributeOptions { get; set; }

    /// <summary><para type="description">Adds share links to the values that are assets.</para></summary>
    [Parameter]
    public SwitchParameter WithAssetShareLinks { get; set; }

    /// <summary><para type="description">Adds the quality scores.</para></summary>
    [Parameter]
    public SwitchParameter WithQualityScores { get; set; }

    /// <summary><para type="description">Adds the workflows that the item is in.</para></summary>
    [Parameter]
    public SwitchParameter WithWorkflowExecutionStatuses { get; set; }

    /// <summary><para type="description">Leaves disabled assets out of the values.</para></summary>
    [Parameter]
    public SwitchParameter WithEnabledAssetsOnly { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ConvertMeasurements && Channel is null)
        {
            ThrowTerminatingError(PimErrors.Input("-ConvertMeasurements needs -Channel: the units are the channel's.", null));
        }
    }

    /// <summary>Gathers identities, or reads the list of a filter that was piped in.</summary>
    protected override void ProcessRecord()
    {
        if (!IsPipedList)
        {
            base.ProcessRecord();
        }
        else if (!IsFull || PagingParameters.First == 0)
        {
            ForAll(() => WriteList(ListQuery()));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // where no filter came through the pipe, that is no wish for all there is
        if (!IsPipedList)
        {
            base.EndProcessing();
        }
    }

    /// <summary>Has the objects remember that their values are not those that the server keeps.</summary>
    internal override void Complete(IReadOnlyList<PSObject> items)
    {
        base.Complete(items);
        if (!ConvertMeasurements && !WithEnabledAssetsOnly)
        {
            return;
        }

        foreach (PSObject item in items)
        {
            if (item.Properties["Values"] is JsonNoteProperty { UnreadJson: { } json } values)
            {
                if (ConvertMeasurements)
                {
                    item.Properties.Add(new PSNoteProperty(ConvertedFor, Channel));
                }

                values.Read = new ReadValues(json, ConvertMeasurements, WithEnabledAssetsOnly, PimIdentity.NamesIn(item));
            }
        }
    }

    private bool IsPipedList => ParameterSetName == ListSet && MyInvocation.ExpectingInput;
}
