using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>
/// <c>POST /pim/manage/categories</c>. Documented are the actions, <c>id</c>, <c>path</c>, <c>name</c> and the rules of an edit;
/// the other names follow the category object, and the answer's follow the shop's endpoints.
/// </summary>
internal sealed class CategoryEndpoint(PimsInstance instance)
{
    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["listCategories"] = new(Permissions.Editor, List),
        ["addCategory"] = new(Permissions.Manager, Add) { Writes = true },
        ["editCategory"] = new(Permissions.Manager, Edit) { Writes = true },
        ["deleteCategory"] = new(Permissions.Manager, Delete) { Writes = true },
    };

    private HttpResponse List(PimsRequest request)
    {
        CategoryTree tree = instance.Categories.Tree;
        PhpJsonWriter writer = request.Ok();
        new CategoryJson(writer.Name("categoriesTree"), tree).WriteList(tree.All);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Add(PimsRequest request)
    {
        int id = 0;
        CategoryTree after = instance.Categories.Change(tree =>
        {
            (string name, int parent) = Place(request.Body, tree, Field.Number(request.Body, "cat_parent_id") ?? 0)
                ?? throw NoName();
            RequireFree(tree, parent, name, 0);
            id = instance.Categories.NewId();
            return new CategoryTree([.. tree.All, Filled(new PimsCategory(id, name, parent), request.Body)]);
        });
        return One(request, after, id);
    }

    private HttpResponse Edit(PimsRequest request)
    {
        int id = Id(request);
        CategoryTree after = instance.Categories.Change(tree =>
        {
            PimsCategory category = tree.Find(id) ?? throw PimsException.NoCategory();
            if (Place(request.Body, tree, category.ParentId) is (string name, int parent))
            {
                if (tree.Subtree(id).Contains(parent))
                {
                    throw new PimsException("Category can not be moved below itself!");
                }

                RequireFree(tree, parent, name, id);
                category = category with { Name = name, ParentId = parent };
            }

            category = Filled(category, request.Body);
            return new CategoryTree(tree.All.Select(other => other.Id == id ? category : other));
        });
        return One(request, after, id);
    }

    private HttpResponse Delete(PimsRequest request)
    {
        int id = Id(request);
        CategoryTree before = instance.Categories.Tree;
        instance.Categories.Change(tree =>
        {
            before = tree.Find(id) is null ? throw PimsException.NoCategory() : tree;
            if (id == CategorySeeds.Uncategorized)
            {
                throw new PimsException("The category of the uncategorized products can not be deleted!");
            }

            HashSet<int> gone = tree.Subtree(id);
            return new CategoryTree(tree.All.Where(category => !gone.Contains(category.Id)));
        });
        return One(request, before, id);
    }

    private static int Id(PimsRequest request) => Field.Number(request.Body, "id") ?? throw PimsException.NoCategory();

    /// <summary>The name and parent that a path or a name asks for, or null when neither is there. A path has precedence.</summary>
    private static (string Name, int Parent)? Place(JsonElement body, CategoryTree tree, int parent)
    {
        if (Field.Text(body, "path") is { Length: > 0 } path)
        {
            string[] steps = CategoryTree.Steps(path);
            string above = string.Join(PimsCategory.Separator, steps.Take(steps.Length - 1));
            int parentId = above.Length == 0 ? 0 : tree.FindPath(above) ?? throw new PimsException($"Category \"{above}\" does not exist!");
            return (Named(steps[steps.Length - 1]), parentId);
        }

        if (Field.Text(body, "name") is not { Length: > 0 } name)
        {
            return null;
        }

        return parent == 0 || tree.Find(parent) is not null ? (Named(name), parent) : throw PimsException.NoCategory();
    }

    /// <summary>A name as one step of a path: blanks around it do not count, and what separates steps cannot be in it.</summary>
    private static string Named(string name) => name.Trim() switch
    {
        "" => throw NoName(),
        string trimmed when trimmed.Contains('>') => throw new PimsException("Category name cannot contain \">\"!"),
        string trimmed => trimmed,
    };

    private static PimsException NoName() => new("Category name cannot be empty!");

    private static void RequireFree(CategoryTree tree, int parent, string name, int id)
    {
        if (tree.ChildrenOf(parent).Any(sibling => sibling.Id != id && string.Equals(sibling.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new PimsException("Category with the same name already exists!");
        }
    }

    private static PimsCategory Filled(PimsCategory category, JsonElement body)
    {
        JsonObject data = (JsonObject)category.Data.DeepClone();
        foreach (KeyValuePair<string, JsonElement> member in PhpJson.Entries(Field.Object(body, "cat_data")))
        {
            data[member.Key] = PhpJson.ToNode(member.Value);
        }

        return category with
        {
            Data = data,
            Order = Field.Number(body, "cat_order") ?? category.Order,
            Rank = Field.Number(body, "cat_rank") ?? category.Rank,
        };
    }

    private static HttpResponse One(PimsRequest request, CategoryTree tree, int id)
    {
        PhpJsonWriter writer = request.Ok();
        new CategoryJson(writer.Name("currentCategory"), tree).WriteList([tree.Find(id)!]);
        return PimsAnswer.Of(writer.EndObject());
    }
}
