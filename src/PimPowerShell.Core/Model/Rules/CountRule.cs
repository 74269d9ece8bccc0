using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>How many entries a list or an object has.</summary>
/// <param name="Path">The path to it.</param>
/// <param name="Least">The fewest.</param>
/// <param name="Most">The most; null for any number.</param>
internal sealed record CountRule(string Path, int Least, int? Most = null) : PimRule
{
    protected override IEnumerable<PimFieldError> Find(RuleItem item) =>
        from list in item.Find(Path)
        where JsonKind.IsContainer(list.Value)
        let count = JsonKind.Items(list.Value).Count()
        where count < Least || count > Most
        select new PimFieldError(list.Name, $"takes {Words}, and has {count}");

    private string Words =>
        Most is null ? $"{Least} or more entries"
        : Least == Most ? $"{Least} {(Least == 1 ? "entry" : "entries")}"
        : Least == 0 ? $"{Most} entries at most"
        : $"{Least} to {Most} entries";
}
