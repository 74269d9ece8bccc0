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
/// Holds what is to be written against the rules of its resource, and against what it lies in, before it is sent: single
/// writes, and those of a batch but for products and models, which come there in great numbers: see <see cref="AkeneoLimitCheck"/>.
/// </summary>
internal sealed class AkeneoWriteCheck(AkeneoMetadata metadata, AkeneoCatalog catalog, AkeneoSingleCheck singleCheck, AkeneoEntityCheck entityCheck)
{
    private const string Merging = "PATCH";

    private readonly AkeneoUnitCheck _units = new(catalog);
    private readonly AkeneoLevelCheck _levels = new(metadata);
    private readonly AkeneoFamilyCheck _families = new(metadata);
    private readonly AkeneoAxisCheck _axes = new(metadata, catalog);

    /// <summary>Whether a change says something of what may be an axis of its item, by what is known of the attributes.</summary>
    public bool MayHaveAxes(PimResource resource, ReadOnlyMemory<byte> change) =>
        AkeneoItemCheck.Covers(resource) && new AkeneoLineScan(metadata).Scan(change.Span).Axes.Count > 0;

    /// <summary>Refuses a single item.</summary>
    /// <param name="write">The write.</param>
    /// <param name="isNew">Whether it is certain that there is no such item yet.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">Fields do not fit.</exception>
    public async Task CheckAsync(PimWrite write, bool isNew, CallContext context)
    {
        bool isItem = AkeneoItemCheck.Covers(write.Resource);
        bool isEntry = AkeneoEntityCheck.Covers(write.Resource);
        if (write.Verb == WriteVerb.Delete || !(isItem || isEntry || Covers(write.Resource, isNew)))
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(write.Body);
        ThrowIfAny(await FindAsync(
            write.Resource, write.PathValues, new RuleItem(document.RootElement, isNew) { HasFile = write.File is not null }, context).ConfigureAwait(false));
        if (isItem)
        {
            ThrowIfAny(await FindAloneAsync(() => singleCheck.FindAsync(write.Resource, document.RootElement, context), context).ConfigureAwait(false));
        }
        else if (isEntry)
        {
            ThrowIfAny(await FindAloneAsync(() => entityCheck.FindAsync(write.Resource, write.PathValues, document.RootElement, context), context).ConfigureAwait(false));
        }
    }

    /// <summary>What is wrong with a single item by the catalog, as far as that can be asked for.</summary>
    private static async Task<IReadOnlyList<PimFieldError>> FindAloneAsync(Func<Task<IReadOnlyList<PimFieldError>>> findAsync, CallContext context)
    {
        try
        {
            return AtTheirAttributes(await findAsync().ConfigureAwait(false));
        }
        catch (PimException e) when (e.Kind is PimErrorKind.ServerFault or PimErrorKind.WrongServer)
        {
            Unreadable.Tell("attributes", e, context);
            return [];
        }
    }

    /// <summary>Refuses a change of a single item, beside what the item is like.</summary>
    /// <param name="write">The change.</param>
    /// <param name="present">The item as the server has it.</param>
    /// <param name="context">The caller.</param>
    /// <exception cref="PimException">It would change what stays as it is, or does not fit to it.</exception>
    public async Task CheckAsync(PimWrite write, ReadOnlyMemory<byte> present, CallContext context)
    {
        if (write.Verb == WriteVerb.Delete || write.Resource.WriteMethod != Merging)
        {
            return;
        }

        using JsonDocument wanted = JsonDocument.Parse(write.Body);
        using JsonDocument held = JsonDocument.Parse(present);
        PimFieldError[] changed =
        [
            .. KeptFields.Errors(write.Resource, wanted.RootElement, held.RootElement),
            .. await _axes.FindAsync(write.Resource, wanted.RootElement, held.RootElement, context).ConfigureAwait(false),
        ];
        if (changed.Length > 0)
        {
            throw new PimException(
                PimErrorKind.Input, string.Join(" ", changed.Select(error => $"The {error.Attribute ?? error.Property} of {write.Resource.Noun} '{write.Key}' {error.Message}.")))
            {
                Subject = changed[0].Attribute ?? changed[0].Property,
            };
        }

        ThrowIfAny(await FindAsync(
            write.Resource, write.PathValues, new RuleItem(wanted.RootElement, IsNew: false) { Present = held.RootElement, HasFile = write.File is not null }, context).ConfigureAwait(false));
    }

