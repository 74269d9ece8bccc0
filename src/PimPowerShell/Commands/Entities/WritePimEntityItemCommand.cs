using System;
using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Entities;

/// <summary>What has values by the attributes of what it lies in: records, and assets likewise.</summary>
public abstract class WritePimEntityItemCommand : WritePimResourceCommand
{
    /// <summary><para type="description">Values by attribute code, shaped by each attribute's definition: @{ label = @{ en_US = 'Kartell' }; founded = 1949 }. A value of $null erases.</para></summary>
    [Parameter(Position = 1)]
    [Alias("Values")]
    [Field("values")]
    [ArgumentCompleter(typeof(ValueTableCompleter))]
    public object? Value { get; set; }

    /// <summary><para type="description">The locale of values that belong to one and do not name it.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Locale")]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary><para type="description">The channel of values that belong to one and do not name it.</para></summary>
    [Parameter]
    [Alias("Scope")]
    [ValidateNotNullOrEmpty]
    [CodeTransformation("Channel")]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string? Channel { get; set; }

    /// <summary>Gives the values the shape that the attributes ask for; those of an object that was read, or of JSON, have it.</summary>
    internal override void Shape(IDictionary<string, object?> fields)
    {
        if (!fields.TryGetValue("values", out object? given) || PlainTree.Unwrap(given) is ReadOnlyMemory<byte>)
        {
            return;
        }

        fields["values"] = PlainTree.From(given) is Dictionary<string, object?> values
            ? Wait(Provider.ShapeValuesAsync(new PimQuery(Kind) { PathValues = PathValues() }, values, Locale, Channel, Context()))
            : throw new PimException(PimErrorKind.Input, "Value: takes a table of attributes, as in @{ label = 'Kartell' }.") { Subject = "Value" };
    }
}
