using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Addresses below the API's root.</summary>
internal sealed class AkeneoAddress
{
    public AkeneoAddress(Uri url)
    {
        Root = new Uri(PimRequest.WithoutUser(url).GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        Rest = new Uri(Root, "api/rest/v1/");
    }

    /// <summary>The PIM's own address, with a slash at its end.</summary>
    public Uri Root { get; }

    /// <summary>Where the REST API begins.</summary>
    public Uri Rest { get; }

    public Uri Of(PimResource resource, IReadOnlyDictionary<string, string> pathValues, string? key, IEnumerable<KeyValuePair<string, string>> query)
    {
        if (key is not null && resource.ItemPath?.Contains("{") == true)
        {
            return new Uri(Rest, Fill(resource.ItemPath, resource.Noun, new Dictionary<string, string> { [resource.Key] = key }) + Query(query));
        }

        bool isAcross = key is null && pathValues.Count == 0 && resource.AcrossPath is not null;
        string path = Fill(isAcross ? resource.AcrossPath! : key is null ? resource.Path : resource.ItemPath ?? resource.Path, resource.Noun, pathValues);
        return new Uri(Rest, (key is null ? path : $"{path}/{(resource.KeyHasSlashes ? EscapePath(key) : PathSegment.Escape(key))}") + Query(query));
    }

    /// <summary>A path with a query.</summary>
    public Uri Of(string path, IEnumerable<KeyValuePair<string, string>> query) => new(Rest, path + Query(query));

    /// <summary>A path with the keys in their places.</summary>
    public Uri Of(string path, string noun, IReadOnlyDictionary<string, string> pathValues) => new(Rest, Fill(path, noun, pathValues));

    /// <summary>A key whose slashes stay slashes; null for one that would lead elsewhere.</summary>
    public static string? EscapePath(string key)
    {
        string[] segments = key.Split('/');
        return segments.Any(segment => segment is "" or "." or "..") ? null : string.Join("/", segments.Select(Uri.EscapeDataString));
    }

    /// <summary>Whether an address is that of an attribute's options, all or one.</summary>
    public bool IsOption(Uri address)
    {
        string start = Rest.AbsolutePath + "attributes/";
        string[] parts = address.AbsolutePath.StartsWith(start, StringComparison.Ordinal) ? address.AbsolutePath.Substring(start.Length).Split('/') : [];
        return parts.Length >= 2 && parts[1] == "options";
    }

    /// <summary>What is wrong where nothing says what an item lies in.</summary>
    public static PimException Needs(string noun, string owner) => new(PimErrorKind.Input, $"{noun} needs '{owner}'.") { Subject = owner };

    private static string Fill(string path, string noun, IReadOnlyDictionary<string, string> pathValues) =>
        string.Join("/", path.Split('/').Select(part =>
            !part.StartsWith("{", StringComparison.Ordinal) ? part
            : pathValues.TryGetValue(part.Trim('{', '}'), out string? value) ? PathSegment.Escape(value)
            : throw Needs(noun, part.Trim('{', '}'))));

    private static string Query(IEnumerable<KeyValuePair<string, string>> query)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, string> option in query)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(option.Key).Append('=').Append(Uri.EscapeDataString(option.Value));
        }

        return text.ToString();
    }
}
