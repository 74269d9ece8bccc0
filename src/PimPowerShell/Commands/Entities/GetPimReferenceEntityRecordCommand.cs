using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Entities;

/// <summary>Reads the records of reference entities.</summary>
[Cmdlet(VerbsCommon.Get, "PimReferenceEntityRecord", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType("PimPowerShell.ReferenceEntityRecord")]
public sealed class GetPimReferenceEntityRecordCommand : GetPimCursorCommand
{
    /// <summary><para type="description">The reference entity: a code, or a reference entity that was read. Without it, the records of all are listed, which the SaaS edition can.</para></summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet, ValueFromPipelineByPropertyName = true)]
    [Alias("reference_entity")]
    [IdentityTransformation(IsOne = true, Owner = nameof(ReferenceEntity), Except = "ReferenceEntityRecord", Kinds = nameof(ReferenceEntity))]
    [ArgumentCompleter(typeof(ReferenceEntityCompleter))]
    public PimIdentity? ReferenceEntity { get; set; }

    /// <summary><para type="description">Asks the list of the records of all reference entities, also with -ReferenceEntity, to which the server then restricts it. SaaS edition.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Across { get; set; }

    /// <summary><para type="description">Only the values of this channel, and those that have none, are read.</para></summary>
    [Parameter]
    [Alias("Scope")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary><para type="description">Only the values in these locales, and those that have none, are read.</para></summary>
    [Parameter]
    [Alias("Locales")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? Locale { get; set; }

    /// <summary><para type="description">Only records that changed after this time.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? UpdatedSince { get; set; }

    /// <summary><para type="description">Only records that are complete, or with $false only those that are not, in the channel and the locales of -Channel and -Locale.</para></summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public new bool? Complete { get; set; }

    internal override string Noun => "ReferenceEntityRecord";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Complete is not null && (Channel is null || Locale is null))
        {
            ThrowTerminatingError(PimErrors.Input("-Complete needs -Channel and -Locale: a record is complete in a channel, for locales.", null));
        }
    }

    /// <summary>Reads the records of one reference entity, or of all.</summary>
    protected override void ProcessRecord()
    {
        if ((ReferenceEntity is null || Across) && !Provider.Capabilities.HasFlag(PimCapabilities.RecordsAcross))
        {
            ThrowTerminatingError(PimErrors.NotSupported($"{Provider.Name} {Provider.Server.Version}".TrimEnd(), "list of the records of all reference entities", Across ? "Give -ReferenceEntity without -Across." : "Give -ReferenceEntity."));
        }

        base.ProcessRecord();
    }

    internal override PimQuery ListQuery()
    {
        PimQuery query = base.ListQuery();
        // what is the path of one entity's list is an option of the list across them
        return !Across ? query : query with
        {
            PathValues = new Dictionary<string, string>(),
            Options = query.Options.Concat(query.PathValues).ToDictionary(option => option.Key, option => option.Value),
        };
    }

    internal override IEnumerable<PimCriterion> Criteria()
    {
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
