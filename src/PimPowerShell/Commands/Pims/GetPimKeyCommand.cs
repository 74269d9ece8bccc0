using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Pims;

/// <summary>Reads what API keys may do. There is no list of keys: without one it is the session's own.</summary>
[Cmdlet(VerbsCommon.Get, "PimKey")]
[OutputType("PimPowerShell.Key")]
public sealed class GetPimKeyCommand : PimResourceCommand
{
    /// <summary><para type="description">The API keys; the session's own unless given.</para></summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation("Key")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public SecureString[] Key { get; set; } = [];

    internal override string Noun => "Key";

    internal override string Deed => "read";

    internal override bool IsServedBy(PimResource resource) => true;

    /// <summary>Reads them one by one: what is read of a key does not say which it is.</summary>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Key)))
        {
            ForAll(() => Read(new PimQuery(Kind), null));
            return;
        }

        foreach (SecureString key in Key)
        {
            ForItem(key, () => Read(new PimQuery(Kind) { Keys = [SecretText.Reveal(key)] }, key));
        }
    }

    private void Read(PimQuery query, SecureString? key)
    {
        if (ReadFirst(query, out PimException? missing) is { } item)
        {
            WriteObject(item);
        }
        else if (missing is not null)
        {
            WriteError(PimErrors.From(missing, key));
        }
    }
}
