using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Output;

/// <summary>
/// An object that was read as text: its code, so that it can be given wherever a code is asked for. PowerShell calls this
/// where it makes text of an object.
/// </summary>
public static class ItemText
{
    /// <summary>The type name that all objects that were read have besides that of their kind.</summary>
    internal const string TypeName = ObjectKind.Prefix + "Item";

    // what the names of the types begin with that values are of
    private static readonly string[] s_types = ["System.Collections.", "System.Object[]", "System.Management.Automation.", ObjectKind.Prefix];

    /// <summary>Its identifier, its code, or what else names it; the name of its kind where nothing does.</summary>
    /// <param name="item">The object.</param>
    public static string Of(PSObject item) => PimIdentity.FindIn(item)?.Text ?? item.TypeNames.FirstOrDefault() ?? "";

    /// <summary>Whether a text is what PowerShell makes of an object that no one has read: of its members, or of the name of its type.</summary>
    internal static bool IsOfObject(string text) =>
        (text.StartsWith("@{", StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal) && text.IndexOf('=') > 0)
        || (s_types.Any(start => text.StartsWith(start, StringComparison.Ordinal)) && text.IndexOf(' ') < 0);

    internal static bool IsItem(PSObject item) => ObjectKind.Is(item, "Item");

    internal static void Mark(PSObject item, string kind)
    {
        item.TypeNames.Insert(0, TypeName);
        item.TypeNames.Insert(0, kind);
    }
}
