using PimPowerShell.Core.Json;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Json;

/// <summary>What can be told of a line without parsing it.</summary>
public sealed class JsonCursorTests
{
    [Theory]
    [InlineData("""{"values":{"sku":[]}}""", true)]
    [InlineData("""{"values":{"SKU" : []}}""", true)]
    [InlineData("""{"values":{"\u0073ku":[]}}""", true)]
    [InlineData("""{"values":{"sku2":[],"my sku":1}}""", false)]
    [InlineData("""{"values":{"name":"sku","note":"the sku: 1"},"list":["sku"]}""", false)]
    [InlineData("""{"note":"a : b", "sku":1}""", true)]
    [InlineData("sku", false)]
    [InlineData("", false)]
    public void A_member_that_may_be_there_is_seen(string json, bool mayBe) => Assert.Equal(mayBe, JsonCursor.MayHaveMember(Make.Utf8(json), "sku"));
}
