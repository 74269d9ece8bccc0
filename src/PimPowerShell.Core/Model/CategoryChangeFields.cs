namespace PimPowerShell.Core.Model;

/// <summary>Changes of an item's categories without the whole list. Needs <see cref="PimCapabilities.CategoryChanges"/>.</summary>
/// <param name="Added">The field of those to add.</param>
/// <param name="Removed">The field of those to take away.</param>
public sealed record CategoryChangeFields(string Added, string Removed);
