using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Queries;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary><c>POST /pim/manage/products</c>: the six actions on products.</summary>
internal sealed class ProductEndpoint(PimsInstance instance)
{
    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["listProduct"] = new(Permissions.Editor, Get),
        ["listProductsBySku"] = new(Permissions.Editor, GetMany),
        ["getList"] = new(Permissions.Editor, List),
        ["createProduct"] = new(Permissions.Editor, Create) { Writes = true },
        ["editProduct"] = new(Permissions.Editor, Edit) { Writes = true },
        ["historyProduct"] = new(Permissions.Editor, History),
    };

    private HttpResponse Get(PimsRequest request)
    {
        string sku = Sku(request);
        if (sku.Length == 0)
        {
            // "is called and sku is set", says the documentation of the error: without one there is no product to miss
            PhpJsonWriter writer = request.Ok();
            writer.Name("data").BeginObject().Name("attributes").BeginObject().EndObject();
            writer.Name("definition").Literal(request.Map.Definition).EndObject().EndObject();
            return PimsAnswer.Of(writer);
        }

        return One(request, instance.Products.Find(sku) ?? throw PimsException.NoProduct());
    }

    private HttpResponse GetMany(PimsRequest request)
    {
        if (!PhpJson.TryGet(request.Body, instance.Names.SkuList, out JsonElement list) || PhpJson.IsNull(list))
        {
            throw new PimsException("SKU list is not provided!");
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new PimsException("List of SKUs should be an ARRAY!");
        }

        if (list.GetArrayLength() == 0)
        {
            throw new PimsException("The SKU list is empty!");
        }

        List<PimsProduct> found = [.. list.EnumerateArray().Select(sku => instance.Products.Find(PhpJson.Text(sku))).OfType<PimsProduct>()];
        return Many(request, found, found.Count);
    }

    private HttpResponse List(PimsRequest request)
    {
        JsonElement parameters = Field.Object(request.Body, "params");
        PageWindow page = PageWindow.Parse(parameters, instance.Names);
        ProductReader reader = instance.Reader();
        int[] rows = instance.Find(new ListQueryParser(instance.Names, request.Map, reader).Parse(parameters), reader);
        IEnumerable<PimsProduct> products = page.Offset >= rows.Length ? []
            : rows.Skip((int)page.Offset).Take(page.Size).Select(instance.Products.At);
        return Many(request, products, rows.Length);
    }

    private HttpResponse Create(PimsRequest request) => Write(request, (sku, values) => instance.Writer.Create(sku, values, request.Map, request.User));

    private HttpResponse Edit(PimsRequest request) => Write(request, (sku, values) => instance.Writer.Edit(sku, values, request.Map, request.User));

    private HttpResponse Write(PimsRequest request, Func<string, JsonElement, PimsProduct> write)
    {
        string sku = Sku(request);
        if (sku.Length == 0)
        {
            throw new PimsException("SKU cannot be empty!");
        }

        string key = "product " + sku.ToLowerInvariant();
        request.Trace.Hold([key]);
        request.Trace.Counters.Line();
        request.Trace.Counters.KeyProcessed(key);
        request.Trace.Counters.ProductWritten(isReIndexingPaused: Field.Text(request.Body, "pauseReIndexing") == "Y");
        JsonElement values = Field.Object(Field.Object(request.Body, "data"), "attributes");
        return One(request, write(sku, values));
    }

    private HttpResponse History(PimsRequest request)
    {
        PimsProduct product = instance.Products.Find(Sku(request)) ?? throw PimsException.NoProduct();
        JsonElement parameters = Field.Object(request.Body, "params");
        // the range of page sizes that lists have is not repeated for the history
        PageWindow page = PageWindow.Parse(parameters, instance.Names, int.MaxValue);
        string? user = Field.Text(parameters, instance.Names.HistoryUser);
        List<HistoryEntry> entries = HistoryView.Of(instance.History.Of(product, instance.Schema.Attributes), request.Map, user);
        PhpJsonWriter writer = request.Ok();
        writer.Name("total_count").Number(entries.Count);
        writer.Name("history").BeginArray();
        foreach (HistoryEntry entry in page.Offset >= entries.Count ? [] : entries.Skip((int)page.Offset).Take(page.Size))
        {
            HistoryView.Write(writer, entry, request.Map);
        }

        writer.EndArray();
        writer.Name("definition").Literal(request.Map.Definition);
        return PimsAnswer.Of(writer.EndObject());
    }

    /// <summary>The definition lies inside the data here, and beside the products in lists.</summary>
    private HttpResponse One(PimsRequest request, PimsProduct product)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("sku").String(product.Sku);
        writer.Name("data").BeginObject();
        writer.Name("attributes");
        new ProductJson(writer, instance.Reader(), request.Map).WriteAttributes(product);
        writer.Name("definition").Literal(request.Map.Definition);
        return PimsAnswer.Of(writer.EndObject().EndObject());
    }

    private HttpResponse Many(PimsRequest request, IEnumerable<PimsProduct> products, int count)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("products").BeginArray();
        ProductJson json = new(writer, instance.Reader(), request.Map);
        foreach (PimsProduct product in products)
        {
            writer.BeginObject().Name("data").BeginObject().Name("attributes");
            json.WriteAttributes(product);
            writer.EndObject().Name("sku").String(product.Sku).EndObject();
        }

        writer.EndArray();
        writer.Name("definition").Literal(request.Map.Definition);
        writer.Name("status").String(instance.Options.PimsStatusText);
        writer.Name("sku_count").Number(count);
        return PimsAnswer.Of(writer.EndObject());
    }

    private static string Sku(PimsRequest request) => Field.Text(request.Body, "sku") ?? "";
}
