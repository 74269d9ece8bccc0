using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets about one kind of thing.</summary>
public abstract class PimResourceCommand : PimConnectedCmdlet
{
    internal abstract string Noun { get; }

    internal PimResource Kind => FindResource(Noun);

    internal override PimResource? Subject => Provider.Resources.FirstOrDefault(resource => resource.Noun == Noun);

    /// <summary>Whether a back end that keeps this kind of thing can do what the cmdlet is for.</summary>
    internal abstract bool IsServedBy(PimResource resource);

    /// <summary>What the cmdlet does, as words of a sentence: <c>delete</c>.</summary>
    internal abstract string Deed { get; }

    /// <summary>The kind of thing as words of a sentence: <c>family variant</c>.</summary>
    internal string Words => ApiName.ToSnake(Noun).Replace('_', ' ');

    internal override bool IsServedBy(PimBackEnd backEnd) => base.IsServedBy(backEnd) && FindIn(backEnd) is { } resource && IsServedBy(resource) && CanName(resource);

    internal override bool IsExperimentalOn(PimBackEnd backEnd) => FindIn(backEnd)?.IsExperimental == true;

    internal override (string What, string Instead) Lack =>
        ($"way to {Deed} {Article} {Words}", CanName(Kind) ? $"It can {string.Join(", ", Offers(Kind).DefaultIfEmpty("list"))} it." : $"What lies in {Kind.Path} is reached by Invoke-PimRestMethod.");

    /// <summary>Whether the cmdlet has a parameter for each thing that the items lie in.</summary>
    private bool CanName(PimResource resource) => resource.PathNames.All(name => GetType().GetProperty(ApiName.ToPascal(name)) is not null);

    private PimResource? FindIn(PimBackEnd backEnd) => backEnd.Resources.Find(Noun);

    internal Dictionary<string, string> PathValues() => PathValues(Kind);

    /// <summary>
    /// Fails before anything is sent when a parameter says what the items lie in where they lie in nothing, or none does
    /// where they do. For kinds of thing that lie in something on one back end only, whose parameter is therefore not mandatory.
    /// </summary>
    /// <returns>False where a row does not say it, which is told; the next one may.</returns>
    internal bool CheckOwners()
    {
        foreach (string name in PimBackEnd.All.SelectMany(backEnd => backEnd.Resources).Where(resource => resource.Noun == Noun).SelectMany(resource => resource.PathNames).Distinct())
        {
            (string parameter, string owner) = (ApiName.ToPascal(name), name.Replace('_', ' '));
            bool liesInIt = Kind.PathNames.Contains(name);
            if (Parameter(name) is not null != liesInIt)
            {
                ErrorRecord error = liesInIt
                    ? PimErrors.Input($"{parameter}: with {Provider.Name} {Article} {Words} lies in {(IsVowel(owner) ? "an" : "a")} {owner}. Give -{parameter}.", parameter)
                    : PimErrors.NotSupported(Provider.Name, $"-{parameter} for {Words}", $"There {Article} {Words} lies in no {owner}.");
                if (!liesInIt || !MyInvocation.ExpectingInput)
                {
                    ThrowTerminatingError(error);
                }

                WriteError(error);
                return false;
            }
        }

        return true;
    }

    /// <summary>What the items lie in, as the target of an error: a secret stays one.</summary>
    internal object? Owner() => PathValues().Select(owner => Kind.SecretKeys.Contains(owner.Key) ? Parameter(owner.Key) : owner.Value).LastOrDefault();

    /// <summary>Asks, showing what would be sent; what a secret names is shown without a name.</summary>
    internal bool MaySend(string verb, string? name, byte[] body) => MaySend(verb, name, Show(body));

    /// <inheritdoc cref="MaySend(string, string?, byte[])"/>
    internal bool MaySend(string verb, string? name, string text)
    {
        string what = $"{verb} {Words}{(Kind.SecretKeys.Contains(Kind.Key) ? "" : $" '{name}'")} on {Session?.Name ?? Provider.Root.Host}: {text}";
        return ShouldProcess(what, what + "?", "Confirm");
    }

