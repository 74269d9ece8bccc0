using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Media;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Writes records and assets as the server tells them.</summary>
internal sealed class EntryJson(EntityStore store, ApiRequest request, PhpJsonWriter writer, EntryProjection projection)
{
    private readonly bool _isAsset = store == store.World.Assets;
    private readonly bool _isExtended = store.World.IsExtended;
    private readonly bool _withTags = request.Query.IsTrue("with_asset_auto_tags");

    /// <param name="entry">The record or asset.</param>
    /// <param name="linked">Whether it is part of a list.</param>
    /// <param name="ownerName">The member that names the entity, in a list across entities.</param>
    public void Write(StructureEntity entry, bool linked, string? ownerName = null)
    {
        writer.BeginObject();
        if (linked)
        {
            HalPage.WriteSelf(writer, request.Url(store.Model.Path, entry.Owner, store.Model.EntryPath, entry.Code));
        }

        if (ownerName is not null)
        {
            writer.Name(ownerName).String(entry.Owner);
        }

        foreach (Property property in store.Model.EntryProperties.Where(property => !property.Hidden))
        {
            writer.Name(property.Name);
            switch (property.Name)
            {
                case "values":
                    WriteValues(entry);
                    break;
                case "updated":
                    writer.String(Timestamps.Write(entry.Updated));
                    break;
                default:
                    PhpJson.Write(writer, entry.Data[property.Name]);
                    break;
            }
        }

        writer.EndObject();
    }

    private void WriteValues(StructureEntity entry)
    {
        IReadOnlyList<StructureEntity> attributes = store.Attributes.Of(entry.Owner);
        writer.BeginObject();
        foreach (KeyValuePair<string, JsonNode?> values in entry.Data["values"].Members())
        {
            StructureEntity attribute = EntryFormat.Find(attributes, values.Key)!;
            JsonNode[] shown = [.. values.Value!.AsArray().Where(value => projection.Shows(value!))!];
            if (shown.Length == 0 || (store.Model.TypeOf(attribute).Format == ValueFormat.Tags && !_withTags))
            {
                continue;
            }

            writer.Name(values.Key).BeginArray();
            foreach (JsonNode value in shown)
            {
                WriteValue(entry, attribute, value);
            }

            writer.EndArray();
        }

        writer.EndObject();
    }

    private void WriteValue(StructureEntity entry, StructureEntity attribute, JsonNode value)
    {
        writer.BeginObject();
        writer.Name("locale").String(value["locale"]?.GetValue<string>());
        writer.Name("channel").String(value["channel"]?.GetValue<string>());
        writer.Name("data");
        PhpJson.Write(writer, value["data"]);
        if (_isAsset)
        {
            if (_isExtended)
            {
                writer.Name("attribute_type").String(attribute.Text("type"));
            }

            switch (attribute.Text("type"))
            {
                case "media_file":
                    WriteFile(entry, attribute, value["data"]!.GetValue<string>());
                    break;
                case "media_link":
                    WriteLink(attribute, value["data"]!.GetValue<string>());
                    break;
            }
        }

        writer.EndObject();
    }

    private void WriteFile(StructureEntity entry, StructureEntity attribute, string code)
    {
        MediaFile? file = store.Media.Find(code);
        writer.Name("_links").BeginObject();
        HalPage.Link(writer, "download", request.Url([store.Model.MediaPath, .. code.Split('/')]));
        if (_isExtended && store.Entities.Find("", entry.Owner)!.Flag("sharing_enabled"))
        {
            HalPage.Link(writer, "share_link", $"{request.Http.Origin}/share/{entry.Owner}/{attribute.Code}/{entry.Code}.{file?.Extension}");
        }

        writer.EndObject();
        if (_isExtended && file is not null)
        {
            writer.Name("linked_data").BeginObject();
            writer.Name("size").Number(file.Bytes.Length);
            writer.Name("mime_type").String(file.MimeType);
            writer.Name("extension").String(file.Extension);
            writer.Name("original_filename").String(file.OriginalName);
            writer.Name("updated_at").String(Timestamps.Write(entry.Updated));
            writer.EndObject();
        }
    }

    private void WriteLink(StructureEntity attribute, string link)
    {
        string? prefix = attribute.Text("prefix");
        string? suffix = attribute.Text("suffix");
        writer.Name("linked_data").BeginObject();
        writer.Name("full_url").String(prefix + link + suffix);
        writer.Name("prefix").String(prefix);
        writer.Name("suffix").String(suffix);
        writer.EndObject();
    }
}
