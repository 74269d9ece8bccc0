using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Commands.Apps;

/// <summary>The secrets of UI extensions: taken as SecureString or PSCredential, sent as text.</summary>
internal static class UiExtensionSecrets
{
    /// <summary>Puts the secrets where the server wants them.</summary>
    /// <param name="fields">What is to be written.</param>
    /// <param name="secret">The configuration's secret; null for none.</param>
    /// <param name="mayKeep">Whether credentials without values stand for those that the server has.</param>
    public static void Complete(IDictionary<string, object?> fields, SecureString? secret, bool mayKeep)
    {
        if (fields.TryGetValue("configuration", out object? configuration) || secret is not null)
        {
            object? plain = Reveal(Table(configuration));
            if (secret is not null)
            {
                Dictionary<string, object?> table = plain as Dictionary<string, object?> ?? [];
                table["secret"] = SecretText.Reveal(secret);
                plain = table;
            }
            else if (plain is Dictionary<string, object?> read && read.TryGetValue("secret", out object? shown) && shown is UiExtensionSecret.Redacted)
            {
                // what was read leaves it as it is; sent back, it would be the secret
                read.Remove("secret");
            }

            fields["configuration"] = plain;
        }

        if (fields.TryGetValue("credentials", out object? given))
        {
            List<object?> credentials = List(PlainTree.From(given));
            if (mayKeep && credentials.Count > 0 && credentials.TrueForAll(credential => !HasValue(credential)))
            {
                // the server tells no secrets, so what was read leaves them as they are
                fields.Remove("credentials");
                return;
            }

            if (credentials.FirstOrDefault(credential => !HasValue(credential)) is { } bare)
            {
                throw new PimException(PimErrorKind.Input, $"Credential: '{(bare as IDictionary)?["code"]}' has no value. The server keeps the credentials that are sent and no others.") { Subject = "Credential" };
            }

            fields["credentials"] = credentials.ConvertAll(Reveal);
        }
    }

    /// <summary>A table, or one written as JSON; null for none.</summary>
    private static object? Table(object? configuration)
    {
        object? plain = PlainTree.From(configuration);
        try
        {
            if (plain is string json)
            {
                using JsonDocument document = JsonDocument.Parse(json);
                plain = JsonTree.Read(document.RootElement);
            }
        }
        catch (JsonException e)
        {
            throw Wrong($"is no JSON: {e.Message}", e);
        }

        return plain is null or Dictionary<string, object?> ? plain : throw Wrong("takes a table, as in @{ url = 'https://...'; default_label = 'Stock' }, or the JSON of one.");

        static PimException Wrong(string what, Exception? inner = null) => new(PimErrorKind.Input, "Configuration: " + what, inner) { Subject = "Configuration" };
    }

    /// <summary>Whether the configuration has a secret.</summary>
    public static bool HasSecret(IDictionary<string, object?> fields) => SecretOf(fields) is not null;

    /// <summary>Refuses a secret that verifies nothing.</summary>
    public static void CheckNotEmpty(IDictionary<string, object?> fields)
    {
        if (SecretOf(fields) is string { Length: 0 })
        {
            throw new PimException(PimErrorKind.Input, "Secret: is empty.") { Subject = "Secret" };
        }
    }

    private static object? SecretOf(IDictionary<string, object?> fields) =>
        fields.TryGetValue("configuration", out object? configuration) && configuration is Dictionary<string, object?> table && table.TryGetValue("secret", out object? secret) ? secret : null;

    /// <summary>The server takes a table of credentials for a list of them.</summary>
    private static List<object?> List(object? given) => given switch
    {
        null => [],
        List<object?> list => list,
        Dictionary<string, object?> table when table.Count > 0 && table.Values.All(value => value is Dictionary<string, object?>) => [.. table.Values],
        var one => [one],
    };

    private static bool HasValue(object? credential) => credential is Dictionary<string, object?> table && table.TryGetValue("value", out object? value) && value is not null;

    private static object? Reveal(object? value) => value switch
    {
        SecureString secret => SecretText.Reveal(secret),
        PSCredential login => new Dictionary<string, object?> { ["username"] = login.UserName, ["password"] = SecretText.Reveal(login.Password) },
        Dictionary<string, object?> table => table.ToDictionary(entry => entry.Key, entry => Reveal(entry.Value)),
        List<object?> list => list.ConvertAll(Reveal),
        _ => value,
    };
}
