using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>The workflows, and what is on its way through them.</summary>
internal sealed class WorkflowStore(IReadOnlyList<Workflow> workflows, StructureStore structure, ItemStore items)
{
    private const int PendingMaximum = 4;

    private readonly List<WorkflowTask> _tasks = [];
    private readonly List<WorkflowExecution> _executions = [];
    private readonly HashSet<(Guid Workflow, Guid? Product, string? Model)> _underWay = [];

    /// <summary>Held while executions and tasks are read or written.</summary>
    public object Gate { get; } = new();

    public IReadOnlyList<Workflow> Workflows { get; } = workflows;

    /// <summary>In the order in which they came up.</summary>
    public IReadOnlyList<WorkflowTask> Tasks => _tasks;

    public Workflow? Find(string? uuid) => Workflows.FirstOrDefault(workflow => Same(workflow.Uuid, uuid));

    public WorkflowStep Step(string uuid) => Workflows.SelectMany(workflow => workflow.Steps).FirstOrDefault(step => Same(step.Uuid, uuid))
        ?? throw ApiException.NotFound($"Workflow step \"{uuid}\" does not exist.");

    public WorkflowTask Task(string uuid) => _tasks.FirstOrDefault(task => Same(task.Uuid, uuid))
        ?? throw ApiException.NotFound($"Workflow task \"{uuid}\" does not exist.");

    /// <summary>The executions that are an item's own, each with its open tasks.</summary>
    public IReadOnlyList<(WorkflowExecution Execution, IReadOnlyList<WorkflowTask> Tasks)> Of(CatalogItem item)
    {
        lock (Gate)
        {
            return
            [
                .. from execution in _executions
                   where item.IsModel
                       ? string.Equals(execution.Target.Model, item.Code, StringComparison.OrdinalIgnoreCase)
                       : execution.Target.Product == item.Uuid
                   select (execution, (IReadOnlyList<WorkflowTask>)[.. _tasks.Where(task => task.Execution == execution && task.Status == WorkflowTask.Open)]),
            ];
        }
    }

    /// <summary>Sends an item on its way; false when it is already under way.</summary>
    public bool TryStart(Workflow workflow, WorkflowTarget target, Func<Guid> nextUuid, DateTimeOffset time)
    {
        lock (Gate)
        {
            if (!_underWay.Add((workflow.Uuid, target.Product, target.Model?.ToLowerInvariant())))
            {
                return false;
            }

            WorkflowExecution execution = new(nextUuid(), workflow, target, time);
            _executions.Add(execution);
            AddTask(execution, workflow.Steps[0], [], nextUuid(), time);
            return true;
        }
    }

    /// <summary>Ends a task well: the next step's turn, or the end of the execution.</summary>
    public void Advance(WorkflowTask task, string status, Guid nextTask, DateTimeOffset time)
    {
        task.Status = status;
        IReadOnlyList<WorkflowStep> steps = task.Execution.Workflow.Steps;
        int next = steps.ToList().IndexOf(task.Step) + 1;
        if (next < steps.Count)
        {
            AddTask(task.Execution, steps[next], [], nextTask, time);
            return;
        }

        WorkflowTarget target = task.Execution.Target;
        task.Execution.Completed = time;
        _underWay.Remove((task.Execution.Workflow.Uuid, target.Product, target.Model?.ToLowerInvariant()));
    }

    /// <summary>Ends a task badly: an earlier step has to do its work again.</summary>
    public void SendBack(WorkflowTask task, WorkflowStep step, IReadOnlyList<PendingValue> rejected)
    {
        task.Status = WorkflowTask.Rejected;
        AddTask(task.Execution, step, rejected, Guid.NewGuid(), Timestamps.Now(), isRejected: true);
    }

    private void AddTask(
        WorkflowExecution execution, WorkflowStep step, IReadOnlyList<PendingValue> rejected, Guid uuid, DateTimeOffset time, bool isRejected = false)
    {
        IEnumerable<PendingValue> others = Pending(execution.Target, step)
            .Where(value => !rejected.Any(other => (other.Attribute, other.Locale, other.Scope) == (value.Attribute, value.Locale, value.Scope)));
        _tasks.Add(new WorkflowTask(uuid, execution, step, time) { IsRejected = isRejected, Pending = [.. rejected, .. others] });
    }

    /// <summary>The first texts of the item's family, in the step's channels and locales.</summary>
    private IEnumerable<PendingValue> Pending(WorkflowTarget target, WorkflowStep step)
    {
        Catalog catalog = structure.Catalog;
        CatalogItem? item = target.Product is Guid uuid ? items.Product(uuid) : items.Model(target.Model!);
        IEnumerable<AttributeDefinition> texts = (catalog.Family(item?.Family)?.Attributes ?? [])
            .Select(catalog.Attribute).OfType<AttributeDefinition>()
            .Where(attribute => attribute.Type is AttributeTypes.Text or AttributeTypes.Textarea && attribute.Locales.Length == 0)
            .OrderBy(attribute => attribute.Code, StringComparer.Ordinal).Take(PendingMaximum);
        return texts.SelectMany(attribute => Values(attribute, step)).Distinct();
    }

    private static IEnumerable<PendingValue> Values(AttributeDefinition attribute, WorkflowStep step) =>
        from channel in step.ChannelsAndLocales
        from locale in channel.Value
        select new PendingValue(attribute.Code, attribute.IsLocalizable ? locale : null, attribute.IsScopable ? channel.Key : null);

    private static bool Same(Guid uuid, string? text) => uuid.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);
}
