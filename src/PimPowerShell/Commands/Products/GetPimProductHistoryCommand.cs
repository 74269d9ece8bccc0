using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Reads what was changed in products, when and by whom.</summary>
[Cmdlet(VerbsCommon.Get, "PimProductHistory")]
[OutputType("PimPowerShell.ProductHistory")]
[OutputType("PimPowerShell.ProductChange")]
public sealed class GetPimProductHistoryCommand : PimConnectedCmdlet
{
    /// <summary><para type="description">The products: SKUs, or products that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid", "Identifier", "Code", "Sku")]
    [IdentityTransformation]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Only changes by this user or API key.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary><para type="description">Only changes at or after this time.</para></summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary><para type="description">Only changes before this time.</para></summary>
    [Parameter]
    public DateTimeOffset? Until { get; set; }

    /// <summary><para type="description">So many entries of each product at most.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary><para type="description">Oldest first; without it the newest come first.</para></summary>
    [Parameter]
    public SwitchParameter OldestFirst { get; set; }

    /// <summary><para type="description">One object for each changed attribute, instead of one for each entry.</para></summary>
    [Parameter]
    public SwitchParameter Expand { get; set; }

    internal override PimCapabilities Needs => PimCapabilities.History;

    internal override (string What, string Instead) Lack => ("history in its API", "Get-PimProduct -UpdatedSince shows which products changed, not what.");

    /// <summary>Reads them.</summary>
    protected override void ProcessRecord()
    {
        PimResource product = FindResource("Product");
        foreach (PimIdentity identity in Identity)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(product);
                // the order of the server's entries is not documented
                List<Entry> entries = Read(key);
                IEnumerable<Entry> ordered = OldestFirst ? Sorted(entries) : Sorted(entries).Reverse();
                foreach (Entry entry in ordered.Where(IsWanted).Take(First))
                {
                    WriteObject(Expand ? Changes(key, entry) : [View(key, entry)], enumerateCollection: true);
                }
            });
        }
    }

    /// <summary>Oldest first. Times are whole seconds: what happened within one stays in the server's order.</summary>
    private static IEnumerable<Entry> Sorted(List<Entry> entries)
    {
        bool isNewestFirst = entries.Count > 0 && entries[0].Time > entries[entries.Count - 1].Time;
        return (isNewestFirst ? Enumerable.Reverse(entries) : entries).OrderBy(entry => entry.Time);
    }

    private bool IsWanted(Entry entry) =>
        (Since is null || entry.Time >= Since) && (Until is null || entry.Time < Until)
        && (User is null || string.Equals(entry.User, User, StringComparison.OrdinalIgnoreCase));

    private List<Entry> Read(string key)
    {
        var entries = new List<Entry>();
        using var pages = new PageReader(Provider.ReadHistory(key, User), Context());
        while (Wait(pages.ReadAsync()) is { } page)
        {
            using (page)
            {
                foreach (JsonDocument document in page.ReadDocuments())
                {
                    using (document)
                    {
                        JsonElement entry = document.RootElement;
                        entries.Add(new Entry(
                            DateTimeOffset.FromUnixTimeSeconds(entry.GetProperty("date").GetInt64()),
                            entry.TryGetProperty("user", out JsonElement user) ? user.GetString() : null,
                            Values(entry, "old"),
                            Values(entry, "new")));
                    }
                }
            }
        }

        return entries;
    }

    private static PSObject Values(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement values) && values.ValueKind == JsonValueKind.Object
            ? (PSObject)JsonToPSObject.Read(System.Text.Encoding.UTF8.GetBytes(values.GetRawText()))!
            : new PSObject();

    private static PSObject View(string key, Entry entry)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, "PimPowerShell.ProductHistory");
        Add(view, "Identifier", key);
        Add(view, "Time", entry.Time);
        Add(view, "User", entry.User);
        Add(view, "Old", entry.Old);
        Add(view, "New", entry.New);
        return view;
    }

    private static IEnumerable<PSObject> Changes(string key, Entry entry) =>
        entry.Old.Properties.Concat(entry.New.Properties).Select(property => property.Name).Distinct(StringComparer.OrdinalIgnoreCase).Select(attribute =>
        {
            var view = new PSObject();
            view.TypeNames.Insert(0, "PimPowerShell.ProductChange");
            Add(view, "Identifier", key);
            Add(view, "Time", entry.Time);
            Add(view, "User", entry.User);
            Add(view, "Attribute", attribute);
            Add(view, "Old", entry.Old.Properties[attribute]?.Value);
            Add(view, "New", entry.New.Properties[attribute]?.Value);
            return view;
        });

    private static void Add(PSObject view, string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value));

    private sealed record Entry(DateTimeOffset Time, string? User, PSObject Old, PSObject New);
}
