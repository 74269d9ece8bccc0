using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>
/// Each line of the reference's chapter on filters, with what this client takes and with what the sandbox takes: both
/// take the operators that it lists, and no other.
/// </summary>
public sealed class FilterReferenceTests : IClassFixture<FilterReferenceTests.Pims>
{
    private const string LinkedType = "updated_including_linked_type";

    private readonly Pims _pims;
    private readonly List<string> _differences = [];

    public FilterReferenceTests(Pims pims) => _pims = pims;

    [SharedFileFact(FilterChapter.File)]
    public void There_are_no_operators_but_those_of_the_reference() =>
        Assert.Equal(FilterChapter.Read().Lines.SelectMany(line => line.Operators(isHosted: true)).Distinct().Order(), PimOperators.All.Order());

    [SharedFileFact(FilterChapter.File)]
    public async Task Properties_of_products_and_models()
    {
        FilterChapter chapter = FilterChapter.Read();
        PimResource[] resources = [AkeneoResources.ProductByUuid, AkeneoResources.ProductByIdentifier, AkeneoResources.ProductModel];
        Assert.Equal([11, 10, 8], resources.Select(resource => chapter.Of(resource.Path).Count(line => line.Everywhere.Count > 0)));
        string[] names = [.. resources.SelectMany(resource => chapter.Of(resource.Path)).Select(line => line.Name).Distinct()];
        foreach ((TestPim pim, bool isHosted) in _pims.Both)
        {
            string model = (await pim.All(new PimQuery(pim.Resource("ProductModel")))).First(item => item.GetProperty("parent").ValueKind == JsonValueKind.Null).GetProperty("code").GetString()!;
            foreach (PimResource resource in resources)
            {
                // a name that only another list has is none here
                foreach (string name in names.Union(AkeneoFilterFields.Names(resource, isHosted)))
                {
                    object? value = name == "parent" ? model : FilterSamples.Value(name, "2024-01-01 00:00:00");
                    await Compare(pim, isHosted, new PimQuery(resource), name, chapter.Find(resource.Path, name), value);
                }
            }
        }

        Assert.True(_differences.Count == 0, string.Join("\n", _differences));
    }

    [SharedFileFact(FilterChapter.File)]
    public async Task Attributes_of_products_and_models()
    {
        FilterChapter chapter = FilterChapter.Read();
        foreach ((TestPim pim, bool isHosted) in _pims.Both)
        {
            foreach (PimResource resource in new[] { AkeneoResources.ProductByUuid, AkeneoResources.ProductModel })
            {
                foreach ((string type, (string attribute, object value)) in FilterSamples.Attributes)
                {
                    FilterLine line = chapter.OfType("values", type)!;
                    Assert.True(line is not null, type);
                    await Compare(pim, isHosted, new PimQuery(resource), attribute, line, value);
                }

                foreach ((string column, string type, object value) in FilterSamples.Columns)
                {
                    var cell = new Dictionary<string, object?> { ["row"] = "seat", ["column"] = column };
                    await Compare(pim, isHosted, new PimQuery(resource), "composition", isHosted ? chapter.OfType("values", type) : null, value, cell);
                }
            }
        }

        Assert.DoesNotContain(chapter.Of("values"), line => line.Name != "table" && !FilterSamples.Attributes.Keys.Any(line.IsOf));
        Assert.True(_differences.Count == 0, string.Join("\n", _differences));
    }

    [SharedFileFact(FilterChapter.File)]
    public async Task Lists_of_the_structure()
    {
        FilterChapter chapter = FilterChapter.Read();
        int count = 0;
        foreach ((TestPim pim, bool isHosted) in _pims.Both)
        {
            // the chapter has records and assets elsewhere, and nothing of tasks
            foreach (PimResource resource in pim.Provider.Resources.Where(resource => !resource.FiltersByAttribute && resource.Noun != "WorkflowTask"))
            {
                FilterLine[] lines = resource.PathNames.Any() ? [] : [.. chapter.Of(resource.Path.Replace('-', ' '))];
                count += lines.Length;
                foreach (string name in lines.Select(line => line.Name).Union(AkeneoFilterFields.Names(resource, isHosted)))
                {
                    object? value = name == "code" || (name == "parent" && resource.Noun == "Category") ? "master" : FilterSamples.Value(name, "2024-01-01T00:00:00Z");
                    await Compare(pim, isHosted, new PimQuery(resource), name, lines.FirstOrDefault(line => line.Name == name), value);
                }
            }
        }

        Assert.Equal(30, count);
        Assert.True(_differences.Count == 0, string.Join("\n", _differences));
    }

