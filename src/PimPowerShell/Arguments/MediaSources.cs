using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>A media file that an input names.</summary>
/// <param name="Key">The file.</param>
/// <param name="FileName">What the server calls it; null where the input does not say.</param>
/// <param name="Size">Its size in bytes; null where the input does not say.</param>
internal sealed record MediaSource(MediaKey Key, string? FileName = null, long? Size = null);

/// <summary>Finds the media files in what users hand in: codes, files that were listed or sent, and items with files among their values.</summary>
/// <param name="provider">The back end.</param>
/// <param name="kind">What codes belong to.</param>
/// <param name="findByAttributes">Finds those of an item, as a line, whose values have no links: its attributes tell which are files.</param>
internal sealed class MediaSources(IPimProvider provider, MediaKind kind, Func<PimResource, byte[], IReadOnlyList<MediaKey>> findByAttributes)
{
    /// <summary>The same, for codes that belong to something else.</summary>
    public MediaSources Of(MediaKind other) => new(provider, other, findByAttributes);

    /// <exception cref="PimException">The input is nothing that could have a file.</exception>
    public IReadOnlyList<MediaSource> Find(object? input)
    {
        object? plain = PlainTree.Bare(input);
        return plain switch
        {
            string link when provider.ReadMediaLink(link) is { } linked => [new MediaSource(linked)],
            string { Length: > 0 } or Guid or int or long => [new MediaSource(new MediaKey(kind, LanguagePrimitives.ConvertTo<string>(plain)))],
            PSObject item => Of(item),
            IDictionary table => Of(ToObject(table)),
            IEnumerable list and not string => [.. list.Cast<object?>().SelectMany(Find)],
            _ => throw NoFile(),
        };
    }

    private IReadOnlyList<MediaSource> Of(PSObject item)
    {
        string? code = Text(item, "Code");
        if (ObjectKind.Is(item, "ReferenceEntity"))
        {
            return Text(item, "Image") is { Length: > 0 } image ? [new MediaSource(new MediaKey(MediaKind.ReferenceEntity, image))] : [];
        }

        if (item.Properties["Values"] is { } values)
        {
            MediaSource[] linked = [.. Walk(values.Value)];
            return linked.Length > 0 ? linked : [.. WithoutLinks(item)];
        }

        if (ObjectKind.IsKnown(item) && !SentMediaFile.IsMediaFile(item) && !ObjectKind.Is(item, "Asset"))
        {
            throw ObjectKind.Is(item, "Category")
                ? new PimException(PimErrorKind.Input, $"Identity: category '{code}' was read without its values, among which its files are. Read it with -WithEnrichedAttributes.") { Subject = "Identity" }
                : NoFile();
        }

        if (code is { Length: > 0 })
        {
            MediaKind own = ObjectKind.Is(item, "MediaFile") ? MediaKind.Product
                : Enum.TryParse(Text(item, "MediaKind"), ignoreCase: true, out MediaKind said) ? said : kind;
            return [new MediaSource(new MediaKey(own, code), Text(item, "OriginalFilename") ?? Text(item, "Filename"), Size(item, "Size"))];
        }

        MediaSource[] found = [.. Walk(item)];
        return found.Length > 0 ? found : ValueWithoutLink(item) is { } value ? [value] : throw NoFile();
    }

    /// <summary>Values of records have no links.</summary>
    private IEnumerable<MediaSource> WithoutLinks(PSObject item)
    {
        PimResource? resource = provider.Resources.FirstOrDefault(resource => ObjectKind.Is(item, resource.Noun));
        return resource?.AttributeNoun is null || resource.PathNames.Any(owner => Text(item, ApiName.ToPascal(owner)) is null or "") ? []
            : findByAttributes(resource, JsonBytes.Write(writer => JsonTree.Write(writer, ItemWriter.Fields(item), PlainTree.Unwrap))).Select(key => new MediaSource(key));
    }

    /// <summary>A value of a record that is alone: its data has the form of a file's code, and its channel is called so.</summary>
    private MediaSource? ValueWithoutLink(PSObject value) =>
        value.Properties["Channel"] is not null && Text(value, "Data") is { } code && FileNames.IsWithHash(code) && provider.MediaPlaces.Any(place => place.Kind == MediaKind.ReferenceEntity)
            ? new MediaSource(new MediaKey(kind == provider.MediaPlaces[0].Kind ? MediaKind.ReferenceEntity : kind, code))
            : null;

    /// <summary>The values that are files: they have a link to their bytes, or, in a category, a path.</summary>
    private IEnumerable<MediaSource> Walk(object? node)
    {
        switch (PlainTree.Bare(node))
        {
            case PSObject value when Inner(Inner(value, "_links"), "download") is { } link && Text(link, "href") is { } address && provider.ReadMediaLink(address) is { } key:
                PSObject? linked = Inner(value, "linked_data");
                yield return new MediaSource(key, Text(linked, "original_filename"), Size(linked, "size"));
                break;
            case PSObject value when Text(value, "file_path") is { } path:
                yield return new MediaSource(new MediaKey(MediaKind.Category, path), Text(value, "original_filename"), Size(value, "size"));
                break;
            case PSObject value:
                foreach (MediaSource source in value.Properties.SelectMany(property => Walk(property.Value)))
                {
                    yield return source;
                }

                break;
            case IEnumerable list and not (string or IDictionary):
                foreach (MediaSource source in list.Cast<object?>().SelectMany(Walk))
                {
                    yield return source;
                }

                break;
        }
    }

    private static PSObject ToObject(IDictionary table)
    {
        var item = new PSObject();
        foreach (DictionaryEntry entry in table)
        {
            item.Properties.Add(new PSNoteProperty(entry.Key.ToString(), entry.Value));
        }

        return item;
    }

    private static PSObject? Inner(PSObject? item, string name) => item?.Properties[name]?.Value as PSObject;

    private static string? Text(PSObject? item, string name) =>
        item?.Properties[name]?.Value is { } value && (value is PSObject { BaseObject: string or int or long } or string or int or long)
            ? LanguagePrimitives.ConvertTo<string>(value) : null;

    /// <summary>A size of nothing is none that a server knows.</summary>
    private static long? Size(PSObject? item, string name) =>
        long.TryParse(Text(item, name), NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size > 0 ? size : null;

    private static PimException NoFile() =>
        new(PimErrorKind.Input, "Identity: takes codes, media files, and items that have files among their values.") { Subject = "Identity" };
}
