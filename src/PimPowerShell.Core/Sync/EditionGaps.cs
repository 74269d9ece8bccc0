using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What lines of one kind have of another edition of the server, and this one cannot: fields, and attributes of other types; and the other way round. Thread-safe.</summary>
/// <param name="provider">The server.</param>
/// <param name="resource">The kind of thing.</param>
/// <param name="lacking">The items of the catalog that the server cannot have.</param>
/// <param name="isNamed">Whether the caller asked for this kind by name: items of it are left for the server to refuse.</param>
/// <param name="beyond">The items of the server that those of the lines cannot have; null where nobody asks for what differs from these.</param>
public sealed class EditionGaps(IPimProvider provider, PimResource resource, LackingItems lacking, bool isNamed, LackingItems? beyond = null)
{
    // more than these a warning does not name
    private const int MostNamed = 5;

    private readonly PimField[] _fields = [.. resource.Fields.Where(field => !field.Editions.Overlap(provider.Editions))];
    private readonly bool _mayLack = lacking.MayHave(resource);
    private readonly SortedSet<string> _silent = [];
    private readonly SortedSet<string> _codes = [];
    private readonly Dictionary<string, List<string>> _whole = [];
    private long _without;

    /// <summary>What to tell of what was left out of lines, by what was left out.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            lock (_silent)
            {
                return [.. Parts(_silent.Count, $"{string.Join(", ", _silent)} is left out where it says nothing: the server's edition has no such field."),
                    .. Parts(_codes.Count, $"what {_without} lines say of {string.Join(", ", _codes)} is left out: the server's edition has no attributes of that type.")];
            }
        }
    }

    /// <summary>What to tell of lines that are left out as a whole, by why.</summary>
    public IEnumerable<string> WholeWarnings
    {
        get
        {
            lock (_silent)
            {
                return [.. _whole.Select(why => $"{resource.Noun}: {Some(why.Value)}. {why.Key}")];
            }
        }
    }

    /// <summary>Takes note of the attributes of what the items lie in; null where these are the catalog's.</summary>
    internal void Note(IReadOnlyDictionary<string, AttributeDefinition>? attributes, IReadOnlyDictionary<string, string> owners)
    {
        if (attributes is not null)
        {
            lacking.Note(resource, owners, attributes.Values);
        }
    }

    /// <summary>Whether what the server's items lie in may have attributes that those of the lines cannot: <see cref="NoteBeyond"/> is to be told of them.</summary>
    internal bool MayBeBeyond => beyond is not null && resource.AttributeNoun is { } noun && beyond.MayHave(provider.Resources.First(kind => kind.Noun == noun));

    /// <summary>Takes note of the server's attributes of what its items lie in.</summary>
    internal void NoteBeyond(IReadOnlyDictionary<string, AttributeDefinition> attributes, IReadOnlyDictionary<string, string> owners) =>
        beyond!.Note(resource, owners, attributes.Values);

    /// <summary>A line without what the server cannot have. Fields are left out where they say nothing; what says something is left for the server to refuse.</summary>
    /// <param name="line">The line of an export.</param>
    /// <param name="whyNot">Why the line as a whole is left out; null where it is not.</param>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public byte[] LeaveOut(byte[] line, out string? whyNot)
    {
        whyNot = null;
        if (!(_mayLack || lacking.MayBeIn(line) || _fields.Any(field => JsonCursor.HasMember(line, Encoding.UTF8.GetBytes(field.Name)))) || JsonNode.Parse(line) is not JsonObject item)
        {
            return line;
        }

        whyNot = LeaveOut(item, LackingItems.OwnersOf(resource, item));
        return ItemLine.Bytes(item);
    }

    /// <summary>The same of a line's JSON. Why the line as a whole is left out; null where it is not.</summary>
    /// <param name="item">The line's JSON.</param>
    /// <param name="owners">The keys of what its item lies in.</param>
    internal string? LeaveOut(JsonObject item, IReadOnlyDictionary<string, string> owners)
    {
        string key = ItemLine.Key(resource, item) ?? "";
        var codes = new HashSet<string>();
        string? whyNot = isNamed || !_mayLack ? null : lacking.Note(resource, owners, item);
        whyNot ??= lacking.LeaveOut(resource, owners, item, codes);
        string[] silent = [.. _fields.Where(field => item.ContainsKey(field.Name) && SaysNothing(field, item)).Select(static field => field.Name)];
        foreach (string name in silent)
        {
            item.Remove(name);
        }

        lock (_silent)
        {
            if (whyNot is not null)
            {
                if (!_whole.TryGetValue(whyNot, out List<string>? keys))
                {
                    _whole[whyNot] = keys = [];
                }

                keys.Add(key);
                return whyNot;
            }

            _silent.UnionWith(silent);
            _codes.UnionWith(codes);
            _without += codes.Count > 0 ? 1 : 0;
        }

        return null;
    }

    /// <summary>Takes out of the server's own item what was left out of lines: that is no difference.</summary>
    internal void Forget(JsonObject? present, IReadOnlyDictionary<string, string> owners)
    {
        if (present is not null)
        {
            lacking.LeaveOut(resource, owners, present, new HashSet<string>());
        }
    }

    /// <summary>Leaves with the server's item what the line's server cannot have: that is no difference either.</summary>
    internal void Keep(JsonObject line, JsonObject present, IReadOnlyDictionary<string, string> owners) => beyond?.Keep(resource, owners, line, present);

    private IEnumerable<string> Parts(int count, string warning) => count == 0 ? [] : [$"{resource.Noun}: {warning}"];

    private static string Some(IReadOnlyCollection<string> keys) => string.Join(", ", keys.Take(MostNamed)) + (keys.Count > MostNamed ? $" and {keys.Count - MostNamed} more" : "");

    private static bool SaysNothing(PimField field, JsonObject item) => SaysNothing(item[field.Name]) || (field.Usual is { } usual && ItemLine.Text(item, field.Name) == usual);

    private static bool SaysNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject members => members.All(static member => SaysNothing(member.Value)),
        _ => value.GetValueKind() == System.Text.Json.JsonValueKind.False || value.ToString().Length == 0,
    };
}
