using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Sync;

/// <summary>Two hundred polls of a catalog that others work on, by a server whose clock is wrong.</summary>
public sealed class PollTests : IDisposable
{
    // what is told, and what differs in what has changed
    private static readonly string[] s_kinds = ["Added", "Removed", "parent", "values", "categories", "enabled", "associations", "quantified_associations"];

    private readonly TestPim _pim = new(new PimSandboxOptions { ProductCount = 90 });
    private readonly StateFolder _folder = new();
    private readonly Dictionary<string, string> _copy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _told = new(StringComparer.Ordinal);

    public void Dispose()
    {
        _folder.Dispose();
        _pim.Dispose();
    }

    [Theory]
    [InlineData(7200, 300, 1)]
    [InlineData(-7200, 1, 2)]
    public async Task No_change_is_missed_and_none_is_told_twice_in_one_run(int skew, int overlap, int seed)
    {
        var random = new Random(seed);
        var edits = new RandomEdits(_pim, random);
        await edits.PrepareAsync();
        _pim.Options.ClockSkewSec = skew;
        IPimProvider provider = PromptPages.Of(_pim.Provider);
        PimQuery query = new(AkeneoResources.ProductByUuid) { PageSize = 40 };
        // of the parts of one run that ended early
        var told = new HashSet<string>(StringComparer.Ordinal);
        (int ended, int isChecked, int isCheckedWhole) = (0, 0, 0);
        for (int poll = 0; poll < 100; poll++)
        {
            // within the second, within the overlap, beyond it; and a clock that is set right by a little
            int step = new[] { 0, 1, 30, 299, 301, 4000, -1 }[random.Next(7)];
            _pim.Options.ClockSkewSec += step;
            // in places where a run can end
            int? budget = random.Next(3) == 0 && poll < 98 ? random.Next(1, 9) : null;
            int places = 0;
            await edits.DoAsync(random.Next(4));
            bool skipsRemoved = random.Next(2) == 0;
            bool isQuiet = random.Next(2) == 0 || poll == 99;
            bool goesOn = _folder.Summary?.EndedBy is not null;

            List<ItemChange> changes = await _folder.Run(
                provider, query,
                settings => settings with
                {
                    Overlap = TimeSpan.FromSeconds(overlap),
                    VariantLookback = TimeSpan.FromDays(1),
                    SkipRemoved = skipsRemoved && poll != 99,
                    TimeBudget = budget is null ? null : TimeSpan.FromSeconds(budget.Value),
                    Clock = () => TimeSpan.FromSeconds(++places),
                },
                () => isQuiet ? Task.CompletedTask : edits.DoAsync(1));

            Assert.Equal(changes.Count, changes.Select(change => change.Key).Distinct().Count());
            changes.ForEach(Apply);
            if (!goesOn || step < 0)
            {
                // a clock that was set back makes another run
                told.Clear();
            }

            Assert.All(changes, change => Assert.True(told.Add(change.Key)));
            ended += _folder.Summary!.EndedBy is null ? 0 : 1;
            // a part before may have read what was changed after it
            if (isQuiet && !goesOn && _folder.Summary.EndedBy is null)
            {
                bool isWhole = !skipsRemoved || poll == 99;
                await CheckAsync(query, poll, isWhole);
                isChecked++;
                isCheckedWhole += isWhole ? 1 : 0;
            }
        }

        Assert.InRange(ended, 5, 50);
        edits.AssertVaried();
        Assert.InRange(isChecked, 20, 100);
        Assert.InRange(isCheckedWhole, 8, 100);
        Assert.Equal([], s_kinds.Where(kind => _told.GetValueOrDefault(kind) < 2));
    }

    /// <summary>What was told, done to the copy: each change has to be one.</summary>
    private void Apply(ItemChange change)
    {
        string text = Make.Text(change.Item);
        foreach (string kind in change.Differences.Select(static difference => difference.Property).Distinct().Append(change.Kind.ToString()))
        {
            _told[kind] = _told.GetValueOrDefault(kind) + 1;
        }

        switch (change.Kind)
        {
            case ItemChangeKind.Added:
                _copy.Add(change.Key, text);
                break;
            case ItemChangeKind.Removed:
                Assert.True(_copy.Remove(change.Key));
                break;
            default:
                Assert.NotEmpty(change.Differences);
                Assert.NotEqual(Content(_copy[change.Key], []), Content(text, []));
                _copy[change.Key] = text;
                break;
        }
    }

    private async Task CheckAsync(PimQuery query, int poll, bool withRemoved)
    {
        Dictionary<string, string> server = (await _pim.All(query)).ToDictionary(item => item.GetProperty("uuid").GetString()!, item => item.GetRawText());
        // nobody looked for these, nor for what has lost them
        HashSet<string> open = withRemoved ? [] : [.. _copy.Keys.Except(server.Keys)];
        string[] wrong = [.. server.Keys.Union(_copy.Keys).Except(open).Where(key => !_copy.TryGetValue(key, out string? kept) || !server.TryGetValue(key, out string? item) || Content(kept, open) != Content(item, open))];
        Assert.True(wrong.Length == 0, $"Poll {poll}: {string.Join("\n", wrong.Select(key => Describe(key, _copy.GetValueOrDefault(key), server.GetValueOrDefault(key))))}");
    }

    private static string Describe(string key, string? kept, string? item)
    {
        if (kept is null || item is null)
        {
            return $"{key}: {(kept is null ? "not told of" : "told of, and gone")}";
        }

        (JsonObject before, JsonObject after) = (JsonNode.Parse(kept)!.AsObject(), JsonNode.Parse(item)!.AsObject());
        return $"{key}: {string.Join("; ", after.Where(member => !JsonNode.DeepEquals(member.Value, before[member.Key])).Select(member => $"{member.Key} {before[member.Key]?.ToJsonString()} -> {member.Value?.ToJsonString()}"))}";
    }

    /// <summary>An item without its time, and without links to some products.</summary>
    private static string Content(string item, ICollection<string> open)
    {
        JsonObject node = JsonNode.Parse(item)!.AsObject();
        node.Remove("updated");
        foreach (string field in new[] { "associations", "quantified_associations" })
        {
            foreach ((string type, JsonNode? lists) in node[field]!.AsObject().ToArray())
            {
                lists!["products"]!.AsArray().RemoveAll(product => open.Contains(product is JsonObject quantity ? quantity["uuid"]!.GetValue<string>() : product!.GetValue<string>()));
                // a type without any is the same as no type
                if (lists.AsObject().All(static list => list.Value!.AsArray().Count == 0))
                {
                    node[field]!.AsObject().Remove(type);
                }
            }
        }

        return node.ToJsonString();
    }
}