    /// <summary>What is wrong with a line, beside what the item is like.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="pathValues">The keys of what it lies in.</param>
    /// <param name="line">Its JSON.</param>
    /// <param name="present">The item as the server has it; empty where there is none.</param>
    /// <param name="context">The caller.</param>
    public async Task<IReadOnlyList<PimFieldError>> FindAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, ReadOnlyMemory<byte> present, CallContext context)
    {
        if (resource.WriteMethod != Merging)
        {
            return [];
        }

        using JsonDocument? held = present.IsEmpty ? null : JsonDocument.Parse(present);
        return await ReadAsync(line, async wanted =>
        {
            IReadOnlyList<PimFieldError> others = await FindAsync(
                resource, pathValues, new RuleItem(wanted, IsNew: held is null) { Present = held?.RootElement }, context).ConfigureAwait(false);
            return
            [
                .. held is null ? KeptFields.Missing(resource, line) : KeptFields.Errors(resource, wanted, held.RootElement),
                .. held is null ? [] : await _axes.FindAsync(resource, wanted, held.RootElement, context).ConfigureAwait(false),
                .. others,
            ];
        }).ConfigureAwait(false);
    }

    /// <summary>Sends those lines of a batch that fit, and answers the others itself, as the server would.</summary>
    public async Task<BatchAnswer> SendAsync(BatchRequest batch, CallContext context, Func<BatchRequest, Task<BatchAnswer>> sendAsync)
    {
        if (!HoldsLines(batch.Resource))
        {
            return await sendAsync(batch).ConfigureAwait(false);
        }

        IReadOnlyList<IReadOnlyList<PimFieldError>> faults = await PreviewAsync(batch, context).ConfigureAwait(false);
        BatchLine?[] answers = [.. faults.Select(found => found.Count == 0 ? null : BatchLine.Unsent(found))];
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

    /// <summary>What is wrong with each line of a batch, for which it would not be sent.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<PimFieldError>>> PreviewAsync(BatchRequest batch, CallContext context)
    {
        var faults = new IReadOnlyList<PimFieldError>[batch.Lines.Count];
        for (int i = 0; i < faults.Length; i++)
        {
            faults[i] = HoldsLines(batch.Resource)
                ? await FindAsync(batch.Resource, batch.PathValues, batch.Lines[i], context).ConfigureAwait(false)
                : [];
        }

        return faults;
    }

    /// <summary>What is wrong with a line that may be of an item that is there.</summary>
    public Task<IReadOnlyList<PimFieldError>> FindAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context) =>
        ReadAsync(line, item => FindAsync(resource, pathValues, new RuleItem(item, IsNew: false), context));

    /// <summary>What is found in a line; in one that is no JSON, or has half a letter in a text, nothing: the server says what is wrong with it.</summary>
    public static async Task<IReadOnlyList<PimFieldError>> ReadAsync(ReadOnlyMemory<byte> line, Func<JsonElement, Task<IReadOnlyList<PimFieldError>>> findAsync)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return await findAsync(document.RootElement).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
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

        string? identifier = metadata.KnownIdentifierAttribute;
        item = item with { IdentifierAttribute = identifier ?? "" };
        List<PimFieldError> faults = [.. OwnerFaults(resource, pathValues, item)];
        foreach (PimRule rule in resource.Rules)
        {
            PimFieldError[] found = [.. rule.Faults(item)];
            if (identifier is null && item.IdentifierAttribute?.Length == 0 && rule.NeedsIdentifier(item, found.Length > 0))
            {
                item = item with { IdentifierAttribute = await metadata.GetIdentifierAttributeAsync(context).ConfigureAwait(false) };
                found = [.. rule.Faults(item)];
            }

            faults.AddRange(found);
        }

        // what is wrong with the item as it is may stay: the server has taken it
        IReadOnlyList<PimFieldError> left = faults.Count > 0 && item.Present is { } present ? [.. faults.Except(Faults(item with { Fields = present, HasFile = false }))] : faults;
        return left.Count > 0 ? left
            : AkeneoUnitCheck.Covers(resource) ? await _units.FindAsync(item, context).ConfigureAwait(false)
            : AkeneoFamilyCheck.Covers(resource) ? await _families.FindAsync(item, context).ConfigureAwait(false)
            : AkeneoLevelCheck.Covers(resource) ? await _levels.FindAsync(item, context).ConfigureAwait(false)
            : [];

        IEnumerable<PimFieldError> Faults(RuleItem item) => [.. OwnerFaults(resource, pathValues, item), .. resource.Rules.SelectMany(rule => rule.Faults(item))];
    }

    /// <summary>Faults of values, each with its attribute in the name of the place.</summary>
    private static PimFieldError[] AtTheirAttributes(IReadOnlyList<PimFieldError> found) =>
        [.. found.Select(static error => error.Attribute is null ? error : error with { Property = $"{error.Property}.{error.Attribute}" })];

    private static void ThrowIfAny(IReadOnlyList<PimFieldError> faults)
    {
        if (faults.Count > 0)
        {
            throw PimException.Unfit(faults);
        }
    }

    /// <summary>Whether each line of a batch is held against the rules. Products and models come in great numbers.</summary>
    private static bool HoldsLines(PimResource resource) => !AkeneoItemCheck.Covers(resource) && Covers(resource, isNew: false);

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
