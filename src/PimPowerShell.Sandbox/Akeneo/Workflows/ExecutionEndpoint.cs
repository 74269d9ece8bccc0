using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>Starts workflows on many items in one call (1.21): some may fail while the others start.</summary>
internal sealed class ExecutionEndpoint(WorkflowStore store, ItemStore items)
{
    private const int ItemsMaximum = 100;

    public Route Route => new("POST", "workflows/executions", "workflow executions", Start) { Access = Access.Edit, Body = RequestBody.Json };

    private HttpResponse Start(ApiRequest request)
    {
        JsonElement body = request.ReadJson();
        if (body.ValueKind != JsonValueKind.Array)
        {
            throw ApiException.BadRequest("The list of workflow executions has an invalid format.");
        }

        if (body.GetArrayLength() > ItemsMaximum)
        {
            throw new ApiException(413, $"Too many resources to process, {ItemsMaximum} is the maximum allowed.");
        }

        List<(int Index, string Message)> errors = [];
        int index = 0;
        foreach (JsonElement item in body.EnumerateArray())
        {
            index++;
            if (Refusal(item) is string message)
            {
                errors.Add((index, message));
            }
        }

        return Answer(index - errors.Count, errors);
    }

    /// <summary>Starts one execution, or tells why not.</summary>
    private string? Refusal(JsonElement item)
    {
        string? uuid = Member(item, "workflow", "uuid");
        string? product = Member(item, "product", "uuid");
        string? model = Member(item, "product_model", "code");
        if (uuid is null)
        {
            return "The workflow uuid is missing.";
        }

        if (product is null == model is null)
        {
            return "Either a product uuid or a product model code is expected.";
        }

        if (store.Find(uuid) is not Workflow workflow)
        {
            return $"Workflow \"{uuid}\" does not exist.";
        }

        if (!workflow.IsEnabled)
        {
            return $"Workflow \"{uuid}\" is not enabled.";
        }

        CatalogItem? found = model is not null ? items.Model(model) : Guid.TryParseExact(product, "D", out Guid parsed) ? items.Product(parsed) : null;
        if (found is null)
        {
            return $"{(model is null ? "Product" : "Product model")} \"{product ?? model}\" does not exist or you do not have permission to access it.";
        }

        WorkflowTarget target = found.IsModel ? new(null, found.Code) : new(found.Uuid, null);
        return store.TryStart(workflow, target, Guid.NewGuid, Timestamps.Now())
            ? null
            : $"{(model is null ? "Product" : "Product model")} \"{product ?? model}\" is already in the workflow \"{uuid}\".";
    }

    private static string? Member(JsonElement item, string name, string key) =>
        PhpJson.TryGet(item, name, out JsonElement inner) && PhpJson.TryGet(inner, key, out JsonElement value) ? PhpJson.StringOrNull(value) : null;

    private static HttpResponse Answer(int processed, List<(int Index, string Message)> errors)
    {
        int status = errors.Count == 0 ? 201 : 207;
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("code").Number(status);
        writer.Name("message").String(status == 201 ? "Workflow executions started successfully." : "Workflow executions started with some errors");
        writer.Name("processed").Number(processed);
        writer.Name("errors").BeginArray();
        foreach ((int index, string message) in errors)
        {
            writer.BeginObject().Name("index").Number(index).Name("message").String(message).EndObject();
        }

        writer.EndArray().EndObject();
        return new HttpResponse(status, Mime.Json, writer.Written);
    }
}
