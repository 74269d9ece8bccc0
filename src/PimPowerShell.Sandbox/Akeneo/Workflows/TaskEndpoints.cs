using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>The tasks of workflow steps (1.21).</summary>
internal sealed class TaskEndpoints(WorkflowStore store, StructureStore structure)
{
    private const string Plural = "workflow tasks";

    private readonly TaskUpdate _update = new(store, structure);

    public IEnumerable<Route> Routes()
    {
        yield return new("GET", "workflows/tasks", Plural, List);
        yield return new("PATCH", "workflows/tasks/{uuid}", Plural, Update) { Access = Access.Edit, Body = RequestBody.Json };
    }

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false, WorkflowEndpoints.LimitDefault, takesCount: false);
        IReadOnlyList<WorkflowTask> tasks = TaskSearch.Run(store, request.Query["search"]);
        bool withAttributes = request.Query.IsTrue("with_attributes");
        return NumberedList.Answer(request, page, tasks, (writer, task) => WorkflowJson.WriteTask(writer, task, withAttributes));
    }

    private HttpResponse Update(ApiRequest request)
    {
        _update.Apply(request.Parameters[0], request.ReadJson());
        return HttpResponse.Empty(204);
    }
}
