using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Merges the <c>values</c> that were sent into a draft (5.4).</summary>
internal sealed class ValuesUpdater(Catalog catalog, ValueReader reader, List<Violation> violations, Naming naming)
{
    public void Apply(ItemDraft draft, JsonElement values)
    {
        if (!PhpJson.IsArray(values))
        {
            throw ApiException.WrongType("values", "an array", PhpJson.TypeName(values));
        }

        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(values))
        {
            AttributeDefinition attribute = catalog.Attribute(entry.Key)
                ?? throw ApiException.Documented($"The {entry.Key} attribute does not exist in your PIM.");
            if (!PhpJson.IsArray(entry.Value))
            {
                throw ApiException.Documented($"Property \"{entry.Key}\" expects an array.");
            }

            ApplyAttribute(draft, attribute, entry.Value);
        }
    }

    private void ApplyAttribute(ItemDraft draft, AttributeDefinition attribute, JsonElement entries)
    {
        HashSet<(string?, string?)> seen = [];
        foreach (KeyValuePair<string, JsonElement> entry in PhpJson.Entries(entries))
        {
            JsonElement value = entry.Value;
            if (value.ValueKind != JsonValueKind.Object)
            {
                throw ApiException.Documented($"Property \"{attribute.Code}\" expects an array.");
            }

            string? locale = Qualifier(attribute, value, "locale");
            string? scope = Qualifier(attribute, value, "scope");
            if (!value.TryGetProperty("data", out JsonElement data))
            {
                throw ApiException.Documented($"Property \"{attribute.Code}\" expects an array with the key \"data\".");
            }

            if (!seen.Add((locale, scope)))
            {
                throw ApiException.Documented($"You cannot update the same product value on the \"{attribute.Code}\" attribute twice, with the same scope and locale.");
            }

            RequireQualifiers(attribute, locale, scope);
            if (attribute.IsMainIdentifier)
            {
                SetIdentifier(draft, attribute, data);
            }
            else if (AreQualifiersValid(attribute, locale, scope))
            {
                Merge(draft, attribute, locale, scope, data);
            }
        }
    }

    private void Merge(ItemDraft draft, AttributeDefinition attribute, string? locale, string? scope, JsonElement data)
    {
        object? read = reader.Read(attribute, locale, scope, data);
        if (read is null)
        {
            draft.Erase(attribute.Code, locale, scope);
            return;
        }

        ProductValue value = new(attribute.Code, locale, scope, read);
        draft.Set(value);
        draft.Sent.Add(value);
    }

    /// <summary>By uuid the identifier is a value; in the other API the property beside the values wins (5.3).</summary>
    private void SetIdentifier(ItemDraft draft, AttributeDefinition attribute, JsonElement data)
    {
        if (naming != Naming.Uuid)
        {
            return;
        }

        if (!PhpJson.IsNull(data) && data.ValueKind != JsonValueKind.String)
        {
            violations.Add(new("identifier", $"The {attribute.Code} attribute requires a string, a {PhpJson.TypeName(data)} was detected."));
            return;
        }

        draft.Code = PhpJson.StringOrNull(data) is { Length: > 0 } code ? code : null;
    }

    private static string? Qualifier(AttributeDefinition attribute, JsonElement value, string name)
    {
        if (!value.TryGetProperty(name, out JsonElement qualifier))
        {
            throw ApiException.Documented($"Property \"{attribute.Code}\" expects an array with the key \"{name}\".");
        }

        if (PhpJson.IsNull(qualifier))
        {
            return null;
        }

        return PhpJson.StringOrNull(qualifier)
            ?? throw ApiException.Documented($"Property \"values\" expects an array with the key \"{name}\" as string.");
    }

    private static void RequireQualifiers(AttributeDefinition attribute, string? locale, string? scope)
    {
        string? message = (attribute.IsLocalizable, locale, attribute.IsScopable, scope) switch
        {
            (true, null, _, _) => $"The {attribute.Code} attribute requires a locale.",
            (false, not null, _, _) => $"The {attribute.Code} attribute does not require a locale, the \"{locale}\" locale was detected.",
            (_, _, true, null) => $"The {attribute.Code} attribute requires a scope.",
            (_, _, false, not null) => $"The {attribute.Code} attribute does not require a scope, the \"{scope}\" scope was detected.",
            _ => null,
        };
        if (message is not null)
        {
            throw ApiException.Unprocessable(message);
        }
    }

    private bool AreQualifiersValid(AttributeDefinition attribute, string? locale, string? scope)
    {
        ChannelDefinition? channel = catalog.Channel(scope);
        string? message = null;
        if (scope is not null && channel is null)
        {
            message = $"Attribute \"{attribute.Code}\" expects an existing scope, \"{scope}\" given.";
        }
        else if (locale is not null && !catalog.ActiveLocales.Contains(locale))
        {
            message = $"Attribute \"{attribute.Code}\" expects an existing and activated locale, \"{locale}\" given.";
        }
        else if (locale is not null && channel?.Locales.Contains(locale) == false)
        {
            message = $"Attribute \"{attribute.Code}\" expects a valid locale, \"{locale}\" is not bound to channel \"{scope}\".";
        }
        else if (locale is not null && attribute.Locales.Length > 0 && !attribute.Locales.Contains(locale))
        {
            message = $"Attribute \"{attribute.Code}\" is locale specific and expects one of these locales: {string.Join(", ", attribute.Locales)}, \"{locale}\" given.";
        }

        if (message is null)
        {
            return true;
        }

        violations.Add(Violation.OfValue(attribute.Code, locale, scope, message));
        return false;
    }
}
