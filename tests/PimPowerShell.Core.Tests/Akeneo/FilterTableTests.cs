using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Model;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Filters written as tables.</summary>
public sealed class FilterTableTests
{
    [Theory]
    [InlineData("color")]
    [InlineData("color !=")]
    [InlineData("code")]
    public void Only_and_and_or_combine_conditions(string key)
    {
        var condition = new PimCondition("code", "=", "a");
        foreach (object value in new object[] { condition, new object[] { "b", condition }, new Dictionary<string, object?> { ["value"] = condition } })
        {
            foreach (IEnumerable<KeyValuePair<string, object?>> table in new[] { [new(key, value)], new KeyValuePair<string, object?>[] { new("or", new Dictionary<string, object?> { [key] = value }) } })
            {
                PimException error = Assert.Throws<PimException>(() => FilterTable.Read(table).ToArray());
                Assert.Equal((PimErrorKind.Input, $"Filter: '{key}' is compared with a value, and not with a condition; 'and' and 'or' alone combine conditions."), (error.Kind, error.Message));
            }
        }
    }
}
