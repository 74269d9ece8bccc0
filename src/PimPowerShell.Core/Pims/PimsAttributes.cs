using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// Attributes. A key that may read products sees the definitions that come with these: what its view shows, by the names
/// that products have. Any other sees the whole list that attributes are managed by.
/// </summary>
internal sealed class PimsAttributes(PimsCaller caller, PimsPermissions permissions, PimsMetadata metadata, string language)
    : PimsListKind(PimsResources.Attribute, "attributes", caller, permissions)
{
    private static readonly string[] s_flags = ["collection", "isUnique", "isIndexable", "isSearchable", "isFilterable"];
    private static readonly string[] s_texts = ["label", "comment"];

    public override bool ShapesDefinitions => true;

    protected override string ReadPermission =>
        Permissions.Has(PimsPermissions.Editor) == false && Permissions.Has(PimsPermissions.Manager) == true ? PimsPermissions.Manager : PimsPermissions.Editor;

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Manager, "change attributes");
        var body = new PimsBody(write);
        string code = KeyOf(write, body);
        IReadOnlyList<JsonObject> all = await ManagedAsync(context).ConfigureAwait(false);
        JsonObject? before = all.FirstOrDefault(item => CodeOf(item) == code);
        // a list without names cannot tell what is not there
        bool isUnknown = before is null && all.All(item => CodeOf(item).Length > 0);
        switch (write.Verb)
        {
            case WriteVerb.Create:
                return await CreateAsync(code, body, canBeTold: isUnknown, context).ConfigureAwait(false);
            case WriteVerb.Upsert when before is null && !write.MustExist:
                try
                {
                    return await CreateAsync(code, body, canBeTold: isUnknown, context).ConfigureAwait(false);
                }
                catch (PimException e) when (e.ServerMessage == "Attribute with such name exists.")
                {
                    return await EditAsync(code, body, before, context).ConfigureAwait(false);
                }

            case var _ when isUnknown:
                throw PimException.NotFound(Resource.Noun, code);
            case WriteVerb.Upsert:
                return await EditAsync(code, body, before, context).ConfigureAwait(false);
            default:
                (await CallOnceAsync("attributes", "deleteAttribute", writer => writer.WriteString(PimsInferred.Name, code),
                    before is null ? null : async c => !await IsThereAsync(code, c).ConfigureAwait(false), context).ConfigureAwait(false))?.Dispose();
                return new WriteOutcome(204, code);
        }
    }

    protected override async Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context)
    {
        if (ReadPermission == PimsPermissions.Manager)
        {
            return await ManagedAsync(context).ConfigureAwait(false);
        }

        using JsonDocument document = JsonDocument.Parse(await metadata.GetDefinitionAsync(context).ConfigureAwait(false));
        return [.. document.RootElement.EnumerateObject().Select(attribute => Item(attribute.Name, attribute.Value))];
    }

    private async Task<WriteOutcome> CreateAsync(string code, PimsBody body, bool canBeTold, CallContext context)
    {
        (await CallOnceAsync("attributes", "addAttribute", writer => Write(writer, code, body, null),
            canBeTold ? c => IsThereAsync(code, c) : null, context).ConfigureAwait(false))?.Dispose();
        return new WriteOutcome(201, code);
    }

    private async Task<WriteOutcome> EditAsync(string code, PimsBody body, JsonObject? before, CallContext context)
    {
        (await Caller.CallAsync("attributes", "editAttribute", writer => Write(writer, code, body, before), context).ConfigureAwait(false)).Dispose();
        return new WriteOutcome(204, code);
    }

    /// <summary>A changed definition is sent whole: whether the server would keep what is left out is not documented.</summary>
    private void Write(Utf8JsonWriter writer, string code, PimsBody body, JsonObject? before)
    {
        writer.WriteString(PimsInferred.Name, code);
        var definition = new JsonObject();
        foreach (string field in Resource.Fields.Select(field => field.Name).Where(field => field != Resource.Key))
        {
            if (body.Has(field))
            {
                definition[field] = Shape(field, body);
            }
            else if (before?[field] is { } kept)
            {
                definition[field] = kept.DeepClone();
            }
        }

        writer.WritePropertyName("definition");
        definition.WriteTo(writer);
    }

    /// <summary>Flags are y or n; texts are by language; a list of values is a dictionary's content.</summary>
    private JsonNode? Shape(string field, PimsBody body) => body[field] switch
    {
        not null when s_flags.Contains(field) => body.Flag(field) == true ? "y" : "n",
        JsonValue when s_texts.Contains(field) => new JsonObject { [language] = body.Text(field) },
        JsonArray when field == "dictionary" => new JsonObject { ["data"] = body.Copy(field) },
        _ => body.Copy(field),
    };

    private async Task<bool> IsThereAsync(string code, CallContext context) => (await ManagedAsync(context).ConfigureAwait(false)).Any(item => CodeOf(item) == code);

    private async Task<IReadOnlyList<JsonObject>> ManagedAsync(CallContext context)
    {
        using PimResponse response = await Caller.CallAsync("attributes", "listAttributes", static _ => { }, context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        return [.. Named(document.RootElement, "data").Where(attribute => attribute.Value.TryGetProperty("definition", out _))
            .Select(attribute => Item(attribute.Name, attribute.Value.GetProperty("definition")))];
    }

    private static JsonObject Item(string code, JsonElement definition)
    {
        var item = new JsonObject { ["code"] = code };
        foreach (JsonProperty field in definition.EnumerateObject().Where(field => field.Name != "code"))
        {
            item[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return item;
    }
}
