using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The groups of attributes, which are no more than their names.</summary>
internal sealed class PimsAttributeGroups(PimsCaller caller, PimsPermissions permissions)
    : PimsListKind(PimsResources.AttributeGroup, "attribute groups", caller, permissions)
{
    protected override string ReadPermission => PimsPermissions.Manager;

    protected override async Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context)
    {
        using PimResponse response = await Caller.CallAsync("attributes", "listAttributeGroups", static _ => { }, context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        return document.RootElement.TryGetProperty("data", out JsonElement groups) && groups.ValueKind == JsonValueKind.Array
            ? [.. groups.EnumerateArray().Select(group => new JsonObject { ["code"] = group.ToString() })]
            : [];
    }
}
