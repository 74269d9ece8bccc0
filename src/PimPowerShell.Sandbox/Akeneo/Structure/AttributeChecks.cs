using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>What an attribute must and may say, by its type (1.9, 1.25).</summary>
internal static class AttributeChecks
{
    private static readonly Dictionary<string, string[]> _required = new()
    {
        [AttributeTypes.Number] = ["decimals_allowed", "negative_allowed"],
        [AttributeTypes.Metric] = ["decimals_allowed", "negative_allowed"],
        [AttributeTypes.Price] = ["decimals_allowed"],
    };

    private static readonly string[] _amounts = [AttributeTypes.Number, AttributeTypes.Metric, AttributeTypes.Price];
    private static readonly string[] _numbers = [AttributeTypes.Number, AttributeTypes.Metric];
    private static readonly string[] _selects = [AttributeTypes.SimpleSelect, AttributeTypes.MultiSelect];

    /// <summary>The types that a property goes with ("Only for ..." in the references); for any other it has to be null, or what a flag or a list has instead.</summary>
    private static readonly Dictionary<string, IReadOnlyCollection<string>> _types = new()
    {
        // the server lets days be unique, although the references do not say so
        ["unique"] = [AttributeTypes.Identifier, AttributeTypes.Text, AttributeTypes.Number, AttributeTypes.Date],
        ["max_characters"] = [AttributeTypes.Identifier, AttributeTypes.Text, AttributeTypes.Textarea],
        ["validation_rule"] = [AttributeTypes.Identifier, AttributeTypes.Text],
        ["validation_regexp"] = [AttributeTypes.Identifier, AttributeTypes.Text],
        ["wysiwyg_enabled"] = [AttributeTypes.Textarea],
        ["number_min"] = _amounts,
        ["number_max"] = _amounts,
        ["decimals_allowed"] = _amounts,
        ["negative_allowed"] = _numbers,
        ["decimal_places_strategy"] = _numbers,
        // one reference names the ones, the other one the others
        ["decimal_places"] = [.. _numbers, .. _selects],
        ["metric_family"] = [AttributeTypes.Metric],
        ["default_metric_unit"] = [AttributeTypes.Metric],
        ["date_min"] = [AttributeTypes.Date],
        ["date_max"] = [AttributeTypes.Date],
        ["allowed_extensions"] = [AttributeTypes.Image, AttributeTypes.File],
        ["max_file_size"] = [AttributeTypes.Image, AttributeTypes.File],
        ["reference_data_name"] = AttributeTypes.Referring,
        ["default_value"] = [AttributeTypes.Boolean, AttributeTypes.Number, .. _selects],
        ["auto_option_sorting"] = _selects,
        ["enable_option_creation_during_import"] = _selects,
        ["max_items_count"] = [AttributeTypes.AssetCollection],
        ["is_mandatory"] =
        [
            AttributeTypes.Boolean, AttributeTypes.Identifier, AttributeTypes.Number, AttributeTypes.SimpleSelect, AttributeTypes.Textarea,
            AttributeTypes.Text, AttributeTypes.ReferenceData, AttributeTypes.ReferenceEntity,
        ],
    };

    private static readonly Dictionary<string, JsonValueKind[]> _defaults = new()
    {
        [AttributeTypes.Boolean] = [JsonValueKind.True, JsonValueKind.False],
        [AttributeTypes.Number] = [JsonValueKind.Number],
        [AttributeTypes.SimpleSelect] = [JsonValueKind.String],
        [AttributeTypes.MultiSelect] = [JsonValueKind.Array],
    };

    public static IEnumerable<Violation> Run(StructureStore store, JsonObject entity)
    {
        string type = Text(entity, "type") ?? "";
        string[] required = _required.TryGetValue(type, out string[]? names) ? names : [];
        return required.Where(name => entity[name] is null).Select(name => new Violation(name, "This value should not be null."))
            .Concat(type == AttributeTypes.Metric ? Metric(store, entity) : [])
            .Concat(AttributeTypes.Referring.Contains(type) && Text(entity, "reference_data_name") is null
                ? [new Violation("reference_data_name", "This value should not be blank.")]
                : [])
            .Concat(ValidationRule(entity, type))
            .Concat(Dates(entity))
            .Concat(DefaultValue(entity, type))
            .Concat(OfOthers(entity, type))
            .Concat(Bounds(entity))
            .Concat(Ranges(entity));
    }

