using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary><c>POST /pim/manage/views/:apikey</c>: the views of one key.</summary>
internal sealed class KeyViewEndpoint(PimsInstance instance)
{
    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["listViews"] = new(Permissions.Manager, List),
        ["addView"] = new(Permissions.Manager, request => Change(request, Add)) { Writes = true },
        ["editView"] = new(Permissions.Manager, request => Change(request, Edit)) { Writes = true },
        ["setDefault"] = new(Permissions.Manager, request => Change(request, SetDefault)) { Writes = true },
        ["deleteView"] = new(Permissions.Manager, request => Change(request, Delete)) { Writes = true },
    };

    public static void Write(PhpJsonWriter writer, PimsKey key)
    {
        writer.Name("views").BeginObject();
        foreach (KeyValuePair<string, string> view in key.Views)
        {
            writer.Name(view.Key).BeginObject();
            writer.Name("isDefault").String(view.Key == key.DefaultView ? "y" : "n");
            writer.Name("comment").String(view.Value);
            writer.EndObject();
        }

        writer.EndObject();
    }

    private HttpResponse List(PimsRequest request) => Views(request, instance.Keys.Find(request.Parameters[0]) ?? throw PimsException.AccessDenied());

    private static HttpResponse Views(PimsRequest request, PimsKey key)
    {
        PhpJsonWriter writer = request.Ok();
        Write(writer, key);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Change(PimsRequest request, Func<PimsRequest, PimsKey, string, PimsKey> change)
    {
        PimsKey key = instance.Keys.Change(request.Parameters[0], before => change(request, before, ViewEndpoint.Name(request))) ?? throw PimsException.AccessDenied();
        return Views(request, key);
    }

    private PimsKey Add(PimsRequest request, PimsKey key, string name) =>
        !instance.Schema.Views.ContainsKey(name) ? throw new PimsException("View is unknown! Please add it to Views Dictionary first!")
        : key.Views.ContainsKey(name) ? throw new PimsException("View with the same name already exist!")
        : key.WithView(name, Comment(request) ?? "");

    private PimsKey Edit(PimsRequest request, PimsKey key, string name) => Require(key, name).WithView(name, Comment(request) ?? key.Views[name]);

    private PimsKey SetDefault(PimsRequest request, PimsKey key, string name) => Require(key, name) with { DefaultView = name };

    private PimsKey Delete(PimsRequest request, PimsKey key, string name) => Require(key, name).DefaultView == name
        ? throw new PimsException("You can not delete 'Default' view Please set different view as 'Default' then try again.")
        : key.WithoutView(name);

    private static PimsKey Require(PimsKey key, string name) => key.Views.ContainsKey(name) ? key : throw ViewEndpoint.NoView();

    private static string? Comment(PimsRequest request) => Field.Text(Field.Object(request.Body, "definition"), "comment");
}
