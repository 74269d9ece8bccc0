using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Output;

/// <summary>
/// What an object of this module is, by the names of its types. PowerShell puts a word before them where the object came out of a job,
/// from another computer or from a file.
/// </summary>
internal static class ObjectKind
{
    /// <summary>What the type names of all kinds begin with.</summary>
    public const string Prefix = "PimPowerShell.";

    private const string FromElsewhere = "Deserialized.";

    /// <summary>The kinds, the clearest first: <c>Family</c> and <c>Item</c>; none for an object of somebody else.</summary>
    public static IEnumerable<string> Of(PSObject item) => item.TypeNames.Where(IsKind).Select(static name => name.Substring(Start(name) + Prefix.Length));

    /// <summary>Whether it is of one kind.</summary>
    public static bool Is(PSObject item, string kind)
    {
        // each value that is written is asked
        Collection<string> names = item.TypeNames;
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            if (name.EndsWith(kind, StringComparison.Ordinal) && IsKind(name) && name.Length == Start(name) + Prefix.Length + kind.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is an object of this module at all.</summary>
    public static bool IsKnown(PSObject item) => item.TypeNames.Any(IsKind);

    /// <summary>Whether it is what PowerShell made again of an object of another process or a file.</summary>
    public static bool IsFromElsewhere(PSObject item)
    {
        Collection<string> names = item.TypeNames;
        return names.Count > 0 && names[0].StartsWith(FromElsewhere, StringComparison.Ordinal);
    }

    /// <summary>Whether it is what PowerShell made again of a value of a type.</summary>
    public static bool IsFromElsewhere(PSObject value, string type)
    {
        Collection<string> names = value.TypeNames;
        return names.Count > 0 && names[0].Length == FromElsewhere.Length + type.Length
            && names[0].StartsWith(FromElsewhere, StringComparison.Ordinal) && names[0].EndsWith(type, StringComparison.Ordinal);
    }

    /// <summary>Whether PowerShell adds a property of this name to what comes from another process.</summary>
    public static bool IsAddedOnTheWay(string property) => property is "PSComputerName" or "RunspaceId" or "PSShowComputerName" or "PSSourceJobInstanceId";

    /// <summary>Passes what names things of some kinds.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">Among it is an object of another kind that was read.</exception>
    public static void Check(object? given, string[] kinds)
    {
        IEnumerable all = PlainTree.Bare(given) is IEnumerable list and not (string or IDictionary) ? list : new[] { given };
        if (all.OfType<PSObject>().FirstOrDefault(item => ItemText.IsItem(item) && !kinds.Any(kind => Is(item, kind))) is { } foreign)
        {
            string objects = kinds.Length == 0 ? "" : $", or objects of the kind {string.Join(" or ", kinds)}";
            throw new ArgumentTransformationMetadataException($"It takes codes{objects}, and {Words(foreign)}.");
        }
    }

    /// <summary>What is said of an object where things of other kinds are named.</summary>
    public static string Words(PSObject foreign) => $"'{ItemText.Of(foreign)}' is of the kind {Of(foreign).First()}";

    private static bool IsKind(string name) => string.CompareOrdinal(name, Start(name), Prefix, 0, Prefix.Length) == 0;

    private static int Start(string name) => name.StartsWith(FromElsewhere, StringComparison.Ordinal) ? FromElsewhere.Length : 0;
}
