using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Queries;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>Categories as a shop sees them: active ones only.</summary>
internal sealed class ShopCategoryEndpoint(PimsInstance instance)
{
    public IEnumerable<PimsRoute> Routes =>
    [
        new("GET", "v/ct", new PimsAction(Permissions.User, List)),
        new("GET", "v/ct/{searchWord}", new PimsAction(Permissions.User, Search)),
        new("GET", "v/ctn/{categoryId}", new PimsAction(Permissions.User, Tree)),
        new("GET", "v/c/{categoryId}", new PimsAction(Permissions.User, Get)),
    ];

    private HttpResponse List(PimsRequest request)
    {
        CategoryTree tree = instance.Categories.Tree;
        PhpJsonWriter writer = request.Ok();
        new CategoryJson(writer.Name("categoriesTree"), tree) { OnlyImage = true }.WriteList(tree.All.Where(category => category.IsActive));
        return PimsAnswer.Of(writer.EndObject());
    }

    /// <summary>Without a match the list is left out, not empty.</summary>
    private HttpResponse Search(PimsRequest request)
    {
        CategoryTree tree = instance.Categories.Tree;
        List<PimsCategory> found =
        [
            .. tree.All.Where(category => category.IsActive && category.Name.IndexOf(request.Parameters[0], StringComparison.OrdinalIgnoreCase) >= 0),
        ];
        PhpJsonWriter writer = request.Ok();
        if (found.Count > 0)
        {
            new CategoryJson(writer.Name("categoriesTree"), tree).WriteList(found);
        }

        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Tree(PimsRequest request)
    {
        CategoryTree tree = instance.Categories.Tree;
        int id = Id(request);
        if (id != 0 && tree.Find(id) is not { IsActive: true })
        {
            throw PimsException.NoCategory();
        }

        // the name of this parameter is not documented, its value is
        bool byName = request.Http.Query["sort"] == "cat_name";
        PhpJsonWriter writer = request.Ok();
        writer.Name("categoriesTree");
        WriteNested(writer, tree, id, byName);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Get(PimsRequest request)
    {
        CategoryTree tree = instance.Categories.Tree;
        int id = Id(request);
        PimsCategory category = tree.Find(id) is { IsActive: true } found ? found : throw PimsException.NoCategory();
        ProductReader reader = instance.Reader();
        ListQuery query = new()
        {
            Key = "shop category " + id,
            OnlyActive = true,
            Conditions = [ListQueryParser.InCategory(reader, id, includesChildren: true)],
        };
        PhpJsonWriter writer = request.Ok();
        CategoryJson json = new(writer, tree);
        writer.Name("currentCategory").BeginArray();
        json.Write(category, moreData: () => WriteFilters(writer, request.Map));
        writer.EndArray();
        json = new CategoryJson(writer.Name("childCategories"), tree);
        json.WriteList(tree.ChildrenOf(id).Where(child => child.IsActive));
        writer.Name("productCount").Number(instance.Find(query, reader).Length);
        return PimsAnswer.Of(writer.EndObject());
    }

    private static void WriteNested(PhpJsonWriter writer, CategoryTree tree, int parent, bool byName)
    {
        IEnumerable<PimsCategory> children = tree.ChildrenOf(parent).Where(child => child.IsActive);
        writer.BeginArray();
        foreach (PimsCategory child in byName ? children.OrderBy(category => category.Name, StringComparer.OrdinalIgnoreCase) : children)
        {
            new CategoryJson(writer, tree).Write(child, more: () =>
            {
                writer.Name("children");
                WriteNested(writer, tree, child.Id, byName);
            });
        }

        writer.EndArray();
    }

    private static void WriteFilters(PhpJsonWriter writer, AttributeMap map)
    {
        writer.Name("cat_filters").BeginObject();
        foreach (MappedAttribute mapped in map.All.Where(mapped => mapped.Attribute.IsFilterable && mapped.Attribute.Type is "dropdown" or "number"))
        {
            writer.Name(mapped.Name).BeginObject();
            writer.Name("type").String(mapped.Attribute.Type == "number" ? "filter_range_float" : "filter_dropdown");
            DefinitionJson.WriteTexts(writer.Name("label"), mapped.Attribute.Labels);
            writer.EndObject();
        }

        writer.EndObject();
    }

    private static int Id(PimsRequest request) =>
        int.TryParse(request.Parameters[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : throw PimsException.NoCategory();
}
