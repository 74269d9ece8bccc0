using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>Writes categories.</summary>
internal sealed class CategoryJson(PhpJsonWriter writer, CategoryTree tree)
{
    /// <summary>Whether of the metadata only the image is told, as the menu of a shop wants it.</summary>
    public bool OnlyImage { get; init; }

    public void WriteList(IEnumerable<PimsCategory> categories)
    {
        writer.BeginArray();
        foreach (PimsCategory category in categories)
        {
            Write(category);
        }

        writer.EndArray();
    }

    /// <summary>Writes a category, and more members behind those of its metadata and behind its own.</summary>
    public void Write(PimsCategory category, Action? moreData = null, Action? more = null)
    {
        writer.BeginObject();
        writer.Name("id").Number(category.Id);
        writer.Name("cat_name").String(category.Name);
        writer.Name("cat_parent_id").Number(category.ParentId);
        writer.Name("cat_path_id").String(tree.IdPathOf(category));
        writer.Name("cat_path").String(tree.PathOf(category.Id));
        writer.Name("cat_order").Number(category.Order);
        writer.Name("cat_rank").Number(category.Rank);
        writer.Name("cat_data").BeginObject();
        foreach (var member in category.Data)
        {
            if (!OnlyImage || member.Key == "cat_image")
            {
                PhpJson.Write(writer.Name(member.Key), member.Value);
            }
        }

        moreData?.Invoke();
        writer.EndObject();
        more?.Invoke();
        writer.EndObject();
    }
}
