using System.Linq;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Json;

/// <summary>Looking through a line for many texts at once.</summary>
public sealed class SoughtTextsTests
{
    [Theory]
    [InlineData("""{"values":{"sku":[]}}""", true)]
    [InlineData("""{"attributes":["name", "SKU"]}""", true)]
    [InlineData("""{"attribute":"\u0073ku"}""", true)]
    [InlineData("""{"parent":"GR\u00d6SSE"}""", true)]
    [InlineData("""{"parent":"Größe"}""", false)]
    [InlineData("""{"parent":"größe_2","code":"Ⱥ"}""", true)]
    [InlineData("""{"values":{"sku2":[],"my sku":1},"note":"\u003Cp\u003Ethe \"sku\" is 1"}""", false)]
    public void A_text_is_found_in_any_case_and_writing(string json, bool mayBe)
    {
        var sought = new SoughtTexts();
        foreach (string text in new[] { "sku", "grösse", "ⱥ" }.Concat(Enumerable.Range(0, 100).Select(static i => "other_" + i)))
        {
            sought.Add(text);
        }

        Assert.Equal(mayBe, sought.MayBeIn(Make.Utf8(json)));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is_sought() => Assert.False(new SoughtTexts().MayBeIn(Make.Utf8("""{"sku":1}""")));
}
