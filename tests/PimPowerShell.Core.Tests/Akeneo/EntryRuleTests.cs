using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Model.Rules;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>What holds of each entry of a list, whose place may be another one than that of the same entry on the server.</summary>
public sealed class EntryRuleTests : IAsyncLifetime
{
    private const string Select = """{"code":"a","data_type":"select"}""";
    private const string Odd = """{"code":"b","data_type":"text","validations":{"min":1}}""";

    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 1, Edition = "Serenity" });

    public Task InitializeAsync() => _pim.Provider.ConnectAsync(_pim.Context);

    public Task DisposeAsync()
    {
        _pim.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Select + "," + Odd, null)]
    [InlineData(Select + """,{"code":"c","data_type":"text"},""" + Odd, null)]
    [InlineData(Select + """,{"code":"c","data_type":"text","validations":{"min":1}},""" + Odd, "table_configuration[1].validations.min")]
    [InlineData(Select + """,{"code":"B","validations":{"min":1}}""", null)]
    [InlineData(Select + """,{"code":"b","validations":{"max":1}}""", "table_configuration[1].validations.max")]
    public async Task What_an_entry_has_may_stay_wherever_it_stands(string columns, string? place)
    {
        IReadOnlyList<PimFieldError> errors = await _pim.Provider.CheckChangeAsync(_pim.Resource("Attribute"), CheckedPim.Nothing, Table(columns), Table(Select + "," + Odd), _pim.Context);

        Assert.Equal(place is null ? [] : new[] { place }, errors.Where(error => error.Property!.StartsWith("table_configuration[")).Select(error => error.Property));
    }

    [Fact]
    public void An_entry_is_looked_at_as_its_item_is()
    {
        using JsonDocument item = JsonDocument.Parse("""{"list":[{"code":"one"}]}""");
        var rule = new EntryRule("list", "code", new Spy());
        var whole = new RuleItem(item.RootElement, IsNew: true) { IdentifierAttribute = "sku", HasFile = true };

        PimFieldError fault = Assert.Single(rule.Faults(whole));

        Assert.Equal(new PimFieldError("list[0].code", "sku True") { IsRemark = true }, fault);
        Assert.True(rule.NeedsIdentifier(whole, hasFaults: true));
        Assert.False(rule.NeedsIdentifier(whole, hasFaults: false));
    }

    private static byte[] Table(string columns) => Make.Utf8($$"""{"code":"t","type":"pim_catalog_table","group":"other","table_configuration":[{{columns}}]}""");

    private sealed record Spy : PimRule
    {
        public override bool NeedsIdentifier(RuleItem item, bool hasFaults) => hasFaults;

        protected override IEnumerable<PimFieldError> Find(RuleItem item) => [new("code", $"{item.IdentifierAttribute} {item.HasFile}") { IsRemark = true }];
    }
}
