using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>The names under which the files of one run are kept: two files never have one name, and one file has one name.</summary>
/// <param name="exists">Whether the folder has a file of a name.</param>
internal sealed class FileNames(Func<string, bool> exists)
{
    private const int HashLength = 40;
    private const int TagLength = 8;

    private readonly Dictionary<string, MediaKey> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<MediaKey, string> _names = [];

    /// <param name="file">The file.</param>
    /// <param name="name">What the server calls it; null or empty where it does not say.</param>
    public string Of(MediaKey file, string? name)
    {
        if (!_names.TryGetValue(file, out string? kept))
        {
            (string hash, string own) = Split(file.Code);
            string wanted = SafeFileName.From(string.IsNullOrEmpty(name) ? own : name, file.Code);
            string tag = SafeFileName.From(hash, "file");
            // a file that an earlier run gave a name of its own keeps it, whatever comes before it this time
            kept = IsWithHash(file.Code) && exists(Numbered(1)) ? Numbered(1) : wanted;
            for (int number = 1; _taken.ContainsKey(kept); number++)
            {
                kept = Numbered(number);
            }

            string Numbered(int number) => $"{Path.GetFileNameWithoutExtension(wanted)}-{tag}{(number == 1 ? "" : "-" + number)}{Path.GetExtension(wanted)}";

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
