using System;
using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>
/// A property whose value is an object or a list, kept as the JSON that came until somebody looks at it. Most pipelines
/// look at few properties of many items; those that look at none need a tenth of the time and memory.
/// </summary>
internal sealed class JsonNoteProperty : PSNoteProperty
{
    private byte[]? _json;

    public JsonNoteProperty(string name, ReadOnlySpan<byte> json)
        : base(name, null) => _json = json.ToArray();

    private JsonNoteProperty(string name, object? value)
        : base(name, value)
    {
    }

    /// <summary>The JSON, as long as nobody has looked: a caller may have changed what it saw.</summary>
    public byte[]? UnreadJson => _json;

    public override object? Value
    {
        get
        {
            // two threads may both make the tree; both are right, and the one stored last is kept
            if (_json is { } json)
            {
                base.Value = JsonToPSObject.Read(json);
                _json = null;
            }

            return base.Value;
        }

        set
        {
            _json = null;
            base.Value = value;
        }
    }

    public override PSMemberInfo Copy() => _json is { } json ? new JsonNoteProperty(Name, json.AsSpan()) : new JsonNoteProperty(Name, base.Value);
}
