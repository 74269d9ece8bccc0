using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// Says of a line what the server would refuse, or would pass over without a word, as it does with attributes that the
/// key's view has not. Whether categories and related products exist is left to the server.
/// </summary>
internal static class PimsLineCheck
{
    private static readonly string[] s_statuses = ["active", "inactive", "deleted"];

    public static async Task<IReadOnlyList<PimFieldError>> CheckAsync(PimsMetadata metadata, PimResource resource, ReadOnlyMemory<byte> line, CallContext context)
    {
        if (resource != PimsResources.Product)
        {
            return [];
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            return [new PimFieldError(null, $"is no JSON: {e.Message}")];
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return [new PimFieldError(null, "is no JSON object")];
            }

            var errors = new List<PimFieldError>();
            if (!root.TryGetProperty("sku", out JsonElement sku) || sku.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(sku.GetString()))
            {
                errors.Add(new PimFieldError("sku", "cannot be empty"));
            }

            if (!root.TryGetProperty("attributes", out JsonElement attributes) || attributes.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new PimFieldError("attributes", "takes values by attribute"));
                return errors;
            }

            IReadOnlyDictionary<string, AttributeDefinition> definitions = await metadata.GetAllAsync(context).ConfigureAwait(false);
            foreach (JsonProperty attribute in attributes.EnumerateObject())
            {
                string name = attribute.Name;
                if (resource.ReadOnlyFields.Contains(name))
                {
                    continue;
                }

                if (!definitions.TryGetValue(name, out AttributeDefinition? definition))
                {
                    Add(name, PimsValues.Unknown);
                }
                // what the server computes is left out of what is sent
                else if (definition.Type != PimsMetadata.ComputedType && Fault(definition, attribute.Value) is { } fault)
                {
                    Add(definition.Code, fault);
                }
            }

            return errors;

            void Add(string attribute, string message) => errors.Add(new PimFieldError("attributes", message, attribute));
        }
    }

    private static string? Fault(AttributeDefinition attribute, JsonElement value)
    {
        bool isEmpty = value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""u8));
        if (attribute.Code == "status")
        {
            return value.ValueKind == JsonValueKind.String && Array.IndexOf(s_statuses, value.GetString()) >= 0
                ? null
                : $"takes {string.Join(", ", s_statuses)}, not '{JsonKind.Show(value)}'";
        }

        if (isEmpty)
        {
            return null;
        }

        if (!attribute.IsCollection)
        {
            return JsonKind.IsContainer(value) ? PimsValues.OneValue : PimsValues.DictionaryFault(attribute, value) ?? PimsValues.NumberFault(attribute, value.ToString());
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return $"takes a list of values, not {JsonKind.Of(value)}";
        }

        foreach (JsonElement item in value.EnumerateArray())
        {
            if (JsonKind.IsContainer(item) || item.ValueKind == JsonValueKind.Null)
            {
                return $"takes a list of values, and has {JsonKind.Of(item)} in it";
            }

            if (PimsValues.NumberFault(attribute, item.ToString()) is { } fault)
            {
                return fault;
            }
        }

        return PimsValues.DictionaryFault(attribute, value);
    }
}
