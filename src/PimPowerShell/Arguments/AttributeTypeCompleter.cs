using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PimPowerShell.Arguments;

/// <summary>Completes the attribute types of the connected back end; without a session, those of all.</summary>
public sealed class AttributeTypeCompleter : IArgumentCompleter
{
    private static readonly string[] s_akeneo =
    [
        "pim_catalog_identifier", "pim_catalog_text", "pim_catalog_textarea", "pim_catalog_number", "pim_catalog_metric",
        "pim_catalog_price_collection", "pim_catalog_boolean", "pim_catalog_date", "pim_catalog_simpleselect", "pim_catalog_multiselect",
        "pim_catalog_image", "pim_catalog_file", "pim_catalog_table", "pim_catalog_asset_collection", "pim_catalog_product_link",
        "pim_reference_data_simpleselect", "pim_reference_data_multiselect", "akeneo_reference_entity", "akeneo_reference_entity_collection",
    ];

    private static readonly string[] s_pims =
    [
        "boolean", "completeness", "date", "dropdown", "html", "media", "number", "relation", "string", "text", "url",
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        return Completion.Matching(wordToComplete, Types(Completion.SessionOf(fakeBoundParameters)?.Provider).Select(type => (type, type)));
    }

    /// <summary>The types of one back end.</summary>
    internal static IEnumerable<string> Types(string? provider) => provider switch
    {
        "Akeneo" => s_akeneo,
        "Pims" => s_pims,
        _ => s_akeneo.Concat(s_pims),
    };
}
