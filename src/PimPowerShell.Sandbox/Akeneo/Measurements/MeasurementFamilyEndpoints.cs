using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Batches;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Measurements;

/// <summary>Measurement families: a bare list without pages, written as a list as well (1.16).</summary>
internal sealed class MeasurementFamilyEndpoints(StructureStore store)
{
    private static readonly StructureKind _kind = StructureKinds.MeasurementFamilies;

    public IEnumerable<Route> Routes()
    {
        MeasurementFamilyWriter writer = new(store);
        JsonArrayBatch batch = new(_kind.Plural, Route.AnchorOf("PATCH", _kind.Template), (_, code, body) => writer.Upsert(code, body));
        yield return new("GET", _kind.Template, _kind.Plural, List);
        yield return new("PATCH", _kind.Template, _kind.Plural, batch.Execute) { Access = Access.Edit, Body = RequestBody.Json };
    }

    private HttpResponse List(ApiRequest request)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginArray();
        foreach (StructureEntity family in store[_kind].Of(""))
        {
            PhpJson.Write(writer, family.Data);
        }

        writer.EndArray();
        return ApiRequest.Json(writer);
    }
}
