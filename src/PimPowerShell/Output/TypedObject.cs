using System.Management.Automation;

namespace PimPowerShell.Output;

/// <summary>Objects that users see, of what is no item of a server.</summary>
internal static class TypedObject
{
    /// <summary>Makes one.</summary>
    /// <param name="typeName">The type that format views and parameters know it by.</param>
    /// <param name="properties">Its properties, in the order that users see them in.</param>
    public static PSObject Of(string typeName, params (string Name, object? Value)[] properties)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, typeName);
        foreach ((string name, object? value) in properties)
        {
            view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        }

        return view;
    }
}
