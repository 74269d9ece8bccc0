using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>The fields of lines that another edition of the server has and this one does not.</summary>
/// <param name="provider">The server.</param>
/// <param name="resource">The kind of thing.</param>
public sealed class UnknownFields(IPimProvider provider, PimResource resource)
{
    private readonly string[] _names = [.. resource.Fields.Where(field => !provider.HasField(field)).Select(static field => field.Name)];
    private readonly SortedSet<string> _leftOut = [];

    /// <summary>Those that were left out of a line.</summary>
    public IReadOnlyCollection<string> LeftOut => _leftOut;

    /// <summary>A line without those that say nothing; what says something is left for the server to refuse.</summary>
    public byte[] LeaveOut(byte[] line)
    {
        if (!_names.Any(name => JsonCursor.HasMember(line, Encoding.UTF8.GetBytes(name))) || JsonNode.Parse(line) is not JsonObject item)
        {
            return line;
        }

        foreach (string name in _names.Where(name => item.ContainsKey(name) && SaysNothing(item[name])).ToList())
        {
            item.Remove(name);
            _leftOut.Add(name);
        }

        return ItemLine.Bytes(item);
    }

    private static bool SaysNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject members => members.All(static member => SaysNothing(member.Value)),
        _ => value.GetValueKind() == System.Text.Json.JsonValueKind.False || value.ToString().Length == 0,
    };
}
