using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Rows;

/// <summary>What a cell says something about.</summary>
internal enum RowPart
{
    /// <summary>A field, or what the item lies in.</summary>
    Field,
    /// <summary>What only the server writes.</summary>
    Ignored,
    /// <summary>One member of a field: the label in a locale, the requirements of a channel.</summary>
    Member,
    /// <summary>The targets of an association.</summary>
    Targets,
    /// <summary>How many of each target.</summary>
    Quantities,
    /// <summary>A value, or the amount of a measurement.</summary>
    Value,
    /// <summary>The unit of a measurement.</summary>
    Unit,
    /// <summary>The amount in one currency.</summary>
    Price,
}

/// <summary>A column, and what its name says.</summary>
/// <param name="Name">The name as the row has it.</param>
/// <param name="Part">What its cells are about.</param>
internal sealed record RowColumn(string Name, RowPart Part)
{
    /// <summary>The field; null for values.</summary>
    public PimField? Field { get; init; }

    /// <summary>The attribute; null for fields.</summary>
    public AttributeDefinition? Attribute { get; init; }

    /// <summary>The locale of a value.</summary>
    public string? Locale { get; init; }

    /// <summary>The channel of a value.</summary>
    public string? Channel { get; init; }

    /// <summary>The member of a field, the type of an association, or a currency.</summary>
    public string? Key { get; init; }

    /// <summary>What an association leads to.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether an association has quantities.</summary>
    public bool IsQuantified { get; init; }
}
