using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Codes that lie in one entry of a list alone.</summary>
/// <param name="List">The field of the list.</param>
/// <param name="Members">The members of an entry that have codes. Within one entry they may share them.</param>
internal sealed record ApartRule(string List, params string[] Members) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) => item.Find($"{List}.*")
        .SelectMany(entry => Codes(entry.Value).Distinct(StringComparer.OrdinalIgnoreCase))
        .GroupBy(code => code, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Count() > 1)
        .Select(same => new PimFieldError(List, $"has '{same.Key}' in {same.Count()} entries"));

    private IEnumerable<string> Codes(JsonElement entry) =>
        from member in entry.ValueKind == JsonValueKind.Object ? Members : []
        where entry.TryGetProperty(member, out _)
        let codes = entry.GetProperty(member)
        // a list of one may be written without the list
        from code in codes.ValueKind == JsonValueKind.Array ? JsonKind.Items(codes) : [codes]
        where code.ValueKind == JsonValueKind.String
        select code.GetString()!;
}
