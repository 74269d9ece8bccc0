using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Products;

namespace PimPowerShell.Sandbox.Akeneo.Media;

/// <summary>
/// The files of products and product models: those that generated values point at, which are made when somebody asks,
/// and those that were sent.
/// </summary>
internal sealed class ProductMedia(IGeneratedItems generated)
{
    /// <summary>The files that were sent.</summary>
    public MediaStore Sent { get; } = new();

    public MediaFile? Find(string code) => Sent.Find(code) ?? GeneratedMedia.Find(code);

    /// <summary>All files, the oldest first.</summary>
    public IEnumerable<MediaFile> All() => Enumerable.Range(0, generated.ProductCount).Select(generated.ProductAt)
        .Concat(Enumerable.Range(0, generated.ModelCount).Select(generated.ModelAt))
        .SelectMany(item => item.Details.Values)
        .Select(value => value.Data is string code ? GeneratedMedia.Find(code) : null)
        .OfType<MediaFile>()
        .Concat(Sent.All());
}
