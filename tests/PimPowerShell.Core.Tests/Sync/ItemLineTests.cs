using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Sync;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>What becomes of an item on its way to another server.</summary>
public sealed class ItemLineTests
{
    private static readonly PimResource s_family = AkeneoStructure.All.First(static kind => kind.Noun == "Family");

    [Fact]
    public void LeavesOutWhatOnlyTheServerWrites() => Same(
        """{"identifier":"a","enabled":true,"values":{}}""",
        ItemLine.Of(AkeneoResources.ProductByIdentifier, "a", Parse("""{"_links":{},"uuid":"1","identifier":"a","enabled":true,"values":{},"created":"x","updated":"y","quality_scores":[]}""")));

    [Fact]
    public void MakesALineOfAMapOfAttributes()
    {
        JsonObject item = Parse("""{"data":{"attributes":{"sku":"a","title":"A","variation_skus":["b"]}}}""");
        Assert.Equal("a", ItemLine.Key(PimsResources.Product, item));
        Same("""{"sku":"a","attributes":{"title":"A"}}""", ItemLine.Of(PimsResources.Product, "a", item));
    }

    [Theory]
    [InlineData("""{"labels":{}}""", """{"labels":{"en_US":"a","de_DE":"","fr_FR":null}}""", """{"labels":{"en_US":null}}""")]
    [InlineData("""{"labels":[]}""", """{"labels":{"en_US":"a"}}""", """{"labels":{"en_US":null}}""")]
    [InlineData("""{"attribute_requirements":{"a":["x"]}}""", """{"attribute_requirements":{"a":[],"b":["y"],"c":[]}}""", """{"attribute_requirements":{"a":["x"],"b":[]}}""")]
    public void ErasesWhatAFamilyHasMore(string line, string present, string expected) => Erases(s_family, line, present, expected);

    [Theory]
    [InlineData(
        """{"values":{"A":[{"locale":"en_US","scope":null,"data":1}]}}""",
        """{"values":{"a":[{"locale":"en_US","scope":null,"data":2},{"locale":"de_DE","scope":null,"data":3}],"b":[{"locale":null,"scope":"web","data":4}]}}""",
        """{"values":{"A":[{"locale":"en_US","scope":null,"data":1},{"locale":"de_DE","scope":null,"data":null}],"b":[{"locale":null,"scope":"web","data":null}]}}""")]
    [InlineData("""{"associations":{}}""", """{"associations":{"X":{"products":["a"],"groups":[]},"Y":{"products":[]}}}""", """{"associations":{"X":{"products":[]}}}""")]
    public void ErasesWhatAProductHasMore(string line, string present, string expected) => Erases(AkeneoResources.ProductByIdentifier, line, present, expected);

    [Fact]
    public void ErasesAttributesOfAMap() => Erases(
        PimsResources.Product, """{"attributes":{"a":"1"}}""", """{"attributes":{"a":"2","b":"3","c":["4"],"d":null,"e":[]}}""", """{"attributes":{"a":"1","b":"","c":[]}}""");

    [Theory]
    [InlineData("[{'amount':'10','currency':'EUR'}]", "[{'amount':'9','currency':'EUR'},{'amount':'11','currency':'USD'}]", "[{'amount':'10','currency':'EUR'},{'amount':'11','currency':'USD'}]")]
    [InlineData("['a']", "['A','b']", "['a','b']")]
    [InlineData("[{'column':'a'}]", "[{'column':'b'}]", "[{'column':'a'}]")]
    [InlineData("'a'", "'b'", "'a'")]
    [InlineData("null", "['b']", "null")]
    public void KeepsTheElementsOfAValueThatTheReferenceHasNot(string line, string present, string expected) => Keeps(
        AkeneoResources.ProductByIdentifier, Values(line), Values(present), Values(expected));

    [Theory]
    [InlineData("{'X':{'products':['a']}}", "{'X':{'products':['b','A'],'groups':['g']},'Y':{'products':['c']}}", "{'X':{'products':['a','b']}}")]
    public void KeepsTheAssociationsThatTheReferenceHasNot(string line, string present, string expected) => Keeps(
        AkeneoResources.ProductByIdentifier, $"{{'associations':{line}}}", $"{{'associations':{present}}}", $"{{'associations':{expected}}}");

    [Fact]
    public void KeepsTheQuantitiesOfOtherProducts() => Keeps(
        AkeneoResources.ProductByIdentifier,
        "{'quantified_associations':{'Q':{'products':[{'identifier':'a','quantity':1}]}}}",
        "{'quantified_associations':{'Q':{'products':[{'identifier':'a','quantity':5},{'identifier':'b','quantity':2}]}}}",
        "{'quantified_associations':{'Q':{'products':[{'identifier':'a','quantity':1},{'identifier':'b','quantity':2}]}}}");

    [Fact]
    public void KeepsTheElementsOfAMapsAttributesButNotOfItsFields() => Keeps(
        PimsResources.Product, "{'attributes':{'a':['1'],'categories':['x']}}", "{'attributes':{'a':['2'],'categories':['y']}}", "{'attributes':{'a':['1','2'],'categories':['x']}}");

    [Fact]
    public void TakesOutWhatAVariantHasOfItsModel()
    {
        JsonObject variant = Parse("""
            {"parent":"m","categories":["own","above"],"values":{"name":[{"data":1}],"size":[{"data":2}]},
            "associations":{"X":{"products":["a","B"]}},"quantified_associations":{"Q":{"products":[{"identifier":"a","quantity":1},{"identifier":"b","quantity":2}]}}}
            """);
        Inherited.Strip(AkeneoResources.ProductByIdentifier, variant, Parse("""
            {"categories":["above"],"values":{"NAME":[{"data":1}]},"associations":{"X":{"products":["b"]}},"quantified_associations":{"Q":{"products":[{"identifier":"a","quantity":1}]}}}
            """));
        Same("""
            {"parent":"m","categories":["own"],"values":{"size":[{"data":2}]},
            "associations":{"X":{"products":["a"]}},"quantified_associations":{"Q":{"products":[{"identifier":"b","quantity":2}]}}}
            """, variant);
    }

    private static void Erases(PimResource resource, string line, string present, string expected)
    {
        JsonObject made = Parse(line);
        Erasures.Add(resource, made, Parse(present));
        Same(expected, made);
    }

    private static string Values(string data) => $"{{'values':{{'a':[{{'locale':'en_US','scope':null,'data':{data}}}]}}}}";

    private static void Keeps(PimResource resource, string line, string present, string expected)
    {
        JsonObject made = Parse(line.Replace('\'', '"'));
        ExtraElements.Keep(resource, made, Parse(present.Replace('\'', '"')));
        Same(expected.Replace('\'', '"'), made);
    }

    private static void Same(string expected, JsonObject actual) => Assert.True(JsonNode.DeepEquals(Parse(expected), actual), actual.ToJsonString());

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
