using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Tables, lists and numbers have the form of their field, as the server has it.</summary>
public sealed class LineCheckFormTests(LineCheckFormTests.HostedPim hosted) : IClassFixture<LineCheckFormTests.HostedPim>
{
    private readonly CheckedPim _pim = hosted.Pim;

    [Theory]
    [InlineData("'2'", "takes a whole number, 1 to 2147483647, not the text '2'")]
    [InlineData("2.5", "takes a whole number, 1 to 2147483647, not 2.5")]
    [InlineData("2147483648", "takes a whole number, 1 to 2147483647, not 2147483648")]
    [InlineData("true", "takes a whole number, 1 to 2147483647, not true or false")]
    [InlineData("0", "takes 1 or more, not 0")]
    [InlineData("null", "is needed")]
    [InlineData(null, "is needed")]
    public async Task A_quantity_is_a_whole_number(string? quantity, string message)
    {
        string uuid = (await _pim.Pim.Uuids(1)).Single();
        string target = quantity is null ? $"{{\"uuid\":\"{uuid}\"}}" : $"{{\"uuid\":\"{uuid}\",\"quantity\":{quantity.Replace('\'', '"')}}}";
        string line = _pim.NewProduct("\"quantified_associations\":{\"PRODUCT_SET\":{\"products\":[" + target + "]}}");

        PimFieldError error = Assert.Single(await _pim.Check(line));

        Assert.Equal(("quantified_associations.PRODUCT_SET.products[0].quantity", message), (error.Property, error.Message));
        Assert.Equal(422, (await _pim.Send(line)).StatusCode);
    }

