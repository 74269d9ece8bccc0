using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>Completes, approves or rejects a task (1.21).</summary>
internal sealed class TaskUpdate(WorkflowStore store, StructureStore structure)
{
    private const string SendBackTo = "send_back_to_step_uuid";
    private const string RejectedAttributes = "rejected_attributes";

    private static readonly string[] _statuses = [WorkflowTask.Approved, WorkflowTask.Completed, WorkflowTask.Rejected];
    private static readonly Property[] _properties = [new("status", PropertyType.Text)];
    private static readonly Property[] _rejection = [.. _properties, new(SendBackTo, PropertyType.Text), new(RejectedAttributes, PropertyType.Map)];

    public void Apply(string uuid, JsonElement body)
    {
        bool isRejection = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("status", out JsonElement status)
            && status.ValueKind == JsonValueKind.String && status.ValueEquals(WorkflowTask.Rejected);
        JsonObject sent = PropertyBody.Apply(isRejection ? _rejection : _properties, [], body);
        EntityChecks checks = new(structure);
        checks.RequiredChoice(sent, "status", _statuses);
        IReadOnlyList<PendingValue> rejected = ReadRejected(checks, sent[RejectedAttributes]);
        lock (store.Gate)
        {
            WorkflowTask task = store.Task(uuid);
            WorkflowStep? target = isRejection && checks.Required(sent, SendBackTo) ? EarlierStep(checks, task, EntityChecks.Text(sent[SendBackTo])!) : null;
            checks.Conclude();
            string wanted = EntityChecks.Text(sent["status"])!;
            RequirePossible(task, wanted);
            if (target is null)
            {
                store.Advance(task, wanted, Guid.NewGuid(), Timestamps.Now());
            }
            else
            {
                store.SendBack(task, target, rejected);
            }
        }
    }

    private static void RequirePossible(WorkflowTask task, string status)
    {
        if (task.Status != WorkflowTask.Open)
        {
            throw ApiException.Unprocessable($"Workflow task \"{task.Uuid}\" is already {task.Status}.");
        }

        if (task.Step.IsReview == (status == WorkflowTask.Completed))
        {
            throw ApiException.Unprocessable(
                $"A task of {(task.Step.IsReview ? "a review" : "an enrichment")} step cannot be {status}.");
        }
    }

    /// <summary>Work can go back only to a step that it has been through.</summary>
    private static WorkflowStep? EarlierStep(EntityChecks checks, WorkflowTask task, string uuid)
    {
        WorkflowStep? step = task.Execution.Workflow.Steps.TakeWhile(candidate => candidate != task.Step)
            .FirstOrDefault(candidate => uuid.Equals(candidate.Uuid.ToString(), StringComparison.OrdinalIgnoreCase));
        if (step is null)
        {
            checks.Add(SendBackTo, $"The step \"{uuid}\" is not an earlier step of the workflow.");
        }

        return step;
    }

    private static IReadOnlyList<PendingValue> ReadRejected(EntityChecks checks, JsonNode? attributes)
    {
        checks.Attributes(attributes.Members().Select(attribute => attribute.Key), RejectedAttributes);
        List<PendingValue> values = [];
        foreach (KeyValuePair<string, JsonNode?> attribute in attributes.Members())
        {
            foreach (JsonNode? node in attribute.Value as JsonArray ?? throw Malformed(attribute.Key))
            {
                JsonObject value = node as JsonObject ?? throw Malformed(attribute.Key);
                string? locale = EntityChecks.Text(value["locale"]);
                string? scope = EntityChecks.Text(value["scope"]);
                string path = $"{RejectedAttributes}.{attribute.Key}";
                checks.Locales(locale is null ? [] : [locale], path);
                checks.Channels(scope is null ? [] : [scope], path);
                values.Add(new PendingValue(attribute.Key, locale, scope) { IsRejected = true, Comment = EntityChecks.Text(value["comment"]) });
            }
        }

        return values;
    }

    private static ApiException Malformed(string attribute) =>
        ApiException.Documented($"Property \"{RejectedAttributes}\" expects an array of objects for the attribute \"{attribute}\".");
}
