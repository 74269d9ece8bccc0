using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>Something that must hold of what is written, as data of a resource. A value of the wrong type is nothing to it: its field says that.</summary>
internal abstract record PimRule
{
    /// <summary>Whether it holds of a new item alone: a change need not say what the item has.</summary>
    public bool IsOfNew { get; init; }

    /// <summary>The case that it is for; null for all.</summary>
    public PimCase? When { get; init; }

    /// <summary>Whether an item that has it already keeps it: servers learn more as they grow, and what was read goes back as it is.</summary>
    public bool MayStay { get; init; }

    /// <summary>What is wrong with an item; empty when nothing is.</summary>
    public IEnumerable<PimFieldError> Faults(RuleItem item) =>
        !HoldsFor(item) || (MayStay && !item.IsNew && item.Present is null) || When?.IsGiven(item) == false ? [] : Find(item);

    /// <summary>Whether there are changes that it can judge only beside the item as the server has it.</summary>
    public virtual bool MayNeedPresent => !IsOfNew && (MayStay || When is not null);

    /// <summary>Whether a change can be judged only beside the item as the server has it.</summary>
    public virtual bool NeedsPresent(RuleItem change) =>
        MayNeedPresent && (When is null || When.IsOpen(change) || (MayStay && When.IsGiven(change))) && Find(change).Any();

    /// <summary>Whether it takes the identifier attribute to judge an item. It is not asked for otherwise.</summary>
    /// <param name="item">The item.</param>
    /// <param name="hasFaults">Whether something is wrong with it where that attribute is left aside.</param>
    public virtual bool NeedsIdentifier(RuleItem item, bool hasFaults) => false;

    protected virtual bool HoldsFor(RuleItem item) => item.IsNew || !IsOfNew;

    protected abstract IEnumerable<PimFieldError> Find(RuleItem item);

    /// <summary>A number, also as text; null for anything else.</summary>
    protected static decimal? Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    protected static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
