namespace PimPowerShell.Core.Sync;

/// <summary>One file of an exported catalog.</summary>
/// <param name="Order">The place of its kind of thing in the order of writing.</param>
/// <param name="Resource">The noun of what its lines are.</param>
/// <param name="Path">Its name in the folder.</param>
/// <param name="Count">Its lines.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">The SHA-256 of its bytes, in hexadecimal digits.</param>
public sealed record CatalogFile(int Order, string Resource, string Path, long Count, long Bytes, string Hash);
