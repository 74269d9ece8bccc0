using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>
/// The category tree. Its code here is the path with which products name a category, <c>Parent &gt; Child</c>; lists of
/// products want its number, which is looked up.
/// </summary>
internal sealed class PimsCategories(PimsCaller caller)
{
    private const string Separator = " > ";
    private volatile Dictionary<string, int>? _ids;

    public async Task<IReadOnlyList<string>> GetCodesAsync(CallContext context) =>
        [.. (await LoadAsync(context).ConfigureAwait(false)).Select(category => category.Code)];

    /// <summary>The number of a category named by its number or its path.</summary>
    public async Task<int> FindIdAsync(string category, CallContext context)
    {
        if (int.TryParse(category, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        Dictionary<string, int> ids = _ids ?? (await LoadAsync(context).ConfigureAwait(false)).ToDictionary(c => c.Code, c => c.Id, StringComparer.OrdinalIgnoreCase);
        _ids = ids;
        return ids.TryGetValue(category, out int id)
            ? id
            : throw new PimException(PimErrorKind.NotFound, $"There is no category '{category}'. Get-PimCategory shows the paths.") { Subject = category };
    }

    /// <summary>The categories of a query, parents before their children.</summary>
    public async Task<PimPage> PageAsync(PimQuery query, CallContext context)
    {
        if (query.Criteria.FirstOrDefault(criterion => criterion.Field is not ("parent" or "is_root" or "code")) is { } foreign)
        {
            throw new PimException(PimErrorKind.Unsupported, $"Pims cannot search categories by {foreign.Field}.") { Subject = foreign.Field };
        }

        IEnumerable<Category> found = await LoadAsync(context).ConfigureAwait(false);
        if (query.Keys is { } keys)
        {
            var wanted = new HashSet<string>(keys, StringComparer.OrdinalIgnoreCase);
            found = found.Where(category => wanted.Contains(category.Code) || wanted.Contains(category.Id.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (PimCriterion criterion in query.Criteria)
        {
            found = criterion.Field switch
            {
                "parent" => found.Where(category => category.Code.StartsWith(criterion.Value + Separator, StringComparison.OrdinalIgnoreCase)),
                "is_root" => found.Where(category => category.Parent is null),
                _ => found.Where(category => ((IEnumerable<object?>)criterion.Value!).Contains(category.Code)),
            };
        }

        return PimPage.Of(JsonBytes.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (Category category in found)
            {
                category.Write(writer);
            }

            writer.WriteEndArray();
        }));
    }

    private async Task<List<Category>> LoadAsync(CallContext context)
    {
        using PimResponse response = await caller.GetAsync("v/ct", context).ConfigureAwait(false);
        using JsonDocument document = JsonDocument.Parse(response.Body);
        var categories = new List<Category>();
        Collect(document.RootElement, categories);
        // where the answer is flat, its order is not documented; a path sorts behind its beginning
        return [.. categories.OrderBy(category => category.Code, StringComparer.Ordinal)];
    }

    /// <summary>Whatever the member is called that holds a category's children: what has an id and a cat_name is a category.</summary>
    private static void Collect(JsonElement element, List<Category> categories)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, categories);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("id", out JsonElement id) && element.TryGetProperty("cat_name", out JsonElement name))
            {
                string path = element.TryGetProperty("cat_path", out JsonElement value) ? value.GetString() ?? "" : name.GetString() ?? "";
                int last = path.LastIndexOf(Separator, StringComparison.Ordinal);
                categories.Add(new Category(path, last < 0 ? null : path.Substring(0, last), Number(id), name.GetString() ?? "",
                    element.TryGetProperty("cat_order", out JsonElement order) ? Number(order) : null));
            }

            foreach (JsonProperty property in element.EnumerateObject())
            {
                Collect(property.Value, categories);
            }
        }
    }

    private static int Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt32() : int.Parse(value.GetString() ?? "0", CultureInfo.InvariantCulture);

    private sealed record Category(string Code, string? Parent, int Id, string Name, int? Order)
    {
        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("code", Code);
            writer.WriteString("parent", Parent);
            writer.WriteNumber("id", Id);
            writer.WritePropertyName("labels");
            writer.WriteStartObject();
            writer.WriteString("en_US", Name);
            writer.WriteEndObject();
            if (Order is { } order)
            {
                writer.WriteNumber("position", order);
            }

            writer.WriteEndObject();
        }
    }
}
