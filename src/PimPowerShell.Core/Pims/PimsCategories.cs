using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// The category tree. Its code here is the path with which products name a category, <c>Parent &gt; Child</c>; lists of
/// products want its number, which is looked up. The tree for management has inactive ones too; the shop's has not.
/// </summary>
internal sealed class PimsCategories(PimsCaller caller, PimsPermissions permissions) : PimsListKind(PimsResources.Category, "categories", caller, permissions)
{
    private volatile Dictionary<string, int>? _ids;

    private bool IsManaged => Permissions.Has(PimsPermissions.Editor) == true;

    protected override string ReadPermission => IsManaged ? PimsPermissions.Editor : PimsPermissions.User;

    /// <summary>The number of a category named by its number or its path.</summary>
    public async Task<int> FindIdAsync(string category, CallContext context)
    {
        if (int.TryParse(category, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        RequireRead();
        Dictionary<string, int> ids = _ids ?? (await LoadAsync(IsManaged, context).ConfigureAwait(false)).ToDictionary(c => c.Code, c => c.Id, StringComparer.OrdinalIgnoreCase);
        _ids = ids;
        return ids.TryGetValue(category, out int id)
            ? id
            : throw new PimException(PimErrorKind.NotFound, $"There is no category '{category}'. Get-PimCategory shows the paths.") { Subject = category };
    }

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Manager, "change categories");
        Permissions.Require(PimsPermissions.Editor, "find categories");
        var body = new PimsBody(write);
        string code = KeyOf(write, body);
        List<PimsCategory> all = await LoadAsync(isManaged: true, context).ConfigureAwait(false);
        PimsCategory? found = Find(all, code);
        try
        {
            return write.Verb switch
            {
                WriteVerb.Create => await CreateAsync(all, code, body, context).ConfigureAwait(false),
                WriteVerb.Upsert when found is null && !write.MustExist => await CreateAsync(all, code, body, context).ConfigureAwait(false),
                _ when found is null => throw PimException.NotFound(Resource.Noun, code),
                WriteVerb.Upsert => await EditAsync(found, body, context).ConfigureAwait(false),
                _ => await DeleteAsync(found, context).ConfigureAwait(false),
            };
        }
        finally
        {
            _ids = null;
        }
    }

