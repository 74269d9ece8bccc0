using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Categories that are added and removed without the whole list.</summary>
internal static class CategoryChanges
{
    /// <summary>Puts the changes among the fields that are sent.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="provider">The back end, which may know only the whole list.</param>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="add">What to add.</param>
    /// <param name="remove">What to remove.</param>
    /// <param name="read">Reads the item as it is, for the whole list.</param>
    public static void Write(IDictionary<string, object?> fields, IPimProvider provider, PimResource resource, string[]? add, string[]? remove, Func<PSObject> read)
    {
        add = Given("AddCategory", add);
        remove = Given("RemoveCategory", remove);
        if (add.Length == 0 && remove.Length == 0)
        {
            return;
        }

        if (provider.Capabilities.HasFlag(PimCapabilities.CategoryChanges) && resource.CategoryChanges is { } names)
        {
            Add(names.Added, add);
            Add(names.Removed, remove);
            return;
        }

        string[] present = LanguagePrimitives.ConvertTo<string[]>(read().Properties["Categories"]?.Value ?? Array.Empty<string>());
        fields["categories"] = present
            .Except(remove, StringComparer.OrdinalIgnoreCase)
            .Union(add, StringComparer.OrdinalIgnoreCase)
            .ToArray();

        void Add(string field, string[] codes)
        {
            if (codes.Length > 0)
            {
                fields[field] = codes;
            }
        }
    }

    /// <summary>Refuses changes beside the whole list.</summary>
    public static void CheckAlone(PSCmdlet cmdlet, string[]? whole, string[]? add, string[]? remove)
    {
        if (!FieldValue.IsEmptyCell(whole) && !(FieldValue.IsEmptyCell(add) && FieldValue.IsEmptyCell(remove)))
        {
            cmdlet.ThrowTerminatingError(PimErrors.Input("-Category gives the whole list; it excludes -AddCategory and -RemoveCategory.", null));
        }
    }

    /// <summary>The codes that are given; an empty cell gives none.</summary>
    private static string[] Given(string parameter, string[]? codes) =>
        codes is null || FieldValue.IsEmptyCell(codes) ? []
        : !codes.Any(string.IsNullOrEmpty) ? codes
        : throw new PimException(PimErrorKind.Input, $"{parameter}: takes codes of categories, and one of them is empty.") { Subject = parameter };
}
