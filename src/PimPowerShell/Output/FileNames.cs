using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Output;

/// <summary>
/// The names under which the files of one run are kept: two files never have one name, and one file has one name, which is
/// that of an earlier run where there was one.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="memory">What it has from earlier runs.</param>
internal sealed class FileNames(string folder, MediaMemory memory)
{
    private const int HashLength = 40;
    private const int TagLength = 8;

    private readonly Dictionary<string, MediaKey> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<MediaKey, string> _names = [];

    /// <summary>The name of a file: another one than before where another process has taken that.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What the server calls it; null or empty where it does not say.</param>
    public string Of(MediaKey file, string? name)
    {
        if (!_names.TryGetValue(file, out string? kept) || memory.IsAnothers(kept, file))
        {
            (string hash, string own) = Split(file.Code);
            string wanted = SafeFileName.From(string.IsNullOrEmpty(name) ? own : name, file.Code);
            string stem = $"{Path.GetFileNameWithoutExtension(wanted)}-{SafeFileName.From(hash, "file")}";
            // a file that an earlier run gave a name of its own keeps it, whatever comes before it this time
            kept = memory.Find(file)?.Name is { } before && (string.IsNullOrEmpty(name) || before == wanted || before.StartsWith(stem, StringComparison.Ordinal)) ? before
                : IsWithHash(file.Code) && File.Exists(Path.Combine(folder, Numbered(1))) ? Numbered(1)
                : wanted;
            for (int number = 1; _taken.ContainsKey(kept) || memory.IsAnothers(kept, file); number++)
            {
                kept = Numbered(number);
            }

            string Numbered(int number) => $"{stem}{(number == 1 ? "" : "-" + number)}{Path.GetExtension(wanted)}";

            _taken[kept] = file;
            _names[file] = kept;
        }

        return kept;
    }

    /// <summary>Whether a text has the form of a code of Akeneo's: its last part is a hash, an underscore and the file's name.</summary>
    public static bool IsWithHash(string code)
    {
        string last = code.Split('/').Last();
        return last.Length > HashLength + 1 && last[HashLength] == '_' && last.Take(HashLength).All(Uri.IsHexDigit);
    }

    /// <summary>What tells a code from others, and the name in it.</summary>
    private static (string Hash, string Name) Split(string code)
    {
        string last = code.Split('/').Last();
        return IsWithHash(code) ? (last.Substring(0, TagLength), last.Substring(HashLength + 1)) : (last.Split('_')[0], last);
    }
}
