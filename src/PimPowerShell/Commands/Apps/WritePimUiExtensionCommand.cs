using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Security;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Actions;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>What making and changing UI extensions have in common.</summary>
public abstract class WritePimUiExtensionCommand : WritePimResourceCommand
{
    /// <summary><para type="description">What it shows and where it goes: @{ url = 'https://...'; default_label = 'Stock'; labels = @{ en_US = 'Stock' } }. Not its secret.</para></summary>
    [Parameter]
    [Field]
    public object? Configuration { get; set; }

    /// <summary><para type="description">The secret that the server signs its calls with, for the types action, iframe and data_component: 32 characters or more.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [SecretTransformation("Secret", MayBeEmpty = true)]
    public SecureString? Secret { get; set; }

    /// <summary><para type="description">The credentials that calls are made with, all of them: @{ code = 'erp'; type = 'Bearer Token'; value = $secureString }.</para></summary>
    [Parameter]
    [Alias("Credentials")]
    [Field("credentials")]
    public object[]? Credential { get; set; }

    /// <summary><para type="description">The script of an extension of the type sdk_script: the path of a .js file.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? File { get; set; }

    /// <summary><para type="description">The version, in your own counting.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Version { get; set; }

    /// <summary><para type="description">The description.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Description { get; set; }

    /// <summary><para type="description">Whether it is shown.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(WritePimUiExtensionCommand))]
    [ValidateSet("active", "inactive")]
    public string? Status { get; set; }

    internal override string Noun => "UiExtension";

    internal override bool HasMore => Secret is not null || File is not null;

    internal override PimFile? Attachment
    {
        get
        {
            if (File is null)
            {
                return null;
            }

            try
            {
                string path = FilePaths.Of(SessionState.Path, File, nameof(File));
                return new PimFile(Path.GetFileName(path), System.IO.File.ReadAllBytes(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                throw new PimException(PimErrorKind.Input, $"File: '{File}' cannot be read: {e.Message}", e) { Subject = nameof(File) };
            }
        }
    }

    internal override string Show(byte[] body) => SecretMask.Hide(body) + (File is null ? "" : $" with {File}");

    internal override string? ParameterOf(string place) => place switch
    {
        "configuration.secret" when Secret is not null => nameof(Secret),
        "file" when File is not null => nameof(File),
        _ => null,
    };

    internal override void Shape(IDictionary<string, object?> fields)
    {
        string? type = TextOf(fields, "type");

        // what was read goes back as it is, from a server that knows more positions too
        if (Verb == WriteVerb.Create || MyInvocation.BoundParameters.ContainsKey("Position"))
        {
            ActionPositions.Check(type, TextOf(fields, "position"));
        }

        UiExtensionSecrets.Complete(fields, Secret, mayKeep: Verb == WriteVerb.Upsert && Credential is null);
        UiExtensionSecrets.CheckNotEmpty(fields);
        if (Verb == WriteVerb.Create && "action".Equals(type, StringComparison.OrdinalIgnoreCase) && !UiExtensionSecrets.HasSecret(fields))
        {
            WriteWarning($"The action '{TextOf(fields, "name")}' has no secret: nobody can tell its calls from forged ones. Give -Secret.");
        }
    }

    private static string? TextOf(IDictionary<string, object?> fields, string name) =>
        fields.TryGetValue(name, out object? value) && PlainTree.Unwrap(value) is string { Length: > 0 } text ? text : null;
}
