using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Sandbox;

// The main job in C#, on the library that the cmdlets are made of: connect, read, change, write in bulk, walk the tree.
using PimSandbox sandbox = PimSandbox.Start(new PimSandboxOptions { ProductCount = 1000, LatencyMilliseconds = 20 });
var context = new CallContext();
using IPimProvider pim = new AkeneoProvider(sandbox.Url, new AkeneoCredential
{
    UserName = sandbox.UserName,
    Password = new NetworkCredential("", sandbox.Password).SecurePassword,
    ClientId = sandbox.ClientId,
    ClientSecret = new NetworkCredential("", sandbox.ClientSecret).SecurePassword,
}, new ConnectionSettings());

Title("Connect");
await pim.ConnectAsync(context);
Console.WriteLine($"{pim.Name} {pim.Server.Version} {pim.Server.Edition} at {pim.Root}");

PimResource product = pim.Resources.First(resource => resource.Noun == "Product");
PimResource category = pim.Resources.First(resource => resource.Noun == "Category");

Title("Ten products of a family");
string first = "";
await foreach (JsonElement item in ItemsAsync(new PimQuery(product)
{
    Criteria = [new PimCriterion("family", "IN", new[] { "headphones" }), new PimCriterion("enabled", "=", true)],
    PageSize = 10,
}, maximumPages: 1))
{
    first = first.Length > 0 ? first : Text(item, "uuid");
    Console.WriteLine($"{Text(item.GetProperty("values").GetProperty("sku")[0], "data"),-22} {Text(item, "family"),-14} {Text(item, "updated")}");
}

Title("One name, in one language");
ReadOnlyMemory<byte> values = await pim.ShapeValuesAsync(new Dictionary<string, object?> { ["name"] = "Headphones of the year" }, "en_US", null, context);
WriteOutcome outcome = await pim.WriteAsync(new PimWrite(product, WriteVerb.Upsert, first, Encoding.UTF8.GetBytes($$"""{"values":{{Encoding.UTF8.GetString(values.Span)}}}""")), context);
await foreach (JsonElement item in ItemsAsync(new PimQuery(product) { Keys = [first] }))
{
    JsonElement name = item.GetProperty("values").GetProperty("name").EnumerateArray().First(value => value.GetProperty("locale").GetString() == "en_US");
    Console.WriteLine($"{outcome.StatusCode}, read back: {Text(name, "data")}");
}

Title("1,000 products in bulk, three of them bad");
var lines = new List<(string Key, string Json)>();
await foreach (JsonElement item in ItemsAsync(new PimQuery(product) { Options = new Dictionary<string, string> { ["attributes"] = "sku" } }))
{
    string uuid = Text(item, "uuid");
    lines.Add((uuid, $$"""{"uuid":"{{uuid}}","enabled":{{(item.GetProperty("enabled").GetBoolean() ? "false" : "true")}}}"""));
}

string[] bad = ["\"family\":\"hovercraft\"", "\"categories\":[\"nowhere\"]", "\"values\":{\"weight\":[{\"locale\":null,\"scope\":null,\"data\":\"heavy\"}]}"];
for (int i = 0; i < bad.Length; i++)
{
    string uuid = Guid.NewGuid().ToString();
    lines[^(i + 1)] = (uuid, $$"""{"uuid":"{{uuid}}",{{bad[i]}}}""");
}

var clock = Stopwatch.StartNew();
using (var writer = new BulkWriter(pim, new BulkSettings(), context))
{
    for (int i = 0; i < lines.Count; i++)
    {
        await writer.AddAsync(new BulkItem(i, product, lines[i].Key, Encoding.UTF8.GetBytes(lines[i].Json)));
    }

    await writer.CompleteAsync();
    var results = new List<BulkResult>();
    while (writer.TryTake(out BulkResult result))
    {
        results.Add(result);
    }

    Console.WriteLine(string.Join(", ", results.GroupBy(result => result.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}")));
    Console.WriteLine($"in {clock.Elapsed.TotalSeconds:0.00} s at 20 ms a request");
    foreach (BulkResult result in results.Where(result => result.Status == BulkStatus.Failed).OrderBy(result => result.Item.Index))
    {
        Console.WriteLine($"input {result.Item.Index}: {result.StatusCode} {PimFieldError.Describe(result.Message ?? "", result.Errors)}");
    }
}

Title("The category tree");
var depths = new Dictionary<string, int>();
await foreach (JsonElement item in ItemsAsync(new PimQuery(category) { Criteria = [new PimCriterion("parent", "=", "master")] }))
{
    string? parent = item.GetProperty("parent").GetString();
    int depth = parent is null or "master" ? 1 : depths[parent] + 1;
    depths[Text(item, "code")] = depth;
    if (depths.Count <= 8)
    {
        Console.WriteLine(new string(' ', depth * 2) + Text(item, "code"));
    }
}

Console.WriteLine($"... {depths.Count} categories below master");

Title("What the server saw");
Console.WriteLine($"requests {sandbox.Counters.Requests}, logins {sandbox.Counters.PasswordGrants}, in flight at most {sandbox.Counters.PeakInFlight}, lines {sandbox.Counters.Lines}");

static void Title(string text) => Console.WriteLine($"\n== {text}");

static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

async IAsyncEnumerable<JsonElement> ItemsAsync(PimQuery query, long maximumPages = long.MaxValue)
{
    using var pages = new PageReader(pim.Read(query), context, maximumPages);
    while (await pages.ReadAsync() is { } page)
    {
        using (page)
        {
            foreach (JsonDocument document in page.ReadDocuments())
            {
                using (document)
                {
                    yield return document.RootElement;
                }
            }
        }
    }
}
