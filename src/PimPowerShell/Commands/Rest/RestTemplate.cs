using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Commands.Rest;

/// <summary>
/// Fills <c>{{name}}</c> in addresses and bodies, escaped for its place: as a segment or a query value, as text within a
/// JSON string, or as a whole JSON value. <c>{{data}}</c> in a body is the whole piped object without <c>_meta_</c>.
/// </summary>
internal sealed class RestTemplate(IDictionary? variables, object? input)
{
    // a placeholder that is all of a JSON string stands for a value of its own
    private static readonly Regex s_inBody = new(@"""\{\{\s*data\s*\}\}""|\{\{\s*([^{}]+?)\s*\}\}", RegexOptions.CultureInvariant);
    private static readonly Regex s_inAddress = new(@"\{\{\s*([^{}]+?)\s*\}\}", RegexOptions.CultureInvariant);

    public string FillAddress(string address) => s_inAddress.Replace(address, match => Uri.EscapeDataString(Text(Find(match.Groups[1].Value))));

    public string FillJson(string body) => s_inBody.Replace(body, match =>
    {
        string name = match.Groups[1].Success ? match.Groups[1].Value : "data";
        if (name == "data" && !Has("data"))
        {
            return Json(Data());
        }

        object? value = Find(name);
        return IsInString(body, match.Index) ? JsonEncodedText.Encode(Text(value), JsonBytes.Options.Encoder).ToString() : Json(value);
    });

    public string FillText(string body) => s_inAddress.Replace(body, match =>
        match.Groups[1].Value == "data" && !Has("data") ? Json(Data()) : Text(Find(match.Groups[1].Value)));

    public static string Json(object? value) =>
        Encoding.UTF8.GetString(JsonBytes.Write(writer => JsonTree.Write(writer, value, PlainTree.Unwrap)));

    /// <summary>Whether a place lies between the quotes of a JSON string.</summary>
    private static bool IsInString(string json, int place)
    {
        bool inside = false;
        for (int i = 0; i < place; i++)
        {
            if (json[i] == '\\')
            {
                i++;
            }
            else if (json[i] == '"')
            {
                inside = !inside;
            }
        }

        return inside;
    }

    private static string Text(object? value) => value is null ? "" : PlainTree.Unwrap(value) is bool flag ? (flag ? "true" : "false") : LanguagePrimitives.ConvertTo<string>(value);

    private object? Data()
    {
        object? plain = PlainTree.Unwrap(input ?? throw new MissingVariableException("data"));
        IEnumerable<KeyValuePair<string, object?>>? fields = plain as IEnumerable<KeyValuePair<string, object?>> ?? (plain is IDictionary map ? JsonTree.Pairs(map) : null);
        return fields is null ? plain : fields.Where(field => field.Key != "_meta_");
    }

    private bool Has(string name) => TryFind(name, out _);

    private object? Find(string name) => TryFind(name, out object? value) ? value : throw new MissingVariableException(name);

    /// <summary>A dot goes a level down: <c>{{family.code}}</c>.</summary>
    private bool TryFind(string path, out object? value)
    {
        if (variables is not null && TryGet(variables, path, out value))
        {
            return true;
        }

        if (input is not null && TryGet(input, path, out value))
        {
            return true;
        }

        value = null;
        return false;
    }

    private static bool TryGet(object source, string path, out object? value)
    {
        value = source;
        foreach (string name in path.Split('.'))
        {
            object? step = PlainTree.Bare(value);
            if (step is IDictionary map)
            {
                if (!map.Contains(name))
                {
                    return false;
                }

                value = map[name];
            }
            else if (step is not null && PSObject.AsPSObject(step).Properties[name] is { } property)
            {
                value = property.Value;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A placeholder without a value.</summary>
internal sealed class MissingVariableException(string name) : Exception($"The placeholder {{{{{name}}}}} has no value.")
{
    public string Name { get; } = name;
}
