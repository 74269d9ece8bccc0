using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>What the check says of a line, the server does.</summary>
public sealed class LineCheckTests
{
    private static readonly Dictionary<string, string> s_nothing = [];

    [Fact]
    public async Task What_was_read_can_be_written()
    {
        using var pims = new PimsSandbox(100);
        PimsProvider provider = pims.Provider;
        using var pages = new PageReader(provider.Read(new PimQuery(PimsResources.Product)), pims.Context);
        int count = 0;
        while (await pages.ReadAsync() is { } page)
        {
            using (page)
            {
                foreach (JsonDocument item in page.ReadDocuments())
                {
                    JsonElement root = item.RootElement;
                    string line = $$"""{"sku":{{root.GetProperty("sku").GetRawText()}},"attributes":{{root.GetProperty("data").GetProperty("attributes").GetRawText()}}}""";
                    Assert.Equal("", PimFieldError.Describe("", await Check(provider, pims, line)));
                    count++;
                }
            }
        }

        // some are deleted
        Assert.InRange(count, 50, 100);
    }

    [Theory]
    [InlineData("brand", "\"No such brand\"", "has no 'No such brand' in its dictionary; it has ")]
    [InlineData("brand", "[\"x\"]", "takes one value, not a list")]
    [InlineData("color", "[\"none\"]", "has no 'none' in its dictionary")]
    [InlineData("color", "\"red\"", "takes a list of values, not text")]
    [InlineData("keywords", "[[\"a\"]]", "takes a list of values, and has a list in it")]
    [InlineData("weight", "\"heavy\"", "takes a number, not 'heavy'")]
    [InlineData("status", "\"gone\"", "takes active, inactive, deleted, not 'gone'")]
    [InlineData("status", "null", "takes active, inactive, deleted, not 'null'")]
    public async Task What_is_wrong_is_found_and_refused(string attribute, string data, string message)
    {
        using var pims = new PimsSandbox(5);
        string line = $$$"""{"sku":"new-1","attributes":{"title":"x","{{{attribute}}}":{{{data}}}}}""";

        PimFieldError error = Assert.Single(await Check(pims.Provider, pims, line));

        Assert.Equal(attribute, error.Attribute);
        Assert.Contains(message, error.Message);
        Assert.True(await IsRefused(pims, line));
    }

    [Theory]
    [InlineData("weight", "5")]
    [InlineData("weight", "\"5.5\"")]
    [InlineData("weight", "\"\"")]
    [InlineData("brand", "null")]
    [InlineData("color", "[]")]
    [InlineData("completeness", "5")]
    [InlineData("status", "\"inactive\"")]
    public async Task What_the_server_takes_is_no_error(string attribute, string data)
    {
        using var pims = new PimsSandbox(5);
        string line = $$$"""{"sku":"new-1","attributes":{"title":"x","{{{attribute}}}":{{{data}}}}}""";

        Assert.Equal("", PimFieldError.Describe("", await Check(pims.Provider, pims, line)));
        Assert.False(await IsRefused(pims, line));
    }

    [Fact]
    public async Task What_the_server_would_pass_over_is_told()
    {
        using var pims = new PimsSandbox(5);

        PimFieldError error = Assert.Single(await Check(pims.Provider, pims, """{"sku":"new-1","attributes":{"titel":"x"}}"""));

        Assert.Equal("titel", error.Attribute);
        Assert.Equal("does not exist in this view", error.Message);
    }

    [Theory]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("""{"attributes":{}}""", "sku")]
    [InlineData("""{"sku":"a"}""", "attributes")]
    public async Task What_is_no_product_is_told(string line, string? property)
    {
        using var pims = new PimsSandbox(5);

        Assert.Equal(property, Assert.Single(await Check(pims.Provider, pims, line)).Property);
    }

    private static Task<IReadOnlyList<PimFieldError>> Check(PimsProvider provider, PimsSandbox pims, string line) =>
        provider.CheckAsync(PimsResources.Product, s_nothing, Make.Utf8(line), pims.Context);

    private static async Task<bool> IsRefused(PimsSandbox pims, string line)
    {
        try
        {
            BatchAnswer answer = await pims.Provider.SendBatchAsync(new BatchRequest(PimsResources.Product, s_nothing, s_nothing, [Make.Utf8(line)]), pims.Context);
            return answer.Lines.Single()!.StatusCode >= 300;
        }
        catch (PimException e) when (e.Kind == PimErrorKind.Input)
        {
            // what the dictionary lacks is not even sent
            return true;
        }
    }
}
