using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Pims;

/// <summary>What making and changing views have in common.</summary>
public abstract class WritePimViewCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The label.</para></summary>
    [Parameter]
    [Field]
    public object? Label { get; set; }

    /// <summary><para type="description">A remark on what the view is for.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Comment { get; set; }

    /// <summary><para type="description">All attributes that the view shows: codes, or a table by code of attribute (the name in the view), readonly, group, transform and default.</para></summary>
    [Parameter]
    [Alias("Attributes")]
    [Field("attributes")]
    [CodeTransformation("Attribute")]
    [ArgumentCompleter(typeof(AttributeCompleter))]
    public object? Attribute { get; set; }

    internal override string Noun => "View";

    /// <summary>Attributes that are given as codes are shown under their own names.</summary>
    internal override void Shape(IDictionary<string, object?> fields)
    {
        if (fields.TryGetValue("attributes", out object? given) && Codes(given) is { } codes)
        {
            fields["attributes"] = codes.Distinct().ToDictionary(code => code, code => new Dictionary<string, object?> { ["attribute"] = code });
        }
    }

    private static IEnumerable<string>? Codes(object? given) => PlainTree.Unwrap(given) switch
    {
        string row => FieldValue.ReadCodes(row),
        IEnumerable list and not (IDictionary or IEnumerable<KeyValuePair<string, object?>>) => list.Cast<object?>().Select(code => LanguagePrimitives.ConvertTo<string>(code)),
        _ => null,
    };
}
