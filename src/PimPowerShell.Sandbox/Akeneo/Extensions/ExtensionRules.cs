using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Extensions;

/// <summary>What a UI extension must be like (1.20).</summary>
internal static class ExtensionRules
{
    private const string BearerToken = "Bearer Token";
    private const int NameMaximum = 255;
    private const int SecretMinimum = 32;

    private static readonly string[] _statuses = ["active", "inactive"];
    private static readonly string[] _credentialTypes = ["Custom Header", BearerToken, "Basic Auth"];

    /// <param name="extension">The extension as it would be kept.</param>
    /// <param name="file">The script that came with the call, or null.</param>
    /// <param name="hasScript">Whether a script is kept from an earlier call.</param>
    /// <param name="isNameTaken">Whether another extension has the name.</param>
    /// <param name="structure">The locales that labels may be in.</param>
    public static void Check(JsonObject extension, MultipartPart? file, bool hasScript, bool isNameTaken, StructureStore structure)
    {
        EntityChecks checks = new(structure);
        checks.Required(extension, "name");
        checks.MaximumLength(extension, "name", NameMaximum);
        if (isNameTaken)
        {
            checks.Add("name", "This value is already used.");
        }

        checks.RequiredChoice(extension, "type", [.. ExtensionType.All.Select(type => type.Code)]);
        ExtensionType? kind = ExtensionType.Find(EntityChecks.Text(extension["type"]));
        checks.RequiredChoice(extension, "position", kind?.Positions ?? [.. ExtensionType.All.SelectMany(type => type.Positions)]);
        checks.RequiredChoice(extension, "status", _statuses);
        CheckConfiguration(checks, extension["configuration"] as JsonObject ?? [], kind);
        CheckCredentials(checks, extension["credentials"]);
        CheckFile(checks, kind, file, hasScript);
        checks.Conclude();
    }

    private static void CheckConfiguration(EntityChecks checks, JsonObject configuration, ExtensionType? kind)
    {
        checks.Required(configuration, "default_label", "configuration.default_label");
        checks.Labels(configuration["labels"], "configuration.labels");
        if (kind is null)
        {
            return;
        }

        if (!kind.IsScript && checks.Required(configuration, "url", "configuration.url") && !IsAddress(EntityChecks.Text(configuration["url"])!))
        {
            checks.Add("configuration.url", "This value is not a valid URL.");
        }

        if (!kind.TakesSecret && configuration["secret"] is not null)
        {
            checks.Add("configuration.secret", "This field was not expected.");
        }
        else
        {
            checks.MinimumLength(configuration, "secret", SecretMinimum, "configuration.secret");
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";

    private static void CheckCredentials(EntityChecks checks, JsonNode? credentials)
    {
        HashSet<string> codes = [];
        int position = 0;
        foreach (JsonNode? item in credentials as JsonArray ?? [])
        {
            string path = $"credentials[{position++}]";
            JsonObject credential = item as JsonObject ?? [];
            if (checks.Required(credential, "code", path + ".code") && !codes.Add(EntityChecks.Text(credential["code"])!))
            {
                checks.Add(path + ".code", "This value is already used.");
            }

            checks.RequiredChoice(credential, "type", _credentialTypes, path + ".type");
            bool isText = EntityChecks.Text(credential["type"]) == BearerToken || credential["value"] is not JsonObject;
            if (isText)
            {
                checks.Required(credential, "value", path + ".value");
                continue;
            }

            JsonObject value = (JsonObject)credential["value"]!;
            foreach (string name in value.Select(member => member.Key))
            {
                checks.Required(value, name, $"{path}.value.{name}");
            }
        }
    }

    private static void CheckFile(EntityChecks checks, ExtensionType? kind, MultipartPart? file, bool hasScript)
    {
        if (kind is { IsScript: true } && file is null && !hasScript)
        {
            checks.Add("file", "This value should not be blank.");
        }
        else if (file is not null && kind is { IsScript: false })
        {
            checks.Add("file", "This field was not expected.");
        }
        else if (file is { Bytes.Length: 0 })
        {
            checks.Add("file", "An empty file is not allowed.");
        }
        else if (file is not null && file.FileName?.EndsWith(".js", StringComparison.OrdinalIgnoreCase) != true)
        {
            checks.Add("file", "The extension of the file is invalid. Allowed extensions are \"js\".");
        }
    }
}
