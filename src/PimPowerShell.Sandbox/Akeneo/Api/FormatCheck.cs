using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>The words in which the server tells that a body does not have the format of its resource (6.3).</summary>
internal static class FormatCheck
{
    public static string Missing(string property) => $"The property {property} is required";

    public static string Undefined(string property) =>
        $"The property {property} is not defined and the definition does not allow additional properties";

    public static string NotOneOf(IEnumerable<string> values) => $"Does not have a value in the enumeration [\"{string.Join("\",\"", values)}\"]";

    /// <param name="value">What was sent.</param>
    /// <param name="expected">What it should be, with its article, e.g. <c>a string or a null</c>.</param>
    public static string Found(JsonElement value, string expected) => $"{NameOf(value)} value found, but {expected} is required";

    private static string NameOf(JsonElement value)
    {
        string name = value.ValueKind == JsonValueKind.Object ? "object" : PhpJson.TypeName(value);
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
