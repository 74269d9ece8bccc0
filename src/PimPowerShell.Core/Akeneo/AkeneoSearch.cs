using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Writes and reads the <c>search</c> option: an object of properties, each with its list of conditions.</summary>
internal static class AkeneoSearch
{
    /// <summary>The search's JSON, or null when there are no conditions.</summary>
    public static string? Write(PimResource resource, IEnumerable<PimCriterion> criteria, string? search, params IReadOnlyList<string> more)
    {
        Dictionary<string, List<ReadOnlyMemory<byte>>> conditions = Split(resource, search, more);
        foreach (PimCriterion criterion in criteria)
        {
            List(conditions, criterion.Field).Add(Condition(resource, criterion));
        }

        if (conditions.Count == 0)
        {
            return null;
        }

        return Encoding.UTF8.GetString(JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, List<ReadOnlyMemory<byte>>> property in conditions)
            {
                writer.WritePropertyName(property.Key);
                JsonTree.Write(writer, property.Value.Count == 1 && resource.LoneFilters.Contains(property.Key) ? property.Value[0] : property.Value);
            }

            writer.WriteEndObject();
        }));
    }

    /// <summary>The conditions of searches in JSON, with the names that they have there: the server knows its operators in capitals alone.</summary>
    /// <exception cref="PimException">A search is no JSON, or does not hold conditions.</exception>
    public static IEnumerable<PimCondition> Read(PimResource resource, string? search, IReadOnlyList<string> more)
    {
        foreach (KeyValuePair<string, List<ReadOnlyMemory<byte>>> property in Split(resource, search, more))
        {
            // those of assets may be combined, in a form that only the server knows
            if (resource.Noun == "Asset" && (property.Key.ToUpperInvariant() is "AND" or "OR"))
            {
                continue;
            }

            foreach (ReadOnlyMemory<byte> json in property.Value)
            {
                using JsonDocument condition = JsonDocument.Parse(json);
                yield return Condition(resource, property.Key, condition.RootElement);
            }
        }
    }

    private static PimCondition Condition(PimResource resource, string property, JsonElement condition)
    {
        return new PimCondition(property, Text("operator") ?? "", Member("value") is { } value ? JsonTree.Read(value) : null)
        {
            Locale = Text("locale"),
            Scope = Text(resource.ChannelField),
            Locales = Member("locales") is not { } locales ? null : locales.ValueKind == JsonValueKind.Array ? [.. locales.EnumerateArray().Select(static item => item.ToString())] : [locales.ToString()],
            ReadinessCode = Text("readiness_code"),
        };

        string? Text(string name) => Member(name)?.ToString();

        JsonElement? Member(string name) => condition.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static Dictionary<string, List<ReadOnlyMemory<byte>>> Split(PimResource resource, string? search, IReadOnlyList<string> more)
    {
        var conditions = new Dictionary<string, List<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        foreach (string json in search is null ? more : [search, .. more])
        {
            Split(resource, json, conditions);
        }

        return conditions;
    }

    private static void Split(PimResource resource, string search, Dictionary<string, List<ReadOnlyMemory<byte>>> conditions)
    {
        const string Shape = """the filter's JSON has to look like {"family":[{"operator":"IN","value":["shoes"]}]}""";
        try
        {
            using JsonDocument document = JsonDocument.Parse(search);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Bad($"{Shape}; it is no object.");
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object && resource.LoneFilters.Count > 0)
                {
                    List(conditions, property.Name).Add(Encoding.UTF8.GetBytes(property.Value.GetRawText()));
                    continue;
                }

                if (property.Value.ValueKind != JsonValueKind.Array)
                {
                    throw Bad($"{Shape}; '{property.Name}' holds no list of conditions.");
                }

                foreach (JsonElement condition in property.Value.EnumerateArray())
                {
                    if (condition.ValueKind != JsonValueKind.Object)
                    {
                        throw Bad($"{Shape}; what '{property.Name}' holds is no condition.");
                    }

                    List(conditions, property.Name).Add(Encoding.UTF8.GetBytes(condition.GetRawText()));
                }
            }
        }
        catch (JsonException e)
        {
            throw Bad($"{Shape}; it is no JSON: {e.Message}", e);
        }

        static PimException Bad(string message, Exception? inner = null) =>
            new(PimErrorKind.Input, "Filter: " + message, inner) { Subject = "Filter" };
    }

    private static List<ReadOnlyMemory<byte>> List(Dictionary<string, List<ReadOnlyMemory<byte>>> conditions, string field)
    {
        if (!conditions.TryGetValue(field, out List<ReadOnlyMemory<byte>>? list))
        {
            conditions.Add(field, list = []);
        }

        return list;
    }

    private static ReadOnlyMemory<byte> Condition(PimResource resource, PimCriterion criterion) =>
        JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("operator", criterion.Operator);
            if (criterion.Value is not null)
            {
                writer.WritePropertyName("value");
                JsonTree.Write(writer, Dates(resource, criterion.Field, criterion.Value));
            }

            if (criterion.Locale is not null)
            {
                writer.WriteString("locale", criterion.Locale);
            }

            if (criterion.Scope is not null)
            {
                writer.WriteString(resource.ChannelField, criterion.Scope);
            }

            if (criterion.Locales is not null)
            {
                writer.WritePropertyName("locales");
                JsonTree.Write(writer, criterion.Locales);
            }

            if (criterion.ReadinessCode is not null)
            {
                writer.WriteString("readiness_code", criterion.ReadinessCode);
            }

            writer.WriteEndObject();
        });

    /// <summary>Dates in the form that this resource's filters take; attribute filters take the day alone.</summary>
    private static object Dates(PimResource resource, string field, object value) => value switch
    {
        DateTime or DateTimeOffset when !resource.Filters.ContainsKey(field) => CalendarDay.Of(value)!,
        DateTime time => Dates(resource, field, new DateTimeOffset(time)),
        DateTimeOffset time when resource.FilterDates == FilterDateStyle.ServerTime => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        string or IDictionary or IEnumerable<KeyValuePair<string, object?>> => value,
        IEnumerable list => list.Cast<object>().Select(item => Dates(resource, field, item)).ToList(),
        _ => value,
    };
}
