using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>What a store is about: one kind of thing of one server, by one filter.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Resource">The kind of thing, how it is addressed, and what it lies in.</param>
/// <param name="Filter">The filter, as JSON; empty for none.</param>
internal sealed record StoreHead(string Server, string Resource, string Filter)
{
    private const string Kind = "PimPowerShell sync";

    /// <summary>How each head begins.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = Encoding.UTF8.GetBytes($"{{\"store\":\"{Kind}\"");

    public static StoreHead Of(IPimProvider provider, PimQuery query)
    {
        string owners = string.Concat(query.PathValues.OrderBy(owner => owner.Key, StringComparer.Ordinal).Select(owner => $" of {owner.Key} {owner.Value}"));
        bool hasFilter = query.Criteria.Count > 0 || query.Search is not null || query.MoreSearches.Count > 0;
        return new StoreHead(provider.Root.AbsoluteUri, $"{query.Resource.Noun} by {query.Resource.Key}{owners}",
            hasFilter ? Encoding.UTF8.GetString(JsonBytes.Write(writer => WriteFilter(writer, query))) : "");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("store", Kind);
        writer.WriteNumber("version", 1);
        writer.WriteString("server", Server);
        writer.WriteString("resource", Resource);
        writer.WriteString("filter", Filter);
    }

    /// <summary>Refuses a store that is about something else.</summary>
    /// <exception cref="FormatException">It is no head.</exception>
    /// <exception cref="PimException">It is another one's.</exception>
    public void Check(JsonElement head, string folder)
    {
        if (head.GetProperty("store").GetString() != Kind || head.GetProperty("version").GetInt32() != 1)
        {
            throw new FormatException();
        }

        Check("server", Server, "is that of the server");
        Check("resource", Resource, "is that of");
        Check("filter", Filter, "was filled with the filter");

        void Check(string name, string expected, string words)
        {
            if (head.GetProperty(name).GetString() is var found && found != expected)
            {
                throw new PimException(PimErrorKind.Input,
                    $"The state in '{folder}' {words} {Text(found)}, not {Text(expected)}. Give another folder.") { Subject = folder };
            }
        }

        static string Text(string? text) => string.IsNullOrEmpty(text) ? "none" : text!;
    }

    private static void WriteFilter(Utf8JsonWriter writer, PimQuery query)
    {
        writer.WriteStartArray();
        foreach (PimCriterion criterion in query.Criteria)
        {
            JsonTree.Write(writer, Members(criterion));
        }

        foreach (string search in new[] { query.Search }.Concat(query.MoreSearches).OfType<string>())
        {
            writer.WriteStringValue(search);
        }

        writer.WriteEndArray();
    }

    private static object?[] Members(PimCriterion criterion) => criterion.Parts is null
        ? [criterion.Field, criterion.Operator, criterion.Value, criterion.Locale, criterion.Scope, criterion.Locales, criterion.ReadinessCode]
        : [criterion.Field, .. criterion.Parts.Select(Members)];
}
