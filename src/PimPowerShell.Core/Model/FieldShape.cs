namespace PimPowerShell.Core.Model;

/// <summary>When a field of a write says the same as the item has, and what of it has to be sent where it does not.</summary>
public enum FieldShape
{
    /// <summary>One value, or a list in its order: sent as a whole.</summary>
    Plain,
    /// <summary>A table, or a list of tables: sent as a whole. What a table does not name stays with a server that merges tables.</summary>
    Table,
    /// <summary>The code of another thing, in any case.</summary>
    Code,
    /// <summary>A list of texts in any order: sent as a whole.</summary>
    Set,
    /// <summary>A list of codes in any order and any case: sent as a whole.</summary>
    Codes,
    /// <summary>A list of codes as <see cref="Codes"/>, each of which is in one such list: what is taken out of it falls into another of the server's choosing.</summary>
    Members,
    /// <summary>A number, also as text: <c>12</c>, <c>"12"</c> and <c>"12.0000"</c> are one.</summary>
    Decimal,
    /// <summary>A day, with or without a time.</summary>
    Day,
    /// <summary>Texts by locale, merged by locale; an empty one is none.</summary>
    Labels,
    /// <summary>Lists of codes by channel, merged by channel.</summary>
    CodesByChannel,
    /// <summary>Values by attribute, merged by attribute.</summary>
    ByAttribute,
    /// <summary>Units of measurement by code, merged by code.</summary>
    Units,
    /// <summary>The attributes of a family variant by level: sent as a whole.</summary>
    Levels,
    /// <summary>The columns of a table attribute: sent as a whole.</summary>
    Columns,
    /// <summary>Values by attribute, locale and channel, each merged.</summary>
    Values,
    /// <summary>A list of values, each with its attribute, locale and channel: sent as a whole.</summary>
    ValueList,
    /// <summary>Associations by type and kind, each list replaced.</summary>
    Associations,
    /// <summary>Associations with quantities by type and kind, each list replaced.</summary>
    Quantities,
    /// <summary>Categories to add: those that the item has are left out.</summary>
    AddedCategories,
    /// <summary>Categories to remove: those that the item has not are left out.</summary>
    RemovedCategories,
}
