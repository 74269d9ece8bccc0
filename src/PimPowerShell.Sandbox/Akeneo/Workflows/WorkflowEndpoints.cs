using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>How workflows are made up, and who works on their steps (1.21).</summary>
internal sealed class WorkflowEndpoints(WorkflowStore store)
{
    public const string Plural = "workflows";

    /// <summary>Pages of workflows, assignees and tasks are larger than those of other lists, unless the call says otherwise.</summary>
    public const int LimitDefault = 100;

    public IEnumerable<Route> Routes()
    {
        yield return new("GET", "workflows", Plural, List);
        yield return new("GET", "workflows/steps/{uuid}/assignees", Plural, ListAssignees);
        yield return new("GET", "workflows/{uuid}", Plural, Get);
    }

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false, LimitDefault, takesCount: false);
        return NumberedList.Answer(request, page, store.Workflows, (writer, workflow) =>
        {
            writer.BeginObject();
            HalPage.WriteSelf(writer, request.Url("workflows", workflow.Uuid.ToString()));
            WorkflowJson.WriteMembers(writer, workflow);
            writer.EndObject();
        });
    }

    private HttpResponse Get(ApiRequest request)
    {
        string uuid = request.Parameters[0];
        Workflow workflow = store.Find(uuid) ?? throw ApiException.NotFound($"Workflow \"{uuid}\" does not exist.");
        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginObject();
        WorkflowJson.WriteMembers(writer, workflow);
        writer.Name("steps").BeginArray();
        foreach (WorkflowStep step in workflow.Steps)
        {
            WorkflowJson.WriteStep(writer, step);
        }

        writer.EndArray().EndObject();
        return ApiRequest.Json(writer);
    }

    private HttpResponse ListAssignees(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false, LimitDefault, takesCount: false);
        return NumberedList.Answer(request, page, store.Step(request.Parameters[0]).Assignees, (writer, user) =>
        {
            writer.BeginObject();
            WorkflowJson.WriteMembers(writer, user);
            writer.EndObject();
        });
    }
}
