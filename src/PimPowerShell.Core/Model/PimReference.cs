namespace PimPowerShell.Core.Model;

/// <summary>How a field says which other things it refers to.</summary>
public enum ReferenceForm
{
    /// <summary>One code.</summary>
    Code,
    /// <summary>A list of codes.</summary>
    Codes,
    /// <summary>The names of an object's members.</summary>
    Names,
    /// <summary>The data of values: options, by the attribute that has them.</summary>
    Options,
    /// <summary>A list of codes, of things that refer to this one in their turn: it can follow when both are there.</summary>
    LateCodes,
    /// <summary>Associations: lists by type and by what they hold. They can follow when both ends are there.</summary>
    Associations,
    /// <summary>Associations with quantities. They can follow when both ends are there.</summary>
    Quantities,
}

/// <summary>A field by which a thing refers to others.</summary>
/// <param name="Field">The field, on the first level.</param>
/// <param name="Noun">The kind of thing that it refers to; associations say it themselves.</param>
/// <param name="Form">How.</param>
public sealed record PimReference(string Field, string Noun, ReferenceForm Form = ReferenceForm.Code)
{
    /// <summary>Whether the field may be written after the thing itself.</summary>
    public bool IsLate => Form >= ReferenceForm.LateCodes;
}
