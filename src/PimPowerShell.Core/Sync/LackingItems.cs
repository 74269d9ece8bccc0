using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// The items of a catalog that a server of another edition cannot have, as it does not know their type, and those that cannot be
/// without them. Thread-safe.
/// </summary>
/// <param name="provider">The server.</param>
public sealed class LackingItems(IPimProvider provider)
{
    private const string Attribute = "Attribute";

    // with what a line has in it that speaks of one
    private readonly ConcurrentDictionary<string, byte[]> _items = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of an export: its items speak of them, whether they are to be written or not.</summary>
    /// <param name="folder">The export.</param>
    /// <param name="provider">The server.</param>
    /// <exception cref="PimException">A file is not as the export wrote it.</exception>
    public static LackingItems Of(CatalogFolder folder, IPimProvider provider)
    {
        var lacking = new LackingItems(provider);
        foreach (CatalogFile file in folder.Manifest.Edition == provider.Server.Edition ? [] : folder.Manifest.Files)
        {
            if (CatalogPlan.Of(provider).FirstOrDefault(resource => resource.Noun == file.Resource) is { } resource && lacking.MayHave(resource))
            {
                folder.Check([file]);
                foreach (JsonObject item in folder.ReadLines(file).Select(static line => JsonNode.Parse(line)).OfType<JsonObject>())
                {
                    lacking.Note(resource, OwnersOf(resource, item), item);
                }
            }
        }

        return lacking;
    }

    /// <summary>Whether a kind of thing has types that the server does not know.</summary>
    public bool MayHave(PimResource resource) => resource.Fields.Any(field => field.HostedTexts.Concat(field.EnterpriseTexts).Any(text => !provider.HasText(field, text)));

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
    internal bool MayBeIn(byte[] line) => _items.Values.Any(name => line.AsSpan().IndexOf(name) >= 0);

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

        foreach (KeyValuePair<string, JsonNode?> field in item)
        {
            switch (ItemLine.FieldOf(resource, field.Key)?.Shape)
            {
                case FieldShape.Values when field.Value is JsonObject values:
                    string noun = Place(resource.AttributeNoun ?? Attribute, resource.AttributeNoun is null ? [] : owners.Values);
                    foreach (string code in values.Select(static value => value.Key).Where(code => Has(noun, code)).ToList())
                    {
                        leftOut.Add(code);
                        values.Remove(code);
                    }

                    break;
                case FieldShape.CodesByChannel when field.Value is JsonObject channels:
                    channels.ToList().ForEach(channel => LeaveOut(channel.Value, leftOut));
                    break;
                case FieldShape.Levels when field.Value is JsonArray levels:
                    levels.OfType<JsonObject>().ToList().ForEach(level => LeaveOut(level["attributes"], leftOut));
                    break;
            }
        }

        return null;
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
            if (textOf(field.Name) is { } text && !provider.HasText(field, text))
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
            from axis in Codes(level["axes"])
            select axis;
        return axes.FirstOrDefault(axis => Has(Attribute, axis)) is { } lacking ? $"{Attribute} '{lacking}'" : null;
    }

    private void LeaveOut(JsonNode? list, ISet<string> leftOut)
    {
        foreach (string code in Codes(list).Where(code => Has(Attribute, code)).ToList())
        {
            leftOut.Add(code);
            ((JsonArray)list!).RemoveAll(element => element?.GetValueKind() == JsonValueKind.String && element.GetValue<string>() == code);
        }
    }

    private void Add(PimResource resource, IReadOnlyDictionary<string, string> owners, string key)
    {
        byte[] name = Encoding.UTF8.GetBytes($"\"{key}\"");
        _items[Place(Place(resource.Noun, owners.Values), key)] = name;
        // who refers to it does not say what it lies in
        _items[Place(resource.Noun, key)] = name;
    }

    private bool Has(string noun, string key) => _items.ContainsKey(Place(noun, key));

    private static IEnumerable<string> Codes(JsonNode? list) =>
        (list as JsonArray ?? []).Where(static element => element?.GetValueKind() == JsonValueKind.String).Select(static element => element!.GetValue<string>());

    private static string Place(string noun, IEnumerable<string> keys) => string.Join("\n", keys.Prepend(noun));

    private static string Place(string noun, string key) => $"{noun}\n{key}";
}
