using System.Collections.Generic;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Workflows, their people and their tasks. SaaS edition. Source: the reference of the REST API.</summary>
internal static class AkeneoWorkflows
{
    private const string Task = "workflows/tasks/{task}";

    public static IReadOnlyList<PimResource> All { get; } =
    [
        new()
        {
            Noun = "Workflow",
            Editions = PimEditions.Hosted,
            Path = "workflows",
            Key = "uuid",
            TakesCount = false,
            Actions = new Dictionary<string, PimAction> { ["Start"] = new("workflows/executions") },
        },
        new()
        {
            Noun = "WorkflowAssignee",
            Editions = PimEditions.Hosted,
            Path = "workflows/steps/{step}/assignees",
            Key = "uuid",
            TakesCount = false,
            Verbs = ResourceVerbs.None,
        },
        new()
        {
            Noun = "WorkflowTask",
            Editions = PimEditions.Hosted,
            Path = "workflows/tasks",
            Key = "uuid",
            TakesCount = false,
            Verbs = ResourceVerbs.None,
            ListOptions = ["with_attributes"],
            DateFields = ["created_at", "due_date"],
            Filters = new Dictionary<string, string[]> { ["step_uuid"] = ["="], ["product_uuid"] = ["IN"], ["product_model_code"] = ["IN"] },
            Actions = new Dictionary<string, PimAction> { ["Approve"] = new(Task, "PATCH"), ["Complete"] = new(Task, "PATCH"), ["Deny"] = new(Task, "PATCH") },
        },
    ];
}
