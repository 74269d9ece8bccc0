namespace PimPowerShell.Core.Pims;

/// <summary>
/// The names on the wire that the public documentation of PIMS does not show, apart from those of product lists, which
/// <see cref="PimsFieldNames"/> has. Each follows its nearest documented relative; a resource that needs one is experimental.
/// </summary>
internal static class PimsInferred
{
    /// <summary>Where a category to come lies: as in the category object.</summary>
    public const string CategoryParent = "cat_parent_id";

    /// <summary>A category's place among its siblings: as in the category object.</summary>
    public const string CategoryOrder = "cat_order";

    /// <summary>A category's metadata: as in the category object.</summary>
    public const string CategoryData = "cat_data";

    /// <summary>The name of an attribute or a view, beside its definition.</summary>
    public const string Name = "name";

    /// <summary>One asset: as in the answer of generateAssetCode.</summary>
    public const string AssetCode = "asset_code";

    /// <summary>Several assets.</summary>
    public const string AssetCodes = "asset_codes";

    /// <summary>What is known of an asset: as in the answer of listAssetsInBucket.</summary>
    public const string AssetData = "data";

    /// <summary>A bucket's name.</summary>
    public const string BucketName = "name";

    /// <summary>A bucket's type, <c>global</c> or <c>personal</c>.</summary>
    public const string BucketType = "type";

    /// <summary>The bucket that a bucket lies in.</summary>
    public const string BucketParent = "parent_id";

    /// <summary>A bucket's place among its siblings.</summary>
    public const string BucketOrder = "order";
}
