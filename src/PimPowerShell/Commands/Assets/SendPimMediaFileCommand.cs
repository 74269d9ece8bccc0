using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http.Headers;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Assets;

/// <summary>Sends files; each becomes the value of an attribute, a media file that a value can name, or an asset.</summary>
[Cmdlet(VerbsCommunications.Send, "PimMediaFile", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType("PimPowerShell.SentMediaFile", "PimPowerShell.Asset")]
public sealed class SendPimMediaFileCommand : PimResourceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary><para type="description">The files; wildcards are possible.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NoRow]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary><para type="description">The files, by names that are taken as they are.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary><para type="description">The product that gets the file: an identifier, a uuid, or a product that was read.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, MayBeEmpty = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Product { get; set; }

    /// <summary><para type="description">The product model that gets the file: a code, or a product model that was read.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("product_model")]
    [IdentityTransformation(IsOne = true, MayBeEmpty = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? ProductModel { get; set; }

    /// <summary><para type="description">The category that gets the file: a code, or a category that was read.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, MayBeEmpty = true, Kinds = nameof(Category))]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public PimIdentity? Category { get; set; }

    /// <summary><para type="description">Sends media files of assets; Set-PimAsset makes each the value of one.</para></summary>
    [Parameter]
    public SwitchParameter AssetMedia { get; set; }

    /// <summary><para type="description">Sends media files of reference entities and their records, which Set-PimReferenceEntity and Set-PimReferenceEntityRecord give them.</para></summary>
    [Parameter]
    public SwitchParameter ReferenceEntityMedia { get; set; }

    /// <summary><para type="description">The attribute of the product, the product model or the category whose value the file becomes.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    public string? Attribute { get; set; }

    /// <summary><para type="description">The value's locale, where the attribute has a value for each.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary><para type="description">The value's channel, where the attribute has a value for each.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Scope")]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary><para type="description">For products without an identifier: the product or product model by which the file is sent. It keeps its own value.</para></summary>
    [Parameter]
    [IdentityTransformation(IsOne = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Via { get; set; }

    /// <summary><para type="description">The asset whose file is replaced; without it each file becomes a new asset. PIMS.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Code { get; set; }

    /// <summary><para type="description">The media type; without it, that of the file name's extension.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? ContentType { get; set; }

    internal override string Noun => "Asset";

    internal override string Deed => "send the file of";

    internal override PimCapabilities Needs => PimCapabilities.Files;

    internal override bool IsServedBy(PimResource resource) => true;

    internal override bool IsServedBy(PimBackEnd backEnd) => backEnd.Capabilities.HasFlag(Needs);

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
        MediaTarget? target = Target();
        Check(file, target);
        MediaUpload upload = MediaUpload.Of(file, contentType: ContentType) with { Code = Code, Target = target };
        if (IsWhatIf)
        {
            Wait(Provider.PreviewUploadAsync(upload, Context()));
        }

        if (ShouldProcess($"{file.FullName} ({file.Length} bytes) to {Describe(target)} on {Provider.Root.Host}", "Send file"))
        {
            WriteOutcome sent = Wait(Provider.UploadAsync(upload, Context()));
            if (target is null)
            {
                WriteMade(Kind, sent.Key, file);
            }
            else
            {
                WriteObject(SentMediaFile.From(upload, sent.Key!, Provider.Name));
            }
        }
    }

    /// <summary>What the files belong to; null where a file is an asset itself.</summary>
    private MediaTarget? Target()
    {
        string[] given = [.. new (string Name, bool IsGiven)[]
        {
            (nameof(Product), Product is not null), (nameof(ProductModel), ProductModel is not null), (nameof(Category), Category is not null),
            (nameof(AssetMedia), AssetMedia), (nameof(ReferenceEntityMedia), ReferenceEntityMedia),
        }.Where(parameter => parameter.IsGiven).Select(parameter => parameter.Name)];
        string[] ofValues = [.. new[] { (nameof(Attribute), Attribute), (nameof(Locale), Locale), (nameof(Channel), Channel), (nameof(Via), Via?.Text) }
            .Where(parameter => !string.IsNullOrEmpty(parameter.Item2)).Select(parameter => parameter.Item1)];
        if (Provider.MediaPlaces[0].IsItem)
        {
            return given.Concat(ofValues).FirstOrDefault() is { } foreign
                ? throw new PimException(PimErrorKind.Unsupported, $"{Provider.Name} has no -{foreign} for files: a file is an asset itself.") { Subject = foreign }
                : null;
        }

        if (Code is not null)
        {
            throw new PimException(PimErrorKind.Unsupported, $"{Provider.Name} has no -Code for files: each one that is sent gets a code of its own.") { Subject = nameof(Code) };
        }

        if (given.Length != 1)
        {
            throw new PimException(PimErrorKind.Input, given.Length > 1 ? $"{given[1]}: a file is sent for one thing, and -{given[0]} is given too."
                : "Give what the file is for: -Product, -ProductModel, -Category, -AssetMedia or -ReferenceEntityMedia.") { Subject = given.LastOrDefault() };
        }

        PimIdentity? owner = Product ?? ProductModel ?? Category;
        if (owner is null)
        {
            return ofValues.Length == 0 ? new MediaTarget(AssetMedia ? MediaKind.Asset : MediaKind.ReferenceEntity)
                : throw new PimException(PimErrorKind.Input, $"{ofValues[0]}: with -{given[0]} the file is no value yet; the item that it is for says where it belongs.") { Subject = ofValues[0] };
        }

        if (string.IsNullOrEmpty(Attribute))
        {
            throw new PimException(PimErrorKind.Input, $"Attribute: give the attribute of the {ApiName.ToSnake(given[0]).Replace('_', ' ')} whose value the file becomes.") { Subject = nameof(Attribute) };
        }

        return Via is null || Product is not null
            ? new MediaTarget(Category is null ? MediaKind.Product : MediaKind.Category, given[0], owner.AsItem().Text, Attribute)
            {
                // cells of a row that are empty say nothing
                Locale = string.IsNullOrEmpty(Locale) ? null : Locale,
                Channel = string.IsNullOrEmpty(Channel) ? null : Channel,
                Via = Via?.AsItem().Text,
            }
            : throw new PimException(PimErrorKind.Input, "Via: only products may lack an identifier.") { Subject = nameof(Via) };
    }

    private string Describe(MediaTarget? target) => target switch
    {
        null => Code is null ? "a new asset" : $"asset '{Code}'",
        { Noun: { } noun } => $"{target.Attribute}{string.Concat(new[] { target.Locale, target.Channel }.Where(part => part is not null).Select(part => " " + part))} of {ApiName.ToSnake(noun).Replace('_', ' ')} '{target.Key}'",
        { Kind: MediaKind.Asset } => "a new media file of assets",
        _ => "a new media file of reference entities",
    };

    private void Check(FileInfo file, MediaTarget? target)
    {
        if (ContentType is not null && !MediaTypeHeaderValue.TryParse(ContentType, out _))
        {
            throw new PimException(PimErrorKind.Input, $"ContentType: '{ContentType}' is no media type.") { Subject = nameof(ContentType) };
        }

        string? place = target is null ? Code : target.Key is null ? null : string.Join("\n", target.Noun, target.Key, target.Attribute, target.Locale, target.Channel);
        if (place is not null && !_used.Add(place))
        {
            throw target is null
                ? new PimException(PimErrorKind.Input, $"Code: asset '{Code}' has one file, and '{file.Name}' is another.") { Subject = nameof(Code) }
                : new PimException(PimErrorKind.Input, $"Attribute: {Describe(target)} has one file, and '{file.Name}' is another.") { Subject = nameof(Attribute) };
        }
    }

    /// <summary>The files that the paths stand for; one that is not there is an error of its own.</summary>
    private IEnumerable<FileInfo> Files()
    {
        foreach (string path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            IReadOnlyList<string> found = [];
            ForItem(path, () => found = FilePaths.Find(SessionState.Path, path, isLiteral: ParameterSetName != PathSet, miss: error => WriteError(Error(error, error.Subject))));
            foreach (string file in found)
            {
                yield return new FileInfo(file);
            }
        }
    }
}
