using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>The fields of products, product models and other things; which attributes a product model may have.</summary>
public sealed class LineCheckFieldTests(CheckedPim pim) : IClassFixture<CheckedPim>
{
    [Theory]
    [InlineData("""   "family":"hats"   """, "family", "there is no family 'hats'")]
    [InlineData("""   "family":5   """, "family", "takes text, not a number")]
    [InlineData("""   "categories":["master","hats"]   """, "categories", "there is no category 'hats'")]
    [InlineData("""   "categories":null   """, "categories", "takes a list, not null; [] is the empty one")]
    [InlineData("""   "categories":"master"   """, "categories", "takes a list, not text")]
    [InlineData("""   "categories":[5]   """, "categories", "takes a list of texts, and has a number in it")]
    [InlineData("""   "add_categories":["master"]   """, "add_categories", "is a field of the SaaS edition only")]
    [InlineData("""   "enabled":"true"   """, "enabled", "takes true or false, not the text 'true'")]
    [InlineData("""   "enabled":null   """, "enabled", "takes true or false, not null")]
    [InlineData("""   "parent":[]   """, "parent", "takes text, not a list")]
    [InlineData("""   "groups":"x"   """, "groups", "takes a list, not text")]
    [InlineData("""   "associations":"x"   """, "associations", "takes lists by association type, not text")]
    [InlineData("""   "values":"x"   """, "values", "takes lists of values by attribute, not text")]
    [InlineData("""   "famly":"shoes"   """, "famly", "is no field of Product; it has uuid, enabled, family, categories")]
    [InlineData("""   "_links":{}   """, "_links", "is no field of Product")]
    public async Task What_is_wrong_with_a_field_is_found(string members, string field, string message) =>
        await pim.AssertRefused(pim.NewProduct(members.Trim()), field, message);

    [Theory]
    [InlineData("""   "family":"SHOES","categories":["MASTER"],"enabled":false,"groups":[],"parent":null,"values":[]   """)]
    [InlineData("""   "family":null,"categories":[],"associations":{},"created":"x","quality_scores":5   """)]
    // products may have values of attributes that their family has not
    [InlineData("""   "family":"shoes","values":{"megapixels":[{"locale":null,"scope":null,"data":"12"}]}   """)]
    public async Task What_the_server_takes_is_no_error(string members) => await pim.AssertTaken(pim.NewProduct(members.Trim()));

    [Fact]
    public async Task An_attribute_outside_the_family_is_remarked_on()
    {
        PimFieldError remark = Assert.Single(await pim.Check(pim.NewProduct("""
            "family":"shoes","values":{"megapixels":[{"locale":null,"scope":null,"data":"12"}]}
            """.Trim())));

        Assert.Equal((true, "megapixels", "is not in the family 'shoes'"), (remark.IsRemark, remark.Attribute, remark.Message));
    }

    [Theory]
    [InlineData("""{"identifier":"a;b"}""", "identifier", "takes no comma and no semicolon")]
    [InlineData("""{"identifier":"a1","family":"hats"}""", "family", "there is no family 'hats'")]
    [InlineData("""{"identifier":"a1","values":{"name":[{"locale":null,"scope":null,"data":"x"}]}}""", "name", "has a value for each locale")]
    public async Task Products_by_identifier_are_checked_too(string line, string field, string message) =>
        await pim.AssertRefused(line, field, message, AkeneoResources.ProductByIdentifier);

    [Fact]
    public async Task The_identifier_among_the_values_is_passed_over_where_it_is_a_field() =>
        await pim.AssertTaken("""{"identifier":"b1","values":{"sku":[{"locale":null,"scope":null,"data":"a,b"}]}}""", AkeneoResources.ProductByIdentifier);

    [Fact]
    public async Task A_uuid_is_one()
    {
        Assert.Equal("takes a uuid, not '1'", Assert.Single(await pim.Check("""{"uuid":"1"}""")).Message);
        Assert.Equal(422, (await pim.Send("""{"uuid":"1"}""")).StatusCode);
    }

    [Theory]
    // the lowest level has size, the one above color; of two levels the root has the rest
    [InlineData("null", "size", "\"m\"", "belongs to the variants of the family variant 'tshirts_color_size', not to its models")]
    [InlineData("null", "color", "\"blue\"", "belongs to the level 1 of the family variant 'tshirts_color_size', not to its root models")]
    [InlineData("null", "megapixels", "\"12\"", "is not in the family 'tshirts'")]
    public async Task A_model_has_only_what_belongs_to_its_level(string parent, string attribute, string data, string message) => await pim.AssertRefused(
        $$$"""{"code":"m_{{{attribute}}}","family":"tshirts","family_variant":"tshirts_color_size","parent":{{{parent}}},"values":{"{{{attribute}}}":[{"locale":null,"scope":null,"data":{{{data}}}}]}}""",
        attribute, message, AkeneoResources.ProductModel);

