using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Rules;

/// <summary>Rule definitions (1.22). A PUT puts the whole rule: what it leaves out gets its default.</summary>
internal sealed class RuleEndpoints
{
    private const string Template = "rule-definitions";
    private const string ItemTemplate = Template + "/{code}";
    private const string Plural = "rule definitions";

    private static readonly Property[] _properties =
    [
        new("code", PropertyType.Text), new("type", PropertyType.Text), new("reference_entity_identifier", PropertyType.Text),
        new("conditions", PropertyType.Free), new("actions", PropertyType.Free), new("labels", PropertyType.Labels),
        new("priority", PropertyType.Integer), new("enabled", PropertyType.Flag), new("execution_type", PropertyType.Text),
        new("triggers", PropertyType.Free),
    ];

    private readonly StructureStore _structure;
    private readonly object _gate = new();
    private readonly EntityTable _rules;

    public RuleEndpoints(StructureStore structure)
    {
        _structure = structure;
        _rules = new EntityTable(_gate);
        foreach (JsonObject rule in RuleSeeds.Create())
        {
            _rules.Put(Entity(rule));
        }
    }

    public IEnumerable<Route> Routes()
    {
        yield return new("GET", Template, Plural, List);
        yield return new("GET", ItemTemplate, Plural, Get);
        yield return new("PUT", ItemTemplate, Plural, Put) { Access = Access.Edit, Body = RequestBody.Json };
    }

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false);
        IEnumerable<StructureEntity> rules = _rules.Of("");
        if (Projection.Codes(request.Query["codes"]) is string[] codes)
        {
            rules = rules.Where(rule => codes.Contains(rule.Code, StringComparer.OrdinalIgnoreCase));
        }

        rules = Filtered(rules, request, "type", RuleRules.Types);
        rules = Filtered(rules, request, "execution_type", RuleRules.ExecutionTypes);
        if (Choice(request, "enabled", ["true", "false"]) is string enabled)
        {
            rules = rules.Where(rule => rule.Flag("enabled") == (enabled == "true"));
        }

        return NumberedList.Answer(request, page, [.. rules], (writer, rule) => Write(writer, request, rule, isWhole: false));
    }

    private HttpResponse Get(ApiRequest request)
    {
        string code = request.Parameters[0];
        StructureEntity rule = _rules.Find("", code) ?? throw ApiException.NotFound($"Rule definition \"{code}\" does not exist.");
        PhpJsonWriter writer = new(escapeMarkup: true);
        Write(writer, request, rule, isWhole: true);
        return ApiRequest.Json(writer);
    }

    private HttpResponse Put(ApiRequest request)
    {
        string code = request.Parameters[0];
        JsonElement body = request.ReadJson();
        lock (_gate)
        {
            StructureEntity? stored = _rules.Find("", code);
            JsonObject rule = PropertyBody.Blank(_properties);
            rule["code"] = stored?.Code ?? code;
            rule["enabled"] = true;
            rule["execution_type"] = "scheduled";
            PropertyBody.Apply(_properties, rule, body);
            rule["priority"] ??= 0L;
            string? given = EntityChecks.Text(rule["code"]);
            if (!code.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                throw ApiException.Unprocessable($"The code \"{given}\" provided in the request body must match the code \"{code}\" provided in the url.");
            }

            rule["code"] = stored?.Code ?? code;
            RuleRules.Check(rule, stored?.Data, _structure);
            _rules.Put(Entity(rule));
            return ApiRequest.Written(stored is null, request.Url(Template, stored?.Code ?? code));
        }
    }

    /// <summary>The list leaves conditions and actions out, and tells triggers of product rules only.</summary>
    private static void Write(PhpJsonWriter writer, ApiRequest request, StructureEntity rule, bool isWhole)
    {
        bool isOfRecords = rule.Text("type") == RuleRules.Record;
        writer.BeginObject();
        if (!isWhole)
        {
            HalPage.WriteSelf(writer, request.Url(Template, rule.Code));
        }

        foreach (KeyValuePair<string, JsonNode?> member in rule.Data)
        {
            bool isTold = member.Key switch
            {
                "conditions" or "actions" => isWhole,
                "triggers" => isWhole || !isOfRecords,
                "reference_entity_identifier" => isOfRecords,
                _ => true,
            };
            if (isTold)
            {
                writer.Name(member.Key);
                PhpJson.Write(writer, member.Value);
            }
        }

        writer.EndObject();
    }

    private static IEnumerable<StructureEntity> Filtered(IEnumerable<StructureEntity> rules, ApiRequest request, string property, string[] choices) =>
        Choice(request, property, choices) is string wanted ? rules.Where(rule => rule.Text(property) == wanted) : rules;

    private static string? Choice(ApiRequest request, string name, string[] choices)
    {
        string? value = request.Query[name];
        return value is null || choices.Contains(value)
            ? value
            : throw ApiException.Unprocessable($"Parameter \"{name}\" has to be one of {string.Join(", ", choices)}, \"{value}\" given.");
    }

    private static StructureEntity Entity(JsonObject rule) => new("", rule["code"]!.GetValue<string>(), rule, Timestamps.Now(), 0);
}
