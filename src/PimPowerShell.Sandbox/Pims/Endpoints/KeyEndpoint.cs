using System;
using System.Collections.Generic;
using System.Globalization;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Auth;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>The state of the instance, and its keys.</summary>
internal sealed class KeyEndpoint(PimsInstance instance)
{
    public IEnumerable<PimsRoute> Routes =>
    [
        new("GET", "pim/status", new PimsAction(Permissions.None, Status)),
        new("GET", "pim/keyinfo", new PimsAction(Permissions.None, Info)),
        new("GET", "pim/keyinfo/set", new PimsAction(Permissions.Security, Set) { Writes = true }),
        new("GET", "pim/newkey", new PimsAction(Permissions.Security, New) { Writes = true }),
        new("GET", "pim/keydelete/{key}", new PimsAction(Permissions.Security, Delete) { Writes = true }),
    ];

    private HttpResponse Status(PimsRequest request)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("status_message").String("");
        writer.Name("pim_status").String("Active");
        WriteCounters(writer);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Info(PimsRequest request)
    {
        PimsKey key = request.Http.Query["key"] is { Length: > 0 } other ? instance.Keys.Require(other) : request.Key;
        PhpJsonWriter writer = request.Ok();
        writer.Name("permissions").BeginObject();
        foreach (KeyValuePair<string, Permissions> permission in PermissionNames.All)
        {
            writer.Name(permission.Key).Number(key.May(permission.Value) ? 1 : 0);
        }

        writer.EndObject();
        KeyViewEndpoint.Write(writer, key);
        WriteCounters(writer);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Set(PimsRequest request)
    {
        PimsKey key = instance.Keys.Require(request.Http.Query["key"]);
        Permissions given = Asked(request, "1");
        Permissions taken = Asked(request, "0");
        // nobody gives or takes what they do not have
        if (!request.Key.May(given | taken))
        {
            throw PimsException.AccessDenied();
        }

        instance.Keys.Change(key.Value, before => before with { Permissions = (before.Permissions | given) & ~taken });
        return Message(request, "ApiKey settings were updated.");
    }

    /// <summary>The permissions that the query sets to a value.</summary>
    private static Permissions Asked(PimsRequest request, string value)
    {
        Permissions asked = Permissions.None;
        foreach (KeyValuePair<string, Permissions> permission in PermissionNames.All)
        {
            string? sent = request.Http.Query[permission.Key];
            asked |= sent is not (null or "0" or "1") ? throw new PimsException($"The value of \"{permission.Key}\" can be 1 or 0!")
                : sent == value ? permission.Value
                : Permissions.None;
        }

        return asked;
    }

    private HttpResponse New(PimsRequest request)
    {
        PimsKey key = instance.Keys.Add(Permissions.None);
        PhpJsonWriter writer = request.Ok();
        writer.Name("key_expiration").String(key.Expires.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture));
        writer.Name("key").String(key.Value);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Delete(PimsRequest request) =>
        request.Parameters[0] == request.Key.Value ? throw new PimsException("Cannot delete your own API key.")
        : instance.Keys.Remove(request.Parameters[0]) ? Message(request, "API key has been deleted.")
        : throw new PimsException("API key does not exist or could not be deleted");

    private static HttpResponse Message(PimsRequest request, string message) =>
        PimsAnswer.Of(request.Ok().Name("status_message").String(message).EndObject());

    private void WriteCounters(PhpJsonWriter writer)
    {
        writer.Name("pim_counters").BeginObject();
        Value(writer, "totalViews", instance.Schema.Views.Count, "Total number of views");
        Value(writer, "totalAttributes", instance.Schema.Attributes.All.Count, "Total number of attributes");
        Value(writer, "totalStorageSize", instance.Assets.UploadedBytes, "Total size of assets in bytes");
        Value(writer, "totalSKUs", instance.Products.Count, "Total number of SKUs");
        writer.EndObject();
        writer.Name("pim_limits").BeginObject();
        Value(writer, "maxViews", instance.Limits.Views, "Maximum number of views");
        Value(writer, "maxAttributes", instance.Limits.Attributes, "Maximum number of attributes");
        Value(writer, "maxStorageSize", instance.Limits.StorageBytes, "Maximum size of assets in bytes");
        Value(writer, "maxSKUs", instance.Limits.Skus, "Maximum number of SKUs");
        writer.EndObject();
    }

    private static void Value(PhpJsonWriter writer, string name, long value, string description)
    {
        writer.Name(name).BeginObject();
        writer.Name("value").Number(value);
        writer.Name("description").String(description);
        writer.EndObject();
    }
}
