using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Generation;

/// <summary>A category of the generated catalog.</summary>
internal sealed record CategorySeed(string Code, string? Parent, string Label);

/// <summary>The category trees: a large one of five levels for the channels on line, a small one for print, and one of suppliers.</summary>
internal static class CategorySeeds
{
    public const string Master = "master";
    public const string Print = "print_catalog";
    public const string Suppliers = "suppliers";

    private static readonly string[] _departments = ["electronics", "fashion", "garden", "home", "office", "outdoor"];
    private static readonly string[] _ranges = ["basic", "comfort", "junior", "premium", "professional"];
    private static readonly string[] _rooms = ["indoor", "travel", "workshop"];
    private static readonly string[] _ages = ["archive", "current", "upcoming"];

    public static IReadOnlyList<CategorySeed> All { get; } = [.. MasterTree(), .. PrintTree(), .. SupplierTree()];

    /// <summary>The categories of a department that have none below them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Leaves = _departments.ToDictionary(
        department => department,
        department => (string[])[.. from range in _ranges from room in _rooms from age in _ages select $"{department}_{range}_{room}_{age}"]);

    public static readonly string[] PrintLeaves = [.. from department in _departments from page in Enumerable.Range(1, 4) select $"print_{department}_{page}"];

    public static readonly string[] SupplierLeaves = [.. Words.Countries.Take(12).Select(country => "suppliers_" + country)];

    private static IEnumerable<CategorySeed> MasterTree()
    {
        yield return new(Master, null, "Master catalog");
        foreach (string department in _departments)
        {
            yield return new(department, Master, Title(department));
            foreach (string range in _ranges)
            {
                string rangeCode = $"{department}_{range}";
                yield return new(rangeCode, department, $"{Title(department)}: {range}");
                foreach (string room in _rooms)
                {
                    string roomCode = $"{rangeCode}_{room}";
                    yield return new(roomCode, rangeCode, $"{Title(range)} for {room}");
                    foreach (string age in _ages)
                    {
                        yield return new($"{roomCode}_{age}", roomCode, Title(age));
                    }
                }
            }
        }
    }

    private static IEnumerable<CategorySeed> PrintTree()
    {
        yield return new(Print, null, "Print catalog");
        foreach (string department in _departments)
        {
            yield return new("print_" + department, Print, Title(department));
            for (int page = 1; page <= 4; page++)
            {
                yield return new($"print_{department}_{page}", "print_" + department, $"Page {page}");
            }
        }
    }

    private static IEnumerable<CategorySeed> SupplierTree()
    {
        yield return new(Suppliers, null, "Suppliers");
        foreach (string country in Words.Countries.Take(12))
        {
            yield return new("suppliers_" + country, Suppliers, Title(country));
        }
    }

    private static string Title(string code) => char.ToUpperInvariant(code[0]) + code.Substring(1);
}
