using System;

namespace PimPowerShell.Core.Pims;

/// <summary>The path that names a thing in a tree, <c>Parent &gt; Child</c>.</summary>
internal static class PimsPath
{
    public const string Separator = " > ";

    /// <summary>The path of what it lies in; null at the top.</summary>
    public static string? Parent(string path)
    {
        int last = path.LastIndexOf(Separator, StringComparison.Ordinal);
        return last < 0 ? null : path.Substring(0, last);
    }

    /// <summary>The last step.</summary>
    public static string Name(string path)
    {
        int last = path.LastIndexOf(Separator, StringComparison.Ordinal);
        return last < 0 ? path : path.Substring(last + Separator.Length);
    }

    public static string Join(string? parent, string name) => parent is null ? name : parent + Separator + name;

    public static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a new thing: its code, or its code as a name below its parent.</summary>
    /// <exception cref="PimException">The fields contradict each other.</exception>
    public static string OfNew(string code, PimsBody body)
    {
        string path = body.Text("parent") is { } parent && Parent(code) is null ? Join(parent, code) : code;
        return Same(Moved(path, body), path)
            ? path
            : throw new PimException(PimErrorKind.Input, $"code: '{code}' says another place or name than the other fields do.") { Subject = "code" };
    }

    /// <summary>The path that a change asks for: <c>path</c>, or <c>parent</c> and <c>name</c>.</summary>
    /// <exception cref="PimException">The fields contradict each other.</exception>
    public static string Moved(string current, PimsBody body)
    {
        string steps = Join(body.Has("parent") ? body.Text("parent") : Parent(current), body.Text("name") ?? Name(current));
        string? whole = body.Text("path");
        if (whole is null || Same(whole, steps) || Same(whole, current))
        {
            return steps;
        }

        // an item that was read and is written back has its old parent and name still
        return Same(steps, current) ? whole : throw new PimException(PimErrorKind.Input, $"path: '{whole}' is another place than '{steps}', which parent and name say.") { Subject = "path" };
    }
}
