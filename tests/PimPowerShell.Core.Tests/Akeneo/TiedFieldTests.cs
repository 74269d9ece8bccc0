using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using PimPowerShell.Core.Tests.Bulk;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Fields of attributes that go with some types alone, as the references say ("Only for ...").</summary>
public sealed class TiedFieldTests
{
    private const string Amounts = "pim_catalog_metric pim_catalog_price_collection pim_catalog_number";
    private const string Numbers = "pim_catalog_metric pim_catalog_number";
    private const string Selects = "pim_catalog_simpleselect pim_catalog_multiselect";

    /// <summary>Each field with something that it can be, and the types that take it.</summary>
    public static TheoryData<string, string, string, string> Fields { get; } = new()
    {
        { "Attribute", "unique", "true", "pim_catalog_identifier pim_catalog_text pim_catalog_number pim_catalog_date" },
        { "Attribute", "is_main_identifier", "true", "pim_catalog_identifier" },
        { "Attribute", "max_characters", "9", "pim_catalog_text pim_catalog_textarea pim_catalog_identifier" },
        { "Attribute", "validation_rule", "\"regexp\"", "pim_catalog_text pim_catalog_identifier" },
        { "Attribute", "validation_regexp", "\"/x/\"", "pim_catalog_text pim_catalog_identifier" },
        { "Attribute", "wysiwyg_enabled", "true", "pim_catalog_textarea" },
        { "Attribute", "number_min", "\"3\"", Amounts },
        { "Attribute", "number_max", "\"3\"", Amounts },
        { "Attribute", "decimals_allowed", "true", Amounts },
        { "Attribute", "negative_allowed", "true", Numbers },
        { "Attribute", "metric_family", "\"Weight\"", "pim_catalog_metric" },
        { "Attribute", "default_metric_unit", "\"GRAM\"", "pim_catalog_metric" },
        { "Attribute", "date_min", "\"2026-01-01\"", "pim_catalog_date" },
        { "Attribute", "date_max", "\"2026-01-01\"", "pim_catalog_date" },
        { "Attribute", "allowed_extensions", "[\"png\"]", "pim_catalog_file pim_catalog_image" },
        { "Attribute", "max_file_size", "\"3\"", "pim_catalog_file pim_catalog_image" },
        {
            "Attribute", "reference_data_name", "\"brand\"",
            "akeneo_reference_entity akeneo_reference_entity_collection pim_catalog_asset_collection pim_reference_data_simpleselect pim_reference_data_multiselect"
        },
        { "Attribute", "default_value", "true", $"pim_catalog_boolean pim_catalog_number {Selects}" },
        { "Attribute", "table_configuration", """[{"code":"a","data_type":"select"},{"code":"b","data_type":"text"}]""", "pim_catalog_table" },
        {
            "Attribute", "is_mandatory", "true",
            "pim_catalog_boolean pim_catalog_identifier pim_catalog_number pim_catalog_simpleselect pim_catalog_textarea pim_catalog_text pim_reference_data_simpleselect akeneo_reference_entity"
        },
        { "Attribute", "decimal_places_strategy", "\"round\"", Numbers },
        // the one reference says so, the other one so
        { "Attribute", "decimal_places", "2", $"{Numbers} {Selects}" },
        { "Attribute", "enable_option_creation_during_import", "true", Selects },
        { "Attribute", "auto_option_sorting", "true", Selects },
        { "Attribute", "max_items_count", "4", "pim_catalog_asset_collection" },
        { "ReferenceEntityAttribute", "max_characters", "3", "text" },
        { "ReferenceEntityAttribute", "is_textarea", "true", "text" },
        { "ReferenceEntityAttribute", "is_rich_text_editor", "true", "text" },
        { "ReferenceEntityAttribute", "validation_rule", "\"url\"", "text" },
        { "ReferenceEntityAttribute", "validation_regexp", "\"/x/\"", "text" },
        { "ReferenceEntityAttribute", "allowed_extensions", "[\"png\"]", "image" },
        { "ReferenceEntityAttribute", "max_file_size", "\"3\"", "image" },
        { "ReferenceEntityAttribute", "reference_entity_code", "\"brand\"", "reference_entity_single_link reference_entity_multiple_links" },
        { "ReferenceEntityAttribute", "asset_family_identifier", "\"packshots\"", "asset_collection" },
        { "ReferenceEntityAttribute", "decimals_allowed", "true", "number" },
        { "ReferenceEntityAttribute", "min_value", "\"3\"", "number" },
        { "ReferenceEntityAttribute", "max_value", "\"3\"", "number" },
        { "AssetAttribute", "max_characters", "3", "text" },
        { "AssetAttribute", "is_textarea", "true", "text" },
        { "AssetAttribute", "is_rich_text_editor", "true", "text" },
        { "AssetAttribute", "validation_rule", "\"url\"", "text" },
        { "AssetAttribute", "validation_regexp", "\"/x/\"", "text" },
        { "AssetAttribute", "allowed_extensions", "[\"png\"]", "media_file" },
        { "AssetAttribute", "max_file_size", "\"3\"", "media_file" },
        { "AssetAttribute", "decimals_allowed", "true", "number" },
        { "AssetAttribute", "min_value", "\"3\"", "number" },
        { "AssetAttribute", "max_value", "\"3\"", "number" },
        { "AssetAttribute", "media_type", "\"image\"", "media_link media_file" },
        { "AssetAttribute", "prefix", "\"x\"", "media_link" },
        { "AssetAttribute", "suffix", "\"x\"", "media_link" },
        { "AssetAttribute", "reference_entity", "\"brand\"", "record" },
        { "AssetAttribute", "asset_family_code", "\"packshots\"", "asset_family_single_link asset_family_multiple_links" },
        { "AssetAttribute", "default_value", "\"x\"", "number boolean single_option multiple_options" },
    };

