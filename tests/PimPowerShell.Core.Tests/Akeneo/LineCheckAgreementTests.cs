using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Every kind of attribute gets every kind of data in every place: the check's verdict is the server's.</summary>
public sealed class LineCheckAgreementTests
{
    private static readonly string[] s_data =
    [
        "null", "\"\"", "[]", "{}", "true", "false", "0", "5", "-5", "1.5", "-0.25", "1e3", "1e40", "12345678901234567890", "\"5\"", "\"5.0\"", "\" 5\"", "\"1,000\"",
        "\"text\"", "\"nobody@example.com\"", "\"https://example.com/a\"", "\"example.com\"", "\"2024-03-05\"", "\"2024-03-05T10:00:00+02:00\"", "\"05/03/2024\"",
        "\"red\"", "\"Cotton\"", "\"xl\"", "[\"red\"]", "[\"hdmi\",\"usb_a\"]", "[\"gift\"]", "[\"adults\",null]", "[[\"red\"]]",
        """{"amount":5,"unit":"GRAM"}""", """{"amount":"5.5","unit":"METER"}""", """{"amount":-1,"unit":"CELSIUS"}""", """{"amount":3,"unit":"WATT"}""", """{"amount":3,"unit":"gram"}""",
        """{"amount":null,"unit":null}""", """{"amount":5,"unit":null}""", """{"unit":"GRAM"}""", """{"amount":[],"unit":"GRAM"}""",
        """[{"amount":5,"currency":"EUR"}]""", """[{"amount":"5.25","currency":"USD"}]""", """[{"amount":5,"currency":"GBP"}]""", """[{"amount":5,"currency":"CHF"}]""",
        """[{"amount":5,"currency":"eur"}]""", """[{"amount":5,"currency":"EUR"},{"amount":null,"currency":"EUR"}]""", """[{"amount":"","currency":"XXX"}]""", """[{"amount":true,"currency":"EUR"}]""",
        """[5]""", """[{"currency":"EUR"}]""", """[{"ingredient":"sugar","share":"28.5"}]""", """[{"INGREDIENT":"salt"},{"ingredient":"SALT"}]""", """[{"share":5}]""",
        """[{"ingredient":"sugar","share":"much"}]""", """[{"ingredient":"none","organic":true}]""", """[{"ingredient":"salt","organic":"yes"}]""", """[{"ingredient":"salt","colour":"red"}]""",
        """[{"ingredient":"salt","organic":null,"note":"x"}]""", """{"type":"product","id":"x"}""", """{"type":"product_model","identifier":"x"}""", """{"type":"family","id":"x"}""", """{"type":"product"}""",
        """[{"ingredient":"salt","points":5,"remark":"\ud83c\udf53ab"}]""", """[{"ingredient":"salt","points":"5.0"}]""", """[{"ingredient":"salt","points":6}]""", """[{"ingredient":"salt","points":"0.99"}]""", """[{"ingredient":"salt","points":1.5}]""",
        "\"1.2500\"", "-1.125", """["a","b","c"]""", """[{"ingredient":"salt","points":1e40}]""", """[{"ingredient":"salt","remark":"abcd"}]""", """[{"ingredient":"salt","points":null,"remark":""}]""",
        "\"" + "x,y" + "\"", "\"a;b\"", "\"end \"",
    ];

