using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>Measurement families: a bare list without pages (1.16).</summary>
internal sealed class MeasurementFamilyEndpoints(StructureStore store)
{
    public Route Route => new("GET", StructureKinds.MeasurementFamilies.Template, StructureKinds.MeasurementFamilies.Plural, List);

    private HttpResponse List(ApiRequest request)
    {
        PhpJsonWriter writer = new(escapeMarkup: true);
        writer.BeginArray();
        foreach (StructureEntity family in store[StructureKinds.MeasurementFamilies].Of(""))
        {
            PhpJson.Write(writer, family.Data);
        }

        writer.EndArray();
        return ApiRequest.Json(writer);
    }
}
