using System.Collections.Generic;

namespace PimPowerShell.Core.Rows;

/// <summary>What the rows of a <see cref="RowWriter"/> are to have.</summary>
public sealed record RowOptions
{
    /// <summary>The attributes that have columns; null for those of the families.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>The families whose attributes have columns; null for those of the items seen.</summary>
    public IReadOnlyList<string>? Families { get; init; }

    /// <summary>The locale of the labels that stand in place of codes; null for the codes.</summary>
    public string? LabelLocale { get; init; }

    /// <summary>Whether texts that a spreadsheet would take for formulas get an apostrophe before them.</summary>
    public bool DisarmsFormulas { get; init; }

    /// <summary>Whether the columns are known before the first item is.</summary>
    public bool HasFixedColumns => Attributes is not null || Families is not null;
}
