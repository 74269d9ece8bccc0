using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Rows;
using Xunit;

namespace PimPowerShell.Core.Tests.Rows;

/// <summary>The definition says what the parts of a column's name are, also where codes have dashes in them.</summary>
public sealed class RowPlaceTests
{
    private static readonly CatalogPlaces s_places = new(
        [new PimChannel("web-shop", ["de_DE", "en_US"], ["EUR"]), new PimChannel("unit", ["en_US"], ["USD"]), new PimChannel("print", ["en_US"], ["EUR", "USD"])],
        ["de_DE", "en_US"], ["EUR", "USD"], new Dictionary<string, bool>());

    [Theory]
    [InlineData("a-en_US-web-shop", ValueForm.Text, true, true, RowPart.Value, "en_US", "web-shop", null)]
    [InlineData("A-EN_us-PRINT", ValueForm.Text, true, true, RowPart.Value, "en_US", "print", null)]
    [InlineData("a-web-shop", ValueForm.Text, false, true, RowPart.Value, null, "web-shop", null)]
    [InlineData("a-unit", ValueForm.Measure, false, true, RowPart.Value, null, "unit", null)]
    [InlineData("a-unit-unit", ValueForm.Measure, false, true, RowPart.Unit, null, "unit", null)]
    [InlineData("a-unit", ValueForm.Measure, false, false, RowPart.Unit, null, null, null)]
    [InlineData("a-en_US-web-shop-unit", ValueForm.Measure, true, true, RowPart.Unit, "en_US", "web-shop", null)]
    [InlineData("a-de_DE-web-shop-EUR", ValueForm.Prices, true, true, RowPart.Price, "de_DE", "web-shop", "EUR")]
    [InlineData("a-de_DE-eur", ValueForm.Prices, true, false, RowPart.Price, "de_DE", null, "EUR")]
    internal void A_name_is_read_by_the_definition(string name, ValueForm form, bool isLocalizable, bool isScopable, RowPart part, string? locale, string? channel, string? key)
    {
        RowColumn column = Find(name, form, isLocalizable, isScopable);
        Assert.Equal((part, locale, channel, key), (column.Part, column.Locale, column.Channel, column.Key));
    }

    [Theory]
    [InlineData("a-de_DE-print", ValueForm.Text, true, true, "'de_DE' is no locale of the channel 'print'; there are en_US")]
    [InlineData("a-web-shop-USD", ValueForm.Prices, false, true, "'USD' is no currency of the channel 'web-shop'; there are EUR")]
    [InlineData("a-web-shop", ValueForm.Prices, false, true, "needs a currency")]
    [InlineData("a-shop", ValueForm.Text, false, true, "'shop' is no channel; there are web-shop, unit, print")]
    internal void What_does_not_go_together_is_told(string name, ValueForm form, bool isLocalizable, bool isScopable, string message) =>
        Assert.Contains(message, Assert.Throws<PimException>(() => Find(name, form, isLocalizable, isScopable)).Message);

    [Fact]
    public void Every_column_of_an_attribute_is_read_as_what_it_was_made_of()
    {
        foreach (ValueForm form in new[] { ValueForm.Text, ValueForm.Measure, ValueForm.Prices })
        {
            foreach ((bool isLocalizable, bool isScopable) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                List<RowColumn> columns = [.. RowNames.OfAttribute(Attribute(form, isLocalizable, isScopable), s_places).Select(name => Find(name, form, isLocalizable, isScopable))];
                Assert.NotEmpty(columns);
                Assert.Equal(columns.Count, columns.Select(column => (column.Part, column.Locale, column.Channel, column.Key)).Distinct().Count());
            }
        }
    }

    private static RowColumn Find(string name, ValueForm form, bool isLocalizable, bool isScopable) =>
        new RowPlaceFinder(s_places, Attribute(form, isLocalizable, isScopable), name).Find();

    private static AttributeDefinition Attribute(ValueForm form, bool isLocalizable, bool isScopable) =>
        new() { Code = "a", Type = "", Form = form, Localizable = isLocalizable, Scopable = isScopable };
}
