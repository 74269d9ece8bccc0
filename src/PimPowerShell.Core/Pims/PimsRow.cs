using System;

namespace PimPowerShell.Core.Pims;

/// <summary>One product of a list, still as the bytes that came.</summary>
/// <param name="Sku">Its SKU; empty where the answer has none.</param>
/// <param name="Json">The product, a part of the answer.</param>
internal readonly record struct PimsRow(string Sku, ReadOnlyMemory<byte> Json);
