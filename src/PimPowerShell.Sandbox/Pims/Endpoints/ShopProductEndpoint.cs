using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Products;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>Products as a shop sees them: active ones only.</summary>
internal sealed class ShopProductEndpoint(PimsInstance instance)
{
    public IEnumerable<PimsRoute> Routes =>
    [
        new("GET", "v/p/{sku}", new PimsAction(Permissions.User, Get)),
        new("GET", "v/pl", new PimsAction(Permissions.User, GetMany)),
    ];

    /// <summary>Unlike the management endpoint's, this answer has the definition beside the data.</summary>
    private HttpResponse Get(PimsRequest request)
    {
        ProductReader reader = instance.Reader();
        PimsProduct product = Active(request.Parameters[0], reader) ?? throw PimsException.NoProduct();
        PhpJsonWriter writer = request.Ok();
        writer.Name("sku").String(product.Sku);
        writer.Name("data").BeginObject().Name("attributes");
        new ProductJson(writer, reader, request.Map).WriteAttributes(product);
        writer.EndObject();
        writer.Name("definition").Literal(request.Map.Definition);
        return PimsAnswer.Of(writer.EndObject());
    }

    /// <summary>The attributes come by SKU, not in a list; an unknown SKU is left out.</summary>
    private HttpResponse GetMany(PimsRequest request)
    {
        ProductReader reader = instance.Reader();
        string[] skus = (request.Http.Query["skus"] ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries);
        List<PimsProduct> products = [.. skus.Select(sku => Active(sku.Trim(), reader)).OfType<PimsProduct>().GroupBy(product => product.Row).Select(group => group.First())];
        PhpJsonWriter writer = request.Ok();
        writer.Name("skus").BeginArray();
        foreach (PimsProduct product in products)
        {
            writer.String(product.Sku);
        }

        writer.EndArray();
        writer.Name("data").BeginObject().Name("attributes").BeginObject();
        ProductJson json = new(writer, reader, request.Map);
        foreach (PimsProduct product in products)
        {
            writer.Name(product.Sku);
            json.WriteAttributes(product);
        }

        return PimsAnswer.Of(writer.EndObject().EndObject().EndObject());
    }

    private PimsProduct? Active(string sku, ProductReader reader) =>
        instance.Products.Find(sku) is PimsProduct product && reader.StatusOf(product) == "active" ? product : null;
}
