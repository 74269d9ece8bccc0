using System.Collections;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>A condition as users see it.</summary>
internal static class FilterView
{
    private const string TypeName = "PimPowerShell.Filter";

    public static PSObject From(string property, string op, object? value, string[]? locale, string? channel) => TypedObject.Of(
        TypeName,
        ("Property", property),
        ("Operator", op),
        ("Value", value),
        ("Locale", locale is { Length: 1 } ? locale[0] : locale),
        ("Channel", channel));

    /// <summary>Whether an object is one, or was one before it went through a file or to another process.</summary>
    public static bool IsFilter(PSObject view) => ObjectKind.Is(view, "Filter");

    public static PimCondition Read(PSObject view)
    {
        object? locale = Member("Locale");
        string property = LanguagePrimitives.ConvertTo<string>(Member("Property"));
        return new PimCondition(property, PimOperators.Require(LanguagePrimitives.ConvertTo<string>(Member("Operator")), property), Member("Value"))
        {
            Locale = locale as string,
            Locales = locale is IEnumerable several and not string ? [.. several.Cast<object?>().Select(LanguagePrimitives.ConvertTo<string>)] : null,
            Scope = Member("Channel") as string,
        };

        object? Member(string name) => PlainTree.FromValue(view.Properties[name]?.Value);
    }
}