    /// <summary>The fields of a whole item. A text is its JSON, and any other was meant for the parameter that names the item.</summary>
    internal List<KeyValuePair<string, object?>> WholeItem(object? input)
    {
        if (PlainTree.Unwrap(input) is string text && !text.TrimStart().StartsWith("{", StringComparison.Ordinal)
            && GetType().GetProperties().FirstOrDefault(static property => property.GetCustomAttributes<ParameterAttribute>().Any(static parameter => parameter.Position == 0)) is { Name: var name })
        {
            string word = name.ToLowerInvariant();
            throw new PimException(PimErrorKind.Input,
                $"InputObject: a text from the pipeline is an item's JSON, and this one is none. {(IsVowel(word) ? "An" : "A")} {word} goes to -{name}: ForEach-Object {{ {MyInvocation.MyCommand.Name} -{name} $_ }}.") { Subject = "InputObject" };
        }

        return ItemWriter.Fields(input);
    }

    /// <summary>What would be sent, as it may be shown.</summary>
    internal virtual string Show(byte[] body) => Encoding.UTF8.GetString(body);

    /// <summary>Writes an item that was made or changed, as the server has it then.</summary>
    internal void WriteMade(PimResource resource, string? key, object? target)
    {
        if (key is not null && ReadOne(resource, key, PathValues()) is { } item)
        {
            Complete([item]);
            WriteObject(item);
        }
        else
        {
            WriteError(PimErrors.NotReadable(target, Words));
        }
    }

    /// <summary>The last step before items are written; those of one page come together.</summary>
    internal virtual void Complete(IReadOnlyList<PSObject> items)
    {
    }

    /// <summary>All items of a query as they are, for what a cmdlet needs to know besides.</summary>
    internal List<PSObject> ReadAll(PimQuery query)
    {
        var all = new List<PSObject>();
        IItemConverter converter = Converter(query.Resource, query.PathValues);
        using var pages = new PageReader(Provider.Read(query), Context());
        while (Wait(pages.ReadAsync()) is { } page)
        {
            all.AddRange(ReadItems(page, converter));
        }

        return all;
    }

    [MethodImpl(Jit.Hot)]
    internal static List<PSObject> ReadItems(PimPage page, IItemConverter converter)
    {
        var items = new List<PSObject>(100);
        using (page)
        {
            try
            {
                Utf8JsonReader reader = page.OpenItems();
                while (PimPage.NextItem(ref reader))
                {
                    items.Add(converter.Read(ref reader, page.Items));
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw PimPage.Unexpected(e);
            }
        }

        return items;
    }

    /// <summary>One item by its key, past the search index; null when there is none.</summary>
    internal PSObject? ReadOne(PimResource resource, string key, IReadOnlyDictionary<string, string> pathValues) =>
        ReadFirst(new PimQuery(resource) { Keys = [key], PathValues = pathValues }, out _);

    /// <summary>The uuid that workflows know a product by, which is looked up where the caller has another name.</summary>
    internal string ProductUuid(PimIdentity identity)
    {
        if (identity.Source is PSObject { BaseObject: PSCustomObject } item && item.Properties["Uuid"]?.Value is string { Length: > 0 } known)
        {
            return known;
        }

        PimResource product = FindResource("Product");
        string name = identity.KeyFor(product);
        return Guid.TryParse(name, out _) ? name
            : ReadOne(product, name, new Dictionary<string, string>())?.Properties["Uuid"]?.Value as string ?? throw PimException.NotFound("Product", name);
    }

    /// <summary>The first item of a query; null when there is none, which the server may have said why.</summary>
    internal PSObject? ReadFirst(PimQuery query, out PimException? missing)
    {
        using PimPage? page = Wait(Provider.Read(query).NextAsync(Context()));
        missing = page?.Missing;
        if (page is null)
        {
            return null;
        }

        Utf8JsonReader reader = page.OpenItems();
        return PimPage.NextItem(ref reader) ? Converter(query.Resource, query.PathValues).Read(ref reader, page.Items) : null;
    }

    private string Article => IsVowel(Words) ? "an" : "a";

    private static bool IsVowel(string word) => "aeiou".IndexOf(word[0]) >= 0;

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
