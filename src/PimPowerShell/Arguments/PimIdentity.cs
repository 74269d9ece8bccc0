using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>What names one item: a code, an identifier, a uuid, or an object that has one.</summary>
public sealed class PimIdentity
{
    // by which objects are known, the clearest name first
    private static readonly string[] s_names = ["identifier", "code", "uuid", "id", "sku"];

    private static readonly Dictionary<string, string> s_named = PimBackEnd.All.SelectMany(static backEnd => backEnd.Resources)
        .Where(static kind => kind.Named != kind.Noun).GroupBy(static kind => kind.Noun).ToDictionary(static kinds => kinds.Key, static kinds => kinds.First().Named);

    private PimIdentity(string text, object source)
    {
        Text = text;
        Source = source;
    }

    /// <summary>The name as the caller gave it.</summary>
    public string Text { get; }

    /// <summary>What the caller gave: a string, or the whole object.</summary>
    internal object Source { get; }

    /// <summary>Whether it is a call of an action, which brings any number of items.</summary>
    internal bool IsAction { get; private init; }

    /// <summary>Whether it is an object of a kind that was read.</summary>
    internal bool IsRead(string noun) => Source is PSObject item && ObjectKind.Is(item, noun);

    /// <summary>The items of one kind that an action brings.</summary>
    /// <exception cref="PimException">An action brings no items of this kind.</exception>
    internal IEnumerable<PimIdentity> ItemsOfAction(PimResource resource)
    {
        string property = resource.Noun switch
        {
            "Product" => "ProductUuids",
            "ProductModel" => "ProductModelCodes",
            _ => throw new PimException(PimErrorKind.Input, $"An action brings products and product models, and no {resource.Noun}. Read them with Get-PimProduct and Get-PimProductModel."),
        };
        return LanguagePrimitives.ConvertTo<string[]>(((PSObject)Source).Properties[property]?.Value ?? Array.Empty<string>()).Select(From);
    }

    /// <summary>The key by which a resource knows this item.</summary>
    /// <exception cref="PimException">It is no item but a call of an action, or one of another kind.</exception>
    internal string KeyFor(PimResource resource) => Of(resource).NameFor(resource);

    /// <summary>What this names an item by, for a resource that goes by such names.</summary>
    /// <exception cref="PimException">It is no item but a call of an action.</exception>
    internal string NameFor(PimResource resource) =>
        AsItem().Find(resource.Key) ?? (resource.ByOtherKey is { } other ? Find(other.Key) : null) ?? Text;

    /// <summary>This, where it names an item.</summary>
    /// <exception cref="PimException">It is no item but a call of an action.</exception>
    internal PimIdentity AsItem() => IsAction
        ? throw new PimException(PimErrorKind.Input, "An action is no item: read its items with Get-PimProduct and Get-PimProductModel.")
        : this;

    /// <summary>This, where it names an item of a kind: by a text, a row, or an object of that kind.</summary>
    /// <exception cref="PimException">It is a call of an action, or an object of another kind that was read.</exception>
    internal PimIdentity Of(PimResource resource)
    {
        if (!AsItem().IsOther(resource))
        {
            return this;
        }

        string keys = resource.ByOtherKey is { } other ? $"{resource.Key} or {other.Key}" : resource.Key;
        throw new PimException(PimErrorKind.Input, $"{resource.Named} is given by its {keys}, or as an object of the kind {resource.Named}, and {ObjectKind.Words((PSObject)Source)}.") { Subject = Text };
    }

    /// <summary>Whether it is an object that was read and names no item of a kind.</summary>
    internal bool IsOther(PimResource resource) =>
        Source is PSObject item && ItemText.IsItem(item) && !ObjectKind.Of(item).Any(kind => (s_named.TryGetValue(kind, out string? named) ? named : kind) == resource.Named);

    /// <summary>What a task is about, where a product or a product model is wanted; the task itself otherwise.</summary>
    /// <exception cref="PimException">The task is about something else.</exception>
    internal PimIdentity About(PimResource resource) => resource.Noun is not ("Product" or "ProductModel") ? this
        : ((PSObject)Source).Properties[resource.Noun]?.Value is { } item ? From(item)
        : throw new PimException(PimErrorKind.Input, $"The task '{Text}' is not about a {ApiName.ToSnake(resource.Noun).Replace('_', ' ')}.") { Subject = Text };

    /// <summary>The name as the caller gave it.</summary>
    public override string ToString() => Text;

    internal static PimIdentity From(object input)
    {
        object plain = PlainTree.Bare(input)!;
        switch (plain)
        {
            case PimIdentity identity:
                return identity;
            case string or Guid or int or long:
                string text = LanguagePrimitives.ConvertTo<string>(plain);
                return text.Length > 0
                    ? new PimIdentity(text, text)
                    : throw new ArgumentTransformationMetadataException("An identity must not be empty.");
        }

        // one that went to another job as JSON has no type, but all its properties
        if (input is PSObject item && (ObjectKind.Is(item, "Action") || (item.Properties["ProductUuids"] is not null && item.Properties["ProductModelCodes"] is not null)))
        {
            return new PimIdentity("action", input) { IsAction = true };
        }

        return FindIn(input)
            ?? throw new ArgumentTransformationMetadataException("The object has no property Uuid, Identifier, Code, Id or Sku with a value.");
    }

