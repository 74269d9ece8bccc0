using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Actions;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Actions;

/// <summary>Reads what a UI extension of the type action has sent.</summary>
[Cmdlet(VerbsData.ConvertFrom, "PimAction")]
[OutputType("PimPowerShell.Action")]
public sealed class ConvertFromPimActionCommand : PSCmdlet
{
    /// <summary><para type="description">The body as text or bytes, an HttpListenerRequest, or the $WebhookData of a runbook.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? InputObject { get; set; }

    /// <summary><para type="description">The products and product models that it may bring together.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumItem { get; set; } = new ActionLimits().MaximumItems;

    /// <summary><para type="description">The bytes that the body may have.</para></summary>
    [Parameter]
    [ValidateRange(1, 100_000_000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumBodySize { get; set; } = new ActionLimits().MaximumBytes;

    /// <summary>Reads one.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            byte[] body = ActionInput.BodyOf(InputObject, MaximumBodySize);
            WriteObject(ActionObject.From(ActionCall.Parse(body, new ActionLimits { MaximumItems = MaximumItem, MaximumBytes = MaximumBodySize })));
        }
        catch (PimException e)
        {
            WriteError(PimErrors.From(e, InputObject));
        }
    }
}