    private static IEnumerable<Violation> Metric(StructureStore store, JsonObject entity)
    {
        string? familyCode = Text(entity, "metric_family");
        StructureEntity? family = familyCode is null ? null : store[StructureKinds.MeasurementFamilies].Find("", familyCode);
        if (family is null)
        {
            yield return new("metric_family", "Please specify a valid metric family");
        }
        else if (Text(entity, "default_metric_unit") is not string unit || family.Data["units"]![unit] is null)
        {
            yield return new("default_metric_unit", "Please specify a valid metric unit");
        }
    }

    private static IEnumerable<Violation> ValidationRule(JsonObject entity, string type)
    {
        string? rule = Text(entity, "validation_rule");
        if (rule is not (null or "email" or "url" or "regexp"))
        {
            yield return new("validation_rule", "The value you selected is not a valid choice.");
        }

        if (rule is "email" or "url" && type == AttributeTypes.Identifier)
        {
            yield return new("validation_rule", "An identifier can be validated by a regular expression only.");
        }

        if (rule == "regexp" && string.IsNullOrEmpty(Text(entity, "validation_regexp")))
        {
            yield return new("validation_regexp", "This value should not be blank.");
        }
    }

    private static IEnumerable<Violation> Dates(JsonObject entity) =>
        from name in new[] { "date_min", "date_max" }
        let text = Text(entity, name)
        where !string.IsNullOrEmpty(text) && Timestamps.ReadIso(text) is null && Timestamps.ReadDay(text) is null
            && Timestamps.ReadIso(text + "Z") is null // a moment without a zone is the server's
        select new Violation(name, "This value is not a valid date.");

    /// <summary>What only other types have. The server says so in its validator's words where it refuses null; elsewhere these are a guess.</summary>
    private static IEnumerable<Violation> OfOthers(JsonObject entity, string type) =>
        from property in StructureKinds.Attributes.Properties
        where _types.TryGetValue(property.Name, out IReadOnlyCollection<string>? types) && !types.Contains(type)
        let value = entity[property.Name]
        where value is not null && !JsonNode.DeepEquals(value, property.Default)
        select new Violation(property.Name, "This value should be null.");

    /// <summary>What new products have is of the attribute's type (SaaS reference); the words are a guess.</summary>
    private static IEnumerable<Violation> DefaultValue(JsonObject entity, string type)
    {
        const string name = "default_value";
        if (entity[name] is { } value && _defaults.TryGetValue(type, out JsonValueKind[]? kinds) && !kinds.Contains(value.GetValueKind()))
        {
            yield return new(name, "This value is not valid.");
        }
    }

    private static IEnumerable<Violation> Bounds(JsonObject entity)
    {
        if (entity["max_characters"]?.GetValue<long>() == 0)
        {
            yield return new("max_characters", "This value should be greater than 0.");
        }
    }

    private static IEnumerable<Violation> Ranges(JsonObject entity)
    {
        foreach (string name in new[] { "number_min", "number_max", "max_file_size" })
        {
            if (Text(entity, name) is { Length: > 0 } text && !Decimals.TryRead(text, out _))
            {
                yield return new(name, "This value should be a valid number.");
            }
        }

        if (Decimals.TryRead(Text(entity, "number_min") ?? "", out decimal low) && Decimals.TryRead(Text(entity, "number_max") ?? "", out decimal high) && low > high)
        {
            yield return new("number_min", "The minimum value must be lower than the maximum value.");
        }

        foreach (string name in new[] { "sort_order", "max_characters", "minimum_input_length", "decimal_places", "max_items_count" })
        {
            if (entity[name]?.GetValue<long>() < 0)
            {
                yield return new(name, "This value should be either positive or zero.");
            }
        }
    }

    private static string? Text(JsonObject entity, string name) => entity[name]?.GetValue<string>();
}
