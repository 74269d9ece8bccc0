using System.Collections.Generic;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Endpoints;

namespace PimPowerShell.Sandbox.Pims;

/// <summary>All routes behind the locale. Another endpoint is another line here.</summary>
internal static class PimsRoutes
{
    public static IReadOnlyList<PimsRoute> Create(PimsInstance instance) =>
    [
        new("pim/manage/products", new ProductEndpoint(instance).Actions),
        new("pim/manage/categories", new CategoryEndpoint(instance).Actions),
        new("pim/manage/attributes", new AttributeEndpoint(instance).Actions),
        new("pim/manage/views", new ViewEndpoint(instance).Actions),
        new("pim/manage/views/{apikey}", new KeyViewEndpoint(instance).Actions),
        new("pim/manage/assets", new AssetEndpoint(instance).Actions),
        new("pim/manage/buckets", new BucketEndpoint(instance).Actions),
        .. new KeyEndpoint(instance).Routes,
        .. new ShopProductEndpoint(instance).Routes,
        .. new ShopCategoryEndpoint(instance).Routes,
    ];
}
