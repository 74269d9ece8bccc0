using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>The links to files in items that are one map of attributes. Other addresses, and those in other attributes, are texts.</summary>
internal static class FileLinks
{
    /// <summary>The attributes of a map whose values lead to files of a server.</summary>
    /// <param name="provider">Knows what such a link looks like, and the attributes.</param>
    /// <param name="attributes">The map.</param>
    /// <param name="context">The caller.</param>
    public static async Task<HashSet<string>> FindAsync(IPimProvider provider, JsonObject? attributes, CallContext context)
    {
        string[] linked = [.. (attributes ?? []).Where(attribute => Keys(provider, attribute.Value).Any()).Select(static attribute => attribute.Key)];
        if (linked.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<string, AttributeDefinition> known = await provider.Metadata.GetAttributesAsync(linked, context).ConfigureAwait(false);
        // one that the server does not have yet may be of any kind
        return [.. linked.Where(name => !known.TryGetValue(name, out AttributeDefinition? attribute) || attribute.HoldsLinks)];
    }

    /// <summary>The files that a value leads to.</summary>
    public static IEnumerable<MediaKey> Keys(IPimProvider provider, JsonNode? value) => Texts(value).Select(provider.ReadMediaLink).OfType<MediaKey>();

    /// <summary>The names at the ends of the addresses of a value.</summary>
    public static IEnumerable<string> Names(JsonNode? value) => Texts(value).Select(Name);

    /// <summary>The name at the end of an address, as it was before it was made part of one.</summary>
    public static string Name(string link)
    {
        string path = link.TrimEnd('/');
        return Uri.UnescapeDataString(path.Substring(path.LastIndexOf('/') + 1));
    }

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && text.GetValue<string>() is { Length: > 0 } link => [link],
        _ => [],
    };
}
