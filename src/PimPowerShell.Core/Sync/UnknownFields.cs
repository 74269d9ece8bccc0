using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>The fields of lines that another edition of the server has and this one does not. Thread-safe.</summary>
/// <param name="provider">The server.</param>
/// <param name="resource">The kind of thing.</param>
public sealed class UnknownFields(IPimProvider provider, PimResource resource)
{
    private readonly PimField[] _fields = [.. resource.Fields.Where(field => !provider.HasField(field))];
    private readonly SortedSet<string> _leftOut = [];

    /// <summary>What to tell of those that were left out of lines; null where none was.</summary>
    public string? Warning
    {
        get
        {
            lock (_leftOut)
            {
                return _leftOut.Count == 0 ? null : $"{resource.Noun}: {string.Join(", ", _leftOut)} is left out where it says nothing: the server's edition has no such field.";
            }
        }
    }

    /// <summary>A line without those that say nothing; what says something is left for the server to refuse.</summary>
    public byte[] LeaveOut(byte[] line)
    {
        if (!_fields.Any(field => JsonCursor.HasMember(line, Encoding.UTF8.GetBytes(field.Name))) || JsonNode.Parse(line) is not JsonObject item)
        {
            return line;
        }

        LeaveOut(item);
        return ItemLine.Bytes(item);
    }

    /// <summary>The same of a line's JSON.</summary>
    internal void LeaveOut(JsonObject item)
    {
        foreach (PimField field in _fields.Where(field => item.ContainsKey(field.Name) && (SaysNothing(item[field.Name]) || (field.Usual is { } usual && ItemLine.Text(item, field.Name) == usual))).ToList())
        {
            item.Remove(field.Name);
            lock (_leftOut)
            {
                _leftOut.Add(field.Name);
            }
        }
    }

    private static bool SaysNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject members => members.All(static member => SaysNothing(member.Value)),
        _ => value.GetValueKind() == System.Text.Json.JsonValueKind.False || value.ToString().Length == 0,
    };
}
