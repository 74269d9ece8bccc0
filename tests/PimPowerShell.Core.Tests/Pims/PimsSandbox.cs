using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>The PIMS side of a sandbox, and a provider that is its user.</summary>
internal sealed class PimsSandbox : IDisposable
{
    private readonly object _gate = new();
    private readonly List<PimNote> _notes = [];

    public PimsSandbox(int products = 250, PimsFieldNames? names = null)
    {
        Sandbox = PimSandbox.Start(new PimSandboxOptions { ProductCount = products });
        Provider = Connect(names);
        Context = new CallContext(Notes: note =>
        {
            lock (_gate)
            {
                _notes.Add(note);
            }
        });
    }

    public PimSandbox Sandbox { get; }

    public PimsProvider Provider { get; }

    public CallContext Context { get; }

    public IReadOnlyList<PimNote> Notes
    {
        get
        {
            lock (_gate)
            {
                return [.. _notes];
            }
        }
    }

    /// <summary>Another session with the same key.</summary>
    public PimsProvider Connect(PimsFieldNames? names = null) => new(Sandbox.Url, Make.Secret(Sandbox.ApiKey), Make.Settings(), fieldNames: names);

    public Task DeleteAsync(string sku) => Provider.WriteAsync(new PimWrite(PimsResources.Product, WriteVerb.Delete, sku), Context);

    public Task CreateAsync(string sku) =>
        Provider.WriteAsync(new PimWrite(PimsResources.Product, WriteVerb.Create, sku, Make.Utf8($$$"""{"sku":"{{{sku}}}","attributes":{"title":"x"}}""")), Context);

    /// <summary>Reads a list as cmdlets do, with a page on its way, and does something with each product.</summary>
    public async Task<List<string>> ReadAsync(PimQuery query, Func<string, Task>? each = null, long maximumPages = long.MaxValue)
    {
        var skus = new List<string>();
        using var pages = new PageReader(Provider.Read(query), Context, maximumPages);
        while (await pages.ReadAsync() is { } page)
        {
            using (page)
            {
                foreach (JsonDocument item in page.ReadDocuments())
                {
                    skus.Add(item.RootElement.GetProperty("sku").GetString()!);
                    if (each is not null)
                    {
                        await each(skus[^1]);
                    }
                }
            }
        }

        return skus;
    }

    public static PimQuery Query(int pageSize, params (string Name, string Value)[] options)
    {
        var all = new Dictionary<string, string>();
        foreach ((string name, string value) in options)
        {
            all[name] = value;
        }

        return new PimQuery(PimsResources.Product) { PageSize = pageSize, Options = all };
    }

    public void Dispose()
    {
        Provider.Dispose();
        Sandbox.Dispose();
    }
}
