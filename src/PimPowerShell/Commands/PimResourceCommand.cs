using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets about one kind of thing.</summary>
public abstract class PimResourceCommand : PimConnectedCmdlet
{
    internal abstract string Noun { get; }

    internal PimResource Kind => FindResource(Noun);

    /// <summary>Whether a back end that keeps this kind of thing can do what the cmdlet is for.</summary>
    internal abstract bool IsServedBy(PimResource resource);

    /// <summary>What the cmdlet does, as words of a sentence: <c>delete</c>.</summary>
    internal abstract string Deed { get; }

    /// <summary>The kind of thing as words of a sentence: <c>family variant</c>.</summary>
    internal string Words => ApiName.ToSnake(Noun).Replace('_', ' ');

    /// <summary>Fails before anything is sent when the back end cannot do this.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!IsServedBy(Kind))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"way to {Deed} a {Words}", $"It can {string.Join(", ", Offers(Kind).DefaultIfEmpty("list"))} it."));
        }
    }

    /// <summary>The keys of what the items lie in: the parameters that are named as the resource's path names them.</summary>
    internal Dictionary<string, string> PathValues()
    {
        var values = new Dictionary<string, string>();
        foreach (string name in Kind.PathNames)
        {
            if (GetType().GetProperty(ApiName.ToPascal(name))?.GetValue(this) is PimIdentity identity)
            {
                values[name] = identity.KeyFor(FindOwner(name) ?? Kind);
            }
        }

        return values;
    }

    /// <summary>One item by its key, past the search index; null when there is none.</summary>
    internal PSObject? ReadOne(PimResource resource, string key, IReadOnlyDictionary<string, string> pathValues)
    {
        using PimPage? page = Wait(Provider.Read(new PimQuery(resource) { Keys = [key], PathValues = pathValues }).NextAsync(Context()));
        if (page is null)
        {
            return null;
        }

        Utf8JsonReader reader = page.OpenItems();
        return PimPage.NextItem(ref reader) ? Converter(resource, pathValues).Read(ref reader, page.Items) : null;
    }

    private PimResource? FindOwner(string name) =>
        Provider.Resources.FirstOrDefault(resource => string.Equals(resource.Noun, ApiName.ToPascal(name), System.StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Offers(PimResource resource)
    {
        foreach ((ResourceVerbs verb, string text) in new[]
        {
            (ResourceVerbs.Read, "read"), (ResourceVerbs.Create, "make"), (ResourceVerbs.Upsert, "change"), (ResourceVerbs.Delete, "delete"),
        })
        {
            if (resource.Verbs.HasFlag(verb))
            {
                yield return text;
            }
        }
    }
}
