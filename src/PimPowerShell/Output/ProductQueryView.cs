using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Output;

/// <summary>A part of a list as users see it.</summary>
internal static class ProductQueryView
{
    private const string TypeName = "PimPowerShell.ProductQuery";

    private const string Resource = "Resource";

    private static readonly string[] s_names = ["Number", "Of", "Filter", "Estimate"];

    public static PSObject From(QueryShare share, string filter) => TypedObject.Of(
        TypeName, [.. s_names.Zip((object?[])[share.Number, share.Of, filter, share.Estimate], (name, value) => (name, value)), (Resource, share.Query.Resource.Noun)]);

    /// <summary>The kind of thing that such an object is a part of; null where it does not say.</summary>
    public static string? ResourceOf(object? input) => (input as PSObject)?.Properties[Resource]?.Value as string;

    /// <summary>The filter of such an object, also of one that went to another job as JSON; null for any other.</summary>
    public static string? FilterOf(object? input) =>
        input is PSObject { BaseObject: PSCustomObject } view && s_names.All(name => view.Properties[name] is not null) ? view.Properties["Filter"].Value as string : null;
}
