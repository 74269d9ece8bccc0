using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Products;

namespace PimPowerShell.Sandbox.Akeneo.Published;

/// <summary>
/// The published products: some of the generated simple products, as they were when the sandbox started.
/// What is written to a product later does not reach the published one.
/// </summary>
internal sealed class PublishedProducts(IGeneratedItems generated)
{
    private const int OneIn = 5;

    /// <summary>All of them in the order of their publication.</summary>
    /// <param name="after">The number of the one to begin after, or -1.</param>
    public IEnumerable<CatalogItem> After(int after)
    {
        for (int position = after < 0 ? 0 : after + OneIn; position < generated.ProductCount; position += OneIn)
        {
            CatalogItem product = generated.ProductAt(position);
            if (IsPublished(product))
            {
                yield return product;
            }
        }
    }

    public CatalogItem? Find(string identifier)
    {
        int position = generated.PositionOf(identifier);
        CatalogItem? product = position < 0 || position % OneIn != 0 ? null : generated.ProductAt(position);
        return product is not null && IsPublished(product) ? product : null;
    }

    private static bool IsPublished(CatalogItem product) => product.Parent is null && product.Enabled;
}
