using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Holds what is to be written against the rules of its resource, and against what it lies in, before it is sent. Every
/// write comes by here, single ones and those of a batch.
/// </summary>
internal sealed class AkeneoWriteCheck(AkeneoMetadata metadata)
{
    private const int Refused = 422;

    /// <summary>Refuses a single item.</summary>
    /// <param name="write">The write.</param>
    /// <param name="isNew">Whether it is certain that there is no such item yet.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">Fields do not fit.</exception>
    public async Task CheckAsync(PimWrite write, bool isNew, CallContext context)
    {
        if (write.Verb == WriteVerb.Delete || !Covers(write.Resource, isNew))
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(write.Body);
        IReadOnlyList<PimFieldError> faults = await FindAsync(
            write.Resource, write.PathValues, new RuleItem(document.RootElement, isNew) { HasFile = write.File is not null }, context).ConfigureAwait(false);
        if (faults.Count > 0)
        {
            throw PimException.Unfit(faults);
        }
    }

    /// <summary>Sends those lines of a batch that fit, and answers the others itself, as the server would.</summary>
    public async Task<BatchAnswer> SendAsync(BatchRequest batch, CallContext context, Func<BatchRequest, Task<BatchAnswer>> sendAsync)
    {
        if (!Covers(batch.Resource, isNew: false))
        {
            return await sendAsync(batch).ConfigureAwait(false);
        }

        var answers = new BatchLine?[batch.Lines.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            if (await FindAsync(batch.Resource, batch.PathValues, batch.Lines[i], context).ConfigureAwait(false) is { Count: > 0 } faults)
            {
                answers[i] = new BatchLine(Refused, "Not sent.", faults);
            }
        }

        int[] fitting = [.. Enumerable.Range(0, answers.Length).Where(place => answers[place] is null)];
        if (fitting.Length == answers.Length)
        {
            return await sendAsync(batch).ConfigureAwait(false);
        }

        BatchAnswer sent = fitting.Length == 0
            ? new BatchAnswer([], 0, null)
            : await sendAsync(batch with { Lines = [.. fitting.Select(place => batch.Lines[place])] }).ConfigureAwait(false);
        for (int i = 0; i < fitting.Length; i++)
        {
            answers[fitting[i]] = sent.Lines[i];
        }

        return sent with { Lines = answers };
    }

    /// <summary>What is wrong with a line that may be of an item that is there.</summary>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            // the server says what is wrong with it
            return [];
        }

        using (document)
        {
            return await FindAsync(resource, pathValues, new RuleItem(document.RootElement, IsNew: false), context).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="FindAsync(PimResource, IReadOnlyDictionary{string, string}, ReadOnlyMemory{byte}, CallContext)"/>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, RuleItem item, CallContext context)
    {
        if (item.Fields.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        IReadOnlyList<PimFieldError> faults = Faults(item with { IdentifierAttribute = metadata.KnownIdentifierAttribute ?? "" });
        return faults.Count > 0 && resource.Rules.OfType<AmongRule>().Any(rule => rule.HasIdentifier)
            ? Faults(item with { IdentifierAttribute = await metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) })
            : faults;

        IReadOnlyList<PimFieldError> Faults(RuleItem item) => [.. OwnerFaults(resource, pathValues, item), .. resource.Rules.SelectMany(rule => rule.Faults(item))];
    }

    private static bool Covers(PimResource resource, bool isNew) =>
        resource.Rules.Any(rule => isNew || !rule.IsOfNew) || OwnerFields(resource).Any();

    /// <summary>What an item says of the thing that it lies in is what its address says.</summary>
    private static IEnumerable<PimFieldError> OwnerFaults(PimResource resource, IReadOnlyDictionary<string, string> pathValues, RuleItem item) =>
        from name in OwnerFields(resource)
        let given = item.TextOf(name)
        where given is not null && pathValues.TryGetValue(name, out string? owner) && !string.Equals(given, owner, StringComparison.OrdinalIgnoreCase)
        select new PimFieldError(name, $"is '{given}', and the line goes to '{pathValues[name]}'");

    private static IEnumerable<string> OwnerFields(PimResource resource) => resource.PathNames.Where(name => resource.Fields.Any(field => field.Name == name));
}
