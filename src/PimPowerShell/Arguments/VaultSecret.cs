using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Security;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Reads a login from a vault of SecretManagement. That module need not be there: it is found by its name.</summary>
internal static class VaultSecret
{
    private const string Command = "Microsoft.PowerShell.SecretManagement\\Get-Secret";

    /// <summary>A secret as the vault keeps it. Where that is impossible, the cmdlet ends with the error that says why.</summary>
    /// <param name="caller">The cmdlet, whose thread this is.</param>
    /// <param name="name">The secret.</param>
    /// <param name="vault">The vault; null for all, the default one first.</param>
    public static object? Get(PSCmdlet caller, string name, string? vault)
    {
        CommandInfo? command = caller.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function);
        if (command is null)
        {
            caller.ThrowTerminatingError(PimErrors.NoVaults());
        }

        var arguments = new Hashtable { ["Name"] = name, ["ErrorAction"] = "SilentlyContinue", ["ErrorVariable"] = "failed" };
        if (vault is not null)
        {
            arguments["Vault"] = vault;
        }

        try
        {
            // within a table, as what comes out of a script is taken apart
            var call = ScriptBlock.Create("param($command, $arguments) $failed = $null; @{ Secret = & $command @arguments; Failed = $failed }");
            var answer = (IDictionary)caller.InvokeCommand.InvokeScript(true, call, null, command, arguments).Single().BaseObject;
            // a pipeline without output gives an object of its own
            object? secret = ReferenceEquals(answer["Secret"], AutomationNull.Value) ? null : answer["Secret"];
            // one of several vaults may fail where another has the secret
            if (secret is null && answer["Failed"] is IEnumerable failed && failed.OfType<ErrorRecord>().FirstOrDefault() is { } error)
            {
                caller.ThrowTerminatingError(PimErrors.SecretNotRead(name, vault, error.Exception));
            }

            return PlainTree.Base(secret);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            caller.ThrowTerminatingError(PimErrors.SecretNotRead(name, vault, e));
            throw;
        }
    }

    /// <summary>The login that a secret holds: a table of fields, a credential, a text that is such a table in JSON, or a token alone.</summary>
    /// <param name="name">The secret's name, for errors, which show nothing else of it.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="isPims">Whether a token alone is an API key; else it is that of an app.</param>
    /// <param name="besides">Fields that count before those of the secret.</param>
    /// <exception cref="ArgumentException">It is none of these, or no login together with the others.</exception>
    public static ConnectionFields Read(string name, object? secret, bool isPims, IEnumerable<KeyValuePair<string, object>> besides)
    {
        KeyValuePair<string, object?>[] given = [.. besides.Select(field => new KeyValuePair<string, object?>(field.Key, field.Value))];
        string token = isPims ? nameof(ConnectionFields.ApiKey) : nameof(ConnectionFields.AppToken);
        IDictionary table = secret switch
        {
            IDictionary fields => fields,
            PSCredential credential => new Hashtable { ["Credential"] = credential },
            SecureString text => FromText(name, SecretText.Reveal(text)) ?? new Hashtable { [token] = text },
            string text => FromText(name, text) ?? new Hashtable { [token] = text },
            _ => throw Bad(name, $"is of the type {secret?.GetType().Name ?? "null"}, and a login is a Hashtable, a PSCredential or a SecureString"),
        };
        return table.Contains(token) && secret is not IDictionary && given.Any(field => field.Key is nameof(ConnectionFields.ClientId) or nameof(ConnectionFields.ClientSecret))
            ? throw Bad(name, $"is a single text, which is taken for the {token}: that has neither a client id nor a client secret beside it")
            : ConnectionFields.From(table, given);
    }

    /// <summary>Vaults that keep nothing but text have the table as JSON.</summary>
    private static IDictionary? FromText(string name, string text)
    {
        if (!text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => (object?)field.Value.ToString());
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // the parser's message quotes the text
            throw Bad(name, "begins as JSON does, and is no table of fields in JSON");
        }
    }

    private static ArgumentException Bad(string name, string message) => new($"SecretName: the secret '{name}' {message}.");
}
