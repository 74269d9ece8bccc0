using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Sync;

/// <summary>A file in a folder, and what it was saved from.</summary>
/// <param name="Server">Whose file it is, where codes are each server's own; null where no two servers give one code to two files.</param>
/// <param name="Key">The media file.</param>
/// <param name="Name">The file's name in the folder.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Hash">The SHA-256 of its bytes, in hexadecimal digits.</param>
public sealed record SavedMedia(string? Server, MediaKey Key, string Name, long Length, string Hash);
