using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Output;

/// <summary>Text for the format views, which PowerShell calls by name.</summary>
public static class ViewText
{
    /// <summary>The label in the caller's language, else in English, else the first there is.</summary>
    public static string Label(PSObject item)
    {
        if (item?.Properties["Labels"]?.Value is not PSObject labels)
        {
            return "";
        }

        string culture = CultureInfo.CurrentUICulture.Name.Replace('-', '_');
        return Find(culture) ?? Find("en_US") ?? labels.Properties.Select(label => label.Value as string).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "";

        // the invariant culture has no name, and PowerShell no property without one
        string? Find(string locale) => locale.Length > 0 && labels.Properties[locale]?.Value as string is { Length: > 0 } text ? text : null;
    }

    /// <summary>A time in the caller's zone, to the minute, in a form that sorts.</summary>
    public static string Time(object? value) =>
        PlainTree.Base(value) is DateTimeOffset time ? time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>A value of any shape on one line: a text as it is, anything else as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="longest">The most characters.</param>
    public static string Data(object? value, int longest = 40) => Shorten(
        (value is PSObject { BaseObject: string wrapped } ? wrapped : value) switch
        {
            null => "",
            string text => text,
            var other => Encoding.UTF8.GetString(JsonBytes.Write(writer => JsonTree.Write(writer, other, PlainTree.Unwrap))),
        }, longest);

    internal static string Shorten(string text, int longest)
    {
        string line = text.Replace("\r", "").Replace('\n', ' ');
        return line.Length <= longest ? line : line.Substring(0, longest - 3) + "...";
    }

    /// <summary>What an asset tells of its file, or, where files are values of assets, of the first among its values.</summary>
    /// <param name="item">The asset.</param>
    /// <param name="own">The asset's own property.</param>
    /// <param name="linked">The name in what a value tells of its file.</param>
    public static object? OfFile(PSObject item, string own, string linked) => item?.Properties[own]?.Value
        ?? ((item?.Properties["Values"]?.Value as PSObject)?.Properties.SelectMany(value => value.Value as object[] ?? [])
            .Select(value => (PSObject.AsPSObject(value).Properties["linked_data"]?.Value as PSObject)?.Properties[linked]?.Value)
            .FirstOrDefault(found => found is not null));

    /// <summary>What went wrong with one input of a bulk write, field errors first.</summary>
    public static string Failure(PSObject result)
    {
        if (result?.Properties["Errors"]?.Value is object[] { Length: > 0 } errors)
        {
            return string.Join(" ", errors.Select(error => PSObject.AsPSObject(error)).Select(error =>
                $"{error.Properties["Attribute"]?.Value ?? error.Properties["Property"]?.Value}: {error.Properties["Message"]?.Value}"));
        }

        return result?.Properties["Message"]?.Value as string ?? "";
    }
}
