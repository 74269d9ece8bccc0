using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary><c>POST /pim/manage/attributes</c>. The key that holds an attribute's name is not documented; it is <c>name</c> here.</summary>
internal sealed class AttributeEndpoint(PimsInstance instance)
{
    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["listAttributeGroups"] = new(Permissions.Manager, ListGroups),
        ["listAttributes"] = new(Permissions.Manager, List),
        ["addAttribute"] = new(Permissions.Manager, Add) { Writes = true },
        ["editAttribute"] = new(Permissions.Manager, Edit) { Writes = true },
        ["deleteAttribute"] = new(Permissions.Manager, Delete) { Writes = true },
    };

    private HttpResponse ListGroups(PimsRequest request)
    {
        // the one answer that the documentation shows with a small k
        PhpJsonWriter writer = request.Ok("Ok");
        writer.Name("data").BeginArray();
        foreach (string group in instance.Schema.Attributes.All.Select(attribute => attribute.Group).Distinct())
        {
            writer.String(group);
        }

        return PimsAnswer.Of(writer.EndArray().EndObject());
    }

    private HttpResponse List(PimsRequest request)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject().Name("data").BeginArray();
        foreach (PimsAttribute attribute in instance.Schema.Attributes.All.Where(attribute => attribute.HasDefinition))
        {
            Write(writer, attribute);
        }

        writer.EndArray().Name("status").String(instance.Options.PimsStatusText);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Add(PimsRequest request)
    {
        string name = Name(request);
        JsonElement definition = Definition(request);
        string type = Field.Text(definition, "type") ?? "";
        if (name.Length == 0 || Array.IndexOf(PimsAttribute.Types, type) < 0 || Texts(definition, "label").Count == 0)
        {
            throw Incomplete();
        }

        instance.Schema.Change(table => table.Find(name) is not null ? throw new PimsException("Attribute with such name exists.")
            : table.All.Count >= instance.Limits.Attributes ? throw new PimsException("The limit of attributes is exceeded!")
            : table.With(Filled(new PimsAttribute(name, type), definition)));
        return One(request, name);
    }

    private HttpResponse Edit(PimsRequest request)
    {
        string name = Name(request);
        JsonElement definition = Definition(request);
        instance.Schema.Change(table =>
        {
            PimsAttribute attribute = Require(table, name);
            return Field.Text(definition, "type") is string type && type != attribute.Type
                ? throw new PimsException("Attribute type can not be modified!")
                : table.With(Filled(attribute, definition));
        });
        return One(request, name);
    }

    private HttpResponse Delete(PimsRequest request)
    {
        string name = Name(request);
        instance.Schema.Change(table =>
        {
            PimsAttribute attribute = Require(table, name);
            return attribute.IsCore || attribute.IsReadOnly || name.StartsWith("variation_", StringComparison.Ordinal)
                ? throw new PimsException("System attribute can not be deleted!")
                : table.Without(name);
        });
        instance.Writer.Forget(name);
        return PimsAnswer.Of(request.Ok().EndObject());
    }

    private HttpResponse One(PimsRequest request, string name)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("data").BeginArray();
        Write(writer, Require(instance.Schema.Attributes, name));
        return PimsAnswer.Of(writer.EndArray().EndObject());
    }

    private static void Write(PhpJsonWriter writer, PimsAttribute attribute)
    {
        writer.BeginObject().Name("name").String(attribute.Name);
        DefinitionJson.Write(writer.Name("definition"), attribute);
        writer.EndObject();
    }

    private static PimsAttribute Require(AttributeTable table, string name) =>
        table.Find(name) is { HasDefinition: true } attribute ? attribute : throw new PimsException("Attribute does not exist!");

    private static string Name(PimsRequest request) => Field.Text(request.Body, "name") ?? "";

    private static JsonElement Definition(PimsRequest request) =>
        Field.Object(request.Body, "definition") is { ValueKind: JsonValueKind.Object } definition ? definition : throw Incomplete();

    private static PimsException Incomplete() => new("PIM Configuration is incomplete!");

    private static PimsAttribute Filled(PimsAttribute attribute, JsonElement definition) => attribute with
    {
        Group = Field.Text(definition, "group") ?? attribute.Group,
        Labels = Field.Has(definition, "label") ? Texts(definition, "label") : attribute.Labels,
        Comments = Field.Has(definition, "comment") ? Texts(definition, "comment") : attribute.Comments,
        Validation = Field.Text(definition, "validation") ?? attribute.Validation,
        IsCollection = Flag(definition, "collection", attribute.IsCollection),
        IsUnique = Flag(definition, "isUnique", attribute.IsUnique),
        IsIndexable = Flag(definition, "isIndexable", attribute.IsIndexable),
        IsSearchable = Flag(definition, "isSearchable", attribute.IsSearchable),
        IsFilterable = Flag(definition, "isFilterable", attribute.IsFilterable),
        Dictionary = attribute.Type != "dropdown" ? null
            : Field.Has(Field.Object(definition, "dictionary"), "data") ? Field.Texts(Field.Object(definition, "dictionary"), "data")
            : attribute.Dictionary ?? [],
    };

    private static Dictionary<string, string> Texts(JsonElement definition, string name) =>
        PhpJson.Entries(Field.Object(definition, name)).ToDictionary(entry => entry.Key, entry => PhpJson.Text(entry.Value));

    private static bool Flag(JsonElement definition, string name, bool otherwise) => Field.Text(definition, name) switch
    {
        "y" => true,
        "n" => false,
        null => otherwise,
        _ => throw new PimsException($"The value of \"{name}\" can be \"y\" or \"n\"!"),
    };
}
