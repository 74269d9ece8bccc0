using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The dictionary of views.</summary>
internal sealed class PimsViews(PimsCaller caller, PimsPermissions permissions) : PimsListKind(PimsResources.View, "views", caller, permissions)
{
    public override bool ShapesDefinitions => true;

    protected override string ReadPermission => PimsPermissions.Manager;

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Manager, "change views");
        var body = new PimsBody(write);
        string code = KeyOf(write, body);
        JsonObject? before = Find(await LoadAsync(context).ConfigureAwait(false), code);
        if (write.Verb == WriteVerb.Create || (write.Verb == WriteVerb.Upsert && before is null && !write.MustExist))
        {
            (await CallOnceAsync("views", "addPimView", writer => Write(writer, code, body, null),
                before is null ? c => IsThereAsync(code, c) : null, context).ConfigureAwait(false))?.Dispose();
            return new WriteOutcome(201, code);
        }

        if (write.Verb == WriteVerb.Upsert)
        {
            (await Caller.CallAsync("views", "editPimView", writer => Write(writer, code, body, before), context).ConfigureAwait(false)).Dispose();
            return new WriteOutcome(204, code);
        }

        (await CallOnceAsync("views", "deletePimView", writer => writer.WriteString(PimsInferred.Name, code),
            before is null ? null : async c => !await IsThereAsync(code, c).ConfigureAwait(false), context).ConfigureAwait(false))?.Dispose();
        return new WriteOutcome(204, code);
    }

    protected override Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context) => LoadAsync(context);

    protected override bool IsNamed(JsonObject item, string key) => CodeOf(item) == key;

    /// <summary>A changed view is sent whole: whether the server would keep what is left out is not documented.</summary>
    private void Write(Utf8JsonWriter writer, string code, PimsBody body, JsonObject? before)
    {
        writer.WriteString(PimsInferred.Name, code);
        writer.WritePropertyName("definition");
        writer.WriteStartObject();
        foreach (string field in Resource.Fields.Select(field => field.Name).Where(field => field != Resource.Key && (body.Has(field) || before?[field] is not null)))
        {
            writer.WritePropertyName(field);
            JsonSerializer.Serialize(writer, body.Has(field) ? body[field] : before![field]);
        }

        writer.WriteEndObject();
    }

    private async Task<bool> IsThereAsync(string code, CallContext context) => Find(await LoadAsync(context).ConfigureAwait(false), code) is not null;

    private async Task<IReadOnlyList<JsonObject>> LoadAsync(CallContext context)
    {
        using PimResponse response = await Caller.CallAsync("views", "listPimViews", static _ => { }, context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        return [.. Named(document.RootElement, "views", "data").Select(view => Item(view.Name, view.Value))];
    }

    private static JsonObject Item(string code, JsonElement view)
    {
        var item = new JsonObject { ["code"] = code };
        foreach (JsonProperty field in view.EnumerateObject().Where(field => field.Name is not ("code" or PimsInferred.Name)))
        {
            item[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return item;
    }
}
