using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets that delete a kind of thing.</summary>
public abstract class RemovePimResourceCommand : PimResourceCommand
{
    /// <summary><para type="description">The items: codes, or objects that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku", "Id")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    internal sealed override string Deed => "delete";

    internal sealed override bool IsServedBy(PimResource resource) => resource.Verbs.HasFlag(ResourceVerbs.Delete);

    /// <summary>What deleting does, as the verb of a sentence.</summary>
    internal virtual string DeleteVerb => "Delete";

    /// <summary>Fails before anything is sent when the back end cannot do what a parameter asks for.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        string? foreign = KnownOptions.OfWrites(Noun).Where(option => !Kind.WriteOptions.Contains(option)).Select(ApiName.ToParameter)
            .FirstOrDefault(MyInvocation.BoundParameters.ContainsKey);
        if (foreign is not null && !Kind.PathNames.Contains(ApiName.ToSnake(foreign)))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"-{foreign} for {Words}", "Leave it out."));
        }

        if (LackingEdition(MyInvocation.MyCommand.Name, Kind.DeletedIn, Words) is { } error)
        {
            ThrowTerminatingError(error);
        }
    }

    /// <summary>Deletes them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                var write = new PimWrite(Kind, WriteVerb.Delete, identity.KeyFor(Kind)) { PathValues = PathValues(), Options = BoundOptions(Kind.WriteOptions) };
                if (ShouldProcess($"{Words} '{identity.Text}' on {Provider.Root.Host}", DeleteVerb))
                {
                    Wait(Provider.WriteAsync(write, Context()));
                }
            });
        }
    }
}
