using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Sandbox;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>A sandbox and a provider that is its user.</summary>
public sealed class TestPim : IDisposable
{
    // for xunit, which makes one for all tests of a class
    public TestPim() : this(null)
    {
    }

    internal TestPim(PimSandboxOptions? options = null, ConnectionSettings? settings = null, ProductIdFormat? format = null)
    {
        Sandbox = PimSandbox.Start(options ?? new PimSandboxOptions());
        Provider = Connect(settings, format);
    }

    internal PimSandbox Sandbox { get; }

    internal PimSandboxOptions Options => Sandbox.Options;

    internal PimSandboxCounters Counters => Sandbox.Counters;

    internal AkeneoProvider Provider { get; }

    internal CallContext Context { get; } = new();

    public void Dispose()
    {
        Provider.Dispose();
        Sandbox.Dispose();
    }

    /// <summary>Another session of the same user.</summary>
    internal AkeneoProvider Connect(ConnectionSettings? settings = null, ProductIdFormat? format = null) => new(
        Sandbox.Url,
        new AkeneoCredential
        {
            ClientId = Sandbox.ClientId,
            ClientSecret = Make.Secret(Sandbox.ClientSecret),
            UserName = Sandbox.UserName,
            Password = Make.Secret(Sandbox.Password),
        },
        settings ?? Make.Settings(),
        productIdFormat: format);

    internal PimResource Resource(string noun) => Provider.Resources.First(resource => resource.Noun == noun);

    /// <summary>A GET of a path below the API's root.</summary>
    internal async Task<int> GetStatus(string path = "channels", AkeneoProvider? provider = null, CallContext? context = null)
    {
        using PimResponse response = await (provider ?? Provider).SendAsync(Below(path), context ?? Context);
        return response.StatusCode;
    }

    internal PimRequest Below(string path) => new(HttpMethod.Get, new Uri(Sandbox.Url, "/api/rest/v1/" + path));

    internal Task<List<JsonElement>> All(PimQuery query, CallContext? context = null) => All(Provider, query, context);

    internal static async Task<List<JsonElement>> All(AkeneoProvider provider, PimQuery query, CallContext? context = null)
    {
        List<JsonElement> items = [];
        using var reader = new PageReader(provider.Read(query), context ?? new CallContext());
        while (await reader.ReadAsync() is { } page)
        {
            using (page)
            {
                items.AddRange(Items(page));
            }
        }

        return items;
    }

    internal static IEnumerable<JsonElement> Items(PimPage page)
    {
        foreach (JsonDocument document in page.ReadDocuments())
        {
            using (document)
            {
                yield return document.RootElement.Clone();
            }
        }
    }

    internal async Task<string[]> Uuids(int count) =>
        [.. (await All(new PimQuery(AkeneoResources.ProductByUuid))).Take(count).Select(item => item.GetProperty("uuid").GetString()!)];

    /// <summary>A product as the list of the one uuid gives it; null when there is none.</summary>
    internal async Task<JsonElement?> Product(string uuid)
    {
        using AkeneoProvider other = Connect();
        List<JsonElement> found = await All(other, new PimQuery(AkeneoResources.ProductByUuid) { Keys = [uuid], ByListOnly = true });
        return found.Count == 0 ? null : found.Single();
    }
}
