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
    /// <summary>The code of the file that it takes the place of; null for a new one.</summary>
    public string? Code { get; init; }

    /// <summary>What it belongs to; null where a file is an item itself.</summary>
    public MediaTarget? Target { get; init; }
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
