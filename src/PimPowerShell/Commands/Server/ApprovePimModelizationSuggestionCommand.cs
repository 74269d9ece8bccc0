using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Server;

/// <summary>Approves suggestions, which makes their attributes.</summary>
[Cmdlet(VerbsLifecycle.Approve, "PimModelizationSuggestion", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.ModelizationSuggestion")]
public sealed class ApprovePimModelizationSuggestionCommand : PimModelizationSuggestionCommand
{
    /// <summary><para type="description">The code of the attribute, instead of the suggested one.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Code { get; set; }

    /// <summary><para type="description">The type of the attribute, instead of the suggested one, for example pim_catalog_text.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SpellingTransformation(typeof(ApprovePimModelizationSuggestionCommand))]
    [ArgumentCompleter(typeof(AttributeTypeCompleter))]
    public string? Type { get; set; }

    /// <summary><para type="description">The labels of the attribute by locale, instead of the suggested ones.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">The group of the attribute, instead of the suggested one.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CodeTransformation("AttributeGroup")]
    [ArgumentCompleter(typeof(AttributeGroupCompleter))]
    public string? Group { get; set; }

    /// <summary><para type="description">Whether the attribute has a value for each channel.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [FlagTransformation]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Scopable { get; set; }

    /// <summary><para type="description">Whether the attribute has a value for each locale.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [FlagTransformation]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Localizable { get; set; }

    internal override string Action => "Approve";

    internal override Dictionary<string, object?> Fields() => Said(
        ("attribute_code", Code), ("attribute_type", Type), ("attribute_labels", Label), ("attribute_group", Group), ("scopable", Scopable), ("localizable", Localizable));
}
