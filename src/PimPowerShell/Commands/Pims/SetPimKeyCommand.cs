using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Pims;

/// <summary>Changes what API keys may do. What is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "PimKey", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Key")]
public sealed class SetPimKeyCommand : WritePimKeyCommand
{
    /// <summary><para type="description">The API keys.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation("Key")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public SecureString[] Key { get; set; } = [];

    /// <summary><para type="description">Writes what the changed keys may do to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override WriteVerb Verb => WriteVerb.Upsert;

    /// <summary>Changes them.</summary>
    protected override void ProcessRecord()
    {
        foreach (SecureString key in Key)
        {
            ForItem(key, () => Change(key));
        }
    }

    private void Change(SecureString key)
    {
        // the key stands beside the body, which is shown
        WritableItem item = HasFields ? Write([], null) : throw NothingToChange("the key");
        if (!MaySend("Change", null, item.Body))
        {
            return;
        }

        string text = SecretText.Reveal(key);
        Report(Wait(Provider.WriteAsync(Request(WriteVerb.Upsert, item with { Key = text }), Context())));
        if (PassThru)
        {
            WriteMade(Kind, text, key);
        }
    }
}
