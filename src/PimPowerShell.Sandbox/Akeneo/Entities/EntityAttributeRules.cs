using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>What the attributes of records and assets are checked for (1.17, 1.18, 1.25).</summary>
internal static class EntityAttributeRules
{
    private static readonly string[] _rules = ["none", "email", "url", "regular_expression", "regexp"];
    private static readonly string[] _mediaTypes = ["image", "pdf", "youtube", "vimeo", "other"];

    /// <param name="body">What was sent.</param>
    /// <param name="isNew">Whether it makes an attribute.</param>
    public static IEnumerable<Violation> Format(JsonElement body, bool isNew) =>
        [.. OneOf(body, "validation_rule", _rules), .. OneOf(body, "media_type", _mediaTypes), .. isNew ? Editor(body) : []];

    public static IEnumerable<Violation> Validate(EntityStore store, EntityAttributeType type, JsonObject attribute) =>
        [.. Text(attribute), .. Numbers(attribute), .. Link(store, type, attribute)];

    /// <summary>Whether values are held against an expression; the two names of the rule are both in use.</summary>
    public static bool HasPattern(string? rule) => rule is "regular_expression" or "regexp";

    /// <summary>A text area is made with or without an editor, and says which (1.25).</summary>
    private static IEnumerable<Violation> Editor(JsonElement body) =>
        PhpJson.TryGet(body, "is_textarea", out JsonElement flag) && flag.ValueKind == JsonValueKind.True && !PhpJson.TryGet(body, "is_rich_text_editor", out _)
            ? [new("is_rich_text_editor", FormatCheck.Missing("is_rich_text_editor"))]
            : [];

    private static IEnumerable<Violation> OneOf(JsonElement body, string name, string[] values) =>
        PhpJson.TryGet(body, name, out JsonElement value) && value.ValueKind == JsonValueKind.String && !values.Contains(value.GetString())
            ? [new(name, FormatCheck.NotOneOf(values))]
            : [];

    private static IEnumerable<Violation> Text(JsonObject attribute)
    {
        if (attribute["is_rich_text_editor"]?.GetValue<bool>() == true && attribute["is_textarea"]?.GetValue<bool>() != true)
        {
            yield return new("is_rich_text_editor", "Only a text area can have a rich text editor.");
        }

        if (attribute["max_characters"]?.GetValue<long>() < 1)
        {
            yield return new("max_characters", "This value should be greater than 0.");
        }

        if (HasPattern(attribute["validation_rule"]?.GetValue<string>()))
        {
            string? pattern = attribute["validation_regexp"]?.GetValue<string>();
            if (string.IsNullOrEmpty(pattern))
            {
                yield return new("validation_regexp", "This value should not be blank.");
            }
            else if (!TextRules.TryParsePattern(pattern!, out _))
            {
                yield return new("validation_regexp", "The pattern is not a valid regular expression.");
            }
        }
    }

    private static IEnumerable<Violation> Numbers(JsonObject attribute)
    {
        List<decimal> bounds = [];
        foreach (string name in new[] { "min_value", "max_value", "max_file_size" })
        {
            if (attribute[name]?.GetValue<string>() is not string text)
            {
                continue;
            }

            if (!Decimals.TryRead(text, out decimal number))
            {
                yield return new(name, "This value should be a valid number.");
            }
            else if (name != "max_file_size")
            {
                bounds.Add(number);
            }
        }

        if (bounds.Count == 2 && bounds[0] >= bounds[1])
        {
            yield return new("min_value", "The minimum value must be lower than the maximum value");
        }
    }

    private static IEnumerable<Violation> Link(EntityStore store, EntityAttributeType type, JsonObject attribute)
    {
        if (type.LinkProperty is not string property)
        {
            yield break;
        }

        EntityStore target = store.TargetOf(type);
        if (attribute[property]?.GetValue<string>() is not { Length: > 0 } code)
        {
            yield return new(property, "This value should not be blank.");
        }
        else if (target.Entities.Find("", code) is null)
        {
            yield return new(property, target.Model.NotFound(code));
        }
    }
}
