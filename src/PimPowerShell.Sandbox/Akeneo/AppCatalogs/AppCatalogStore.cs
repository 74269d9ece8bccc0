using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Generation;

namespace PimPowerShell.Sandbox.Akeneo.AppCatalogs;

/// <summary>The catalogs of the one app.</summary>
internal sealed class AppCatalogStore
{
    private const int Maximum = 200;

    private readonly object _gate = new();
    private readonly SortedDictionary<string, AppCatalog> _catalogs = new(StringComparer.Ordinal);

    public AppCatalogStore(int seed)
    {
        UuidSequence ids = new(3, seed + 2401);
        string[] locales = ["en_US", "fr_FR"];
        Put(new(ids[0], "Marketplace") { IsEnabled = true, ManagedCurrencies = ["EUR", "USD"], ManagedLocales = locales, Families = ["cameras", "furniture"] });
        Put(new(ids[1], "Shop") { IsEnabled = true, ManagedCurrencies = ["EUR"], ManagedLocales = locales, Families = ["lamps", "shoes"], MappingSchema = ShopSchema() });
        Put(new(ids[2], "Outlet") { MappingSchema = ShopSchema() });
    }

    public IReadOnlyList<AppCatalog> All()
    {
        lock (_gate)
        {
            return [.. _catalogs.Values];
        }
    }

    public AppCatalog Require(string id)
    {
        lock (_gate)
        {
            return _catalogs.TryGetValue(id.ToLowerInvariant(), out AppCatalog? catalog)
                ? catalog
                : throw ApiException.NotFound($"Catalog \"{id}\" does not exist or you can't access it.");
        }
    }

    public AppCatalog Add(AppCatalog catalog)
    {
        lock (_gate)
        {
            if (_catalogs.Count >= Maximum)
            {
                throw ApiException.Invalid([new("", $"You can create up to {Maximum} catalogs per app.")]);
            }

            return Put(catalog);
        }
    }

    /// <summary>Puts another catalog in the place of one, made of it while nobody else writes.</summary>
    public AppCatalog Change(string id, Func<AppCatalog, AppCatalog> change)
    {
        lock (_gate)
        {
            return Put(change(Require(id)));
        }
    }

    public void Remove(string id)
    {
        lock (_gate)
        {
            _catalogs.Remove(Require(id).Id.ToString());
        }
    }

    private AppCatalog Put(AppCatalog catalog) => _catalogs[catalog.Id.ToString()] = catalog;

    private static JsonObject ShopSchema()
    {
        JsonObject variant = new()
        {
            ["uuid"] = Target("string"), ["sku"] = Target("string"), ["weight"] = Target("number"), ["size"] = Target("string"),
        };
        return new()
        {
            ["$schema"] = MappingSchema.Address(MappingSchema.Latest),
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["code"] = Target("string"),
                ["name"] = Target("string"),
                ["brand"] = Target("string"),
                ["tags"] = new JsonObject { ["type"] = "array", ["items"] = Target("string") },
                [MappingSchema.Variants] = new JsonObject
                {
                    ["oneOf"] = new JsonArray(
                        new JsonObject { ["type"] = "string", ["format"] = "uri" },
                        new JsonObject
                        {
                            ["type"] = "array",
                            ["items"] = new JsonObject { ["type"] = "object", ["properties"] = variant, ["required"] = new JsonArray("uuid") },
                        }),
                },
            },
        };
    }

    private static JsonObject Target(string type) => new() { ["type"] = type };
}
