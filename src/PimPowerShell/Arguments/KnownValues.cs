using System.Collections.Generic;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>The values that something can have, where these are few: yes or no, options, codes of families and the like.</summary>
/// <param name="Texts">The values as texts.</param>
internal sealed record KnownValues(IReadOnlyCollection<string> Texts)
{
    private static readonly string[] s_scores = ["A", "B", "C", "D", "E"];

    public static readonly KnownValues None = new([]);

    public static readonly KnownValues Flags = new(["$true", "$false"]) { AreCode = true };

    /// <summary>Whether the texts are PowerShell's own words, and no texts to PowerShell.</summary>
    public bool AreCode { get; private init; }

    /// <summary>A value as an expression.</summary>
    public string Literal(string text) => AreCode ? text : Completion.Literal(text);

    /// <summary>The values of a property or an attribute.</summary>
    /// <param name="provider">Where they are asked for.</param>
    /// <param name="field">The property or attribute.</param>
    /// <param name="context">The caller.</param>
    public static async Task<KnownValues> OfAsync(IPimProvider provider, PimFilterField field, CallContext context)
    {
        if (field.Kind == FilterKind.Flag)
        {
            return Flags;
        }

        (string? noun, IReadOnlyDictionary<string, string>? owners) = field switch
        {
            { Attribute: { } attribute } => (attribute.Codes?.Noun, attribute.Codes?.PathValues),
            { Name: "family" } => ("Family", null),
            { Name: "categories" } => ("Category", null),
            _ => (null, null),
        };
        return new(noun is not null ? await provider.Metadata.GetCodesAsync(noun, context, owners).ConfigureAwait(false)
            : field is { Attribute: null, Name: "quality_score" } ? s_scores
            : field is { Attribute: null, Name: "type" } ? AttributeTypeCompleter.Types(provider.Resources)
            : field.Attribute?.AllowedValues ?? []);
    }
}
