using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Compare;

namespace PimPowerShell.Output;

/// <summary>
/// A property whose value is an object or a list, kept as the JSON that came until somebody looks at it. Most pipelines
/// look at few properties of many items; those that look at none need a tenth of the time and memory.
/// </summary>
internal sealed class JsonNoteProperty : PSNoteProperty
{
    // one object, so that a reader on another thread sees all of it or none
    private sealed record Unread(ReadOnlyMemory<byte> Json);

    private volatile Unread? _unread;

    /// <param name="name">The property's name.</param>
    /// <param name="json">JSON that stays as it is: memory that nobody gives back to a pool.</param>
    public JsonNoteProperty(string name, ReadOnlyMemory<byte> json)
        : base(name, null) => _unread = new Unread(json);

    private JsonNoteProperty(string name, object? value, Unread? unread)
        : base(name, value) => _unread = unread;

    /// <summary>What was read, where that is not what the server keeps; null for all else. The members of the value say it too, so that it goes with the value wherever that is put.</summary>
    public ReadValues? Read { get; set; }

    /// <summary>What was read as the value of a property; null for all else.</summary>
    public static ReadValues? ReadOf(PSPropertyInfo property) => property switch
    {
        JsonNoteProperty { Read: { } read } => read,
        // nobody has put anything into it
        JsonNoteProperty { UnreadJson: not null } => null,
        _ => ReadOf(property.Value),
    };

    /// <summary>What was read as a value that has such members, also where another property has it by now; null for all else.</summary>
    public static ReadValues? ReadOf(object? value) =>
        (value as PSObject)?.Properties.OfType<JsonNoteProperty>().Select(static member => member.Read).FirstOrDefault(static read => read is not null);

    /// <summary>The JSON, as long as nobody has looked: a caller may have changed what it saw.</summary>
    public ReadOnlyMemory<byte>? UnreadJson => _unread?.Json;

    public override object? Value
    {
        get
        {
            // two threads may both make the tree; both are right, and the one stored last is kept
            if (_unread is { } unread)
            {
                base.Value = Marked(JsonToPSObject.Read(unread.Json));
                _unread = null;
            }

            return base.Value;
        }

        set
        {
            _unread = null;
            base.Value = value;
        }
    }

    private object? Marked(object? value)
    {
        if (Read is not null && value is PSObject tree)
        {
            foreach (JsonNoteProperty member in tree.Properties.OfType<JsonNoteProperty>())
            {
                member.Read = Read;
            }
        }

        return value;
    }

    // PowerShell copies each property that is added to an object
    public override PSMemberInfo Copy() =>
        _unread is { } unread ? new JsonNoteProperty(Name, null, unread) { Read = Read } : new JsonNoteProperty(Name, base.Value, null) { Read = Read };
}
