using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Suggestions;

/// <summary>Suggestions of attributes to add to the catalog's structure, and what becomes of them (1.22).</summary>
internal sealed class SuggestionEndpoints
{
    private const string Template = "data-model-designer/modelization-suggestion";
    private const string ItemTemplate = Template + "/{uuid}";
    private const string Plural = "modelization suggestions";

    private static readonly Property[] _properties =
    [
        new("source", PropertyType.Text), new("description", PropertyType.Text), new("code", PropertyType.Text), new("type", PropertyType.Text),
        new("additional_comments", PropertyType.Text),
    ];

    private static readonly Property[] _overrides =
    [
        new("attribute_code", PropertyType.Text), new("attribute_type", PropertyType.Text), new("attribute_labels", PropertyType.Labels),
        new("attribute_group", PropertyType.Text), new("scopable", PropertyType.Flag), new("localizable", PropertyType.Flag),
    ];

    private static readonly Property[] _decline = [new("reject_reason", PropertyType.Text)];

    private readonly StructureStore _structure;
    private readonly StructureWriter _writer;
    private readonly string _author;
    private readonly object _gate = new();
    private readonly EntityTable _suggestions;

    public SuggestionEndpoints(StructureStore structure, string author, PimSandboxOptions options)
    {
        _structure = structure;
        _writer = new StructureWriter(structure);
        _author = author;
        _suggestions = new EntityTable(_gate);
        foreach (JsonObject suggestion in SuggestionMaker.Generate(options.Seed, author))
        {
            Keep(suggestion);
        }
    }

    public IEnumerable<Route> Routes()
    {
        yield return new("POST", Template + "/attribute", Plural, Create) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("GET", ItemTemplate, Plural, request => Answer(200, Require(request)));
        yield return new("POST", ItemTemplate + "/approve", Plural, Approve) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("POST", ItemTemplate + "/decline", Plural, Decline) { Access = Access.Edit, Body = RequestBody.Json };
        yield return new("GET", Template + "s", Plural, List);
    }

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false);
        IEnumerable<StructureEntity> found = _suggestions.Of("");
        foreach (string name in new[] { "status", "source", "author" })
        {
            if (request.Query[name] is string wanted)
            {
                found = found.Where(suggestion => wanted.Equals(suggestion.Text(name), StringComparison.OrdinalIgnoreCase));
            }
        }

        if (Projection.Codes(request.Query["codes"]) is string[] codes)
        {
            found = found.Where(suggestion => codes.Contains(EntityChecks.Text(Attribute(suggestion.Data)["code"])));
        }

        return NumberedList.Answer(request, page, [.. found], (writer, suggestion) => PhpJson.Write(writer, suggestion.Data));
    }

    private HttpResponse Create(ApiRequest request)
    {
        JsonObject sent = PropertyBody.Apply(_properties, [], request.ReadJson());
        EntityChecks checks = new(_structure);
        checks.Required(sent, "source");
        checks.Required(sent, "description");
        if (sent["type"] is not null)
        {
            checks.RequiredChoice(sent, "type", [.. SuggestionMaker.Types.Keys, .. SuggestionMaker.Types.Values]);
        }

        checks.Conclude();
        StructureEntity suggestion = Keep(SuggestionMaker.Make(Guid.NewGuid(), sent, _author, Timestamps.Now()));
        return Answer(201, suggestion).With("Location", request.Url([.. Template.Split('/'), suggestion.Code]));
    }

    private HttpResponse Approve(ApiRequest request)
    {
        JsonObject sent = PropertyBody.Apply(_overrides, [], request.ReadJson());
        lock (_gate)
        {
            JsonObject suggestion = RequireDraft(request);
            JsonObject attribute = Attribute(suggestion);
            foreach (KeyValuePair<string, JsonNode?> member in sent)
            {
                attribute[member.Key.Replace("attribute_", "")] = member.Value?.DeepClone();
            }

            PhpJson.TryParse(Encoding.UTF8.GetBytes(attribute.ToJsonString()), out JsonElement body);
            _writer.Create(StructureKinds.Attributes, "", body);
            return Answer(200, Close(suggestion, SuggestionMaker.Approved));
        }
    }

    private HttpResponse Decline(ApiRequest request)
    {
        JsonObject sent = PropertyBody.Apply(_decline, [], request.ReadJson());
        lock (_gate)
        {
            JsonObject suggestion = RequireDraft(request);
            suggestion["reject_reason"] = sent["reject_reason"]?.DeepClone();
            return Answer(200, Close(suggestion, SuggestionMaker.Rejected));
        }
    }

    private StructureEntity Require(ApiRequest request)
    {
        string uuid = request.Parameters[0];
        return _suggestions.Find("", uuid) ?? throw ApiException.NotFound($"Modelization suggestion \"{uuid}\" does not exist.");
    }

    /// <summary>A copy of a suggestion that nobody has decided on.</summary>
    private JsonObject RequireDraft(ApiRequest request)
    {
        StructureEntity suggestion = Require(request);
        return suggestion.Text("status") == SuggestionMaker.Draft
            ? (JsonObject)suggestion.Data.DeepClone()
            : throw ApiException.Unprocessable($"Modelization suggestion \"{suggestion.Code}\" is already {suggestion.Text("status")}.");
    }

    private StructureEntity Close(JsonObject suggestion, string status)
    {
        suggestion["status"] = status;
        suggestion["updated_at"] = Timestamps.Write(Timestamps.Now());
        return Keep(suggestion);
    }

    private StructureEntity Keep(JsonObject suggestion)
    {
        StructureEntity entity = new("", suggestion["uuid"]!.GetValue<string>(), suggestion, Timestamps.Now(), 0);
        _suggestions.Put(entity);
        return entity;
    }

    private static JsonObject Attribute(JsonObject suggestion) => (JsonObject)suggestion["attributes"]![0]!;

    private static HttpResponse Answer(int status, StructureEntity suggestion)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        PhpJson.Write(writer, suggestion.Data);
        return new HttpResponse(status, Mime.Json, writer.Written);
    }
}
