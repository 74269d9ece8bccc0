using System.IO;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Assets;

/// <summary>Saves the files of assets in a folder, under the names that they have on the server.</summary>
[Cmdlet(VerbsData.Save, "PimMediaFile", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SavePimMediaFileCommand : PimResourceCommand
{
    /// <summary><para type="description">The assets: codes, or objects that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Code")]
    [IdentityTransformation]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">The folder, which has to exist; the current one unless given.</para></summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary><para type="description">Reads and replaces files that are there already with the same size.</para></summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal override string Noun => "Asset";

    internal override string Deed => "save the file of";

    internal override PimCapabilities Needs => PimCapabilities.Files;

    internal override bool IsServedBy(PimResource resource) => true;

    /// <summary>Saves them, one after the other.</summary>
    protected override void ProcessRecord()
    {
        string folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (!Directory.Exists(folder))
        {
            ThrowTerminatingError(PimErrors.Input($"Path: there is no folder '{Path}'.", Path));
        }

        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () => Save(identity, folder));
        }
    }

    private void Save(PimIdentity identity, string folder)
    {
        string code = identity.KeyFor(Kind);
        PSObject asset = (identity.Source is PSObject given && given.TypeNames.Contains("PimPowerShell.Asset") ? given : ReadOne(Kind, code, PathValues()))
            ?? throw PimException.NotFound(Noun, code);
        var file = new FileInfo(System.IO.Path.Combine(folder, SafeFileName.From(asset.Properties["Filename"]?.Value as string, code)));
        long? size = LanguagePrimitives.TryConvertTo(asset.Properties["Size"]?.Value, out long bytes) && bytes > 0 ? bytes : null;
        if (file.Exists && file.Length == size && !Force)
        {
            WriteVerbose($"{file.FullName} is there already, with {size} bytes.");
            WriteObject(file);
            return;
        }

        if (!ShouldProcess($"asset '{code}' to {file.FullName}", "Save file"))
        {
            return;
        }

        Wait(Provider.DownloadAsync(code, FileDownload.To(file.FullName, nameof(Path)), Context()));
        file.Refresh();
        WriteObject(file);
    }
}
