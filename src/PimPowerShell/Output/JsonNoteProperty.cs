using System;
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

    /// <summary>What was read, where that is not what the server keeps; null for all else.</summary>
    public ReadValues? Read { get; set; }

    /// <summary>The JSON, as long as nobody has looked: a caller may have changed what it saw.</summary>
    public ReadOnlyMemory<byte>? UnreadJson => _unread?.Json;

    public override object? Value
    {
        get
        {
            // two threads may both make the tree; both are right, and the one stored last is kept
            if (_unread is { } unread)
            {
                base.Value = JsonToPSObject.Read(unread.Json);
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

    // PowerShell copies each property that is added to an object
    public override PSMemberInfo Copy() =>
        _unread is { } unread ? new JsonNoteProperty(Name, null, unread) { Read = Read } : new JsonNoteProperty(Name, base.Value, null) { Read = Read };
}