    /// <summary>How an attribute there or a line says nothing of a field that its type does not have.</summary>
    private static readonly string[] s_nothing = ["null", "\"\"", "false", "0", "0.0", "[]", "{}"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Only_types_that_a_field_goes_with_have_it(string noun, string field, string value, string takers)
    {
        string[] types = takers.Split(' ');
        Assert.Subset(new HashSet<string>(TypesOf(noun)), new HashSet<string>(types));
        foreach (string type in TypesOf(noun))
        {
            PimFieldError[] found = [.. Faults(noun, type, field, value)];
            if (types.Contains(type))
            {
                Assert.Empty(found);
                continue;
            }

            PimFieldError error = Assert.Single(found);
            Assert.Equal(field, error.Property);
            Assert.StartsWith("goes with type ", error.Message, StringComparison.Ordinal);
            Assert.All(types, taker => Assert.Contains(taker, error.Message, StringComparison.Ordinal));
            Assert.EndsWith($", not with {type}", error.Message, StringComparison.Ordinal);
            Assert.All(s_nothing, nothing => Assert.Empty(Faults(noun, type, field, nothing)));
        }

        Assert.Empty(Faults(noun, "acme_color", field, value));
    }

    [Fact]
    public void No_other_field_is_tied_to_types()
    {
        foreach (string noun in new[] { "Attribute", "ReferenceEntityAttribute", "AssetAttribute" })
        {
            Assert.Equal(
                Fields.Where(row => (string)row[0] == noun).Select(row => (string)row[1]).Order(),
                ResourceOf(noun).Rules.OfType<AbsentRule>().Select(rule => rule.Path).Order());
        }
    }

    [Theory]
    [InlineData("Attribute", """{"code":"x","type":"pim_catalog_boolean","group":"other","number_min":"3","max_items_count":4}""", "number_min", "max_items_count")]
    [InlineData("Attribute", """{"code":"x","type":"pim_catalog_text","group":"other","metric_family":"Weight","default_metric_unit":"GRAM"}""", "metric_family", "default_metric_unit")]
    [InlineData("ReferenceEntityAttribute", """{"code":"x","type":"text","min_value":"3"}""", "min_value")]
    [InlineData("ReferenceEntityAttribute", """{"code":"x","type":"number","max_characters":3}""", "max_characters")]
    [InlineData("AssetAttribute", """{"code":"x","type":"text","media_type":"image"}""", "media_type")]
    [InlineData("AssetAttribute", """{"code":"x","type":"media_file","prefix":"x"}""", "prefix")]
    public async Task A_new_attribute_with_one_is_not_sent(string noun, string line, params string[] fields)
    {
        foreach (BulkSettings settings in new[] { new BulkSettings(), new BulkSettings { Validate = true }, new BulkSettings { OnlyChanged = true }, new BulkSettings { IsPreview = true } })
        {
            using ScriptedServer server = ClosedListTests.Holding(null);

            BulkResult result = await ClosedListTests.Write(server, noun, "x", line, settings);

            Assert.Equal(BulkStatus.Failed, result.Status);
            Assert.Equal(fields.Order(), result.Errors.Select(error => error.Property!).Order());
            Assert.DoesNotContain(server.Requests, request => request.Method != "GET");
        }
    }

    [Theory]
    [InlineData("Attribute", """{"code":"x","type":"pim_catalog_text","group":"other","number_min":"3"}""", """{"code":"x","type":"pim_catalog_text","number_min":"3","labels":{"en_US":"X"}}""")]
    [InlineData("Attribute", """{"code":"x","type":"acme_color","group":"other"}""", """{"code":"x","type":"acme_color","number_min":"3"}""")]
    [InlineData("ReferenceEntityAttribute", """{"code":"x","type":"text","min_value":"3"}""", """{"code":"x","type":"text","min_value":"3","labels":{"en_US":"X"}}""")]
    [InlineData("AssetAttribute", """{"code":"x","type":"text","media_type":"image"}""", """{"code":"x","media_type":"image","labels":{"en_US":"X"}}""")]
    [InlineData("AssetAttribute", """{"code":"x","type":"media_link","prefix":"x"}""", """{"code":"x","prefix":"y"}""")]
    public async Task One_that_is_there_stays_changeable(string noun, string present, string line)
    {
        foreach (BulkSettings settings in new[] { new BulkSettings(), new BulkSettings { Validate = true } })
        {
            using ScriptedServer server = ClosedListTests.Holding(present);

            BulkRun.AssertWritten([await ClosedListTests.Write(server, noun, "x", line, settings)]);
        }
    }

    [Theory]
    [InlineData("Attribute", """{"code":"x","type":"pim_catalog_text","group":"other"}""", """{"code":"x","number_min":"3"}""", "number_min", true)]
    [InlineData("Attribute", """{"code":"x","type":"pim_catalog_text","group":"other"}""", """{"code":"x","type":"pim_catalog_text","number_min":"3"}""", "number_min", false)]
    [InlineData("ReferenceEntityAttribute", """{"code":"x","type":"text"}""", """{"code":"x","min_value":"3"}""", "min_value", false)]
    [InlineData("AssetAttribute", """{"code":"x","type":"media_file","media_type":"image"}""", """{"code":"x","prefix":"x"}""", "prefix", false)]
    public async Task One_that_is_there_gets_none_that_its_type_does_not_have(string noun, string present, string line, string field, bool isAsked)
    {
        using ScriptedServer server = ClosedListTests.Holding(present);

        BulkResult result = await ClosedListTests.Write(server, noun, "x", line, new BulkSettings { Validate = isAsked });

        Assert.Equal(BulkStatus.Failed, result.Status);
        Assert.Equal(field, Assert.Single(result.Errors).Property);
        Assert.DoesNotContain(server.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("""{"code":"x","type":"number","min_value":"3"}""", false)]
    [InlineData("""{"code":"x","type":"text","min_value":null,"decimals_allowed":false,"labels":{"en_US":"X"}}""", false)]
    [InlineData("""{"code":"x","type":"text","min_value":"3"}""", true)]
    [InlineData("""{"code":"x","min_value":"3"}""", true)]
    public void The_item_is_looked_at_only_where_it_matters(string change, bool isNeeded)
    {
        using JsonDocument document = JsonDocument.Parse(change);

        Assert.Equal(isNeeded, ResourceOf("ReferenceEntityAttribute").Rules.OfType<AbsentRule>().Any(rule => rule.NeedsPresent(new RuleItem(document.RootElement, IsNew: false))));
    }

    private static PimResource ResourceOf(string noun) => AkeneoStructure.All.Concat(AkeneoEntities.All).First(resource => resource.Noun == noun);

    private static string[] TypesOf(string noun) => noun switch
    {
        "Attribute" => AkeneoAttributeTypes.OfProducts,
        "AssetAttribute" => AkeneoAttributeTypes.OfAssets,
        _ => AkeneoAttributeTypes.OfRecords,
    };

    private static IEnumerable<PimFieldError> Faults(string noun, string type, string field, string value)
    {
        using JsonDocument document = JsonDocument.Parse($$"""{"code":"x","type":"{{type}}","{{field}}":{{value}}}""");
        return [.. ResourceOf(noun).Rules.OfType<AbsentRule>().SelectMany(rule => rule.Faults(new RuleItem(document.RootElement, IsNew: true)))];
    }
}
