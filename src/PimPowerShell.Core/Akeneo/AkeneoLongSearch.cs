using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Searches that are too long for an address: they go in the body of a POST, where the server has one.</summary>
internal static class AkeneoLongSearch
{
    /// <summary>Characters of path and query. Servers and proxies take lines of about 8,000, the host's name not among them.</summary>
    public const int LongestAddress = 7000;

    // what stays in the query of a POST besides the page
    private static readonly HashSet<string> s_queryOptions = ["with_count"];

    /// <param name="provider">The server.</param>
    /// <param name="resource">What is searched.</param>
    /// <param name="search">The conditions, as JSON.</param>
    /// <param name="options">The list's query options.</param>
    /// <param name="paging">Which page is wanted, in the query as well.</param>
    /// <exception cref="PimException">The server has no such search, or it does not take one of the options.</exception>
    public static PimRequest Request(
        AkeneoProvider provider, PimResource resource, string? search, IReadOnlyDictionary<string, string> options, IEnumerable<KeyValuePair<string, string>> paging)
    {
        if (resource.LongSearch is not { } way || !provider.IsHosted)
        {
            throw TooLong(provider.IsHosted && resource.Noun == "Product"
                ? "this server takes it in a body only where products go by their uuid: Connect-Pim -ProductIdFormat Uuid."
                : "this server takes it no other way. Give fewer or shorter conditions, and ask several times.");
        }

        if (options.Keys.FirstOrDefault(option => !way.Options.ContainsKey(option) && !s_queryOptions.Contains(option)) is { } lost)
        {
            throw TooLong($"a search in the body takes no {lost}. Leave it out, or give fewer or shorter conditions.");
        }

        return new PimRequest(HttpMethod.Post, provider.Address.Of(way.Path, paging.Concat(options.Where(option => s_queryOptions.Contains(option.Key)))))
        {
            Body = JsonBytes.Write(writer =>
            {
                writer.WriteStartObject();
                if (search is not null)
                {
                    writer.WriteString("search", search);
                }

                foreach (KeyValuePair<string, string> option in options.Where(option => way.Options.ContainsKey(option.Key)))
                {
                    writer.WritePropertyName(way.Options[option.Key]);
                    JsonTree.Write(writer, option.Value switch { "true" => true, "false" => false, var text => text });
                }

                writer.WriteEndObject();
            }),
            ContentType = "application/json",
            OnlyReads = true,
            MayRepeat = true,
        };

        PimException TooLong(string instead) =>
            new(PimErrorKind.Input, $"Filter: the query of {resource.Noun} is too long for an address ({LongestAddress} characters), and {instead}") { Subject = "Filter" };
    }
}
