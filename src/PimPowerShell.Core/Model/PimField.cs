using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Core.Model;

/// <summary>What a field of a write takes.</summary>
public enum FieldType
{
    /// <summary>A table, or whatever the server says.</summary>
    Any,
    /// <summary>One text.</summary>
    Text,
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A list of texts.</summary>
    List,
    /// <summary>A flag, a number, a text or a list of texts: what the item says.</summary>
    Value,
}

/// <summary>One field of a write.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="Type">What it takes.</param>
public sealed record PimField(string Name, FieldType Type = FieldType.Any)
{
    /// <summary>How it is compared with what the server has.</summary>
    public FieldShape Shape { get; init; }

    /// <summary>The editions that have it.</summary>
    public PimEditions Editions { get; init; } = PimEditions.All;

    /// <summary>Texts that not all editions take in it, with those that do; null for none.</summary>
    public IReadOnlyDictionary<string, PimEditions>? LimitedTexts { get; init; }

    /// <summary>What it is where nobody has said anything, and what a server without it would have; null for nothing at all.</summary>
    public string? Usual { get; init; }

    /// <summary>The texts that are known for it, where these are few; empty for any.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>What a <see cref="FieldType.Value"/> is by the item's type; empty for all else.</summary>
    public IReadOnlyDictionary<string, FieldType> ByType { get; init; } = new Dictionary<string, FieldType>();

    /// <summary>What the parameter for it is called, in the API's way of writing, where that is neither its name nor its name's singular.</summary>
    public string? Parameter { get; init; }

    /// <summary>Whether one of some editions takes a text in it.</summary>
    public bool Takes(string text, PimEditions editions) => LimitedTexts is null || !LimitedTexts.TryGetValue(text, out PimEditions limit) || limit.Overlap(editions);

    /// <summary>A field that takes whatever the server says.</summary>
    public static implicit operator PimField(string name) => new(name);

    internal static PimField Text(string name) => new(name, FieldType.Text);

    internal static PimField Flag(string name) => new(name, FieldType.Flag);

    internal static PimField Number(string name) => new(name, FieldType.Number);

    internal static PimField List(string name) => new(name, FieldType.List);

    internal static PimField Code(string name) => Text(name) with { Shape = FieldShape.Code };

    internal static PimField Decimal(string name) => Text(name) with { Shape = FieldShape.Decimal };

    internal static PimField Day(string name) => Text(name) with { Shape = FieldShape.Day };

    internal static PimField Set(string name) => List(name) with { Shape = FieldShape.Set };

    internal static PimField Codes(string name) => List(name) with { Shape = FieldShape.Codes };

    internal static PimField Members(string name) => List(name) with { Shape = FieldShape.Members };

    internal static PimField Labels(string name = "labels") => Of(name, FieldShape.Labels);

    internal static PimField Table(string name) => Of(name, FieldShape.Table);

    internal static PimField Hosted(PimField field) => field with { Editions = PimEditions.Hosted };

    internal PimField Limit(PimEditions editions, params string[] texts) => this with { LimitedTexts = texts.ToDictionary(static text => text, _ => editions) };

    internal static PimField Of(string name, FieldShape shape) => new(name) { Shape = shape };
}