    [Theory]
    [InlineData("associations", "'x'", "takes lists by association type, not text")]
    [InlineData("associations", "null", "takes lists by association type, not null")]
    [InlineData("associations", "{'PACK':'x'}", "takes lists by association type; 'PACK' has to have a table of lists, not text")]
    [InlineData("associations", "{'PACK':null}", "takes lists by association type; 'PACK' has to have a table of lists, not null")]
    [InlineData("associations", "{'PACK':{'products':'x'}}", "'PACK' has to have lists")]
    [InlineData("associations", "{'PACK':{'products':null}}", "'PACK' has to have lists")]
    [InlineData("associations", "{'PACK':{'product_models':[5]}}", "'PACK' has to have text in each list")]
    [InlineData("quantified_associations", "{'PRODUCT_SET':{'products':'x'}}", "'PRODUCT_SET' has to have lists")]
    [InlineData("quantified_associations", "{'PRODUCT_SET':{'products':['x']}}", "'PRODUCT_SET' has to have a table in each list")]
    public async Task Associations_are_lists_by_type(string field, string value, string message)
    {
        string line = _pim.NewProduct($"\"{field}\":{value.Replace('\'', '"')}");

        PimFieldError error = Assert.Single(await _pim.Check(line));

        Assert.Equal(field, error.Property);
        Assert.Contains(message, error.Message);
        Assert.Equal(422, (await _pim.Send(line)).StatusCode);
    }

    [Fact]
    public async Task Empty_associations_are_none() => await _pim.AssertTaken(_pim.NewProduct("\"associations\":{\"PACK\":{\"products\":[],\"groups\":{}}},\"quantified_associations\":[]"));

    [Theory]
    [InlineData("Attribute", "name", "labels", "'x'", "takes texts by locale, not text")]
    [InlineData("Attribute", "name", "labels", "null", "takes texts by locale, not null")]
    [InlineData("Attribute", "name", "labels", "['x']", "takes texts by locale, not a list")]
    [InlineData("Attribute", "name", "labels", "{'en_US':['x']}", "'en_US' has to have text, not a list")]
    [InlineData("Attribute", "name", "guidelines", "5", "takes texts by locale, not a number")]
    [InlineData("Attribute", "name", "sort_order", "2.5", "takes a whole number, not 2.5")]
    [InlineData("AttributeGroup", "other", "labels", "null", "takes texts by locale, not null")]
    [InlineData("AssociationType", "PACK", "labels", "'x'", "takes texts by locale, not text")]
    [InlineData("Category", "master", "labels", "null", "takes texts by locale, not null")]
    [InlineData("Category", "master", "values", "'x'", "takes a list of values, not text")]
    [InlineData("Channel", "ecommerce", "labels", "'x'", "takes texts by locale, not text")]
    [InlineData("Channel", "ecommerce", "conversion_units", "'x'", "takes texts by attribute, not text")]
    [InlineData("Family", "shoes", "labels", "null", "takes texts by locale, not null")]
    [InlineData("Family", "shoes", "attribute_requirements", "'x'", "takes lists of codes by channel, not text")]
    [InlineData("Family", "shoes", "attribute_requirements", "{'ecommerce':'name'}", "'ecommerce' has to have a list, not text")]
    [InlineData("MeasurementFamily", "Weight", "labels", "null", "takes texts by locale, not null")]
    [InlineData("MeasurementFamily", "Weight", "units", "'x'", "takes units by code, not text")]
    [InlineData("MeasurementFamily", "Weight", "units", "{'T':'x'}", "'T' has to have a table, not text")]
    public async Task Tables_and_lists_are_such(string noun, string code, string field, string value, string message)
    {
        PimResource resource = _pim.Pim.Resource(noun);
        string line = $"{{\"code\":\"{code}\",\"{field}\":{value.Replace('\'', '"')}}}";

        PimFieldError error = Assert.Single(await _pim.Check(line, resource));

        Assert.Equal(field, error.Property);
        Assert.Contains(message, error.Message);
        Assert.Equal(422, (await _pim.Send(line, resource)).StatusCode);
    }

    [Theory]
    [InlineData("ReferenceEntityRecord", "reference_entity", "brand", "values", "'x'", "takes lists of values by attribute, not text")]
    [InlineData("ReferenceEntityRecord", "reference_entity", "brand", "values", "{'label':null}", "'label' has to have a list, not null")]
    [InlineData("Asset", "asset_family", "packshots", "values", "null", "takes lists of values by attribute, not null")]
    [InlineData("AssetAttributeOption", "attribute", "tags", "labels", "null", "takes texts by locale, not null")]
    [InlineData("FamilyVariant", "family", "shoes", "variant_attribute_sets", "'x'", "takes a list of tables, not text")]
    [InlineData("FamilyVariant", "family", "shoes", "labels", "'x'", "takes texts by locale, not text")]
    [InlineData("AttributeOption", "attribute", "color", "labels", "null", "takes texts by locale, not null")]
    public async Task So_are_those_of_what_lies_in_something(string noun, string owner, string key, string field, string value, string message)
    {
        PimResource resource = _pim.Pim.Resource(noun);
        var owners = new Dictionary<string, string> { ["asset_family"] = "packshots", [owner] = key };
        string line = $"{{\"code\":\"f_x\",\"{field}\":{value.Replace('\'', '"')}}}";

        PimFieldError error = (await _pim.Check(line, resource, owners: owners)).First();

        Assert.Equal(field, error.Property);
        Assert.Contains(message, error.Message);
        if (!SingleWrites.AreNeeded(resource))
        {
            Assert.Equal(422, (await _pim.Send(line, resource, owners: owners)).StatusCode);
        }
    }

    /// <summary>A sandbox of the hosted edition, for all tests of the class.</summary>
    public sealed class HostedPim : IAsyncLifetime
    {
        internal CheckedPim Pim { get; } = new(new PimSandboxOptions { ProductCount = 10, Edition = "Serenity", Version = "v20250717143807" });

        /// <inheritdoc/>
        public Task InitializeAsync() => Pim.Provider.ConnectAsync(Pim.Pim.Context);

        /// <inheritdoc/>
        public Task DisposeAsync()
        {
            Pim.Dispose();
            return Task.CompletedTask;
        }
    }
}
