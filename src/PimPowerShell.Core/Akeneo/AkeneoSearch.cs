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

/// <summary>
/// Writes and reads the <c>search</c> option: an object of properties, each with its list of conditions, or of the one
/// member <c>and</c> or <c>or</c> with a list of objects, each of one condition or of one such member.
/// </summary>
internal static class AkeneoSearch
{
    /// <summary>The search's JSON, or null when there are no conditions.</summary>
    public static string? Write(PimResource resource, IEnumerable<PimCriterion> criteria, string? search, params IReadOnlyList<string> more)
    {
        PimCriterion[] given = [.. criteria];
        Property[] own = [.. Split(resource, search, more)];
        if (resource.CombinedFilters.Count > 0)
        {
            PimCondition[] read = [.. own.SelectMany(property => Read(resource, property))];
            if (given.Any(static one => one.Parts is not null) || read.Any(static one => one.Parts is not null))
            {
                return WriteCombined(resource, [.. given, .. read.Select(static condition => CombinedConditions.Map(condition, AsItIs))]);
            }
        }

        var conditions = new Dictionary<string, List<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        foreach (Property property in own)
        {
            List(conditions, property.Name).AddRange(property.Conditions);
        }

        foreach (PimCriterion criterion in given)
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
    public static IEnumerable<PimCondition> Read(PimResource resource, string? search, IReadOnlyList<string> more) =>
        Split(resource, search, more).SelectMany(property => Read(resource, property));

    /// <summary>A condition of JSON that is combined is sent as it is, without what makes that of a table fit.</summary>
    /// <exception cref="PimException">It has another form than the one that fits.</exception>
    public static void RequireForm(PimResource resource, PimCondition condition, PimCriterion fitting)
    {
        string right = Text(fitting);
        // an operator without a value may have one that says nothing
        if (Text(AsItIs(condition) with { Value = fitting.Value is null ? null : condition.Value }) != right)
        {
            throw new PimException(PimErrorKind.Input, $"Filter: JSON is sent as it is, and the condition on '{condition.Property}' has to look like {right}.") { Subject = condition.Property };
        }

        string Text(PimCriterion criterion) => Encoding.UTF8.GetString(JsonBytes.Write(writer => WritePart(writer, resource, criterion)));
    }

    private static IEnumerable<PimCondition> Read(PimResource resource, Property property)
    {
        JsonElement[] elements = [.. property.Conditions.Select(json => Element(property.Name, json))];
        return CombinedConditions.Find(property.Name, elements.Select(JsonTree.Read)) is { } combined
            ? [Complete(combined)]
            : elements.Select(element => Condition(resource, property.Name, element));
    }

    private static JsonElement Element(string property, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Bad($"what '{property}' holds cannot be read: {e.Message}", e);
        }
    }

    /// <summary>JSON names its operators, also where a table would not.</summary>
    private static PimCondition Complete(PimCondition condition) =>
        condition.Parts is null ? condition with { Operator = condition.Operator ?? "" } : condition with { Parts = [.. condition.Parts.Select(Complete)] };

    private static PimCriterion AsItIs(PimCondition condition) =>
        new(condition.Property, condition.Operator ?? "", condition.Value, condition.Locale, condition.Scope) { Locales = condition.Locales };

    /// <summary>All of the criteria as one, which the server takes alone.</summary>
    private static string WriteCombined(PimResource resource, IReadOnlyList<PimCriterion> criteria)
    {
        PimCriterion root = criteria.Count == 1 && criteria[0].Parts is not null ? criteria[0] : new PimCriterion(CombinedConditions.And, "") { Parts = criteria };
        return Encoding.UTF8.GetString(JsonBytes.Write(writer => WritePart(writer, resource, root)));
    }