    [SharedFileFact(FilterChapter.File)]
    public async Task Records_and_assets()
    {
        FilterChapter chapter = FilterChapter.Read();
        (string Noun, string Owner, string Code, string List)[] owners =
            [("ReferenceEntityRecord", "reference_entity", "brand", "records"), ("Asset", "asset_family", "packshots", "assets"), ("Asset", "asset_family", "model_pictures", "assets")];
        foreach ((TestPim pim, bool isHosted) in _pims.Both)
        {
            foreach ((string noun, string owner, string code, string list) in owners)
            {
                var query = new PimQuery(pim.Resource(noun)) { PathValues = new Dictionary<string, string> { [owner] = code } };
                foreach (string name in chapter.Of(list).Select(line => line.Name).Union(AkeneoFilterFields.Names(query.Resource, isHosted)))
                {
                    await Compare(pim, isHosted, query, name, chapter.Find(list, name), FilterSamples.Value(name, "2024-01-01T00:00:00Z"));
                }

                foreach (AttributeDefinition attribute in (await pim.Provider.GetAttributesAsync(query, pim.Context)).Values)
                {
                    FilterLine? line = chapter.OfEntry(list, attribute.Type);
                    object value = attribute.Type switch { "number" => 3, "boolean" => true, "date" => "2024-01-01", _ => "a" };
                    await Compare(pim, isHosted, query, attribute.Code, line, value, isUnknown: line is null);
                }
            }
        }

        Assert.True(_differences.Count == 0, string.Join("\n", _differences));
    }

    /// <summary>Compares one name of one list: what is listed is taken by both, all else is refused by both.</summary>
    /// <param name="pim">The server.</param>
    /// <param name="isHosted">Whether it is the hosted edition.</param>
    /// <param name="query">What is searched.</param>
    /// <param name="name">The property or attribute.</param>
    /// <param name="line">What the reference says of it; null where it has none here.</param>
    /// <param name="value">What it may be compared with.</param>
    /// <param name="cell">Where the value stands, for a table.</param>
    /// <param name="isUnknown">Whether the reference is silent: then this client leaves it to the server.</param>
    private async Task Compare(TestPim pim, bool isHosted, PimQuery query, string name, FilterLine? line, object? value, Dictionary<string, object?>? cell = null, bool isUnknown = false)
    {
        string[] listed = [.. line?.Operators(isHosted) ?? []];
        PimFilterField? field = await pim.Provider.FindFilterAsync(query, name, pim.Context);
        if (cell is null && !isUnknown && !(field?.Operators ?? []).Order().SequenceEqual(listed.Order()))
        {
            _differences.Add($"{query.Resource.Path} {name}: this client has {string.Join(", ", field?.Operators ?? [])}, the reference {string.Join(", ", listed)}");
        }

        foreach (string op in PimOperators.All)
        {
            bool isListed = listed.Contains(op);
            PimCondition condition = Place(field, new PimCondition(name, op, FilterSamples.Given(op, value, cell)));
            // one is of no use without the other
            PimCondition[] conditions = name == LinkedType && line is not null ? [condition, new("updated_including_linked_entities", "SINCE LAST N DAYS", 30)] : [condition];
            IReadOnlyList<PimCriterion>? written = await Refusal(() => pim.Provider.ReadFilterAsync(query, conditions, pim.Context)) is null
                ? await pim.Provider.ReadFilterAsync(query, conditions, pim.Context) : null;
            string edition = isHosted ? "hosted" : "classic";
            if (!isUnknown && written is null == isListed)
            {
                _differences.Add($"{edition} {query.Resource.Path} {name} {op} {cell?["column"]}: this client {(isListed ? "refuses" : "takes")} it");
            }

            written ??= [.. conditions.Select(one => new PimCriterion(one.Property, one.Operator!, one.Value, one.Locale, one.Scope) { Locales = one.Locales })];
            string? refusal = await Send(pim, query, written);
            if (refusal is null != isListed)
            {
                _differences.Add($"{edition} {query.Resource.Path} {name} {op} {cell?["column"]}: the sandbox {refusal ?? "takes it"}");
            }

            if (!isListed || cell is not null)
            {
                continue;
            }

            string form = Form(line!, op, value);
            if (form.Length > 0 && form != Kind(query.Resource, written[0]))
            {
                _differences.Add($"{edition} {query.Resource.Path} {name} {op}: this client sends {Kind(query.Resource, written[0])} for {form}");
            }

            if (form is not ("" or "Undefined") && await Send(pim, query, [written[0] with { Value = form == "True" ? "perhaps" : true }, .. written.Skip(1)]) is null)
            {
                _differences.Add($"{edition} {query.Resource.Path} {name} {op}: the sandbox takes anything for {form}");
            }
        }
    }