    protected override async Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context) =>
        [.. (await LoadAsync(IsManaged, context).ConfigureAwait(false)).Select(category => category.ToItem())];

    protected override bool IsNamed(JsonObject item, string key) => base.IsNamed(item, key) || Text(item["id"]) == key;

    /// <summary>Below a parent is everything whose path begins with its path.</summary>
    protected override bool Meets(JsonObject item, PimCriterion criterion) => criterion.Field switch
    {
        PimCriteria.Parent => CodeOf(item).StartsWith(criterion.Value + PimsPath.Separator, StringComparison.OrdinalIgnoreCase),
        PimCriteria.IsRoot => item["parent"] is null == (Convert.ToString(criterion.Value, CultureInfo.InvariantCulture) is not "False"),
        _ => base.Meets(item, criterion),
    };

    private async Task<WriteOutcome> CreateAsync(List<PimsCategory> all, string code, PimsBody body, CallContext context)
    {
        string path = PimsPath.OfNew(code, body);
        int parent = PimsPath.Parent(path) is not { } above ? 0
            : (Find(all, above) ?? throw new PimException(PimErrorKind.NotFound, $"There is no category '{above}' in which '{path}' could lie.") { Subject = above }).Id;
        // what was there before is nobody's work of now
        Func<CallContext, Task<bool>>? isDone = Find(all, path) is not null ? null
            : async c => Find(await LoadAsync(isManaged: true, c).ConfigureAwait(false), path) is not null;
        using PimResponse? answer = await CallOnceAsync("categories", "addCategory", writer =>
        {
            writer.WriteString("name", PimsPath.Name(path));
            writer.WriteNumber(PimsInferred.CategoryParent, parent);
            WriteMore(writer, body, []);
        }, isDone, context).ConfigureAwait(false);
        return Outcome(201, answer, path, body);
    }

    private async Task<WriteOutcome> EditAsync(PimsCategory category, PimsBody body, CallContext context)
    {
        string path = PimsPath.Moved(category.Code, body);
        using PimResponse answer = await Caller.CallAsync("categories", "editCategory", writer =>
        {
            writer.WriteNumber("id", category.Id);
            if (!PimsPath.Same(PimsPath.Parent(path), category.Parent))
            {
                writer.WriteString("path", path);
            }
            else if (PimsPath.Name(path) != category.Name)
            {
                writer.WriteString("name", PimsPath.Name(path));
            }

            WriteMore(writer, body, category.Data);
        }, context).ConfigureAwait(false);
        return Outcome(204, answer, path, body);
    }

    private async Task<WriteOutcome> DeleteAsync(PimsCategory category, CallContext context)
    {
        (await CallOnceAsync("categories", "deleteCategory", writer => writer.WriteNumber("id", category.Id),
            async c => (await LoadAsync(isManaged: true, c).ConfigureAwait(false)).All(other => other.Id != category.Id), context).ConfigureAwait(false))?.Dispose();
        return new WriteOutcome(204, category.Code);
    }

    /// <summary>The fields that creating and changing have in common. Metadata is sent whole: whether the server would keep what is left out is not documented.</summary>
    private static void WriteMore(Utf8JsonWriter writer, PimsBody body, JsonObject before)
    {
        if (body.Number("position") is { } position)
        {
            writer.WriteNumber(PimsInferred.CategoryOrder, position);
        }

        if (!body.Has("data") && !body.Has("enabled"))
        {
            return;
        }

        var data = (JsonObject)before.DeepClone();
        foreach (KeyValuePair<string, JsonNode?> member in body["data"] switch
        {
            null => [],
            JsonObject given => given,
            _ => throw new PimException(PimErrorKind.Input, "data: takes a table.") { Subject = "data" },
        })
        {
            data[member.Key] = member.Value?.DeepClone();
        }

        if (body.Flag("enabled") is { } enabled && enabled != PimsCategory.IsActive(data))
        {
            data["status"] = enabled ? PimsCategory.Active : "inactive";
        }

        writer.WritePropertyName(PimsInferred.CategoryData);
        data.WriteTo(writer);
    }

    /// <summary>The server ignores what it does not know; the category that it answers with shows what.</summary>
    private static WriteOutcome Outcome(int status, PimResponse? answer, string path, PimsBody body)
    {
        var outcome = new WriteOutcome(status, path);
        if (answer is null)
        {
            return outcome;
        }

        using JsonDocument document = JsonDocument.Parse(answer.Body);
        if (PimsCategory.ReadAll(document.RootElement).FirstOrDefault() is not { } kept)
        {
            return outcome;
        }

        var warnings = new List<string>();
        if (!PimsPath.Same(kept.Code, path))
        {
            warnings.Add($"The server has the category at '{kept.Code}' instead of '{path}'.");
        }

        if (body.Number("position") is { } position && kept.Order != position)
        {
            warnings.Add($"The server ignored the position {position} of the category '{path}'.");
        }

        return new WriteOutcome(status, kept.Code) { Warnings = warnings };
    }

    private static PimsCategory? Find(List<PimsCategory> all, string category) =>
        all.FirstOrDefault(one => PimsPath.Same(one.Code, category)) ?? all.FirstOrDefault(one => one.Id.ToString(CultureInfo.InvariantCulture) == category);

    private async Task<List<PimsCategory>> LoadAsync(bool isManaged, CallContext context)
    {
        using PimResponse response = await (isManaged
            ? Caller.CallAsync("categories", "listCategories", static _ => { }, context)
            : Caller.GetAsync("v/ct", context)).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        // where the answer is flat, its order is not documented; a path sorts behind its beginning
        return [.. PimsCategory.ReadAll(document.RootElement).OrderBy(category => category.Code, StringComparer.Ordinal)];
    }
}
