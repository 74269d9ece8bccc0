using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Arguments;

/// <summary>Makes items of a bulk write of what users hand in.</summary>
/// <param name="provider">Where they are written.</param>
/// <param name="resource">Their kind, or that of those that do not say it.</param>
/// <param name="isOwnKind">Whether an object that was read is of its own kind.</param>
/// <param name="owners">The keys of what they lie in, by the names in the path; those that are missing each item says.</param>
/// <param name="toItem">Makes what is sent of an input of one kind.</param>
internal sealed class BulkInputs(
    IPimProvider provider, PimResource resource, bool isOwnKind, Dictionary<string, string> owners, Func<object?, PimResource, WritableItem> toItem)
{
    private readonly Dictionary<string, PimResource> _kinds = provider.Resources
        .Where(static kind => kind.Batch != BatchStyle.None).GroupBy(static kind => kind.Noun).ToDictionary(static kinds => kinds.Key, static kinds => kinds.First());

    // those of the kinds that are written as one of these
    private readonly Dictionary<string, string> _writtenAs = provider.Resources
        .Where(static kind => kind.WrittenAs is not null).GroupBy(static kind => kind.Noun).ToDictionary(static kinds => kinds.Key, static kinds => kinds.First().WrittenAs!);

    private readonly HashSet<string> _others = [.. provider.Resources.Where(static kind => kind.Batch == BatchStyle.None).Select(static kind => kind.Noun)];

    /// <summary>The result of an input that there is nothing to send of; null for all others.</summary>
    public BulkResult? Settle(long index, object? input)
    {
        if (CatalogDifference.Read(input) is not { Change: null } difference)
        {
            return null;
        }

        var item = new BulkItem(index, FindKind(difference) ?? resource, difference.Key, default, input);
        return difference.Status == nameof(ComparisonStatus.Equal)
            ? new BulkResult(item, BulkStatus.Unchanged, null, null, [], 0)
            : new BulkResult(item, BulkStatus.Skipped, null, difference.Files.Length > 0
                ? "Not sent: only files differ. Save-PimMediaFile and Send-PimMediaFile bring them over."
                : "Not sent: the reference has no such item, and nothing is deleted.", [], 0);
    }

    /// <summary>One input.</summary>
    /// <exception cref="PimException">It cannot be sent as it is.</exception>
    public BulkItem Read(long index, object? input)
    {
        if (CatalogDifference.Read(input) is { } difference)
        {
            return Read(index, difference, input);
        }

        WritableItem item;
        try
        {
            item = toItem(input, KindOf(input));
        }
        catch (PimException e)
        {
            throw new PimException(e.Kind, $"{Name(index, input)}: {e.Message}", e) { Errors = e.Errors };
        }

        if (item.Key is null)
        {
            string keys = item.Resource.ByOtherKey is { } other ? $"neither {item.Resource.Key} nor {other.Key}" : $"no {item.Resource.Key}";
            bool isOther = isOwnKind && item.Resource.Key != "code" && JsonCursor.HasMember(item.Body, "code"u8);
            throw new PimException(PimErrorKind.Input, $"{Name(index, input)} has {keys}.{(isOther ? " It has a code: -Resource says what it is." : "")}");
        }

        return new BulkItem(index, item.Resource, item.Key, item.Body, input) { PathValues = Owners(index, input, item), OtherKey = item.OtherKey };
    }

    /// <summary>An input that cannot be sent, with its kind and its key as far as these can be read.</summary>
    public BulkItem Unsent(long index, object? input)
    {
        try
        {
            PimResource kind = KindOf(input);
            return new BulkItem(index, kind, ItemWriter.FindKey(input, kind) ?? "", default, input);
        }
        catch (PimException)
        {
            return new BulkItem(index, resource, "", default, input);
        }
    }

    private static string Name(long index, object? input) => input is FileLine line ? line.ToString() : $"Input {index}";

    /// <summary>A difference knows its kind, its place and its line.</summary>
    private BulkItem Read(long index, CatalogDifference difference, object? input)
    {
        PimResource kind = FindKind(difference)
            ?? throw new PimException(PimErrorKind.Input, $"Input {index}: {provider.Name} has no bulk write of {difference.Resource} by the key that '{difference.Key}' is.");
        Dictionary<string, string>? places = kind.PathNames.Any()
            ? JsonTree.Pairs(difference.Owners).ToDictionary(static owner => owner.Key, static owner => LanguagePrimitives.ConvertTo<string>(owner.Value))
            : null;
        return new BulkItem(index, kind, difference.Key, Encoding.UTF8.GetBytes(difference.Change!), input) { PathValues = places };
    }

    private PimResource? FindKind(CatalogDifference difference)
    {
        PimResource? kind = _kinds.TryGetValue(difference.Resource, out PimResource? found) ? found : null;
        return kind?.ByOtherKey is { } other && difference.Change is { } change && !JsonCursor.HasMember(Encoding.UTF8.GetBytes(change), Encoding.UTF8.GetBytes(kind.Key)) ? other : kind;
    }

    private PimResource KindOf(object? input)
    {
        if (!isOwnKind || input is not PSObject { BaseObject: PSCustomObject } read)
        {
            return resource;
        }

        foreach (string noun in ObjectKind.Of(read))
        {
            if (_kinds.TryGetValue(_writtenAs.TryGetValue(noun, out string? other) ? other : noun, out PimResource? kind))
            {
                return kind;
            }

            if (_others.Contains(noun))
            {
                throw new PimException(PimErrorKind.Unsupported, $"{provider.Name} has no bulk write of {noun}.");
            }
        }

        return resource;
    }

    private Dictionary<string, string>? Owners(long index, object? input, WritableItem item)
    {
        if (item.Resource.Path.IndexOf('{') < 0)
        {
            return owners.Count == 0 ? null
                : throw new PimException(PimErrorKind.Input, $"{Name(index, input)}: {item.Resource.Noun} lies in no {owners.Keys.First()}.");
        }

        var found = new Dictionary<string, string>();
        foreach (string name in item.Resource.PathNames)
        {
            found[name] = owners.TryGetValue(name, out string? given) ? given
                : item.Owners.TryGetValue(name, out string? own) ? own
                : throw new PimException(PimErrorKind.Input, $"{Name(index, input)} has no {name}, and there is no -{ApiName.ToPascal(name)}.");
        }

        return found;
    }
}
