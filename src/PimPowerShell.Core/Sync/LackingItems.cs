using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// The items of a catalog that a server of another edition cannot have, as it does not know their type, and those that cannot be
/// without them. Thread-safe.
/// </summary>
/// <param name="provider">A server of its kind.</param>
/// <param name="server">What the server said of itself.</param>
public sealed class LackingItems(IPimProvider provider, PimServer server)
{
    private const string Attribute = AttributeLists.Noun;

    private static readonly Dictionary<string, string> s_nowhere = [];

    private readonly PimEditions _editions = provider.EditionsOf(server);
    private readonly ConcurrentDictionary<string, bool> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly SoughtTexts _keys = new();

    /// <summary>Those of an export: its items speak of them, whether they are to be written or not.</summary>
    /// <param name="folder">The export.</param>
    /// <param name="provider">The server.</param>
    /// <exception cref="PimException">A file is not as the export wrote it.</exception>
    public static LackingItems Of(CatalogFolder folder, IPimProvider provider)
    {
        var lacking = new LackingItems(provider, provider.Server);
        foreach (CatalogFile file in folder.Manifest.Edition == provider.Server.Edition ? [] : folder.Manifest.Files)
        {
            if (CatalogPlan.Of(provider).FirstOrDefault(resource => resource.Noun == file.Resource) is { } resource && lacking.MayHave(resource))
            {
                folder.Check([file]);
                foreach (JsonObject item in folder.ReadLines(file).Select(Parse).OfType<JsonObject>())
                {
                    lacking.Note(resource, OwnersOf(resource, item), item);
                }
            }
        }

        return lacking;
    }

