using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>The format of the values of a record or an asset: locale, channel and data, the data as its attribute has it (5.8, 11.3).</summary>
internal sealed class EntryFormat(EntityModel model, IReadOnlyList<StructureEntity> attributes)
{
    private static readonly string[] _written = ["locale", "channel", "data"];

    // made by the server, and ignored when a value comes back (5.4)
    private static readonly string[] _ignored = ["attribute_type", "linked_data", "reference_data_name", "_links"];

    private static readonly string[] _states = ["enabled", "disabled"];

    public IEnumerable<Violation> Check(JsonElement body)
    {
        foreach (Violation violation in Life(body))
        {
            yield return violation;
        }

        if (!PhpJson.TryGet(body, "values", out JsonElement values) || values.ValueKind != JsonValueKind.Object)
        {
            yield break; // its table of properties tells
        }

        foreach (JsonProperty sent in values.EnumerateObject())
        {
            StructureEntity? attribute = Find(attributes, sent.Name);
            if (attribute is null)
            {
                yield return new("values", $"Attribute \"{sent.Name}\" does not exist.");
            }
            else if (sent.Value.ValueKind != JsonValueKind.Array)
            {
                yield return new($"values.{sent.Name}", FormatCheck.Found(sent.Value, "an array"));
            }
            else
            {
                foreach (Violation violation in sent.Value.EnumerateArray().SelectMany((value, at) => Value(value, model.TypeOf(attribute), $"values.{sent.Name}[{at}]")))
                {
                    yield return violation;
                }
            }
        }
    }

    public static StructureEntity? Find(IReadOnlyList<StructureEntity> attributes, string code) =>
        attributes.FirstOrDefault(attribute => attribute.Code.Equals(code, System.StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Violation> Life(JsonElement body)
    {
        if (PhpJson.TryGet(body, "status", out JsonElement status) && !_states.Contains(PhpJson.StringOrNull(status)))
        {
            yield return new("status", FormatCheck.NotOneOf(_states));
        }

        foreach (string name in new[] { "start_date", "end_date" })
        {
            if (PhpJson.TryGet(body, name, out JsonElement date) && PhpJson.StringOrNull(date) is string text && Timestamps.ReadDay(text) is null)
            {
                yield return new(name, $"Invalid date \"{text}\", expected format YYYY-MM-DD");
            }
        }
    }

    private static IEnumerable<Violation> Value(JsonElement value, EntityAttributeType type, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [new(path, FormatCheck.Found(value, "an object"))];
        }

        return
        [
            .. _written.Where(name => !value.TryGetProperty(name, out _)).Select(name => new Violation($"{path}.{name}", FormatCheck.Missing(name))),
            .. value.EnumerateObject().Where(member => !_written.Contains(member.Name) && !_ignored.Contains(member.Name))
                .Select(member => new Violation(path, FormatCheck.Undefined(member.Name))),
            .. BodyFormat.Member(value, path, "locale", "a string or a null", JsonValueKind.String, JsonValueKind.Null),
            .. BodyFormat.Member(value, path, "channel", "a string or a null", JsonValueKind.String, JsonValueKind.Null),
            .. Data(value, type, path),
        ];
    }

    private static IEnumerable<Violation> Data(JsonElement value, EntityAttributeType type, string path)
    {
        if (type.Format == ValueFormat.Flag)
        {
            return BodyFormat.Member(value, path, "data", "a boolean or a null", JsonValueKind.True, JsonValueKind.False, JsonValueKind.Null);
        }

        if (!type.HasMany)
        {
            return BodyFormat.Member(value, path, "data", "a string or a null", JsonValueKind.String, JsonValueKind.Null);
        }

        return PhpJson.TryGet(value, "data", out JsonElement data) && data.ValueKind == JsonValueKind.Array
            ? data.EnumerateArray().Select((item, at) => (item, at)).Where(pair => pair.item.ValueKind != JsonValueKind.String)
                .Select(pair => new Violation($"{path}.data[{pair.at}]", FormatCheck.Found(pair.item, "a string")))
            : BodyFormat.Member(value, path, "data", "an array or a null", JsonValueKind.Array, JsonValueKind.Null);
    }
}
