using System.Collections;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Filters;

/// <summary>Makes a condition for -Filter.</summary>
[Cmdlet(VerbsCommon.New, "PimFilter")]
[OutputType("PimPowerShell.Filter")]
public sealed class NewPimFilterCommand : PSCmdlet
{
    /// <summary><para type="description">A property, or the code of an attribute.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Attribute", "Code")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterPropertyCompleter))]
    public string Property { get; set; } = "";

    /// <summary><para type="description">The operator, in upper or lower case.</para></summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterOperatorCompleter))]
    public string Operator { get; set; } = "";

    /// <summary><para type="description">What to compare with; none for operators such as EMPTY, two for BETWEEN, any number for IN.</para></summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(FilterValueCompleter))]
    public object? Value { get; set; }

    /// <summary><para type="description">The locale, for attributes that have a value for each; several for completeness.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Locales")]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string[]? Locale { get; set; }

    /// <summary><para type="description">The channel, for attributes that have a value for each, and for completeness.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Scope")]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary>Looks at the condition's form, and writes it.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            string op = PimOperators.Require(Operator, Property);
            // the empty cells of a table of conditions say nothing
            string[] locales = [.. (Locale ?? []).Where(locale => !string.IsNullOrEmpty(locale))];
            object? value = PimOperators.ValuesOf(op) == OperatorValues.None && PlainTree.Unwrap(Value) is "" ? null : Value;
            Check(op, value, locales.Length);
            WriteObject(FilterView.From(Property, op, value, locales.Length == 0 ? null : locales, string.IsNullOrEmpty(Channel) ? null : Channel));
        }
        catch (PimException e)
        {
            ThrowTerminatingError(PimErrors.From(e, Property));
        }
    }

    private void Check(string op, object? value, int locales)
    {
        int count = PlainTree.UnwrapValue(value) switch
        {
            null => 0,
            string or IDictionary => 1,
            IEnumerable list => list.Cast<object?>().Count(),
            _ => 1,
        };
        string? lack = PimOperators.ValuesOf(op) switch
        {
            OperatorValues.None when count > 0 => "takes no value: leave out -Value",
            OperatorValues.One when count == 0 => "needs -Value",
            OperatorValues.One when count > 1 => $"takes one value, not {count}",
            OperatorValues.Two when count != 2 => "takes two values, the first and the last: -Value 10, 20",
            OperatorValues.List when value is null => "needs -Value, one or several",
            _ when PimOperators.IsOnAllLocales(op) && locales == 0 => "needs -Locale, which may be several",
            _ => null,
        };
        if (lack is not null)
        {
            throw new PimException(PimErrorKind.Input, $"Filter: the operator {op} {lack}.") { Subject = Property };
        }
    }
}
