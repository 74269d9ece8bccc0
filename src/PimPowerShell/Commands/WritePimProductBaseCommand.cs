using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What all writes of one product have in common.</summary>
public abstract class WritePimProductBaseCommand : PimResourceCommand
{
    /// <summary><para type="description">Makes an error of what a server ignores without a word, as PIMS does with attributes that it does not know.</para></summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    internal override string Noun => "Product";

    internal override string Deed => "write";

    internal override bool IsServedBy(PimResource resource) => true;

    internal PimResource Product => Kind;

    /// <summary>Changes of one product as the back end wants them.</summary>
    internal WritableItem Item(string key, IEnumerable<KeyValuePair<string, object?>> fields) => Product.Values is { } shape
        ? MapItemWriter.Write([.. fields, new KeyValuePair<string, object?>(Product.Key, key)], Product, shape)
        : ToItem(fields, Product) with { Key = key };

    /// <summary>Says what the server did otherwise than asked.</summary>
    internal void Report(WriteOutcome outcome, object? target)
    {
        foreach (string warning in outcome.Warnings)
        {
            if (Strict)
            {
                WriteError(PimErrors.NotKept(warning, target));
            }
            else
            {
                WriteWarning($"{outcome.Key}: {warning}");
            }
        }
    }

    /// <summary>One product by its key, past the search index; null when there is none.</summary>
    internal PSObject? ReadProduct(PimResource resource, string key) => ReadOne(resource, key, PathValues());
}