    [Fact]
    public async Task A_model_may_have_what_could_be_its_own()
    {
        await pim.AssertTaken(
            """{"code":"root_1","family":"tshirts","family_variant":"tshirts_color_size","values":{"care_label":[{"locale":"en_US","scope":null,"data":"x"}],"size":[{"locale":null,"scope":null,"data":null}]}}""",
            AkeneoResources.ProductModel);
        await pim.AssertTaken(
            """{"code":"sub_1","family":"tshirts","family_variant":"tshirts_color_size","parent":"root_1","values":{"color":[{"locale":null,"scope":null,"data":"blue"}],"care_label":[{"locale":"en_US","scope":null,"data":"x"}]}}""",
            AkeneoResources.ProductModel);

        // it is there already, which its line does not say
        await pim.AssertTaken(
            """{"code":"sub_1","family":"tshirts","family_variant":"tshirts_color_size","values":{"color":[{"locale":null,"scope":null,"data":"blue"}]}}""", AkeneoResources.ProductModel);
        await pim.AssertRefused(
            """{"code":"sub_1","family":"tshirts","family_variant":"tshirts_color_size","values":{"size":[{"locale":null,"scope":null,"data":"m"}]}}""", "size", "belongs to the variants", AkeneoResources.ProductModel);
    }

    [Fact]
    public async Task A_family_variant_is_one_of_the_family()
    {
        await pim.AssertRefused(
            """{"code":"other","family":"shoes","family_variant":"none"}""", "family_variant", "the family 'shoes' has no variant 'none'; it has shoes_size", AkeneoResources.ProductModel);

        // one of another family the server calls a wrong family
        const string Line = """{"code":"other","family":"shoes","family_variant":"tshirts_color_size"}""";
        Assert.Equal("the family 'shoes' has no variant 'tshirts_color_size'; it has shoes_size", Assert.Single(await pim.Check(Line, AkeneoResources.ProductModel)).Message);
        Assert.Equal(422, (await pim.Send(Line, AkeneoResources.ProductModel)).StatusCode);
    }

    [Theory]
    [InlineData("Family", """{"code":"hats","attributes":"sku"}""", "attributes", "takes a list, not text")]
    [InlineData("Family", """{"code":"hats","atributes":["sku"]}""", "atributes", "is no field of Family; it has code, attributes")]
    [InlineData("Attribute", """{"code":"brim","type":"pim_catalog_text","group":"other","localizable":"yes"}""", "localizable", "takes true or false, not the text 'yes'")]
    [InlineData("Attribute", """{"code":"brim","type":"pim_catalog_text","group":"other","max_characters":"5"}""", "max_characters", "takes a number, not the text '5'")]
    [InlineData("Attribute", """{"code":"brim","type":5,"group":"other"}""", "type", "takes text, not a number")]
    [InlineData("Category", """{"code":"hats","parent":5}""", "parent", "takes text, not a number")]
    [InlineData("Channel", """{"code":"shop","currencies":"EUR","locales":["en_US"],"category_tree":"master"}""", "currencies", "takes a list, not text")]
    public async Task Fields_of_other_things_are_checked_by_name_and_type(string noun, string line, string field, string message) =>
        await pim.AssertRefused(line, field, message, pim.Pim.Resource(noun));

    [Theory]
    [InlineData("Attribute", """{"code":"depth","type":"pim_catalog_number","group":"other","number_min":5,"decimals_allowed":true,"negative_allowed":false,"wysiwyg_enabled":null}""")]
    [InlineData("Family", """{"code":"caps","labels":{"en_US":"Caps"}}""")]
    [InlineData("AssociationType", """{"code":"SPARE","is_quantified":false}""")]
    public async Task Lines_of_other_things_that_the_server_takes_are_no_error(string noun, string line) => await pim.AssertTaken(line, pim.Pim.Resource(noun));

    [Fact]
    public async Task An_option_is_one_of_the_attribute_that_it_goes_to()
    {
        PimFieldError error = Assert.Single(await pim.Check(
            """{"code":"xl","attribute":"color"}""", pim.Pim.Resource("AttributeOption"), owners: new Dictionary<string, string> { ["attribute"] = "size" }));

        Assert.Equal("is 'color', and the line goes to 'size'", error.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"uuid\":")]
    [InlineData("5")]
    public async Task What_is_no_object_is_told(string line) => Assert.StartsWith("is no JSON", Assert.Single(await pim.Check(line)).Message);

    [Fact]
    public async Task Options_that_the_write_makes_need_not_exist()
    {
        using var saas = new CheckedPim(new PimSandboxOptions { ProductCount = 5, Edition = "Serenity", Version = "v20250717143807" });
        await saas.Provider.ConnectAsync(saas.Pim.Context);
        var making = new Dictionary<string, string> { ["create_missing_options"] = "true" };

        await saas.AssertTaken(saas.WithValue("tags", "[\"brand_new\"]"), options: making);
        await saas.AssertRefused(saas.WithValue("color", "\"pink\""), "color", "'pink' is no option", options: making);
        // what was made is known afterwards
        await saas.AssertTaken(saas.WithValue("tags", "[\"brand_new\"]"));
        await saas.AssertTaken(saas.NewProduct("\"add_categories\":[\"master\"]"));
        await saas.AssertRefused(saas.NewProduct("\"add_categories\":[\"nowhere\"]"), "add_categories", "there is no category 'nowhere'");
    }
}