    [Theory]
    [InlineData("CE")]
    [InlineData("Serenity")]
    public async Task The_check_says_what_the_server_says(string edition)
    {
        using var pim = new CheckedPim(new PimSandboxOptions { ProductCount = 10, Edition = edition, Version = edition == "CE" ? "7.0.42" : "v20250717143807" });
        await pim.Provider.ConnectAsync(pim.Pim.Context);
        if (edition != "CE")
        {
            await AddRichAttributesAsync(pim);
        }

        List<string> attributes = [.. (await pim.Pim.All(new PimQuery(pim.Pim.Resource("Attribute"))))
            // whether a file exists is the server's to say
            .Where(attribute => attribute.GetProperty("type").GetString() is not ("pim_catalog_image" or "pim_catalog_file"))
            .Select(attribute => attribute.GetProperty("code").GetString()!)];
        IReadOnlyDictionary<string, AttributeDefinition> definitions = await pim.Provider.Metadata.GetAttributesAsync(attributes, pim.Pim.Context);
        var random = new Random(5);
        List<(string Attribute, string Line)> lines = [];
        foreach (string attribute in attributes)
        {
            foreach (string data in s_data)
            {
                lines.Add((attribute, Line(pim, definitions[attribute], data, random)));
            }
        }

        List<BatchLine> answers = await pim.SendAll(lines.Select(line => line.Line));
        List<string> apart = [];
        int refused = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            IReadOnlyList<PimFieldError> errors = await pim.Check(lines[i].Line);
            bool isTaken = answers[i].StatusCode < 300;
            refused += isTaken ? 0 : 1;
            if (isTaken != (errors.Count == 0) || !errors.All(error => error.Attribute == lines[i].Attribute) || (!isTaken && !CheckedPim.Names(answers[i], lines[i].Attribute)))
            {
                // a value that a unique attribute has twice is the server's to say
                if (!answers[i].Errors.Any(error => error.Message.Contains("already") || error.Message.Contains("more than once")))
                {
                    apart.Add($"{lines[i].Line}\n  check: {PimFieldError.Describe("", errors)}\n  server: {CheckedPim.Describe(answers[i])}");
                }
            }
        }

        Assert.True(apart.Count == 0, $"{apart.Count} of {lines.Count}:\n{string.Join("\n", apart.Take(40))}");
        Assert.InRange(refused, lines.Count / 4, lines.Count * 19 / 20);
    }

    /// <summary>Mostly in a right place, sometimes not.</summary>
    private static string Line(CheckedPim pim, AttributeDefinition attribute, string data, Random random)
    {
        bool isAstray = random.Next(6) == 0;
        string? locale = isAstray ? Pick(null, "en_US", "de_DE", "it_IT", "xx") : !attribute.Localizable ? null : attribute.AvailableLocales.Count > 0 ? attribute.AvailableLocales[0] : Pick("en_US", "de_DE");
        string? scope = isAstray ? Pick(null, "print", "mobile", "web", "ECOMMERCE") : attribute.Scopable ? Pick("print", "ecommerce") : null;
        return pim.WithValue(attribute.Code, data, locale, scope);

        string? Pick(params string?[] choices) => choices[random.Next(choices.Length)];
    }

    private static async Task AddRichAttributesAsync(CheckedPim pim)
    {
        await pim.Write("Attribute",
            """
            {"code":"nutrition","type":"pim_catalog_table","group":"other","table_configuration":[{"code":"ingredient","data_type":"select","options":[{"code":"sugar"},{"code":"salt"}]},{"code":"share","data_type":"number"},{"code":"organic","data_type":"boolean"},{"code":"note","data_type":"text"},{"code":"points","data_type":"number","validations":{"min":1,"max":5,"decimals_allowed":false}},{"code":"remark","data_type":"text","validations":{"max_length":3}}]}
            """.Trim());
        await pim.Write("Attribute", """{"code":"successor","type":"pim_catalog_product_link","group":"other"}""");
        await pim.Write("Attribute", """{"code":"maker","type":"akeneo_reference_entity","group":"other","reference_data_name":"brands"}""");
        await pim.Write("Attribute", """{"code":"makers","type":"akeneo_reference_entity_collection","group":"other","reference_data_name":"brands"}""");
        await pim.Write("Attribute", """{"code":"shots","type":"pim_catalog_asset_collection","group":"other","reference_data_name":"packshots","max_items_count":2}""");
        await pim.Write("Attribute", """{"code":"exact","type":"pim_catalog_number","group":"other","decimals_allowed":true,"negative_allowed":true,"decimal_places_strategy":"forbid","decimal_places":2}""");
    }
}
