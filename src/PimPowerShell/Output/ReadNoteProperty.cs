using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>A property that keeps what it was when its item was read, so that a change of it can be told from the item's own.</summary>
internal sealed class ReadNoteProperty : PSNoteProperty
{
    public ReadNoteProperty(string name, string? value)
        : this(name, value, value)
    {
    }

    private ReadNoteProperty(string name, object? value, string? read)
        : base(name, value) => Read = read;

    /// <summary>What it was.</summary>
    public string? Read { get; }

    // PowerShell copies each property that is added to an object
    public override PSMemberInfo Copy() => new ReadNoteProperty(Name, Value, Read);
}
