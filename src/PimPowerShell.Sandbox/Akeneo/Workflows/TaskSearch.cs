using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>The <c>search</c> parameter of tasks, which has to name a step.</summary>
internal static class TaskSearch
{
    private const string Step = "step_uuid";
    private const string Product = "product_uuid";
    private const string Model = "product_model_code";

    private static readonly string[] _filters = [Step, Product, Model];

    public static IReadOnlyList<WorkflowTask> Run(WorkflowStore store, string? search)
    {
        IReadOnlyList<SearchFilter> filters = Parse(search);
        if (!filters.Any(filter => filter.Property == Step))
        {
            throw ApiException.Unprocessable($"The search query parameter must have a \"{Step}\" filter.");
        }

        Func<WorkflowTask, bool>[] conditions = [.. filters.Select(Condition)];
        lock (store.Gate)
        {
            return [.. store.Tasks.Where(task => conditions.All(condition => condition(task)))];
        }
    }

    private static IReadOnlyList<SearchFilter> Parse(string? search)
    {
        if (string.IsNullOrEmpty(search))
        {
            return [];
        }

        return PhpJson.TryParse(Encoding.UTF8.GetBytes(search!), out JsonElement json)
            ? SearchFilter.ParseAll(json)
            : throw ApiException.BadRequest("The search query parameter must be a valid JSON.");
    }

    private static Func<WorkflowTask, bool> Condition(SearchFilter filter)
    {
        switch (filter.Property)
        {
            case Step:
                Require(filter, "=", filter.Value.ValueKind == JsonValueKind.String);
                string step = filter.Value.GetString()!;
                return task => step.Equals(task.Step.Uuid.ToString(), StringComparison.OrdinalIgnoreCase);
            case Product:
                HashSet<string> products = Texts(filter);
                return task => task.Execution.Target.Product is Guid uuid && products.Contains(uuid.ToString());
            case Model:
                HashSet<string> models = Texts(filter);
                return task => task.Execution.Target.Model is string code && models.Contains(code);
            default:
                throw ApiException.BadRequest(
                    $"Available search filters are \"{string.Join(", ", _filters)}\" and you tried to search on unavailable filter \"{filter.Property}\"");
        }
    }

    private static HashSet<string> Texts(SearchFilter filter)
    {
        Require(filter, "IN", filter.Value.ValueKind == JsonValueKind.Array && filter.Value.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String));
        return new(filter.Value.EnumerateArray().Select(value => value.GetString()!), StringComparer.OrdinalIgnoreCase);
    }

    private static void Require(SearchFilter filter, string expected, bool fits)
    {
        if (filter.Operator != expected)
        {
            throw ApiException.BadRequest($"In order to search on {filter.Property} you must use \"{expected}\" operator, \"{filter.Operator}\" given.");
        }

        if (!fits)
        {
            throw ApiException.BadRequest(
                $"In order to search on {filter.Property} you must send {(expected == "=" ? "a string" : "an array of strings")} as value, \"{PhpJson.TypeName(filter.Value)}\" given.");
        }
    }
}
