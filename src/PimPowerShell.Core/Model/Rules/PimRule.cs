using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Something that must hold of what is written, as data of a resource. A value of the wrong type is nothing to it: its field says that.</summary>
internal abstract record PimRule
{
    /// <summary>Whether it holds of a new item alone: a change need not say what the item has.</summary>
    public bool IsOfNew { get; init; }

    /// <summary>The case that it is for; null for all.</summary>
    public PimCase? When { get; init; }

    /// <summary>What is wrong with an item; empty when nothing is.</summary>
    public IEnumerable<PimFieldError> Faults(RuleItem item) =>
        (IsOfNew && !item.IsNew) || When?.IsGiven(item) == false ? [] : Find(item);

    protected abstract IEnumerable<PimFieldError> Find(RuleItem item);

    /// <summary>A number, also as text; null for anything else.</summary>
    protected static decimal? Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    protected static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
