using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>What all writes of one product have in common.</summary>
public abstract class WritePimProductBaseCommand : PimConnectedCmdlet
{
    /// <summary><para type="description">Makes an error of what a server ignores without a word, as PIMS does with attributes that it does not know.</para></summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    internal PimResource Product => FindResource("Product");

    /// <summary>Changes of one product as the back end wants them.</summary>
    internal WritableItem Item(string key, IEnumerable<KeyValuePair<string, object?>> fields) => Product.Values is { } shape
        ? MapItemWriter.Write([.. fields, new KeyValuePair<string, object?>(Product.Key, key)], Product, shape)
        : new WritableItem(Product, key, JsonBytes.Write(writer => JsonTree.Write(writer, fields, PlainTree.Unwrap)));

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

    /// <summary>Asks, showing what would be sent.</summary>
    internal bool MaySend(string verb, string name, byte[] body)
    {
        string what = $"{verb} product '{name}' on {Session?.Name ?? Provider.Root.Host}: {Encoding.UTF8.GetString(body)}";
        return ShouldProcess(what, what + "?", "Confirm");
    }

    /// <summary>Writes a product that was made or changed, as the server now has it.</summary>
    internal void WriteMade(PimResource resource, string? key, object? target)
    {
        if (key is not null && ReadProduct(resource, key) is { } product)
        {
            WriteObject(product);
        }
        else
        {
            WriteError(PimErrors.NotReadable(target));
        }
    }

    /// <summary>One product by its key, past the search index; null when there is none.</summary>
    internal PSObject? ReadProduct(PimResource resource, string key)
    {
        using PimPage? page = Wait(Provider.Read(new PimQuery(resource) { Keys = [key] }).NextAsync(Context()));
        if (page is null)
        {
            return null;
        }

        Utf8JsonReader reader = page.OpenItems();
        return PimPage.NextItem(ref reader) ? Converter(resource).Read(ref reader, page.Items) : null;
    }
}
