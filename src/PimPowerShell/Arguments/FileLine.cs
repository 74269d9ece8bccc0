using System.Collections.Generic;
using System.IO;
using System.Text;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Arguments;

/// <summary>An input that is a line of a file. It becomes text only where somebody looks at it.</summary>
internal sealed class FileLine(string path, JsonLine line)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public byte[] Bytes => line.Bytes;

    public string Text => line.Text;

    /// <summary>Where it stands.</summary>
    public override string ToString() => $"{path}, line {line.Number}";

    /// <summary>The lines of a file, as they are asked for.</summary>
    public static IEnumerable<FileLine> ReadAll(string path)
    {
        string name = Path.GetFileName(path);
        // lines are cut from a buffer of their own
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
        foreach (JsonLine line in LineReader.Read(file))
        {
            yield return new FileLine(name, line);
        }
    }

    /// <exception cref="PimException">It is not in UTF-8, and a server would refuse all lines that go out with it.</exception>
    public void Check()
    {
        try
        {
            s_strict.GetCharCount(line.Bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new PimException(PimErrorKind.Input, "The line is not in UTF-8.", e);
        }
    }
}
