using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>The result of one input, as users see it.</summary>
internal static class UpsertResult
{
    public static PSObject From(BulkResult result)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.UpsertResult");
        Add("Index", result.Item.Index);
        Add("Key", result.Item.Key.Length > 0 ? result.Item.Key : null);
        Add("Status", result.Status.ToString());
        Add("StatusCode", result.StatusCode);
        Add("Message", result.Message);
        Add("Errors", result.Errors.Select(Error).ToArray());
        Add("Attempts", result.Attempts);
        Add("InputObject", result.Item.Tag);
        return view;

        void Add(string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }

    private static PSObject Error(Core.PimFieldError error)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.FieldError");
        Add("Property", error.Property);
        Add("Attribute", error.Attribute);
        Add("Locale", error.Locale);
        Add("Scope", error.Scope);
        Add("Message", error.Message);
        return view;

        void Add(string name, string? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }
}