    /// <summary>An object by the clearest of its names; null where it has none.</summary>
    internal static PimIdentity? FindIn(object item) =>
        s_names.Select(name => Find(item, name)).FirstOrDefault(value => value is { Length: > 0 }) is { } best ? new PimIdentity(best, item) : null;

    /// <summary>All names that an object has, by what the API calls them.</summary>
    internal static Dictionary<string, string> NamesIn(object item) =>
        s_names.Select(name => (Name: name, Text: Find(item, name))).Where(static found => found.Text is { Length: > 0 }).ToDictionary(static found => found.Name, static found => found.Text!);

    private string? Find(string key)
    {
        string? value = Source is string ? null : Find(Source, key);
        return value is { Length: > 0 } ? value : key == "identifier" && Source is not string && Find(Source, "sku") is { Length: > 0 } sku ? sku : null;
    }

    private static string? Find(object item, string name)
    {
        object? value = (item is PSObject { BaseObject: IDictionary table } ? table : item) is IDictionary map
            ? map.Keys.Cast<object>().Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(key => map[key]).FirstOrDefault()
            : PSObject.AsPSObject(item).Properties[name]?.Value;
        return value is null ? null : LanguagePrimitives.ConvertTo<string>(value);
    }
}

/// <summary>Makes identities of strings, uuids and objects, one or many.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>For a parameter that takes one: a list of several is refused in words, where PowerShell has none.</summary>
    public bool IsOne { get; set; }

    /// <summary>For a parameter that says what items lie in: the property by which an item names that itself.</summary>
    public string? Owner { get; set; }

    /// <summary>Kinds of items, with commas between, whose objects another parameter takes: those that lie in what this one names, for example.</summary>
    public string? Except { get; set; }

    /// <summary>For a parameter that only takes objects that were read: their kind.</summary>
    public string? Only { get; set; }

    /// <summary>For a parameter that names things of one kind: that kind, or several with commas between. Objects of others that were read are refused.</summary>
    public string? Kinds { get; set; }

    /// <summary>The property by which a row names what another parameter takes.</summary>
    public string? Other { get; set; }

    /// <summary>For a parameter that may be left out: an empty cell of a row says nothing.</summary>
    public bool MayBeEmpty { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (ProductQueryView.FilterOf(inputData) is not null)
        {
            throw new ArgumentTransformationMetadataException("What Split-PimProductQuery gives is for -Filter.", new PSInvalidCastException());
        }

        if (Except is not null && inputData is PSObject input && IsInOwner(input))
        {
            // with this inside, the binder goes on to the next parameter set
            throw new ArgumentTransformationMetadataException($"An object of the kind {Except} is taken by another parameter.", new PSInvalidCastException());
        }

        if (Other is not null && inputData is PSObject { BaseObject: PSCustomObject } row && Member(row, Other) is not (null or ""))
        {
            throw new ArgumentTransformationMetadataException($"A row with {Other} is taken by another parameter.", new PSInvalidCastException());
        }

        if (Only is not null && !(inputData is PSObject read && ObjectKind.Is(read, Only)))
        {
            throw new ArgumentTransformationMetadataException($"This parameter takes objects of the kind {Only} that were read.", new PSInvalidCastException());
        }

        if (Owner is not null && inputData is PSObject { BaseObject: PSCustomObject } item && Member(item, Owner) is { } owner)
        {
            inputData = owner;
        }

        if (Kinds is not null)
        {
            ObjectKind.Check(inputData, Kinds.Split(','));
        }

        if (MayBeEmpty && PlainTree.Bare(inputData) is (null or ""))
        {
            return null;
        }

        if (IsOne && PlainTree.Bare(inputData) is ICollection { Count: > 1 } several and not IDictionary)
        {
            throw new ArgumentTransformationMetadataException($"It takes one, not {several.Count}.");
        }

        return PlainTree.Bare(inputData) switch
        {
            null => throw new ArgumentTransformationMetadataException("An identity must not be null."),
            IEnumerable list and not (string or IDictionary) => list.Cast<object>().Select(item => PimIdentity.From(item ?? throw new ArgumentTransformationMetadataException("An identity must not be null."))).ToArray(),
            _ => PimIdentity.From(inputData),
        };
    }

    /// <summary>What a row or an item says, in this module's spelling or the API's.</summary>
    private static object? Member(PSObject item, string name) => (item.Properties[name] ?? item.Properties[ApiName.ToSnake(name)])?.Value;

    /// <summary>Whether an object is one of the items, and not what they lie in; a row is one when it says both.</summary>
    private bool IsInOwner(PSObject input) =>
        Except!.Split(',').Any(kind => ObjectKind.Is(input, kind))
        || (input.BaseObject is PSCustomObject && !ObjectKind.IsKnown(input)
            && Owner is not null && Member(input, Owner) is not null && input.Properties["Code"]?.Value is not null);
}
