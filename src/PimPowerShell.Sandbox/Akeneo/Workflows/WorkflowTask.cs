using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>What an execution works on: a product or a product model.</summary>
internal sealed record WorkflowTarget(Guid? Product, string? Model);

/// <summary>One item's way through a workflow.</summary>
internal sealed class WorkflowExecution(Guid uuid, Workflow workflow, WorkflowTarget target, DateTimeOffset started)
{
    public Guid Uuid { get; } = uuid;

    public Workflow Workflow { get; } = workflow;

    public WorkflowTarget Target { get; } = target;

    public DateTimeOffset Started { get; } = started;

    /// <summary>Null while the item is on its way.</summary>
    public DateTimeOffset? Completed { get; set; }
}

/// <summary>A value that a task waits for.</summary>
internal sealed record PendingValue(string Attribute, string? Locale, string? Scope)
{
    public bool IsRejected { get; init; }

    public string? Comment { get; init; }
}

/// <summary>What an execution asks of the people of one step. Changed only while the store's gate is held.</summary>
internal sealed class WorkflowTask(Guid uuid, WorkflowExecution execution, WorkflowStep step, DateTimeOffset created)
{
    public const string Open = "in_progress";
    public const string Approved = "approved";
    public const string Completed = "completed";
    public const string Rejected = "rejected";

    public Guid Uuid { get; } = uuid;

    public WorkflowExecution Execution { get; } = execution;

    public WorkflowStep Step { get; } = step;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset? Due { get; } = step.AllottedDays is int days ? created.AddDays(days) : null;

    public string Status { get; set; } = Open;

    /// <summary>Whether the task came back from a later step.</summary>
    public bool IsRejected { get; init; }

    public IReadOnlyList<PendingValue> Pending { get; init; } = [];
}
