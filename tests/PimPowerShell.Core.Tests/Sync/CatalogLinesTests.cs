using System.Collections.Generic;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Paging;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>The lines that an export makes of a page.</summary>
public sealed class CatalogLinesTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("[{}]", "{}\n")]
    [InlineData("""[{"_links":{"self":{}},"code":"a"},{"code":"b","_links":[]}]""", "{\"code\":\"a\"}\n{\"code\":\"b\"}\n")]
    [InlineData("""[ { "code" : "a" , "_links" : 1 , "labels" : { "en_US" : "_links" } } ]""", "{\"code\" : \"a\",\"labels\" : { \"en_US\" : \"_links\" }}\n")]
    [InlineData("""[{"\u005flinks":{},"code":"\u0061"}]""", "{\"code\":\"\\u0061\"}\n")]
    [InlineData("[\n  {\n    \"code\": \"a\",\n    \"_links\": {}\n  }\n]", "{\"code\":\"a\"}\n")]
    public void Have_what_came_without_what_is_the_servers(string items, string lines) => Assert.Equal(lines, Write(items));

    [Theory]
    [InlineData("""[{"code":"a"}""")]
    [InlineData("""[{"code":"a"},]""")]
    [InlineData("""[{"code":"a"]""")]
    [InlineData("""[{"code"}]""")]
    [InlineData("[1]")]
    public void Are_none_where_the_list_is_cut_off_or_no_list(string items) =>
        Assert.Equal(PimErrorKind.WrongServer, Assert.Throws<PimException>(() => Write(items)).Kind);

    private static string Write(string items)
    {
        var lines = new LineBuffer();
        new CatalogLines(AkeneoStructure.All.First(static kind => kind.Noun == "Family")).Write(PimPage.Of(Make.Utf8(items)), new Dictionary<string, string>(), lines);
        return Encoding.UTF8.GetString(lines.Bytes, 0, lines.Length);
    }
}
