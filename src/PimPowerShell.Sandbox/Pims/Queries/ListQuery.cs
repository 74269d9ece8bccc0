using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Pims.Products;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>What a list asks for, its page aside.</summary>
internal sealed class ListQuery
{
    /// <summary>Equal for equal questions: the key under which the rows that were found are kept.</summary>
    public required string Key { get; init; }

    public bool IncludesDeleted { get; init; }

    public bool IncludesVariants { get; init; }

    /// <summary>The shop's side shows active products only.</summary>
    public bool OnlyActive { get; init; }

    public IReadOnlyList<Func<PimsProduct, bool>> Conditions { get; init; } = [];

    /// <summary>Empty for the order by SKU, variants behind their parents.</summary>
    public IReadOnlyList<OrderRule> Order { get; init; } = [];
}
