using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Brings back products that were deleted, where deleting is a status.</summary>
[Cmdlet(VerbsData.Restore, "PimProduct", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Product")]
public sealed class RestorePimProductCommand : WritePimProductBaseCommand
{
    private bool _isStatusGiven;

    /// <summary><para type="description">The products: SKUs, or products that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The status that they get. What a product that was read says of itself, and a row that says deleted, is what it has been: it gets the one that is usual.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SpellingTransformation(typeof(RestorePimProductCommand))]
    [ArgumentCompleter(typeof(RestoredStatusCompleter))]
    public string? Status { get; set; }

    /// <summary><para type="description">Writes the restored products to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override PimCapabilities Needs => PimCapabilities.Restore;

    internal override (string What, string Instead) Lack => ("way to bring back a deleted product", "What is deleted there is gone; make it anew with New-PimProduct.");

    /// <summary>Fails before anything is sent where there is no such status.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isStatusGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Status));
        // of those in the pipe, each is looked at alone
        if (_isStatusGiven && !RestoredStatusCompleter.All.Contains(Status))
        {
            ThrowTerminatingError(PimErrors.NotInSet(nameof(Status), Status, RestoredStatusCompleter.All));
        }
    }

    /// <summary>Restores them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(Product);
                bool isRead = !_isStatusGiven && identity.IsRead(Product.Noun);
                string status = isRead || Status is null or "" or "deleted" ? RestoredStatusCompleter.All[0]
                    : RestoredStatusCompleter.All.Contains(Status) ? Status
                    : throw new PimException(PimErrorKind.Input, $"Status: '{Status}' is none of {string.Join(", ", RestoredStatusCompleter.All)}.") { Subject = identity.Text };
                WritableItem item = Item(key, [new KeyValuePair<string, object?>("status", status)]);
                if (ShouldProcess($"product '{identity.Text}' on {Provider.Root.Host}", $"Set status '{status}'"))
                {
                    WriteOutcome outcome = Wait(Provider.WriteAsync(new PimWrite(item.Resource, WriteVerb.Upsert, key, item.Body) { MustExist = true }, Context()));
                    Report(outcome, identity.Source);
                    if (PassThru)
                    {
                        WriteObject(ReadProduct(item.Resource, key));
                    }
                }
            });
        }
    }
}
