using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;

namespace PimPowerShell.Core.History;

/// <summary>
/// Gives items the identifiers back that they had, before all else that is undone: each by a write of its own, once the
/// identifier is free. Of those that have each other's, one goes by a temporary identifier.
/// </summary>
/// <remarks>
/// Where items go by a key that never changes, only those are written so that wait for others, or that others wait for.
/// An end in between leaves each with an identifier by which a second undoing of the same changes knows it.
/// </remarks>
public sealed class UndoRenames
{
    private const int LongestIdentifier = 255;
    private const string Mark = ".undo-";

    private static readonly Regex s_temporary = new($@"^(?<name>.*){Regex.Escape(Mark)}[0-9a-f]{{8}}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private readonly IPimProvider _provider;
    private readonly IReadOnlyList<UndoStep> _steps;
    private readonly string _identifier;
    private readonly List<(int Step, string? Temporary)> _moves = [];
    private readonly HashSet<int> _apart = [];
    private readonly HashSet<int> _detours = [];
    private readonly Dictionary<int, string?> _names = [];
    private readonly Dictionary<string, string> _given = new(StringComparer.OrdinalIgnoreCase);
    // results are asked for while others are written
    private readonly ConcurrentDictionary<int, UndoRenamed> _results = [];
    private PimException? _end;

    /// <summary>Finds the order.</summary>
    /// <param name="provider">The server.</param>
    /// <param name="steps">All that is undone.</param>
    public UndoRenames(IPimProvider provider, IReadOnlyList<UndoStep> steps)
    {
        (_provider, _steps) = (provider, steps);
        PimResource? product = provider.Resources.FirstOrDefault(CatalogKeys.HasTwo);
        _identifier = product?.ByOtherKey?.Key ?? product?.Key ?? "";
        Dictionary<string, int> holders = new(StringComparer.OrdinalIgnoreCase);
        foreach (int number in Enumerable.Range(0, steps.Count).Where(number => steps[number].Rename is { IsOfNew: false, From: not null }))
        {
            holders[steps[number].Rename!.From!] = number;
        }

        HashSet<string> wanted = new(steps.Select(static step => step.Rename?.To).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        HashSet<int> done = [];
        for (int number = 0; number < steps.Count; number++)
        {
            if (steps[number].Rename is { IsOfNew: false } rename
                && (steps[number].Resource.OtherServersKey is not null || Holder(rename, holders) is not null || (rename.From is not null && wanted.Contains(rename.From))))
            {
                Add(number, holders, done);
            }
        }
    }

    /// <summary>Whether an item goes by a temporary identifier.</summary>
    /// <param name="step">The number of the step.</param>
    public bool IsDetour(int step) => _detours.Contains(step);

    /// <summary>Whether an item was given an identifier for the time until its own is free.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="former">What it was called before.</param>
    internal static bool IsTemporary(string? name, string? former) =>
        name is not null && former is not null && s_temporary.Match(name) is { Success: true } match
        && string.Equals(match.Groups["name"].Value, Shortened(former), StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes them. What became of each, its result says.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="settled">Takes the number of each step whose identifier nothing more is done about.</param>
    public async Task WriteAsync(CallContext context, Action<int>? settled = null)
    {
        foreach ((int number, string? temporary) in _moves)
        {
            bool isBegun = _results.TryGetValue(number, out UndoRenamed? before);
            if (before?.Failure is not null)
            {
                continue;
            }

            try
            {
                UndoRenamed result = await WriteAsync(number, temporary ?? _steps[number].Rename!.To, context).ConfigureAwait(false);
                _results[number] = isBegun && result.Failure is { } failure ? await GoBackAsync(number, failure, context).ConfigureAwait(false) : result;
            }
            catch (Exception e)
            {
                BreakOff(number, e);
                throw;
            }

            if (temporary is null || _results[number].Failure is not null)
            {
                settled?.Invoke(number);
            }
        }
    }

    /// <summary>Says what an end in the middle of a write leaves: of that write nothing is known, and who waits for an identifier goes by a temporary one.</summary>
    private void BreakOff(int current, Exception cause)
    {
        var end = new PimException(PimErrorKind.Broken, $"It was broken off: {cause.Message}", cause);
        foreach ((int number, string? temporary) in _moves.Where(static move => move.Temporary is not null))
        {
            if (_names.TryGetValue(number, out string? name) && name == temporary && _results.TryGetValue(number, out UndoRenamed? result) && result.Failure is null)
            {
                _results[number] = new UndoRenamed(null, [], end.With(StillCalled(number)));
            }
        }

        if (!_results.ContainsKey(current))
        {
            _results[current] = new UndoRenamed(null, [], new PimException(PimErrorKind.Broken, end.Message, cause) { MayHaveActed = true });
        }
    }

    private string StillCalled(int step) => $"It is called '{_names[step]}' until it can have an identifier of its own again: undo the same changes once more.";

    /// <summary>What became of a step of which nothing is left to be sent; null where something is.</summary>
    /// <param name="step">The number of the step.</param>
    /// <param name="item">What is left of it.</param>
    public BulkResult? ResultOf(int step, BulkItem item) => !_results.TryGetValue(step, out UndoRenamed? renamed) ? null
        : renamed.Failure is { } failure ? BulkResult.Of(item, failure)
        : item.Line.IsEmpty ? Written(item, renamed) : null;

    /// <summary>What became of a whole step whose rest was sent.</summary>
    /// <param name="step">The number of the step.</param>
    /// <param name="rest">What became of the rest.</param>
    public BulkResult Finish(int step, BulkResult rest) => _results.TryGetValue(step, out UndoRenamed? renamed) && renamed.Failure is null && !rest.Item.Line.IsEmpty
        ? DependencyOrder.Join(Written(rest.Item, renamed), rest, rest.IsWritten, "what it has besides its identifier") : rest;

    private static BulkResult Written(BulkItem item, UndoRenamed renamed) => new(item, BulkStatus.Updated, renamed.StatusCode, null, [], 1) { Warnings = renamed.Warnings };

    /// <summary>The key that an item has after its identifier was written.</summary>
    /// <param name="step">The number of the step.</param>
    public string KeyOf(int step) => _steps[step].Resource.OtherServersKey is not null && _names.TryGetValue(step, out string? name) && name is not null ? name : _steps[step].Key;

    /// <summary>What is left to be sent of a step after the identifiers were written; empty for nothing.</summary>
    /// <param name="step">The number of the step.</param>
    public ReadOnlyMemory<byte> LineOf(int step)
    {
        (PimResource resource, ReadOnlyMemory<byte> line, UndoRename? rename) = (_steps[step].Resource, _steps[step].Changes.Line, _steps[step].Rename);
        bool isApart = _apart.Contains(step);
        if ((!isApart && _given.Count == 0) || line.IsEmpty)
        {
            return line;
        }

        var left = (JsonObject)JsonNode.Parse(line.Span)!;
        if (isApart)
        {
            left[resource.Key] = KeyOf(step);
            if (left[rename!.Change.Property] is JsonObject values)
            {
                values.Remove(rename.Change.Attribute!);
                if (values.Count == 0)
                {
                    left.Remove(rename.Change.Property);
                }
            }
        }

        bool isOther = isApart;
        foreach (KeyValuePair<string, JsonNode?> field in left)
        {
            // what was found under the identifiers of before the writes
            isOther |= ProductLinks.AreIn(ItemLine.FieldOf(resource, field.Key)) && field.Value is JsonObject associations
                && ProductLinks.Rename(associations, _identifier, _identifier, name => _given.TryGetValue(name, out string? given) ? given : null);
        }

        return left.Count <= 1 ? default : isOther ? ItemLine.Bytes(left) : line;
    }

    /// <summary>Adds a step behind those that have to be written before it.</summary>
    private void Add(int first, Dictionary<string, int> holders, HashSet<int> done)
    {
        List<int> path = [];
        int? next = first;
        for (; next is { } number && done.Add(number); next = Holder(_steps[number].Rename!, holders))
        {
            path.Add(number);
        }

        if (next is { } last && path.Contains(last))
        {
            _detours.Add(last);
            _moves.Add((last, Shortened(_steps[last].Rename!.From!) + Mark + Guid.NewGuid().ToString("N").Substring(0, 8)));
        }

        _apart.UnionWith(path);
        _moves.AddRange(Enumerable.Reverse(path).Select(static number => (number, (string?)null)));
    }

    private static int? Holder(UndoRename rename, Dictionary<string, int> holders) =>
        rename.To is { } to && !HistoryNames.Same(to, rename.From) && holders.TryGetValue(to, out int holder) ? holder : null;

    private async Task<UndoRenamed> WriteAsync(int number, string? name, CallContext context)
    {
        UndoStep step = _steps[number];
        PimDifference change = step.Rename!.Change with { Wanted = name is null ? default : JsonBytes.Write(writer => writer.WriteStringValue(name)) };
        context.Cancellation.ThrowIfCancellationRequested();
        try
        {
            // a login that is refused is refused for all
            byte[] line = _end is null ? DifferenceLine.OfWanted(step.Resource, KeyOf(number), [change]) : throw _end;
            WriteOutcome outcome = await _provider.WriteAsync(new PimWrite(step.Resource, WriteVerb.Upsert, KeyOf(number), line) { MustExist = true }, context).ConfigureAwait(false);
            _names[number] = name;
            if (step.Rename.From is { } from && name is not null)
            {
                _given[from] = name;
            }

            return new UndoRenamed(outcome.StatusCode, outcome.Warnings, null);
        }
        catch (PimException e)
        {
            _end ??= e.EndsEverything ? e : null;
            return new UndoRenamed(e.StatusCode, [], e);
        }
    }

    /// <summary>Gives an item the identifier again that it was to be rid of.</summary>
    private async Task<UndoRenamed> GoBackAsync(int number, PimException failure, CallContext context)
    {
        UndoRenamed back = await WriteAsync(number, _steps[number].Rename!.From, context).ConfigureAwait(false);
        return new UndoRenamed(failure.StatusCode, [], back.Failure is null ? failure
            : failure.With(StillCalled(number)));
    }

    private static string Shortened(string name) => name.Substring(0, Math.Min(name.Length, LongestIdentifier - Mark.Length - 8));
}

/// <summary>What became of an identifier that an item was to get back.</summary>
/// <param name="StatusCode">The server's answer.</param>
/// <param name="Warnings">What the server did otherwise.</param>
/// <param name="Failure">Why it has not got it; null where it has.</param>
internal sealed record UndoRenamed(int? StatusCode, IReadOnlyList<string> Warnings, PimException? Failure);
