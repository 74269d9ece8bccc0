using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Paging;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Measurements;

/// <summary>Measurement families in the shape that they had before: with pages, read only, without labels (1.16).</summary>
internal sealed class MeasureFamilyEndpoints(StructureStore store)
{
    private const string Path = "measure-families";
    private const string Plural = "measure families";

    public IEnumerable<Route> Routes() => [new("GET", Path, Plural, List), new("GET", Path + "/{code}", Plural, Get)];

    private HttpResponse List(ApiRequest request)
    {
        PageRequest page = PageRequest.Parse(request.Query, supportsSearchAfter: false);
        IReadOnlyList<StructureEntity> all = store[StructureKinds.MeasurementFamilies].Of("");
        PhpJsonWriter writer = new(escapeMarkup: true);
        HalPage.WriteNumbered(
            writer,
            page,
            [.. all.Skip((int)Math.Min(int.MaxValue, page.Offset)).Take(page.Limit)],
            () => all.Count,
            number => request.OwnUrl + LinkQuery.Structure(request, page, number),
            family => Write(writer, family, request.Url(Path, family.Code)));
        return ApiRequest.Json(writer);
    }

    private HttpResponse Get(ApiRequest request)
    {
        string code = request.Parameters[0];
        StructureEntity family = store[StructureKinds.MeasurementFamilies].Find("", code)
            ?? throw ApiException.NotFound($"Measure family \"{code}\" does not exist.");
        PhpJsonWriter writer = new(escapeMarkup: true);
        Write(writer, family, selfUrl: null);
        return ApiRequest.Json(writer);
    }

    private static void Write(PhpJsonWriter writer, StructureEntity family, string? selfUrl)
    {
        writer.BeginObject();
        if (selfUrl is not null)
        {
            HalPage.WriteSelf(writer, selfUrl);
        }

        writer.Name("code").String(family.Code);
        writer.Name("standard").String(family.Text("standard_unit_code"));
        writer.Name("units").BeginArray();
        foreach (KeyValuePair<string, JsonNode?> unit in family.Data["units"].Members())
        {
            writer.BeginObject().Name("code").String(unit.Key);
            writer.Name("convert").BeginObject();
            foreach (JsonNode? step in (JsonArray)unit.Value!["convert_from_standard"]!)
            {
                writer.Name(step!["operator"]!.GetValue<string>()).String(step["value"]!.GetValue<string>());
            }

            writer.EndObject();
            writer.Name("symbol").String(unit.Value["symbol"]?.GetValue<string>());
            writer.EndObject();
        }

        writer.EndArray().EndObject();
    }
}
