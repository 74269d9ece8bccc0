using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Actions;

/// <summary>Reads the body of an action, once.</summary>
internal sealed class ActionBody(JsonElement root)
{
    private static readonly string[] _rootMembers = ["data", "context", "user", "timestamp"];
    private static readonly string[] _dataMembers = ["productUuid", "productUuids", "productModelCode", "productModelCodes"];
    private static readonly string[] _contextMembers = ["locale", "channel", "categories", "category"];
    private static readonly string[] _userMembers = ["uuid", "username", "groups"];
    private static readonly string[] _membersOfOne = ["name", "id", "uuid", "code"];

    private readonly Dictionary<string, string> _others = [];

    public static PimException Wrong(string what) => new(PimErrorKind.Input, $"The body of the action {what}") { Subject = "Body" };

    public ActionCall Read(ActionLimits limits)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"is {JsonKind.Of(root)}, and an action is a table of names and values.");
        }

        if (_rootMembers.FirstOrDefault(name => name is "data" or "timestamp" && !Has(root, name)) is { } missing)
        {
            throw Wrong($"is no action: it has no {missing}.");
        }

        JsonElement? data = Table(root, "data");
        JsonElement? context = Table(root, "context");
        JsonElement? user = Table(root, "user");
        List<string> uuids = [.. Texts(data, "data.productUuid").Concat(Texts(data, "data.productUuids")).Distinct(StringComparer.OrdinalIgnoreCase)];
        List<string> codes = [.. Texts(data, "data.productModelCode").Concat(Texts(data, "data.productModelCodes")).Distinct(StringComparer.Ordinal)];
        if (uuids.Count + codes.Count > limits.MaximumItems)
        {
            throw Wrong($"brings {uuids.Count + codes.Count} products and product models, and {limits.MaximumItems} are the most that is taken.");
        }

        if (uuids.Exists(uuid => !Guid.TryParseExact(uuid, "D", out _)))
        {
            throw Wrong("is malformed: data holds a text that is no uuid.");
        }

        Keep(root, "", _rootMembers);
        Keep(data, "data.", _dataMembers);
        Keep(context, "context.", _contextMembers);
        Keep(user, "user.", _userMembers);
        return new ActionCall
        {
            Position = FindPosition(data),
            ProductUuids = uuids,
            ProductModelCodes = codes,
            Locale = Text(context, "context.locale"),
            Channel = Text(context, "context.channel"),
            Categories = [.. Texts(context, "context.category"), .. Texts(context, "context.categories")],
            User = Text(user, "user.username"),
            UserUuid = Text(user, "user.uuid"),
            Groups = ReadGroups(user),
            Timestamp = SignedTime.Read(root.GetProperty("timestamp")) ?? throw Wrong("is malformed: timestamp is no number of seconds since 1970."),
            Other = _others,
        };
    }

    private static string? FindPosition(JsonElement? data) => data is not { } table ? ActionPositions.Index
        : Has(table, "productUuids") || Has(table, "productModelCodes") ? ActionPositions.Grid
        : Has(table, "productUuid") ? ActionPositions.Product
        : Has(table, "productModelCode") ? ActionPositions.ProductModel
        : table.EnumerateObject().Any() ? null
        : ActionPositions.Index;

    /// <summary>A table; null when it is not there. PHP writes an empty table as an empty list.</summary>
    private static JsonElement? Table(JsonElement owner, string name)
    {
        if (!Has(owner, name))
        {
            return null;
        }

        JsonElement value = owner.GetProperty(name);
        return value.ValueKind switch
        {
            JsonValueKind.Object => value,
            JsonValueKind.Array when value.GetArrayLength() == 0 => null,
            _ => throw Wrong($"is malformed: {name} is {JsonKind.Of(value)} in place of a table of names and values."),
        };
    }

    private static string? Text(JsonElement? owner, string path) => Texts(owner, path).FirstOrDefault();

    /// <summary>One text or a list of them.</summary>
    private static IEnumerable<string> Texts(JsonElement? owner, string path) =>
        Items(owner, path).Select(item => item.ValueKind == JsonValueKind.String && item.GetString() is { } text && text.Trim().Length > 0
            ? text
            : throw Wrong($"is malformed: {path} holds {JsonKind.Of(item)} where a text that is not empty belongs."));

    /// <summary>The items of a list; a value that is no list stands alone. PHP makes a table of a list with gaps.</summary>
    private static IEnumerable<JsonElement> Items(JsonElement? owner, string path)
    {
        string name = path.Substring(path.IndexOf('.') + 1);
        if (owner is not { } table || !Has(table, name))
        {
            return [];
        }

        JsonElement value = table.GetProperty(name);
        return JsonKind.IsContainer(value) && !IsOne(value) ? JsonKind.Items(value) : [value];
    }

    /// <summary>Whether a table is one thing with its members, and not several by their ids or places.</summary>
    private static bool IsOne(JsonElement value) => value.ValueKind == JsonValueKind.Object && Array.Exists(_membersOfOne, member => value.TryGetProperty(member, out _));

    /// <summary>
    /// The names of the groups. Servers send texts, or tables with id and name; the work needs none of them, so that no
    /// shape of theirs is a reason to refuse it.
    /// </summary>
    private List<string> ReadGroups(JsonElement? user)
    {
        List<string> names = [];
        bool haveMore = false;
        foreach (JsonElement group in Items(user, "user.groups"))
        {
            JsonElement name = group.ValueKind == JsonValueKind.Object && group.TryGetProperty("name", out JsonElement given) ? given : group;
            if (name.ValueKind == JsonValueKind.String)
            {
                names.Add(name.GetString()!);
            }

            haveMore |= group.ValueKind != JsonValueKind.String;
        }

        if (haveMore)
        {
            Keep("user.groups", user!.Value.GetProperty("groups"));
        }

        return names;
    }

    private static bool Has(JsonElement table, string name) => table.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private void Keep(JsonElement? table, string path, string[] known)
    {
        foreach (JsonProperty member in table?.EnumerateObject().Where(member => Array.IndexOf(known, member.Name) < 0) ?? [])
        {
            Keep(path + member.Name, member.Value);
        }
    }

    private void Keep(string path, JsonElement value) => _others[path] = value.GetRawText();
}
