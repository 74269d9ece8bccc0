using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Search;

/// <summary>One condition of a <c>search</c> parameter (4.1).</summary>
internal sealed class SearchFilter(string property, string op, JsonElement body)
{
    public string Property { get; } = property;

    public string Operator { get; } = op;

    /// <summary>Undefined when the filter has no value.</summary>
    public JsonElement Value => Member("value");

    public bool HasValue => Value.ValueKind != JsonValueKind.Undefined;

    public JsonElement Member(string name) => PhpJson.TryGet(body, name, out JsonElement value) ? value : default;

    /// <summary>All conditions of a search, refused where their structure is not right.</summary>
    public static IReadOnlyList<SearchFilter> ParseAll(JsonElement search)
    {
        List<SearchFilter> filters = [];
        foreach (KeyValuePair<string, JsonElement> property in PhpJson.Entries(search))
        {
            if (property.Value.ValueKind != JsonValueKind.Array)
            {
                throw Structure(property.Key);
            }

            foreach (JsonElement body in property.Value.EnumerateArray())
            {
                filters.Add(Parse(property.Key, body));
            }
        }

        return filters;
    }

    private static SearchFilter Parse(string property, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw Structure(property);
        }

        if (!body.TryGetProperty("operator", out JsonElement op))
        {
            throw ApiException.Unprocessable($"Operator is missing for the property \"{property}\".");
        }

        return op.ValueKind == JsonValueKind.String
            ? new SearchFilter(property, op.GetString()!, body)
            : throw ApiException.Unprocessable($"Operator has to be a string, \"{PhpJson.TypeName(op)}\" given.");
    }

    private static ApiException Structure(string property) => ApiException.Unprocessable(
        $"Structure of filter \"{property}\" should respect this structure: {{\"{property}\":[{{\"operator\": \"my_operator\", \"value\": \"my_value\"}}]}}");
}
