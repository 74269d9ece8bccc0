using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>A value that no address can hold never leads to another one, wherever in a path it stands.</summary>
public sealed class PathTests
{
    private static readonly string[] s_values = ["..", ".", "...", "a/b", "../attributes", ""];

    private static PimResource[] Nested => [.. AkeneoResources.Common.Where(resource => resource.PathNames.Any())];

    public static TheoryData<string> Nouns => new(Nested.Select(resource => resource.Noun));

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task Of_what_items_lie_in(string noun)
    {
        using var pim = new TestPim(new PimSandboxOptions { Edition = "Serenity", ProductCount = 1 });
        PimResource resource = Nested.First(one => one.Noun == noun);
        foreach ((string name, string value) in resource.PathNames.SelectMany(name => s_values.Select(value => (name, value))))
        {
            await AssertNoRequest(pim, resource, resource.PathNames.ToDictionary(one => one, one => one == name ? value : "color"));
        }

        Assert.Equal(0, pim.Counters.Requests);
    }

    [Fact]
    public async Task Of_what_is_done_with_an_item()
    {
        using var pim = new TestPim(new PimSandboxOptions { Edition = "Serenity", ProductCount = 1 }, format: ProductIdFormat.Identifier);
        foreach ((PimResource resource, KeyValuePair<string, PimAction> action) in pim.Provider.Resources.SelectMany(resource => resource.Actions.Select(action => (resource, action))))
        {
            foreach (string name in action.Value.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
            {
                foreach (string value in s_values)
                {
                    await AssertRefused(() => pim.Provider.ActAsync(new PimAct(resource, action.Key, new Dictionary<string, string> { [name] = value }), pim.Context));
                }
            }
        }

        Assert.Equal(0, pim.Counters.Requests);
    }

    [Theory]
    [InlineData("..", "'..' cannot be part of an address: dots alone lead to another one.")]
    [InlineData("a/b", "'a/b' cannot be part of an address: the server takes its slash for a separator.")]
    [InlineData("", "'' cannot be part of an address: it is empty.")]
    public async Task The_reason_is_that_of_the_value(string value, string message)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 1 });

        PimException error = await Assert.ThrowsAsync<PimException>(() => pim.Provider.WriteAsync(new PimWrite(pim.Resource("Family"), WriteVerb.Upsert, value, Make.Utf8("{}")), pim.Context));

        Assert.Equal(message, error.Message);
        Assert.Equal(value, error.Subject);
        Assert.Equal(0, pim.Counters.Requests);
    }

    [Fact]
    public async Task A_batch_with_a_row_that_lies_nowhere_fails_that_row_alone()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 20 });
        PimResource resource = pim.Resource("AttributeOption");
        using var writer = new BulkWriter(pim.Provider, new BulkSettings(), pim.Context);
        foreach (string owner in new[] { "color", ".." })
        {
            await writer.AddAsync(new BulkItem(0, resource, "red", Make.Utf8("""{"code":"red","labels":{"en_US":"Red"}}"""), owner) { PathValues = new Dictionary<string, string> { ["attribute"] = owner } });
        }

        await writer.CompleteAsync();
        var results = new List<BulkResult>();
        while (writer.TryTake(out BulkResult result))
        {
            results.Add(result);
        }

        Assert.Equal([BulkStatus.Failed, BulkStatus.Updated], results.OrderBy(result => (string)result.Item.Tag! == "color").Select(result => result.Status));
        Assert.Equal(1, pim.Counters.ApiRequests);
    }

    private static async Task AssertNoRequest(TestPim pim, PimResource resource, Dictionary<string, string> owners)
    {
        var item = new PimWrite(resource, WriteVerb.Upsert, "red", Make.Utf8("{}")) { PathValues = owners };

        await AssertRefused(() => Next(pim, new PimQuery(resource) { PathValues = owners }));
        await AssertRefused(() => Next(pim, new PimQuery(resource) { PathValues = owners, Keys = ["red"] }));
        await AssertRefused(() => pim.Provider.WriteAsync(item, pim.Context));
        await AssertRefused(() => pim.Provider.WriteAsync(item with { Verb = WriteVerb.Create }, pim.Context));
        await AssertRefused(() => pim.Provider.WriteAsync(item with { Verb = WriteVerb.Delete, Body = default }, pim.Context));
        if (resource.Batch != BatchStyle.None)
        {
            await AssertRefused(() => pim.Provider.SendBatchAsync(new BatchRequest(resource, owners, new Dictionary<string, string>(), [item.Body]), pim.Context));
        }
    }

    private static async Task<PimPage?> Next(TestPim pim, PimQuery query) => await pim.Provider.Read(query).NextAsync(pim.Context);

    private static async Task AssertRefused(System.Func<Task> act) => Assert.Equal(PimErrorKind.Input, (await Assert.ThrowsAsync<PimException>(act)).Kind);
}
