using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http.Headers;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Assets;

/// <summary>Sends files; each becomes an asset, or takes the place of one's file.</summary>
[Cmdlet(VerbsCommunications.Send, "PimMediaFile", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType("PimPowerShell.Asset")]
public sealed class SendPimMediaFileCommand : PimResourceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    /// <summary><para type="description">The files; wildcards are possible.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary><para type="description">The files, by names that are taken as they are.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary><para type="description">The asset whose file is replaced; without it each file becomes a new asset.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Code { get; set; }

    /// <summary><para type="description">The media type; without it, that of the file name's extension.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    internal override string Noun => "Asset";

    internal override string Deed => "send the file of";

    internal override PimCapabilities Needs => PimCapabilities.Files;

    internal override bool IsServedBy(PimResource resource) => true;

    /// <summary>Sends them, one after the other.</summary>
    protected override void ProcessRecord()
    {
        foreach (FileInfo file in Files())
        {
            ForItem(file, () => Send(file));
        }
    }

    private void Send(FileInfo file)
    {
        Check(file);
        var upload = new MediaUpload(file.Name, ContentType ?? MediaTypes.Of(file.Extension), file.Length, () => Open(file)) { Code = Code };
        if (ShouldProcess($"{file.FullName} ({file.Length} bytes) to {(Code is null ? "a new asset" : $"asset '{Code}'")} on {Provider.Root.Host}", "Send file"))
        {
            WriteOutcome sent = Wait(Provider.UploadAsync(upload, Context()));
            WriteMade(Kind, sent.Key, file);
        }
    }

    private void Check(FileInfo file)
    {
        if (file.Length == 0)
        {
            throw new PimException(PimErrorKind.Input, $"The file '{file.Name}' is empty.") { Subject = file.Name };
        }

        if (ContentType is not null && !MediaTypeHeaderValue.TryParse(ContentType, out _))
        {
            throw new PimException(PimErrorKind.Input, $"ContentType: '{ContentType}' is no media type.") { Subject = nameof(ContentType) };
        }

        if (Code is not null && !_replaced.Add(Code))
        {
            throw new PimException(PimErrorKind.Input, $"Code: asset '{Code}' has one file, and '{file.Name}' is another.") { Subject = nameof(Code) };
        }
    }

    private static Stream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The file '{file.Name}' cannot be read: {e.Message}", e) { Subject = file.Name };
        }
    }

    /// <summary>The files that the paths stand for; one that is not there is an error of its own.</summary>
    private IEnumerable<FileInfo> Files()
    {
        foreach (string path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            string[] found;
            try
            {
                Collection<string> resolved = ParameterSetName == PathSet ? SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _)
                    : new Collection<string> { SessionState.Path.GetUnresolvedProviderPathFromPSPath(path) };
                found = [.. resolved];
            }
            catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
            {
                found = [];
            }

            if (found.Length == 0 || !found.All(File.Exists))
            {
                WriteError(PimErrors.Input($"Path: there is no file '{path}'.", path));
            }

            foreach (string file in found.Where(File.Exists))
            {
                yield return new FileInfo(file);
            }
        }
    }
}
