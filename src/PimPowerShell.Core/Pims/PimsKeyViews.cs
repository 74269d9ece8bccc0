using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The views of one key. The key is a part of the address, and a secret.</summary>
internal sealed class PimsKeyViews(PimsCaller caller, PimsPermissions permissions) : PimsListKind(PimsResources.KeyView, "views of keys", caller, permissions)
{
    public override bool ShapesDefinitions => true;

    protected override string ReadPermission => PimsPermissions.Manager;

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Manager, "change the views of keys");
        var body = new PimsBody(write);
        string code = KeyOf(write, body);
        string key = KeyIn(write.PathValues);
        JsonObject? before = Find(await LoadAsync(key, context).ConfigureAwait(false), code);
        if (write.Verb == WriteVerb.Delete)
        {
            (await CallOnceAsync(Area(key), "deleteView", writer => writer.WriteString(PimsInferred.Name, code),
                before is null ? null : async c => Find(await LoadAsync(key, c).ConfigureAwait(false), code) is null, context, key).ConfigureAwait(false))?.Dispose();
            return new WriteOutcome(204, code);
        }

        bool isCreation = write.Verb == WriteVerb.Create || (before is null && !write.MustExist);
        bool? isDefault = body.Flag("is_default");
        if (isDefault == false && before is not null && BodyFlag(before) == true)
        {
            throw new PimException(PimErrorKind.Input, $"is_default: make another view the default instead; then '{code}' is none.") { Subject = "is_default" };
        }

        if (isCreation)
        {
            (await CallOnceAsync(Area(key), "addView", writer => Write(writer, code, body),
                before is null ? async c => Find(await LoadAsync(key, c).ConfigureAwait(false), code) is not null : null, context, key).ConfigureAwait(false))?.Dispose();
        }
        else if (body.Has("comment") || isDefault != true)
        {
            (await Caller.CallAsync(Area(key), "editView", writer => Write(writer, code, body), context, secret: key).ConfigureAwait(false)).Dispose();
        }

        if (isDefault == true && (before is null || BodyFlag(before) != true))
        {
            (await Caller.CallAsync(Area(key), "setDefault", writer => writer.WriteString(PimsInferred.Name, code), context, secret: key).ConfigureAwait(false)).Dispose();
        }

        return new WriteOutcome(isCreation ? 201 : 204, code);
    }

    protected override Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context) => LoadAsync(KeyIn(query.PathValues), context);

    protected override bool IsNamed(JsonObject item, string key) => CodeOf(item) == key;

    private static bool? BodyFlag(JsonObject view) => view["is_default"] is { } flag ? PimsBody.Flag(flag) : null;

    private static string Area(string key) => "views/" + PathSegment.Escape(key, secretName: "Key");

    private static string KeyIn(IReadOnlyDictionary<string, string> pathValues) =>
        pathValues.TryGetValue("key", out string? key) && key.Length > 0 ? key
            : throw new PimException(PimErrorKind.Input, "Key: name the API key whose views are meant.") { Subject = "Key" };

    private static void Write(Utf8JsonWriter writer, string code, PimsBody body)
    {
        writer.WriteString(PimsInferred.Name, code);
        writer.WritePropertyName("definition");
        writer.WriteStartObject();
        if (body.Has("comment"))
        {
            writer.WriteString("comment", body.Text("comment"));
        }

        writer.WriteEndObject();
    }

    private async Task<IReadOnlyList<JsonObject>> LoadAsync(string key, CallContext context)
    {
        using PimResponse response = await Caller.CallAsync(Area(key), "listViews", static _ => { }, context, secret: key).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        return [.. Items(document.RootElement)];
    }

    /// <summary>The views in an answer: how the key's information has them too.</summary>
    public static IEnumerable<JsonObject> Items(JsonElement root) => Named(root, "views").Select(view => new JsonObject
    {
        ["code"] = view.Name,
        ["is_default"] = view.Value.ValueKind == JsonValueKind.Object && view.Value.TryGetProperty("isDefault", out JsonElement flag) && flag.ToString() is "y" or "Y",
        ["comment"] = view.Value.ValueKind == JsonValueKind.Object && view.Value.TryGetProperty("comment", out JsonElement comment) ? comment.ToString() : null,
    });
}
