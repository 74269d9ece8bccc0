using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Pims;

/// <summary>Deletes API keys.</summary>
[Cmdlet(VerbsCommon.Remove, "PimKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePimKeyCommand : PimResourceCommand
{
    /// <summary><para type="description">The API keys.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation("Key")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public SecureString[] Key { get; set; } = [];

    internal override string Noun => "Key";

    internal override string Deed => "delete";

    internal override bool IsServedBy(PimResource resource) => resource.Verbs.HasFlag(ResourceVerbs.Delete);

    /// <summary>Deletes them.</summary>
    protected override void ProcessRecord()
    {
        foreach (SecureString key in Key)
        {
            if (ShouldProcess($"an API key on {Provider.Root.Host}", "Delete"))
            {
                ForItem(key, () => Wait(Provider.WriteAsync(new PimWrite(Kind, WriteVerb.Delete, SecretText.Reveal(key)), Context())));
            }
        }
    }
}
