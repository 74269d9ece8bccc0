using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Akeneo.Users;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>Writes workflows and what belongs to them (1.21). An object's braces are the caller's, who may put a link first.</summary>
internal static class WorkflowJson
{
    public static void WriteMembers(PhpJsonWriter writer, Workflow workflow)
    {
        writer.Name("uuid").String(workflow.Uuid.ToString());
        writer.Name("code").String(workflow.Code);
        WriteTexts(writer, "labels", workflow.Label);
        writer.Name("enabled").Boolean(workflow.IsEnabled);
    }

    public static void WriteStep(PhpJsonWriter writer, WorkflowStep step)
    {
        writer.BeginObject();
        writer.Name("uuid").String(step.Uuid.ToString());
        writer.Name("code").String(step.Code);
        writer.Name("type").String(step.IsReview ? "review" : "enrichment");
        WriteTexts(writer, "labels", step.Label);
        writer.Name("descriptions").BeginObject().EndObject();
        writer.Name("allotted_time");
        if (step.AllottedDays is int days)
        {
            writer.BeginObject().Name("value").Number(days).Name("unit").String("days").EndObject();
        }
        else
        {
            writer.Null();
        }

        writer.Name("channels_and_locales").BeginObject();
        foreach (KeyValuePair<string, string[]> channel in step.ChannelsAndLocales)
        {
            writer.Name(channel.Key);
            PhpJson.Write(writer, channel.Value.ToJson());
        }

        writer.EndObject().EndObject();
    }

    public static void WriteMembers(PhpJsonWriter writer, PimUser user)
    {
        writer.Name("uuid").String(user.Uuid.ToString());
        writer.Name("first_name").String(user.FirstName);
        writer.Name("last_name").String(user.LastName);
        writer.Name("email").String(user.Email);
    }

    public static void WriteTask(PhpJsonWriter writer, WorkflowTask task, bool withAttributes)
    {
        writer.BeginObject();
        writer.Name("uuid").String(task.Uuid.ToString());
        writer.Name("status").String(task.Status);
        writer.Name("created_at").String(Timestamps.Write(task.Created));
        writer.Name("due_date").String(task.Due is { } due ? Timestamps.Write(due) : null);
        writer.Name("rejected").Boolean(task.IsRejected);
        WorkflowTarget target = task.Execution.Target;
        if (target.Product is { } product)
        {
            writer.Name("product").BeginObject().Name("uuid").String(product.ToString()).EndObject();
        }
        else
        {
            writer.Name("product_model").BeginObject().Name("code").String(target.Model).EndObject();
        }

        if (withAttributes)
        {
            writer.Name("pending_attributes").BeginObject();
            foreach (IGrouping<string, PendingValue> attribute in task.Pending.GroupBy(value => value.Attribute))
            {
                writer.Name(attribute.Key).BeginArray();
                foreach (PendingValue value in attribute)
                {
                    WritePending(writer, value);
                }

                writer.EndArray();
            }

            writer.EndObject();
        }

        writer.EndObject();
    }

    /// <summary>How far an item has come in each of its workflows, as products tell it.</summary>
    public static void WriteStatuses(PhpJsonWriter writer, WorkflowStore store, CatalogItem item)
    {
        writer.BeginArray();
        foreach ((WorkflowExecution execution, IReadOnlyList<WorkflowTask> tasks) in store.Of(item))
        {
            writer.BeginObject();
            writer.Name("uuid").String(execution.Uuid.ToString());
            writer.Name("status").String(execution.Completed is null ? WorkflowTask.Open : WorkflowTask.Completed);
            writer.Name("started_at").String(Timestamps.Write(execution.Started));
            writer.Name("completed_at").String(execution.Completed is { } completed ? Timestamps.Write(completed) : null);
            writer.Name("workflow");
            WriteHead(writer, execution.Workflow.Uuid, execution.Workflow.Code, execution.Workflow.Label);
            writer.Name("tasks").BeginArray();
            foreach (WorkflowTask task in tasks)
            {
                writer.BeginObject();
                writer.Name("uuid").String(task.Uuid.ToString());
                writer.Name("status").String(task.Status);
                writer.Name("created_at").String(Timestamps.Write(task.Created));
                writer.Name("step");
                WriteHead(writer, task.Step.Uuid, task.Step.Code, task.Step.Label);
                writer.EndObject();
            }

            writer.EndArray().EndObject();
        }

        writer.EndArray();
    }

    private static void WriteHead(PhpJsonWriter writer, Guid uuid, string code, string label)
    {
        writer.BeginObject();
        writer.Name("uuid").String(uuid.ToString());
        writer.Name("code").String(code);
        WriteTexts(writer, "labels", label);
        writer.EndObject();
    }

    private static void WritePending(PhpJsonWriter writer, PendingValue value)
    {
        writer.BeginObject();
        writer.Name("locale").String(value.Locale);
        writer.Name("scope").String(value.Scope);
        writer.Name("rejected").Boolean(value.IsRejected);
        writer.Name("comment").String(value.Comment);
        writer.EndObject();
    }

    private static void WriteTexts(PhpJsonWriter writer, string name, string english) =>
        writer.Name(name).BeginObject().Name("en_US").String(english).EndObject();
}
