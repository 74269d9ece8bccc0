namespace PimPowerShell.Commands.Sync;

/// <summary>A line of a file.</summary>
/// <param name="Index">Its place in the whole import.</param>
/// <param name="Text">What is sent of it.</param>
/// <param name="Whole">What the export has, files and all.</param>
/// <param name="HasFiles">Whether it has any.</param>
/// <param name="WhyNot">Why it is not sent at all; null where it is.</param>
internal sealed record LineToSend(long Index, string Text, byte[] Whole, bool HasFiles, string? WhyNot);
