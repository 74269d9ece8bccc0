using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>A sandbox of PIMS and a provider that may do everything there.</summary>
internal sealed class TestPims : IDisposable
{
    private readonly List<PimsProvider> _providers = [];

    private TestPims(int errorStatus) =>
        Sandbox = PimSandbox.Start(new PimSandboxOptions { Provider = "Pims", ProductCount = 50, PimsErrorStatusCode = errorStatus });

    public PimSandbox Sandbox { get; }

    public PimsProvider Provider => _providers[0];

    public CallLog Log { get; } = new();

    public CallContext Context => Log.Context();

    public static async Task<TestPims> StartAsync(int errorStatus = 200)
    {
        var pims = new TestPims(errorStatus);
        await pims.ConnectAsync(pims.Sandbox.ApiKey);
        return pims;
    }

    public async Task<PimsProvider> ConnectAsync(string key, string? view = null)
    {
        var provider = new PimsProvider(Sandbox.Url, Make.Secret(key), Make.Settings(retries: 2), view);
        _providers.Add(provider);
        await provider.ConnectAsync(Context);
        return provider;
    }

    /// <summary>A session whose key has these permissions only.</summary>
    public async Task<PimsProvider> ConnectWithAsync(params string[] permissions) => await ConnectAsync(await NewKeyAsync(permissions));

    public async Task<string> NewKeyAsync(params string[] permissions) =>
        (await WriteAsync(PimsResources.Key, WriteVerb.Create, null, new JsonFields(permissions.Select(permission => (permission, (object)true))))).Key!;

    public Task<WriteOutcome> WriteAsync(PimResource resource, WriteVerb verb, string? key, object? body = null, string? owner = null, bool mustExist = false, PimsProvider? provider = null) =>
        (provider ?? Provider).WriteAsync(Write(resource, verb, key, body, owner, mustExist), Context);

    public static PimWrite Write(PimResource resource, WriteVerb verb, string? key, object? body = null, string? owner = null, bool mustExist = false) =>
        new(resource, verb, key, body is null ? default(ReadOnlyMemory<byte>) : body is JsonFields fields ? JsonSerializer.SerializeToUtf8Bytes(fields.ToDictionary()) : JsonSerializer.SerializeToUtf8Bytes(body))
        {
            PathValues = Owner(owner),
            MustExist = mustExist,
        };

    public async Task<PimException> RefusedAsync(Func<Task> act)
    {
        long before = Sandbox.Counters.Requests;
        PimException e = await Xunit.Assert.ThrowsAsync<PimException>(act);
        Xunit.Assert.Equal(before, Sandbox.Counters.Requests);
        return e;
    }

    public Task<List<JsonElement>> ItemsAsync(PimResource resource, params string[] keys) =>
        ItemsAsync(new PimQuery(resource) { Keys = keys.Length > 0 ? keys : null });

    public async Task<List<JsonElement>> ItemsAsync(PimQuery query, PimsProvider? provider = null)
    {
        List<JsonElement> items = [];
        IPageSource source = (provider ?? Provider).Read(query);
        while (await source.NextAsync(Context) is { } page)
        {
            using (page)
            {
                items.AddRange(TestPim.Items(page));
            }
        }

        return items;
    }

    public async Task<JsonElement> OneAsync(PimResource resource, string key, string? owner = null) =>
        (await ItemsAsync(new PimQuery(resource) { Keys = [key], PathValues = Owner(owner) })).Single();

    public void Dispose()
    {
        _providers.ForEach(provider => provider.Dispose());
        Sandbox.Dispose();
    }

    private static Dictionary<string, string> Owner(string? key) => key is null ? [] : new() { ["key"] = key };

    /// <summary>Fields whose names are not known when a test is written.</summary>
    internal sealed class JsonFields(IEnumerable<(string Name, object Value)> fields)
    {
        public Dictionary<string, object> ToDictionary() => fields.ToDictionary(field => field.Name, field => field.Value);
    }
}