    /// <summary>The kind of value that the reference's words tell; empty where they tell none.</summary>
    private static string Form(FilterLine line, string op, object? value) => PimOperators.ValuesOf(op) switch
    {
        OperatorValues.None => "Undefined",
        OperatorValues.List or OperatorValues.Two => "Array",
        _ when op == "SINCE LAST N DAYS" => "Number",
        _ when value is Dictionary<string, object?> => "Object",
        _ when line.Form.Contains("bool", StringComparison.Ordinal) => "True",
        _ when line.Form.Contains("YYYY", StringComparison.Ordinal) || line.Form.StartsWith("string", StringComparison.Ordinal) || line.Form == "text" || line.Form.Contains("file name", StringComparison.Ordinal) => "String",
        _ when line.Form.StartsWith("number", StringComparison.Ordinal) || line.Form.Contains("(int ", StringComparison.Ordinal) => "Number",
        _ => "",
    };

    private static string Kind(PimResource resource, PimCriterion criterion)
    {
        using JsonDocument search = JsonDocument.Parse(AkeneoSearch.Write(resource, [criterion], null)!);
        JsonElement condition = search.RootElement.EnumerateObject().First().Value;
        condition = condition.ValueKind == JsonValueKind.Array ? condition[0] : condition;
        return (condition.TryGetProperty("value", out JsonElement value) ? value.ValueKind : JsonValueKind.Undefined).ToString();
    }

    private static PimCondition Place(PimFilterField? field, PimCondition condition)
    {
        string? locale = field?.Locale is FilterNeed.Must or FilterNeed.May ? "en_US" : null;
        bool several = field?.TakesLocales == true && (PimOperators.IsOnAllLocales(condition.Operator!) || field.Name == "complete");
        return condition with
        {
            Locale = several ? null : locale,
            Locales = several ? ["en_US"] : null,
            Scope = field?.Scope is FilterNeed.Must or FilterNeed.May ? "ecommerce" : null,
        };
    }

    private static async Task<string?> Refusal(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (PimException e)
        {
            return $"says {e.StatusCode} {e.Message}";
        }
    }

    private static async Task<string?> Send(TestPim pim, PimQuery query, IReadOnlyList<PimCriterion> criteria) => await Refusal(async () =>
    {
        using var page = await pim.Provider.Read(query with { Criteria = criteria, PageSize = 1 }).NextAsync(pim.Context);
    });

    /// <summary>A server of its own house and one in the cloud, both with attributes of every type.</summary>
    public sealed class Pims : IAsyncLifetime
    {
        private readonly TestPim[] _pims =
            [.. new[] { "EE", "Serenity" }.Select(edition => new TestPim(new() { ProductCount = 150, Edition = edition, EveryAttributeType = true }))];

        internal IEnumerable<(TestPim Pim, bool IsHosted)> Both => [(_pims[0], false), (_pims[1], true)];

        public Task InitializeAsync() => Task.WhenAll(_pims.Select(pim => pim.Provider.ConnectAsync(pim.Context)));

        public Task DisposeAsync()
        {
            Array.ForEach(_pims, pim => pim.Dispose());
            return Task.CompletedTask;
        }
    }
}
