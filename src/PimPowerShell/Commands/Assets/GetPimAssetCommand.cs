using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Assets;

/// <summary>Reads assets.</summary>
[Cmdlet(VerbsCommon.Get, "PimAsset", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.Asset")]
public sealed class GetPimAssetCommand : GetPimCursorCommand
{
    // the parameters that are conditions, by the filters that they stand for
    private static readonly Dictionary<string, string> s_filters = new()
    {
        [nameof(Bucket)] = "bucket",
        [nameof(UpdatedSince)] = "updated",
        [nameof(Complete)] = "complete",
    };

    /// <summary><para type="description">The asset family: a code, or an asset family that was read. Akeneo, where each asset lies in one.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [Alias("asset_family")]
    [IdentityTransformation(IsOne = true, Owner = nameof(AssetFamily), MayBeEmpty = true, Kinds = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(AssetFamilyCompleter))]
    public PimIdentity? AssetFamily { get; set; }

    /// <summary><para type="description">Asset families that were read, from the pipe: their assets. Akeneo.</para></summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true)]
    [IdentityTransformation(IsOne = true, Only = nameof(AssetFamily))]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? InputObject { get; set; }

    /// <summary><para type="description">The assets that lie in this bucket: its path or its number. PIMS.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Bucket")]
    [ArgumentCompleter(typeof(BucketCompleter))]
    public string? Bucket { get; set; }

    /// <summary><para type="description">Only the values of this channel, and those that have none, are read. Akeneo.</para></summary>
    [Parameter]
    [Alias("Scope")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary><para type="description">Only the values in these locales, and those that have none, are read. Akeneo.</para></summary>
    [Parameter]
    [Alias("Locales")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? Locale { get; set; }

    /// <summary><para type="description">Only assets that changed after this time. Akeneo.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? UpdatedSince { get; set; }

    /// <summary><para type="description">Only assets that are complete, or with $false only those that are not, in the channel and the locales of -Channel and -Locale. Akeneo.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public new bool? Complete { get; set; }

    /// <summary><para type="description">Reads the tags that the server has given too. SaaS edition of Akeneo.</para></summary>
    [Parameter]
    public SwitchParameter WithAssetAutoTags { get; set; }

    internal override string Noun => "Asset";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (s_filters.FirstOrDefault(filter => MyInvocation.BoundParameters.ContainsKey(filter.Key) && !Kind.Filters.ContainsKey(filter.Value)).Key is { } foreign)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"-{foreign} for assets", $"It has {string.Join(", ", s_filters.Where(filter => Kind.Filters.ContainsKey(filter.Value)).Select(filter => "-" + filter.Key))}."));
        }

        if (Complete is not null && (Channel is null || Locale is null))
        {
            ThrowTerminatingError(PimErrors.Input("-Complete needs -Channel and -Locale: an asset is complete in a channel, for locales.", null));
        }
    }

    /// <summary>Reads assets by code, or those of a family or a bucket.</summary>
    protected override void ProcessRecord()
    {
        AssetFamily = InputObject ?? AssetFamily;
        if (CheckOwners())
        {
            base.ProcessRecord();
        }
    }

    internal override IEnumerable<PimCriterion> Criteria()
    {
        if (Bucket is not null)
        {
            yield return new PimCriterion("bucket", "=", Bucket);
        }

        if (UpdatedSince is { } time)
        {
            yield return PimCriteria.ChangedSince(time);
        }

        if (Complete is { } complete)
        {
            yield return new PimCriterion("complete", "=", complete, Scope: Channel) { Locales = Locale };
        }
    }
}
