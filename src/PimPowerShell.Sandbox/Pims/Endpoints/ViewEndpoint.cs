using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>
/// <c>POST /pim/manage/views</c>: the dictionary of views. Documented are the actions and what a view holds;
/// that it is sent under <c>name</c> and <c>definition</c> follows the endpoint for the views of a key.
/// </summary>
internal sealed class ViewEndpoint(PimsInstance instance)
{
    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["listPimViews"] = new(Permissions.Manager, List),
        ["addPimView"] = new(Permissions.Manager, Add) { Writes = true },
        ["editPimView"] = new(Permissions.Manager, Edit) { Writes = true },
        ["deletePimView"] = new(Permissions.Manager, Delete) { Writes = true },
    };

    private HttpResponse List(PimsRequest request) => Views(request, instance.Schema.Views.Values);

    private HttpResponse Add(PimsRequest request)
    {
        string name = Name(request);
        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
        {
            throw new PimsException("View name cannot be empty and cannot have spaces or special characters!");
        }

        PimsView view = new(name);
        instance.Schema.ChangeViews(views => views[name] = view = views.ContainsKey(name) ? throw new PimsException("View with the same name already exist!")
            : views.Count >= instance.Limits.Views ? throw new PimsException("The limit of views is exceeded!")
            : Filled(view, request.Body));
        return Views(request, [view]);
    }

    private HttpResponse Edit(PimsRequest request)
    {
        string name = Name(request);
        PimsView view = new(name);
        instance.Schema.ChangeViews(views => views[name] = view = views.TryGetValue(name, out PimsView? before) ? Filled(before, request.Body) : throw NoView());
        return Views(request, [view]);
    }

    private HttpResponse Delete(PimsRequest request)
    {
        string name = Name(request);
        instance.Schema.ChangeViews(views =>
        {
            if (!views.Remove(name))
            {
                throw NoView();
            }
        });
        instance.Keys.ForgetView(name);
        return PimsAnswer.Of(request.Ok().EndObject());
    }

    public static PimsException NoView() => new("View does not exist");

    public static string Name(PimsRequest request) => Field.Text(request.Body, "name") ?? "";

    private PimsView Filled(PimsView view, JsonElement body)
    {
        JsonElement definition = Field.Object(body, "definition");
        view = view with
        {
            Comment = Field.Text(definition, "comment") ?? view.Comment,
            Label = Field.Text(definition, "label") ?? view.Label,
            Attributes = Field.Has(definition, "attributes")
                ? PhpJson.Entries(Field.Object(definition, "attributes"))
                    .Where(entry => instance.Schema.Attributes.Find(entry.Key) is not null)
                    .ToDictionary(entry => entry.Key, entry => Attribute(entry.Key, entry.Value))
                : view.Attributes,
        };

        // a name that stands for two attributes could neither be read nor written
        string? twice = view.Attributes.Values.GroupBy(attribute => attribute.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? view : throw new PimsException($"View has two attributes with the name \"{twice}\"!");
    }

    private static ViewAttribute Attribute(string name, JsonElement entry) => new(Field.Text(entry, "attribute") is { Length: > 0 } shown ? shown : name)
    {
        IsReadOnly = Field.Text(entry, "readonly") == "y",
        Group = Field.Text(entry, "group") ?? "",
        Transform = Field.Text(entry, "transform") ?? "",
        Default = Field.Text(entry, "default") is { Length: > 0 } value ? value : null,
    };

    private static HttpResponse Views(PimsRequest request, IEnumerable<PimsView> views)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("views").BeginObject();
        foreach (PimsView view in views)
        {
            writer.Name(view.Name).BeginObject();
            writer.Name("name").String(view.Name);
            writer.Name("comment").String(view.Comment);
            writer.Name("label").String(view.Label);
            writer.Name("attributes").BeginObject();
            foreach (KeyValuePair<string, ViewAttribute> attribute in view.Attributes)
            {
                writer.Name(attribute.Key).BeginObject();
                writer.Name("attribute").String(attribute.Value.Name);
                writer.Name("readonly").String(attribute.Value.IsReadOnly ? "y" : "n");
                writer.Name("group").String(attribute.Value.Group);
                writer.Name("transform").String(attribute.Value.Transform);
                writer.Name("default").String(attribute.Value.Default ?? "");
                writer.EndObject();
            }

            writer.EndObject().EndObject();
        }

        return PimsAnswer.Of(writer.EndObject().EndObject());
    }
}
