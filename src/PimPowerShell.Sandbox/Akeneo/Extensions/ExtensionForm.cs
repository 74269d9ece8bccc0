using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Extensions;

/// <summary>What a call sends of an extension: as JSON, or as the form that can carry its script.</summary>
internal sealed class ExtensionForm
{
    private const string FilePart = "file";

    private ExtensionForm(JsonElement body, MultipartPart? file)
    {
        Body = body;
        File = file;
    }

    public JsonElement Body { get; }

    public MultipartPart? File { get; }

    public static ExtensionForm Read(ApiRequest request)
    {
        string contentType = request.Http.Header("Content-Type")!;
        if (!RequestChecks.MediaType(contentType).Equals(MultipartReader.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return new ExtensionForm(request.ReadJson(), null);
        }

        if (!MultipartReader.TryRead(contentType, request.Http.Body, out IReadOnlyList<MultipartPart> parts))
        {
            throw ApiException.BadRequest("Invalid form data received");
        }

        JsonObject fields = [];
        foreach (MultipartPart part in parts.Where(part => part.Name != FilePart))
        {
            Put(fields, part.Name.Split('[').Select(key => key.TrimEnd(']')).ToArray(), part.Text);
        }

        JsonNode body = Lists(fields)!;
        ReadVariables(body);
        PhpJson.TryParse(Encoding.UTF8.GetBytes(body.ToJsonString()), out JsonElement json);
        return new ExtensionForm(json, parts.FirstOrDefault(part => part.Name == FilePart));
    }

    /// <summary>Puts <c>configuration[labels][en_US]</c> where PHP puts it.</summary>
    private static void Put(JsonObject fields, string[] path, string text)
    {
        JsonObject target = fields;
        foreach (string key in path.Take(path.Length - 1))
        {
            if (target[key] is not JsonObject next)
            {
                target[key] = next = [];
            }

            target = next;
        }

        target[path[path.Length - 1]] = text;
    }

    /// <summary>Arrays whose keys count from zero are lists.</summary>
    private static JsonNode? Lists(JsonNode? node)
    {
        if (node is not JsonObject members)
        {
            return node?.DeepClone();
        }

        List<KeyValuePair<string, JsonNode?>> entries = [.. members.Select(member => new KeyValuePair<string, JsonNode?>(member.Key, Lists(member.Value)))];
        if (entries.Count > 0 && entries.Select(entry => entry.Key).SequenceEqual(Enumerable.Range(0, entries.Count).Select(number => number.ToString())))
        {
            return new JsonArray([.. entries.Select(entry => entry.Value)]);
        }

        return new JsonObject(entries);
    }

    /// <summary>The variables of a script come as JSON within a field of the form.</summary>
    private static void ReadVariables(JsonNode body)
    {
        const string name = "custom_variables";
        if ((body as JsonObject)?["configuration"] is JsonObject configuration
            && configuration[name] is JsonValue value
            && PhpJson.TryParse(Encoding.UTF8.GetBytes(value.GetValue<string>()), out JsonElement variables))
        {
            configuration[name] = PhpJson.ToNode(variables);
        }
    }
}
