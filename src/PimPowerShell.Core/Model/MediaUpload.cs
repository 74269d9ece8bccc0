using System;
using System.IO;

namespace PimPowerShell.Core.Model;

/// <summary>A file to send.</summary>
/// <param name="FileName">Its name, without a path.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Open">Opens it from its beginning; called once for each attempt.</param>
public sealed record MediaUpload(string FileName, string ContentType, long Length, Func<Stream> Open)
{
    /// <summary>A file of the disk.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called; null for the name that it has.</param>
    /// <param name="contentType">Its media type; null for that of the name's extension.</param>
    /// <exception cref="PimException">It is empty; or, when it is opened, it cannot be read.</exception>
    public static MediaUpload Of(FileInfo file, string? name = null, string? contentType = null) => file.Length == 0
        ? throw new PimException(PimErrorKind.Input, $"The file '{file.Name}' is empty.") { Subject = file.Name }
        : new MediaUpload(name ?? file.Name, contentType ?? MediaTypes.Of(Path.GetExtension(name ?? file.Name)), file.Length, () => Read(file));

    /// <summary>The code of the file that it takes the place of; null for a new one.</summary>
    public string? Code { get; init; }

    /// <summary>What it belongs to; null where a file is an item itself.</summary>
    public MediaTarget? Target { get; init; }

    private static Stream Read(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The file '{file.Name}' cannot be read: {e.Message}", e) { Subject = file.Name };
        }
    }
}

/// <summary>What a file that is sent belongs to.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Noun">What gets it as a value: <c>Product</c>, <c>ProductModel</c> or <c>Category</c>; null where a value names it later.</param>
/// <param name="Key">The item that gets it.</param>
/// <param name="Attribute">The attribute whose value it becomes.</param>
public sealed record MediaTarget(MediaKind Kind, string? Noun = null, string? Key = null, string? Attribute = null)
{
    /// <summary>The value's locale; null for none.</summary>
    public string? Locale { get; init; }

    /// <summary>The value's channel; null for none.</summary>
    public string? Channel { get; init; }

    /// <summary>For a product without an identifier: the product or model by which the file is sent. It keeps its own value.</summary>
    public string? Via { get; init; }
}
