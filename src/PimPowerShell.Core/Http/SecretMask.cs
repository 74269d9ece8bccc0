using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PimPowerShell.Core.Http;

/// <summary>
/// The one place that tells by its name what of a body or an address is a secret, and shows *** instead. Bodies are JSON,
/// lines of JSON or a form; any other text that has such a name in it is not shown at all.
/// </summary>
public static class SecretMask
{
    /// <summary>What stands for a secret.</summary>
    public const string Hidden = "***";

    private const string HiddenText = Hidden + " (a text that may hold a secret)";

    // what is shorter is a part of other words by chance
    private const int LeastLength = 4;

    private static readonly JsonReaderOptions s_lines = new() { AllowMultipleValues = true };

    // key_features and keywords are none
    private static readonly Regex s_name = New("password|passwd|passphrase|secret|token|authorization|bearer|(?:api|access|private)key|(?<![a-z])(?:keys?|pwd)(?![a-z_-])");
    private static readonly Regex s_form = New(@"^[\w.\[\]%+-]+=[^\s&;<>{}""]*(?:&[\w.\[\]%+-]+=[^\s&;<>{}""]*)*\s*$");
    private static readonly Regex s_field = New(@"(?<=^|[?&#])(?<name>[^=&?#]+)=(?<value>[^&#\s]*)");
    private static readonly Regex s_login = New("(?<=//)[^/?#]*@");
    private static readonly Regex s_text = New(@"^(?:bearer|basic)\s|//[^/?#\s]*:[^/?#\s]*@");

    /// <summary>A body as it may be shown.</summary>
    public static string Hide(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body);
        if (s_form.IsMatch(text))
        {
            return HideFields(text);
        }

        if (FindValues(body) is not { } secrets)
        {
            // of letters with two bytes no name would be found
            return s_name.IsMatch(text) || text.IndexOf('\0') >= 0 ? HiddenText : text;
        }

        var shown = new StringBuilder();
        int done = 0;
        foreach ((int start, int end) in secrets)
        {
            shown.Append(Encoding.UTF8.GetString(body, done, start - done)).Append('"').Append(Hidden).Append('"');
            done = end;
        }

        return shown.Append(Encoding.UTF8.GetString(body, done, body.Length - done)).ToString();
    }

    /// <summary>An address as it may be shown: without a name and a password before the host, and without secrets in its query.</summary>
    public static string HideAddress(string address) => HideFields(s_login.Replace(address, ""));

    /// <summary>The secrets of an address and a body, the longest first: a server may repeat in its answer what it was asked.</summary>
    public static IReadOnlyList<string> In(Uri address, byte[]? body)
    {
        IEnumerable<string> found = InFields(address.Query);
        if (body is not null)
        {
            string text = Encoding.UTF8.GetString(body);
            found = found.Concat(s_form.IsMatch(text) ? InFields(text) : (FindValues(body) ?? []).SelectMany(place => TextsIn(body, place.Start, place.End)));
        }

        return [.. found.Where(static secret => secret.Length >= LeastLength).Distinct().OrderByDescending(static secret => secret.Length)];
    }

    private static Regex New(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string HideFields(string text) =>
        s_field.Replace(text, field => IsSecret(field, text) ? $"{field.Groups["name"].Value}={Hidden}" : field.Value);

    private static IEnumerable<string> InFields(string text) =>
        s_field.Matches(text).Cast<Match>().Where(field => IsSecret(field, text)).Select(static field => Decode(field.Groups["value"].Value));

    private static bool IsSecret(Match field, string text)
    {
        string name = Decode(field.Groups["name"].Value);
        return IsSecret(name, IsGrant(text)) || IsOfCredential(name) || HoldsSecret(Decode(field.Groups["value"].Value));
    }

    private static bool IsSecret(string name, bool isGrant) => s_name.IsMatch(name) || (isGrant && name == "code");

    /// <summary>Whether it asks for a token: an app's code is good for one, and any other code is none.</summary>
    private static bool IsGrant(string text) => text.IndexOf("grant_type", StringComparison.Ordinal) >= 0;

    /// <summary>A form's way to name a member within another: <c>credentials[0][value]</c>.</summary>
    private static bool IsOfCredential(string name) =>
        name.StartsWith("credential", StringComparison.OrdinalIgnoreCase) && name.IndexOf("[value]", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>Whether a text is JSON itself, with a secret in it.</summary>
    private static bool HoldsSecret(string text) =>
        text.TrimStart() is { Length: > 0 } json && (json[0] is '{' or '[') && (FindValues(Encoding.UTF8.GetBytes(text)) is { } secrets ? secrets.Count > 0 : s_name.IsMatch(text));

    /// <summary>Where in JSON the secrets begin and end; null where it is none.</summary>
    private static List<(int Start, int End)>? FindValues(byte[] json)
    {
        var found = new List<(int Start, int End)>();
        var reader = new Utf8JsonReader(json, s_lines);
        bool isGrant = IsGrant(Encoding.UTF8.GetString(json));
        // how deep the credentials lie that the reader is in
        int credentials = int.MaxValue;
        // a header is named by one member and has its value in another, in either order
        var pairs = new Dictionary<int, (bool IsSecret, (int Start, int End)? Value)>();
        try
        {
            while (reader.Read())
            {
                bool isSecret = false;
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    pairs.Remove(reader.CurrentDepth + 1);
                }
                else if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    string name = reader.GetString()!;
                    credentials = reader.CurrentDepth > credentials ? credentials : Is(name, "credentials") ? reader.CurrentDepth : int.MaxValue;
                    isSecret = IsSecret(name, isGrant) || (reader.CurrentDepth > credentials && Is(name, "value"));
                    int depth = reader.CurrentDepth;
                    reader.Read();
                    pairs.TryGetValue(depth, out (bool IsSecret, (int Start, int End)? Value) pair);
                    if (Is(name, "name") || Is(name, "key") || Is(name, "header"))
                    {
                        pairs[depth] = pair = pair with { IsSecret = reader.TokenType == JsonTokenType.String && s_name.IsMatch(reader.GetString()!) };
                        found.AddRange(pair is { IsSecret: true, Value: { } value } ? [value] : []);
                    }
                    else if (Is(name, "value") && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                    {
                        isSecret |= pair.IsSecret;
                        pairs[depth] = pair with { Value = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed) };
                    }
                }
                else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 0)
                {
                    isSecret = s_name.IsMatch(reader.GetString()!);
                }

                if (isSecret ? reader.TokenType is not (JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False)
                    : reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && (s_text.IsMatch(text) || HoldsSecret(text)))
                {
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    found.Add((start, (int)reader.BytesConsumed));
                }
            }

            return [.. found.Distinct().OrderBy(static place => place.Start)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The texts of a value, whatever lies in what.</summary>
    private static List<string> TextsIn(byte[] json, int start, int end)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(json.AsSpan(start, end - start));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan.ToArray()));
            }
        }

        return texts;
    }
}
