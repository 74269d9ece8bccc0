using System;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Compare;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What is left of an item when only that is sent which differs.</summary>
/// <param name="Item">The rest; its body is empty when nothing differs.</param>
/// <param name="Present">The item as the server has it.</param>
/// <param name="Text">What differs, in words.</param>
internal sealed record ChangedItem(WritableItem Item, ReadOnlyMemory<byte> Present, string Text);

/// <summary>What -OnlyChanged and -DiffVariable do: each item is read first, and compared with what is to be sent.</summary>
internal sealed class ChangedOnly
{
    private readonly PimResourceCommand _cmdlet;
    private readonly DifferenceVariable? _variable;

    private ChangedOnly(PimResourceCommand cmdlet, DifferenceVariable? variable)
    {
        _cmdlet = cmdlet;
        _variable = variable;
    }

    /// <summary>Reads the parameters of a cmdlet; null where it sends all.</summary>
    public static ChangedOnly? Open(PimResourceCommand cmdlet, bool isWanted, string? variable)
    {
        DifferenceVariable? differences = DifferenceVariable.Open(cmdlet, isWanted, variable);
        return isWanted ? new ChangedOnly(cmdlet, differences) : null;
    }

    /// <summary>Reads an item and leaves what differs of it.</summary>
    /// <param name="item">All that is to be sent.</param>
    /// <param name="name">What the caller calls it.</param>
    /// <exception cref="PimException">There is no such item.</exception>
    public ChangedItem Narrow(WritableItem item, string name)
    {
        ReadOnlyMemory<byte> present = _cmdlet.Wait(PresentItem.ReadAsync(_cmdlet.Provider, item.Resource, item.Key!, _cmdlet.PathValues(), _cmdlet.Context()));
        LineChanges changes = _cmdlet.Wait(_cmdlet.Provider.CompareAsync(item.Resource, _cmdlet.PathValues(), item.Body, present, _cmdlet.Context()));
        _variable?.Add(Difference.From(name, changes.Differences));
        if (changes.Line.IsEmpty)
        {
            _cmdlet.WriteVerbose($"{_cmdlet.Words} '{name}': nothing differs, and nothing is sent.");
        }

        return new ChangedItem(item with { Body = changes.Line.ToArray() }, present, Difference.Describe(changes.Differences));
    }

    /// <summary>An item of which nothing was sent, as objects that are read.</summary>
    public PSObject Unchanged(ChangedItem item) => _cmdlet.Converter(item.Item.Resource, _cmdlet.PathValues()).Read(item.Present);
}
