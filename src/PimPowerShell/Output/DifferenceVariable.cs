using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>
/// The variable that takes the differences, in the caller's scope: as with -OutVariable a list that is there from the start,
/// and a plus sign before the name keeps what the variable has.
/// </summary>
internal sealed class DifferenceVariable
{
    private readonly ArrayList _differences = [];

    /// <summary>Sets the variable that -DiffVariable names; null where it is not given.</summary>
    /// <param name="cmdlet">The cmdlet, whose session state is that of its caller.</param>
    /// <param name="isWanted">Whether it looks for differences at all.</param>
    /// <param name="name">The variable's name, with a plus sign to add to it.</param>
    public static DifferenceVariable? Open(PSCmdlet cmdlet, bool isWanted, string? name)
    {
        if (name is not null && !isWanted)
        {
            cmdlet.ThrowTerminatingError(PimErrors.Input("-DiffVariable takes what -OnlyChanged finds: give that too.", "DiffVariable"));
        }

        if (name == "+")
        {
            cmdlet.ThrowTerminatingError(PimErrors.Input("-DiffVariable: a plus sign needs the name of a variable behind it.", "DiffVariable"));
        }

        return name is null ? null : new DifferenceVariable(cmdlet.SessionState, name);
    }

    private DifferenceVariable(SessionState caller, string name)
    {
        bool isAdded = name[0] == '+';
        string variable = isAdded ? name.Substring(1) : name;
        if (isAdded && caller.PSVariable.GetValue(variable) is { } before)
        {
            IEnumerable? list = LanguagePrimitives.GetEnumerable(before);
            foreach (object item in list ?? new[] { before })
            {
                _differences.Add(item);
            }
        }

        caller.PSVariable.Set(variable, _differences);
    }

    /// <summary>Adds what differs in one item.</summary>
    public void Add(IEnumerable<object> differences)
    {
        foreach (object difference in differences)
        {
            _differences.Add(difference);
        }
    }
}