    private static void WritePart(Utf8JsonWriter writer, PimResource resource, PimCriterion part)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(part.Field);
        if (part.Parts is null)
        {
            JsonTree.Write(writer, Condition(resource, part, isCombined: true));
        }
        else
        {
            writer.WriteStartArray();
            foreach (PimCriterion inner in part.Parts)
            {
                WritePart(writer, resource, inner);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
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

    private static IEnumerable<string> All(string? search, IReadOnlyList<string> more) => search is null ? more : [search, .. more];

    private static IEnumerable<Property> Split(PimResource resource, string? search, IReadOnlyList<string> more) => All(search, more).SelectMany(json => Split(resource, json));

    private static List<Property> Split(PimResource resource, string search)
    {
        var properties = new List<Property>();
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
                if (resource.CombinedFilters.Count > 0 && CombinedConditions.IsName(property.Name)
                    && properties.Exists(one => string.Equals(one.Name, property.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    throw Bad($"'{property.Name}' is there twice; give its conditions in one list, or in two searches.");
                }

                if (property.Value.ValueKind == JsonValueKind.Object && resource.LoneFilters.Count > 0)
                {
                    properties.Add(new Property(property.Name, [Raw(property.Value)]));
                    continue;
                }

                if (property.Value.ValueKind != JsonValueKind.Array)
                {
                    throw Bad($"{Shape}; '{property.Name}' holds no list of conditions.");
                }

                JsonElement[] conditions = [.. property.Value.EnumerateArray()];
                if (conditions.Length == 0)
                {
                    throw Bad($"{Shape}; the list of '{property.Name}' is empty.");
                }

                if (Array.Exists(conditions, static condition => condition.ValueKind != JsonValueKind.Object))
                {
                    throw Bad($"{Shape}; what '{property.Name}' holds is no condition.");
                }

                properties.Add(new Property(property.Name, [.. conditions.Select(Raw)]));
            }

            return properties;
        }
        catch (JsonException e)
        {
            throw Bad($"{Shape}; it is no JSON: {e.Message}", e);
        }

        static ReadOnlyMemory<byte> Raw(JsonElement condition) => Encoding.UTF8.GetBytes(condition.GetRawText());
    }

    private static List<ReadOnlyMemory<byte>> List(Dictionary<string, List<ReadOnlyMemory<byte>>> conditions, string field)
    {
        if (!conditions.TryGetValue(field, out List<ReadOnlyMemory<byte>>? list))
        {
            conditions.Add(field, list = []);
        }

        return list;
    }

    /// <summary>One condition. Where conditions are combined, the server spells some of it otherwise.</summary>
    private static ReadOnlyMemory<byte> Condition(PimResource resource, PimCriterion criterion, bool isCombined = false) =>
        JsonBytes.Write(writer =>
        {
            bool isProperty = resource.Filters.ContainsKey(criterion.Field) || (isCombined && resource.CombinedFilters.ContainsKey(criterion.Field));
            writer.WriteStartObject();
            writer.WriteString("operator", isCombined && criterion.Field == "code" ? criterion.Operator.Replace(' ', '_') : criterion.Operator);
            if (criterion.Value is not null)
            {
                writer.WritePropertyName("value");
                JsonTree.Write(writer, Dates(resource, isProperty, criterion.Value));
            }

            if (criterion.Locale is not null)
            {
                writer.WriteString("locale", criterion.Locale);
            }

            bool hasContext = isCombined && criterion.Field == "complete";
            if (hasContext)
            {
                writer.WriteStartObject("context");
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

            if (hasContext)
            {
                writer.WriteEndObject();
            }

            if (criterion.ReadinessCode is not null)
            {
                writer.WriteString("readiness_code", criterion.ReadinessCode);
            }

            writer.WriteEndObject();
        });

    /// <summary>Dates in the form that this resource's filters take; attribute filters take the day alone.</summary>
    private static object Dates(PimResource resource, bool isProperty, object value) => value switch
    {
        DateTime or DateTimeOffset when !isProperty => CalendarDay.Of(value)!,
        DateTime time => Dates(resource, isProperty, new DateTimeOffset(time)),
        DateTimeOffset time when resource.FilterDates == FilterDateStyle.ServerTime => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        string or IDictionary or IEnumerable<KeyValuePair<string, object?>> => value,
        IEnumerable list => list.Cast<object>().Select(item => Dates(resource, isProperty, item)).ToList(),
        _ => value,
    };

    private static PimException Bad(string message, Exception? inner = null) => new(PimErrorKind.Input, "Filter: " + message, inner) { Subject = "Filter" };

    /// <summary>One entry of a search, with the JSON of its conditions.</summary>
    private sealed record Property(string Name, IReadOnlyList<ReadOnlyMemory<byte>> Conditions);
}