    /// <summary>A line's JSON; null where it is none, of which its import tells.</summary>
    private static JsonNode? Parse(byte[] line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Those of another server, as others refer to them: its items speak of them, whether they are to be compared or written, or not.</summary>
    /// <param name="side">The other server.</param>
    /// <param name="server">The one that cannot have them.</param>
    internal static async Task<LackingItems> OfAsync(CatalogSide side, PimServer server)
    {
        var lacking = new LackingItems(side.Provider, server);
        foreach (PimResource resource in side.Provider.Server.Edition == server.Edition ? [] : CatalogPlan.Of(side.Provider).Where(kind => !kind.PathNames.Any() && lacking.MayHave(kind)))
        {
            try
            {
                await side.ReadAsync(PimQuery.Whole(resource), items =>
                {
                    items.ToList().ForEach(item => lacking.Note(resource, s_nowhere, item));
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
            }
            catch (PimException e) when (e.Kind is PimErrorKind.NotFound or PimErrorKind.Forbidden)
            {
                // what may not be read may still be compared in part
            }
        }

        return lacking;
    }

    /// <summary>Whether a kind of thing has types that the server does not know.</summary>
    public bool MayHave(PimResource resource) => resource.Fields.Any(field => field.LimitedTexts?.Values.All(limit => limit.Overlap(_editions)) == false);

    /// <summary>Whether there are none.</summary>
    internal bool IsEmpty => _items.IsEmpty;

    /// <summary>Takes note of an item; null where the server can have it, otherwise why not.</summary>
    internal string? Note(PimResource resource, IReadOnlyDictionary<string, string> owners, JsonObject item) =>
        Note(resource, owners, ItemLine.Key(resource, item) ?? "", name => ItemLine.Text(item, name));

    /// <summary>Takes note of the attributes of what some items lie in.</summary>
    internal void Note(PimResource items, IReadOnlyDictionary<string, string> owners, IEnumerable<AttributeDefinition> attributes)
    {
        PimResource resource = provider.Resources.First(other => other.Noun == items.AttributeNoun);
        foreach (AttributeDefinition attribute in attributes)
        {
            Note(resource, owners, attribute.Code, name => name == "type" ? attribute.Type : null);
        }
    }

    /// <summary>The keys of what the item of an export's line lies in.</summary>
    internal static IReadOnlyDictionary<string, string> OwnersOf(PimResource resource, JsonObject item) =>
        resource.PathNames.ToDictionary(static name => name, name => ItemLine.Text(item, name) ?? "");

    /// <summary>Whether a line may speak of any of them.</summary>
    internal bool MayBeIn(byte[] line) => _keys.MayBeIn(line);

    /// <summary>Takes what an item says of them out of it. Null where it can be without; otherwise why not, and it is one of them itself.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="owners">The keys of what it lies in.</param>
    /// <param name="item">The item.</param>
    /// <param name="leftOut">Takes the codes that were taken out.</param>
    internal string? LeaveOut(PimResource resource, IReadOnlyDictionary<string, string> owners, JsonObject item, ISet<string> leftOut)
    {
        if (_items.IsEmpty)
        {
            return null;
        }

        if (Needed(resource, item) is { } needed)
        {
            Add(resource, owners, ItemLine.Key(resource, item) ?? "");
            return $"Left out, as {needed} is, which it cannot be without.";
        }

        foreach (PimReference reference in resource.References.Where(static reference => reference.Noun == Attribute))
        {
            if (ItemLine.Text(item, reference.Field) is { } code && Has(Attribute, code))
            {
                leftOut.Add(code);
                item.Remove(reference.Field);
            }

            LeaveOut(item[reference.Field], leftOut);
        }

        foreach (JsonObject values in AttributeLists.ValuesOf(resource, item))
        {
            foreach (string code in CodesIn(values, resource, owners))
            {
                leftOut.Add(code);
                values.Remove(code);
            }
        }

        AttributeLists.InnerOf(resource, item).ToList().ForEach(list => LeaveOut(list.Value, leftOut));
        return null;
    }

    /// <summary>
    /// Leaves with an item what it has of them, where a line whose server cannot say it would take it away: adds their codes to the
    /// line's lists, and takes what erases their values out of it.
    /// </summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="owners">The keys of what it lies in.</param>
    /// <param name="line">The line.</param>
    /// <param name="present">Its item.</param>
    internal void Keep(PimResource resource, IReadOnlyDictionary<string, string> owners, JsonObject line, JsonObject present)
    {
        if (_items.IsEmpty)
        {
            return;
        }

        foreach (PimReference reference in resource.References.Where(AttributeLists.IsReplaced))
        {
            if (line.ContainsKey(reference.Field) && ItemLine.Text(present, reference.Field) is { } code && Has(Attribute, code))
            {
                line[reference.Field] = code;
            }

            Keep(line[reference.Field], present[reference.Field]);
        }

        foreach (JsonObject values in AttributeLists.ValuesOf(resource, line))
        {
            foreach (string code in CodesIn(values, resource, owners).Where(code => values[code] is JsonArray said && said.OfType<JsonObject>().All(static value => value["data"] is null)))
            {
                values.Remove(code);
            }
        }

        ILookup<string, JsonNode?> kept = AttributeLists.InnerOf(resource, present).ToLookup(static list => list.Key, static list => list.Value);
        foreach (KeyValuePair<string, JsonNode?> list in AttributeLists.InnerOf(resource, line))
        {
            Keep(list.Value, kept[list.Key].FirstOrDefault());
        }
    }

    /// <summary>Takes note of an item that the server cannot have for its type; null where it can, otherwise why not.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="owners">The keys of what it lies in.</param>
    /// <param name="key">The item.</param>
    /// <param name="textOf">What it says in a field.</param>
    private string? Note(PimResource resource, IReadOnlyDictionary<string, string> owners, string key, Func<string, string?> textOf)
    {
        foreach (PimField field in resource.Fields)
        {
            if (textOf(field.Name) is { } text && !field.Takes(text, _editions))
            {
                Add(resource, owners, key);
                return $"Left out: the server's edition has no {resource.Noun} of {field.Name} '{text}'.";
            }
        }

        return null;
    }

    /// <summary>One of them without which an item makes no sense: its parent, an axis; null for none.</summary>
    private string? Needed(PimResource resource, JsonObject item)
    {
        foreach (PimReference reference in resource.References.Where(static reference => reference is { Form: ReferenceForm.Code, Noun: not Attribute }))
        {
            if (ItemLine.Text(item, reference.Field) is { } key && Has(reference.Noun, key))
            {
                return $"{reference.Noun} '{key}'";
            }
        }

        IEnumerable<string> axes =
            from field in item
            where ItemLine.FieldOf(resource, field.Key)?.Shape == FieldShape.Levels
            from level in (field.Value as JsonArray ?? []).OfType<JsonObject>()
            from axis in AttributeLists.Codes(level["axes"])
            select axis;
        return axes.FirstOrDefault(axis => Has(Attribute, axis)) is { } lacking ? $"{Attribute} '{lacking}'" : null;
    }

    /// <summary>Those of them that a map of values has values of.</summary>
    private List<string> CodesIn(JsonObject values, PimResource resource, IReadOnlyDictionary<string, string> owners)
    {
        string noun = Place(resource.AttributeNoun ?? Attribute, resource.AttributeNoun is null ? [] : owners.Values);
        return [.. values.Select(static value => value.Key).Where(code => Has(noun, code))];
    }

    private void Keep(JsonNode? list, JsonNode? present)
    {
        if (list is JsonArray said && AttributeLists.Codes(present).Any(code => Has(Attribute, code)))
        {
            // the order of axes is one of the things that nobody can change
            HashSet<string> left = new(AttributeLists.Codes(said), StringComparer.OrdinalIgnoreCase);
            string[] kept = [.. AttributeLists.Codes(present).Where(code => left.Remove(code) || Has(Attribute, code))];
            said.RemoveAll(element => element?.GetValueKind() == JsonValueKind.String && !left.Contains(element.GetValue<string>()));
            for (int i = 0; i < kept.Length; i++)
            {
                said.Insert(i, kept[i]);
            }
        }
    }

    private void LeaveOut(JsonNode? list, ISet<string> leftOut)
    {
        foreach (string code in AttributeLists.Codes(list).Where(code => Has(Attribute, code)).ToList())
        {
            leftOut.Add(code);
            ((JsonArray)list!).RemoveAll(element => element?.GetValueKind() == JsonValueKind.String && element.GetValue<string>() == code);
        }
    }

    private void Add(PimResource resource, IReadOnlyDictionary<string, string> owners, string key)
    {
        _keys.Add(key);
        _items[Place(Place(resource.Noun, owners.Values), key)] = true;
        // who refers to it does not say what it lies in
        _items[Place(resource.Noun, key)] = true;
    }

    private bool Has(string noun, string key) => _items.ContainsKey(Place(noun, key));

    private static string Place(string noun, IEnumerable<string> keys) => string.Join("\n", keys.Prepend(noun));

    private static string Place(string noun, string key) => $"{noun}\n{key}";
}
