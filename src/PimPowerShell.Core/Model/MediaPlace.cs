namespace PimPowerShell.Core.Model;

/// <summary>What a media file belongs to. The codes of each kind are its own.</summary>
public enum MediaKind
{
    /// <summary>Products and product models.</summary>
    Product,
    /// <summary>Categories.</summary>
    Category,
    /// <summary>Assets.</summary>
    Asset,
    /// <summary>Reference entities and their records.</summary>
    ReferenceEntity,
}

/// <summary>A place in which a back end keeps media files.</summary>
/// <param name="Kind">What they belong to.</param>
/// <param name="Noun">The kind of thing that tells a file's name and size; null where nothing does.</param>
/// <param name="IsItem">Whether a file is an item itself: sending one makes it.</param>
public sealed record MediaPlace(MediaKind Kind, string? Noun = null, bool IsItem = false);

/// <summary>One media file.</summary>
/// <param name="Kind">What it belongs to.</param>
/// <param name="Code">Its code.</param>
public sealed record MediaKey(MediaKind Kind, string Code);
