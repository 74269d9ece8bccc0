namespace PimPowerShell.Core.Model;

/// <summary>An attribute that says in words what other back ends have a flag for.</summary>
/// <param name="Flag">The flag's name there.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Yes">Its value for true.</param>
/// <param name="No">Its value for false.</param>
public sealed record StatusWords(string Flag, string Attribute, string Yes, string No);
