using System;

namespace PimPowerShell.Core.Bulk;

/// <summary>What a batch passes over of a line without a word, although a write of its own would do it.</summary>
/// <param name="Line">The line without that.</param>
/// <param name="Remark">What is passed over, and what does it.</param>
public sealed record PassedOver(ReadOnlyMemory<byte> Line, string Remark);
