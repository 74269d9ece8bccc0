using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Completes the attributes of the reference entity or asset family that the line names, among those that have options.</summary>
public sealed class EntityAttributeCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string owner = commandName.IndexOf("AssetAttribute", StringComparison.OrdinalIgnoreCase) >= 0 ? "AssetFamily" : "ReferenceEntity";
        if (Completion.SessionOf(fakeBoundParameters) is not { } session || fakeBoundParameters[owner]?.ToString() is not { Length: > 0 } key)
        {
            return [];
        }

        try
        {
            List<string> codes = Task.Run(() => CodesAsync(session.Handle.Provider, owner, key)).GetAwaiter().GetResult();
            return Completion.Matching(wordToComplete, codes.Select(code => (code, $"Attribute {code} of {key}")));
        }
        catch (Exception)
        {
            // an error has no place to go while a line is being typed
            return [];
        }
    }

    private static async Task<List<string>> CodesAsync(IPimProvider provider, string owner, string key)
    {
        string noun = owner == "AssetFamily" ? "AssetAttribute" : "ReferenceEntityAttribute";
        var query = new PimQuery(provider.Resources.First(resource => resource.Noun == noun))
        {
            PathValues = new Dictionary<string, string> { [ApiName.ToSnake(owner)] = key },
        };
        using var patience = new CancellationTokenSource(s_patience);
        using PimPage? page = await provider.Read(query).NextAsync(new CallContext(patience.Token)).ConfigureAwait(false);
        var codes = new List<string>();
        foreach (JsonDocument attribute in page?.ReadDocuments() ?? [])
        {
            using (attribute)
            {
                if (attribute.RootElement.GetProperty("type").GetString() is "single_option" or "multiple_options")
                {
                    codes.Add(attribute.RootElement.GetProperty("code").GetString()!);
                }
            }
        }

        return codes;
    }
}
