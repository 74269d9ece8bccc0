using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Pims;

/// <summary>What giving an API key views, and changing them, have in common.</summary>
public abstract class WritePimKeyViewCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The API key whose views are meant.</para></summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation("Key")]
    public SecureString Key { get; set; } = null!;

    /// <summary><para type="description">A remark on the view of this key.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Comment { get; set; }

    /// <summary><para type="description">Makes it the view that applies where a request names none; another one is none then.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter IsDefault { get; set; }

    internal override string Noun => "KeyView";
}
