using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using static PimPowerShell.Core.Model.PimField;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Holds the fields of a product or product model against the catalog.</summary>
internal sealed class AkeneoItemCheck(PimResource resource, AkeneoFindings findings, AkeneoCatalog catalog, bool canChangeCategories, AkeneoDataCheck data)
{
    /// <summary>The most characters of an identifier, and of the code of a product model.</summary>
    public const int LongestIdentifier = 255;

    // of products the table of resources has no fields, as their cmdlets are made by hand
    private static readonly Dictionary<string, PimField> s_productFields = new PimField[]
    {
        Text("uuid"), Text("identifier"), Flag("enabled"), Text("family"), List("categories"), List("add_categories"), List("remove_categories"),
        List("groups"), Text("parent"), "values", Of("associations", FieldShape.Associations), Of("quantified_associations", FieldShape.Quantities),
    }.ToDictionary(field => field.Name);

    private static readonly Dictionary<string, PimField> s_modelFields = AkeneoResources.ProductModel.Fields.ToDictionary(field => field.Name);

    private readonly bool _isModel = resource.Noun == "ProductModel";

    /// <summary>Whether a resource's items have values of the catalog's attributes.</summary>
    public static bool Covers(PimResource resource) => resource.Noun is "Product" or "ProductModel";

    public void Check(JsonElement line)
    {
        AkeneoModelPlace? place = _isModel ? ReadPlace(line) : null;
        KnownFamily? family = _isModel ? null : ReadFamily(line);
        foreach (JsonProperty field in line.EnumerateObject())
        {
            if (field.NameEquals("values"u8))
            {
                CheckValues(field.Value, place, family);
            }
            else
            {
                CheckField(field.Name, field.Value);
            }
        }
    }

    private void CheckValues(JsonElement values, AkeneoModelPlace? place, KnownFamily? family)
    {
        if (values.ValueKind == JsonValueKind.Object)
        {
            new AkeneoValuesCheck(findings, catalog, data, place, family, resource.Key == "uuid").Check(values);
        }
        else if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() > 0)
        {
            findings.Wrong("values", $"takes lists of values by attribute, not {JsonKind.Of(values)}");
        }
    }

    private void CheckField(string name, JsonElement value)
    {
        if (resource.ReadOnlyFields.Contains(name))
        {
            return;
        }

        Dictionary<string, PimField> fields = _isModel ? s_modelFields : s_productFields;
        if (!fields.TryGetValue(name, out PimField? field) || (!canChangeCategories && name is "add_categories" or "remove_categories"))
        {
            findings.Wrong(name, field is null
                ? $"is no field of {resource.Noun}; it has {string.Join(", ", fields.Keys.Where(known => !resource.ReadOnlyFields.Contains(known)))}. {AkeneoErrors.RowHint}"
                : "is a field of the SaaS edition only; give all categories");
        }
        else if (FieldCheck.Fault(field, value) is { } fault)
        {
            findings.Wrong(name, fault);
        }
        else
        {
            CheckMeaning(name, value);
        }
    }

    private void CheckMeaning(string name, JsonElement value)
    {
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        switch (name)
        {
            case "uuid" when text is null || !Guid.TryParseExact(text, "D", out _):
                findings.Wrong(name, $"takes a uuid, not '{JsonKind.Show(value)}'");
                break;
            case "identifier":
                CheckIdentifier(text);
                break;
            case "code" when string.IsNullOrWhiteSpace(text):
                findings.Wrong(name, "cannot be empty");
                break;
            case "enabled" when value.ValueKind == JsonValueKind.Null:
                findings.Wrong(name, "takes true or false, not null");
                break;
            case "family" when text is not null:
                if (findings.TryGet(catalog.Families, text, out KnownFamily? family) && family is null)
                {
                    findings.Wrong(name, $"there is no family '{text}'");
                }

                break;
            case "categories" or "add_categories" or "remove_categories" :
                foreach (JsonElement category in JsonKind.Items(value))
                {
                    if (findings.Has(catalog.Categories, category.GetString()!) == false)
                    {
                        findings.Wrong(name, $"there is no category '{category.GetString()}'");
                    }
                }

                break;
            case "associations" or "quantified_associations":
                AkeneoAssociationCheck.Check(findings, catalog, name, value);
                break;
        }
    }

    private void CheckIdentifier(string? identifier)
    {
        if (string.IsNullOrWhiteSpace(identifier))
        {
            findings.Wrong("identifier", "cannot be empty");
        }
        else if (IdentifierFault(identifier!) is { } fault)
        {
            findings.Wrong("identifier", fault);
        }
    }

    /// <summary>What is wrong with an identifier that is not empty; null when nothing is.</summary>
    public static string? IdentifierFault(string identifier) =>
        identifier.IndexOfAny([',', ';']) >= 0 ? $"takes no comma and no semicolon, and '{identifier}' has one"
        : identifier.Trim() != identifier ? $"takes no space at its start or end, and '{identifier}' has one"
        : identifier.Length > LongestIdentifier ? $"takes {LongestIdentifier} characters at most, and has {identifier.Length}"
        : null;

    /// <summary>What the line of a product model says of the attributes that it may have.</summary>
    private AkeneoModelPlace? ReadPlace(JsonElement line)
    {
        if (ReadFamily(line) is not { } family)
        {
            return null;
        }

        KnownVariant? variant = null;
        if (line.Text("family_variant") is { } named
            && findings.TryGet(catalog.FamilyVariants, family.Code, out IReadOnlyDictionary<string, KnownVariant>? variants)
            && variants is not null && !variants.TryGetValue(named, out variant))
        {
            findings.Wrong("family_variant", $"the family '{family.Code}' has no variant '{named}'; it has {Choices.List([.. variants.Values.Select(known => known.Code)])}");
        }

        return new AkeneoModelPlace(family, variant, AkeneoModelPlace.ReadRoot(line));
    }

    private KnownFamily? ReadFamily(JsonElement line) =>
        line.Text("family") is { } code && findings.TryGet(catalog.Families, code, out KnownFamily? family) ? family : null;
}
