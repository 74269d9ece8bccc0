using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Server;

/// <summary>The base of the cmdlets that decide on a suggestion.</summary>
public abstract class PimModelizationSuggestionCommand : ActPimResourceCommand
{
    /// <summary><para type="description">The suggestions: uuids, or suggestions that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Writes the suggestions to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Noun => "ModelizationSuggestion";

    /// <summary>What goes with the decision.</summary>
    internal abstract Dictionary<string, object?> Fields();

    /// <summary>Decides on them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(Kind);
                if (!ShouldProcess($"{Words} '{identity.Text}' on {Provider.Root.Host}", Action))
                {
                    return;
                }

                ActOutcome outcome = Act(new Dictionary<string, string> { ["suggestion"] = key }, Fields());
                if (PassThru)
                {
                    WriteObject(ReadItem(outcome));
                }
            });
        }
    }
}
