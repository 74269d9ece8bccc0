using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// The lists of a kind of thing of which one alone has each code, as the attributes of attribute groups. A code that its list
/// leaves out falls into another of the server's choosing, which then differs for ever: what lines put nowhere stays where it is.
/// </summary>
/// <param name="resource">The kind of thing.</param>
internal sealed class MemberLists(PimResource resource)
{
    private readonly HashSet<string> _placed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields that have such lists.</summary>
    public IReadOnlyList<string> Fields { get; } = [.. resource.Fields.Where(static field => field.Shape == FieldShape.Members).Select(static field => field.Name)];

    /// <summary>Takes note of what a line puts into its lists.</summary>
    public void Note(JsonObject line) => _placed.UnionWith(Fields.SelectMany(field => AttributeLists.Codes(line[field])));

    /// <summary>Adds to the lists of a line those codes that its item has there, and that no line puts anywhere.</summary>
    public void Keep(JsonObject line, JsonObject present)
    {
        foreach (string field in Fields)
        {
            if (line[field] is JsonArray said)
            {
                foreach (string code in AttributeLists.Codes(present[field]).Where(code => !_placed.Contains(code)))
                {
                    said.Add(code);
                }
            }
        }
    }
}
