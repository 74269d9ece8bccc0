using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Media;

/// <summary>The form by which a file comes: the file itself, and in JSON where it belongs.</summary>
internal sealed class MediaUpload
{
    private const string FilePart = "file";

    private readonly IReadOnlyList<MultipartPart> _parts;

    public MediaUpload(HttpRequest request)
    {
        // what is no form has no parts, as PHP sees it
        MultipartReader.TryRead(request.Header("Content-Type"), request.Body, out IReadOnlyList<MultipartPart> parts);
        _parts = parts;
    }

    /// <summary>Whether there is a plain field of a name; a part that tells a file name is none.</summary>
    public bool HasField(string name) => Field(name) is not null;

    /// <summary>The JSON of a field.</summary>
    public JsonElement Json(string name) =>
        PhpJson.TryParse(Field(name)!.Bytes, out JsonElement json) ? json : throw ApiException.BadJson();

    /// <summary>Takes the file out of the form.</summary>
    public MediaFile File()
    {
        MultipartPart part = _parts.LastOrDefault(part => part.Name == FilePart && part.FileName is not null)
            ?? throw ApiException.Unprocessable($"Property \"{FilePart}\" is required.");

        // some clients send the whole path; the server keeps what follows the last slash of either kind
        string name = part.FileName!.Substring(part.FileName.LastIndexOfAny(['/', '\\']) + 1);
        return MediaFile.Create(name.Length > 0 ? name : FilePart, part.Bytes.ToArray());
    }

    /// <summary>A scalar of the JSON, or null.</summary>
    public static string? Text(JsonElement json, string name) =>
        PhpJson.TryGet(json, name, out JsonElement value) && !PhpJson.IsNull(value) ? PhpJson.Text(value) : null;

    /// <summary>Whether names are there with values, and others at least there.</summary>
    public static bool Has(JsonElement json, string[] filled, string[] present) =>
        filled.All(name => Text(json, name) is not null) && present.All(name => PhpJson.TryGet(json, name, out _));

    private MultipartPart? Field(string name) => _parts.LastOrDefault(part => part.Name == name && part.FileName is null);
}
