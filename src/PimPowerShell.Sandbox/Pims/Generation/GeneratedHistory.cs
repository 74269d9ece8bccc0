using System.Collections.Generic;
using System.Globalization;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>A past for generated products: a few changes, each going on from the one before, the last one leading to today's value.</summary>
internal sealed class GeneratedHistory(GeneratedProducts products)
{
    private const ulong HistoryDice = 39;
    private const int EntriesMaximum = 5;
    private const long Newest = 1_735_689_600; // 2025-01-01, before any sandbox can have been started
    private const int LongestGap = 60 * 86_400;

    private static readonly string[] _attributes = ["price", "title", "stock"];
    private static readonly string[] _users = ["axxx...xxx9", "maria.keller", "7xxx...xxx2"];

    public IReadOnlyList<HistoryEntry> Of(int row, AttributeTable attributes)
    {
        if (row >= products.Count)
        {
            return [];
        }

        Dice dice = products.DiceFor(HistoryDice, row);
        int count = dice.Next(EntriesMaximum + 1);
        HistoryEntry[] entries = new HistoryEntry[count];
        Dictionary<string, object?> state = [];
        long date = Newest;
        for (int i = count - 1; i >= 0; i--)
        {
            string name = dice.Pick(_attributes);
            if (!state.TryGetValue(name, out object? after))
            {
                after = attributes.Find(name) is PimsAttribute attribute ? products.Value(row, attribute) : null;
            }

            object? before = Before(name, after, ref dice);
            date -= 60 + dice.Next(LongestGap);
            entries[i] = new HistoryEntry(
                dice.Pick(_users),
                date,
                new Dictionary<string, object?> { [name] = before },
                new Dictionary<string, object?> { [name] = after });
            state[name] = before;
        }

        return entries;
    }

    private static object? Before(string name, object? after, ref Dice dice)
    {
        int roll = dice.Between(1, 900);
        return name switch
        {
            "title" => (string?)after + " (draft " + roll.ToString(CultureInfo.InvariantCulture) + ")",
            "price" => roll.ToString(CultureInfo.InvariantCulture), // without decimals, as the API's example shows an old price
            _ => (string?)after == roll.ToString(CultureInfo.InvariantCulture) ? "0" : roll.ToString(CultureInfo.InvariantCulture),
        };
    }
}
