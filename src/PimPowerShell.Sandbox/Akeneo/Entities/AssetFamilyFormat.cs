using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;
using static System.Text.Json.JsonValueKind;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The format of what an asset family does to its assets, which is deeper than a table of properties tells.</summary>
internal static class AssetFamilyFormat
{
    private static readonly JsonValueKind[] _textOrNull = [String, Null];

    public static IEnumerable<Violation> Check(JsonElement body) =>
    [
        .. Convention(body),
        .. Each(body, "product_link_rules", LinkRule),
        .. Each(body, "transformations", Transformation),
    ];

    /// <summary>An empty convention is none; any other is whole.</summary>
    private static IEnumerable<Violation> Convention(JsonElement body)
    {
        const string Path = "naming_convention";
        if (!PhpJson.TryGet(body, Path, out JsonElement convention) || convention.ValueKind != Object || !convention.EnumerateObject().Any())
        {
            return [];
        }

        PhpJson.TryGet(convention, "source", out JsonElement source);
        return
        [
            .. Required(convention, Path, "source", "pattern", "abort_asset_creation_on_error"),
            .. Only(convention, Path, "source", "pattern", "abort_asset_creation_on_error"),
            .. BodyFormat.Member(convention, Path, "source", "an object", Object),
            .. BodyFormat.Member(convention, Path, "pattern", "a string", String),
            .. BodyFormat.Member(convention, Path, "abort_asset_creation_on_error", "a boolean", True, False),
            .. source.ValueKind != Object ? (IEnumerable<Violation>)[] :
            [
                .. Required(source, Path + ".source", "property"),
                .. Only(source, Path + ".source", "property", "channel", "locale"),
                .. BodyFormat.Member(source, Path + ".source", "property", "a string", String),
                .. Place(source, Path + ".source"),
            ],
        ];
    }

    private static IEnumerable<Violation> LinkRule(JsonElement rule, string path) =>
    [
        .. Required(rule, path, "product_selections", "assign_assets_to"),
        .. Only(rule, path, "product_selections", "assign_assets_to"),
        .. Each(rule, path, "product_selections", Selection),
        .. Each(rule, path, "assign_assets_to", Assignment),
    ];

    private static IEnumerable<Violation> Selection(JsonElement selection, string path) =>
    [
        .. Required(selection, path, "field", "operator", "value"),
        .. Only(selection, path, "field", "operator", "value", "channel", "locale"),
        .. BodyFormat.Member(selection, path, "field", "a string", String),
        .. BodyFormat.Member(selection, path, "operator", "a string", String),
        .. Place(selection, path),
    ];

    private static IEnumerable<Violation> Assignment(JsonElement assignment, string path) =>
    [
        .. Required(assignment, path, "attribute", "mode"),
        .. Only(assignment, path, "attribute", "mode", "channel", "locale"),
        .. BodyFormat.Member(assignment, path, "attribute", "a string", String),
        .. OneOf(assignment, path, "mode", "add", "replace"),
        .. Place(assignment, path),
    ];

    private static IEnumerable<Violation> Transformation(JsonElement transformation, string path) =>
    [
        .. Required(transformation, path, "label", "source", "target", "operations"),
        .. Only(transformation, path, "label", "filename_prefix", "filename_suffix", "source", "target", "operations"),
        .. BodyFormat.Member(transformation, path, "label", "a string", String),
        .. BodyFormat.Member(transformation, path, "filename_prefix", "a string or a null", _textOrNull),
        .. BodyFormat.Member(transformation, path, "filename_suffix", "a string or a null", _textOrNull),
        .. MediaPlace(transformation, path, "source"),
        .. MediaPlace(transformation, path, "target"),
        .. Each(transformation, path, "operations", Operation),
        .. PhpJson.TryGet(transformation, "operations", out JsonElement operations) && operations.ValueKind == Array && operations.GetArrayLength() == 0
            ? [new Violation(path + ".operations", "There must be a minimum of 1 items in the array")]
            : (IEnumerable<Violation>)[],
    ];

    private static IEnumerable<Violation> Operation(JsonElement operation, string path) =>
    [
        .. Required(operation, path, "type"),
        .. Only(operation, path, "type", "parameters"),
        .. BodyFormat.Member(operation, path, "type", "a string", String),
        .. BodyFormat.Member(operation, path, "parameters", "an object", Object),
    ];

    private static IEnumerable<Violation> MediaPlace(JsonElement holder, string path, string name)
    {
        if (!PhpJson.TryGet(holder, name, out JsonElement place))
        {
            return [];
        }

        string at = $"{path}.{name}";
        return place.ValueKind != Object ? [new Violation(at, FormatCheck.Found(place, "an object"))] :
        [
            .. Required(place, at, "attribute"),
            .. Only(place, at, "attribute", "channel", "locale"),
            .. BodyFormat.Member(place, at, "attribute", "a string", String),
            .. Place(place, at),
        ];
    }

    private static IEnumerable<Violation> Place(JsonElement holder, string path) =>
    [
        .. BodyFormat.Member(holder, path, "channel", "a string or a null", _textOrNull),
        .. BodyFormat.Member(holder, path, "locale", "a string or a null", _textOrNull),
    ];

    private delegate IEnumerable<Violation> ItemCheck(JsonElement item, string path);

    private static IEnumerable<Violation> Each(JsonElement holder, string name, ItemCheck check) => Each(holder, "", name, check);

    private static IEnumerable<Violation> Each(JsonElement holder, string path, string name, ItemCheck check)
    {
        if (!PhpJson.TryGet(holder, name, out JsonElement list))
        {
            return [];
        }

        string at = path.Length == 0 ? name : $"{path}.{name}";
        return list.ValueKind != Array
            ? [new Violation(at, FormatCheck.Found(list, "an array"))]
            : list.EnumerateArray().SelectMany((item, i) => item.ValueKind == Object
                ? check(item, $"{at}[{i}]")
                : [new Violation($"{at}[{i}]", FormatCheck.Found(item, "an object"))]);
    }

    private static IEnumerable<Violation> Required(JsonElement holder, string path, params string[] names) =>
        names.Where(name => !PhpJson.TryGet(holder, name, out _)).Select(name => new Violation($"{path}.{name}", FormatCheck.Missing(name)));

    private static IEnumerable<Violation> Only(JsonElement holder, string path, params string[] names) =>
        PhpJson.Entries(holder).Where(entry => !names.Contains(entry.Key)).Select(entry => new Violation(path, FormatCheck.Undefined(entry.Key)));

    private static IEnumerable<Violation> OneOf(JsonElement holder, string path, string name, params string[] values) =>
        PhpJson.TryGet(holder, name, out JsonElement value) && !values.Contains(PhpJson.StringOrNull(value))
            ? [new Violation($"{path}.{name}", FormatCheck.NotOneOf(values))]
            : [];
}
