using System;
using System.Collections.Generic;

namespace PimPowerShell.Core.Rows;

/// <summary>One item as cells, before it is known what columns all rows have.</summary>
public sealed class RowCells
{
    internal Dictionary<string, RowCell> Cells { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cells that get labels in place of codes.</summary>
    internal List<LabelledCell> Labelled { get; } = [];
}

/// <summary>A cell, and the field whose columns its own lies among.</summary>
/// <param name="Section">The place of the field.</param>
/// <param name="Value">A text, true or false.</param>
internal readonly record struct RowCell(int Section, object Value);

/// <summary>Codes that are to be shown as labels.</summary>
/// <param name="Column">The cell.</param>
/// <param name="Noun">What the codes name.</param>
/// <param name="Attribute">For options, whose they are.</param>
/// <param name="Codes">The codes.</param>
/// <param name="IsList">Whether they are a list of which one may be all.</param>
internal sealed record LabelledCell(string Column, string Noun, string? Attribute, IReadOnlyList<string> Codes, bool IsList);
