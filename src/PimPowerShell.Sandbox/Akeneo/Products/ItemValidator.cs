using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>What is checked once a draft is complete (5.3, 5.5).</summary>
internal sealed class ItemValidator(Catalog catalog, ItemStore items, UniqueValues unique, Naming naming)
{
    public const string IdentifierFormMessage = "This field should not contain any comma or semicolon or leading/trailing space";

    private const int CodeMaximum = 255;
    private const int CellsMaximum = 8_000;

    /// <summary>Whether a text has what identifiers may consist of (5.3).</summary>
    public static bool HasIdentifierForm(string text) => text.IndexOfAny([',', ';']) < 0 && text.Trim() == text;

    public IEnumerable<Violation> Check(ItemDraft draft) =>
        (draft.IsModel ? ModelViolations(draft) : IdentifierViolations(draft))
            .Concat(CellViolations(draft))
            .Concat(new VariantRules(catalog, items).Check(draft))
            .Concat(draft.IsModel ? [] : unique.Check(draft, catalog));

    private IEnumerable<Violation> IdentifierViolations(ItemDraft draft)
    {
        string? identifier = draft.Code;
        if (string.IsNullOrEmpty(identifier))
        {
            if (naming == Naming.Identifier)
            {
                yield return new("identifier", "The identifier attribute cannot be empty.");
            }

            yield break;
        }

        if (!HasIdentifierForm(identifier!))
        {
            yield return new("identifier", IdentifierFormMessage);
        }

        if (identifier!.Length > CodeMaximum)
        {
            yield return new("identifier", $"The {catalog.Identifier.Code} attribute must not contain more than {CodeMaximum} characters. The submitted value is too long.");
        }

        if (items.Product(identifier) is CatalogItem holder && holder.Uuid != draft.Uuid)
        {
            yield return new("identifier", $"The {identifier} identifier is already used for another product.");
        }
    }

    /// <summary>All tables of an item together have a limit (8); the words are this sandbox's own.</summary>
    private static IEnumerable<Violation> CellViolations(ItemDraft draft) =>
        draft.Values.Select(value => value.Data).OfType<JsonArray>().Sum(rows => rows.OfType<JsonObject>().Sum(row => row.Count)) > CellsMaximum
            ? [new("values", $"The tables can have {CellsMaximum} cells at most.")]
            : [];

    private static IEnumerable<Violation> ModelViolations(ItemDraft draft)
    {
        if (string.IsNullOrEmpty(draft.Code))
        {
            yield return new("code", "The product model code must not be empty.");
        }
        else if (draft.Code!.Length > CodeMaximum)
        {
            yield return new("code", $"This value is too long. It should have {CodeMaximum} characters or less.");
        }

        if (draft.FamilyVariant is null)
        {
            yield return new("family_variant", "The product model family variant must not be empty.");
        }
    }
}
