using System;
using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What making and changing a product have in common.</summary>
public abstract class WritePimProductValuesBaseCommand : WritePimProductBaseCommand
{
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

    /// <summary><para type="description">Makes select options that do not exist, for attributes that allow it. SaaS edition only.</para></summary>
    [Parameter]
    public SwitchParameter CreateMissingOption { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(nameof(CreateMissingOption), "Add the value to the attribute's dictionary first.");
    }

    internal Dictionary<string, string> WriteOptions() => SetFlags(Product.WriteOptions);

    /// <summary>Fails before anything is sent when this back end has no such option.</summary>
    internal void Require(string parameter, string instead)
    {
        if (IsSet(parameter) && OptionOf(Product, parameter) is null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"option -{parameter}", instead));
        }
    }

    /// <summary>Associations as the server wants them; null where none are given.</summary>
    internal object? Associations(string parameter, object? given) =>
        FieldValue.IsEmptyCell(given) ? null : new Products.Associations(Product, ReadProduct).Shape(parameter, given);

    /// <summary>The values as the server wants them.</summary>
    internal ReadOnlyMemory<byte> Shape(object values) => ShapeValues(values, Locale, Channel);
}
