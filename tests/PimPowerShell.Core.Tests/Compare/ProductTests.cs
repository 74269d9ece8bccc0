using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Compare;

/// <summary>Three hundred products against themselves: as they are, written otherwise, and with one edit.</summary>
public sealed class ProductTests
{
    private static readonly Dictionary<string, string> s_nowhere = [];

    [Theory]
    [InlineData(ProductIdFormat.Uuid, "CE")]
    [InlineData(ProductIdFormat.Identifier, "CE")]
    [InlineData(ProductIdFormat.Uuid, "Serenity")]
    public async Task One_edit_is_found_sent_and_kept(ProductIdFormat format, string edition)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 300, Seed = 7, Edition = edition }, format: format);
        PimResource resource = pim.Provider.Resources[0];
        List<JsonElement> products = await pim.All(new PimQuery(resource));
        var random = new Random(5);
        var edited = new List<(string Full, string Line)>();

        foreach (JsonElement product in products)
        {
            byte[] present = Make.Utf8(product.GetRawText());
            JsonObject line = Line(product, resource);
            Assert.Empty((await Compare(pim, resource, line, present)).Line.ToArray());
            Assert.Empty((await Compare(pim, resource, Reformat(line, random), present)).Line.ToArray());

            JsonObject full = Reformat(line, random);
            string place = Edit(full, random);
            LineChanges changes = await Compare(pim, resource, full, present);
            Assert.Equal(place, string.Join("; ", changes.Differences.Select(Place)));
            Assert.True(changes.Line.Length < 400, Make.Text(changes.Line));
            edited.Add((full.ToJsonString(), Make.Text(changes.Line)));
        }

        Assert.Equal(300, edited.Count);
        foreach ((string Full, string Line)[] chunk in edited.Chunk(100))
        {
            BatchAnswer answer = await pim.Provider.SendBatchAsync(new BatchRequest(
                resource, s_nowhere, s_nowhere, [.. chunk.Select(pair => (ReadOnlyMemory<byte>)Make.Utf8(pair.Line))]), pim.Context);
            Assert.All(answer.Lines, line => Assert.True(line!.StatusCode == 204, line.Message));
        }

        Dictionary<string, JsonElement> after = (await pim.All(new PimQuery(resource))).ToDictionary(product => product.GetProperty(resource.Key).GetString()!);
        foreach ((string full, _) in edited)
        {
            string key = JsonNode.Parse(full)![resource.Key]!.GetValue<string>();
            LineChanges left = await pim.Provider.CompareAsync(resource, s_nowhere, Make.Utf8(full), Make.Utf8(after[key].GetRawText()), pim.Context);
            Assert.Equal("", Make.Text(left.Line));
        }
    }

    [Theory]
    [InlineData(ProductIdFormat.Uuid)]
    [InlineData(ProductIdFormat.Identifier)]
    public async Task A_second_identifier_is_a_value_as_others_are(ProductIdFormat format)
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 3, Edition = "Serenity", Version = "v20250717143807" }, format: format);
        await pim.Provider.ConnectAsync(pim.Context);
        await pim.Provider.WriteAsync(new PimWrite(pim.Resource("Attribute"), WriteVerb.Create, "ean_id",
            Make.Utf8("""{"code":"ean_id","type":"pim_catalog_identifier","group":"other"}""")), pim.Context);
        PimResource resource = pim.Provider.Resources[0];
        JsonElement product = (await pim.All(new PimQuery(resource)))[0];
        string key = product.GetProperty(resource.Key).GetString()!;
        // as the product's own identifier, which stands elsewhere
        string other = format == ProductIdFormat.Identifier ? key : "123";
        JsonObject line = new() { [resource.Key] = key, ["values"] = new JsonObject { ["ean_id"] = new JsonArray(new JsonObject { ["locale"] = null, ["scope"] = null, ["data"] = other }) } };

        LineChanges changes = await Compare(pim, resource, line, Make.Utf8(product.GetRawText()));
        Assert.Equal(["ean_id"], changes.Differences.Select(difference => difference.Attribute));

        Assert.Equal(204, (await pim.Provider.WriteAsync(new PimWrite(resource, WriteVerb.Upsert, key, Make.Utf8(line.ToJsonString())), pim.Context)).StatusCode);
        JsonElement after = (await pim.All(new PimQuery(resource) { Keys = [key] })).Single();
        Assert.Equal(other, after.GetProperty("values").GetProperty("ean_id")[0].GetProperty("data").GetString());
        Assert.Empty((await Compare(pim, resource, line, Make.Utf8(after.GetRawText()))).Differences);
    }

    [Fact]
    public async Task Product_models_and_structure_equal_themselves()
    {
        using var pim = new TestPim(new PimSandboxOptions { ProductCount = 300, Edition = "Serenity" });
        (string Noun, Dictionary<string, string> In)[] kinds =
        [
            ("ProductModel", []), ("Family", []), ("FamilyVariant", new() { ["family"] = "shoes" }), ("Attribute", []),
            ("AttributeOption", new() { ["attribute"] = "color" }), ("AttributeGroup", []), ("AssociationType", []), ("Category", []), ("Channel", []),
            ("MeasurementFamily", []), ("ReferenceEntityRecord", new() { ["reference_entity"] = "brand" }), ("Asset", new() { ["asset_family"] = "packshots" }),
        ];
        var random = new Random(3);
        foreach ((string noun, Dictionary<string, string> place) in kinds)
        {
            PimResource resource = pim.Resource(noun);
            List<JsonElement> items = await pim.All(new PimQuery(resource) { PathValues = place });
            Assert.NotEmpty(items);
            foreach (JsonElement item in items)
            {
                JsonObject line = Shuffle(Line(item, resource), random);
                LineChanges changes = await pim.Provider.CompareAsync(resource, place, Make.Utf8(line.ToJsonString()), Make.Utf8(item.GetRawText()), pim.Context);
                Assert.Equal("", Make.Text(changes.Line));
            }
        }
    }

    private static Task<LineChanges> Compare(TestPim pim, PimResource resource, JsonObject line, byte[] present) =>
        pim.Provider.CompareAsync(resource, s_nowhere, Make.Utf8(line.ToJsonString()), present, pim.Context);

    /// <summary>What was read, as it is sent back.</summary>
    private static JsonObject Line(JsonElement item, PimResource resource)
    {
        JsonObject line = JsonNode.Parse(item.GetRawText())!.AsObject();
        foreach (string name in resource.ReadOnlyFields.Append("_links"))
        {
            line.Remove(name);
        }

        return line;
    }

    /// <summary>The same in another form: members and lists that are sets in another order, numbers and days written otherwise.</summary>
    private static JsonObject Reformat(JsonObject line, Random random)
    {
        JsonObject copy = Shuffle(line, random);
        foreach (string list in new[] { "categories", "groups" })
        {
            copy[list] = new JsonArray([.. copy[list]!.AsArray().Select(code => code!.DeepClone()).OrderBy(_ => random.Next())]);
        }

        foreach (JsonNode value in copy["values"]!.AsObject().SelectMany(attribute => attribute.Value!.AsArray()).ToArray()!)
        {
            value.AsObject().Remove("_links");
            value["data"] = Reformat(value["data"]!, random);
        }

        return copy;
    }

    private static JsonNode Reformat(JsonNode data, Random random)
    {
        switch (data)
        {
            case JsonValue day when day.TryGetValue(out string? text) && text.Length == 25 && text.EndsWith("T00:00:00+00:00", StringComparison.Ordinal):
                return text.Substring(0, 10);
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                return random.Next(2) == 0 ? number.ToJsonString() : number.ToJsonString() + ".00";
            case JsonObject metric when metric.ContainsKey("amount"):
                metric["amount"] = Number(metric["amount"]!);
                return metric.DeepClone();
            case JsonArray list when list.All(item => item is JsonObject price && price.ContainsKey("currency")):
                foreach (JsonNode? price in list)
                {
                    price!["amount"] = Number(price["amount"]!);
                }

                return new JsonArray([.. list.Select(item => item!.DeepClone()).OrderBy(_ => random.Next())]);
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item!.DeepClone()).OrderBy(_ => random.Next())]);
            default:
                return data.DeepClone();
        }

        static JsonNode Number(JsonNode amount) => decimal.Parse(amount.ToString(), CultureInfo.InvariantCulture) / 1.0000000000000000000000000000m;
    }

    /// <summary>Objects with their members in another order.</summary>
    private static JsonObject Shuffle(JsonObject item, Random random) => new(item.OrderBy(_ => random.Next())
        .Select(member => KeyValuePair.Create(member.Key, member.Value is JsonObject inner ? Shuffle(inner, random) : member.Value?.DeepClone())));

    /// <summary>One change that the server takes; gives its place.</summary>
    private static string Edit(JsonObject line, Random random)
    {
        JsonObject values = line["values"]!.AsObject();
        // values of a variant may be its parent's, which it cannot change
        int choice = line["parent"] is null ? random.Next(8) : random.Next(3);
        switch (choice)
        {
            case 0:
                line["enabled"] = !line["enabled"]!.GetValue<bool>();
                return "enabled";
            case 1:
                string group = line["groups"]!.AsArray().Any(code => code!.GetValue<string>() == "clearance") ? "autumn_fair" : "clearance";
                line["groups"] = new JsonArray(group);
                return "groups";
            case 2:
                line["associations"] = new JsonObject { ["X_SELL"] = new JsonObject { ["groups"] = new JsonArray("spring_fair") } };
                return "associations";
            case 3:
                line["categories"] = new JsonArray("electronics", "fashion");
                return "categories";
            case 4:
                values["erp_name"] = Value(null, null, "edited " + random.Next());
                return "values erp_name";
            case 5:
                values["name"]!.AsArray()[0]!["data"] = "edited";
                return $"values name {values["name"]!.AsArray()[0]!["locale"]}";
            case 6:
                values["price"] = Value(null, null, new JsonArray(new JsonObject { ["amount"] = 1.25m, ["currency"] = "EUR" }));
                return "values price";
            default:
                string attribute = values.Select(value => value.Key).Where(code => code is not ("sku" or "name")).OrderBy(_ => random.Next()).First();
                JsonNode value = values[attribute]!.AsArray()[0]!;
                value["data"] = null;
                return string.Join(" ", new[] { "values", attribute, value["locale"]?.ToString(), value["scope"]?.ToString() }.Where(part => part is not null));
        }
    }

    private static JsonArray Value(string? locale, string? scope, JsonNode data) => [new JsonObject { ["locale"] = locale, ["scope"] = scope, ["data"] = data }];

    private static string Place(PimDifference difference) => string.Join(" ",
        new[] { difference.Property, difference.Attribute, difference.Locale, difference.Channel }.Where(part => part is not null));
}
