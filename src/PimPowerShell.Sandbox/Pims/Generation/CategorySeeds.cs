using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Generation;

/// <summary>The category tree of the generated catalog: three levels, and a place for what has no other.</summary>
internal static class CategorySeeds
{
    public const int Uncategorized = 1;

    private static readonly string[] _departments = ["Electronics", "Fashion", "Garden & Yard", "Home", "Office", "Outdoor"];
    private static readonly string[] _ranges = ["Basic", "Comfort", "Junior", "Professional"];
    private static readonly string[] _rooms = ["Indoor", "Travel", "Workshop"];

    public static IReadOnlyList<PimsCategory> All { get; } = [.. Build()];

    /// <summary>The ids of the categories that have none below them, but the one of the uncategorized.</summary>
    public static IReadOnlyList<int> Leaves { get; } =
        [.. All.Where(category => category.Id != Uncategorized && All.All(other => other.ParentId != category.Id)).Select(category => category.Id)];

    private static IEnumerable<PimsCategory> Build()
    {
        yield return new(Uncategorized, "Uncategorized", 0) { Order = 999 };
        int id = Uncategorized;
        for (int department = 0; department < _departments.Length; department++)
        {
            int departmentId = ++id;
            yield return Category(departmentId, _departments[department], 0, department + 1);
            for (int range = 0; range < _ranges.Length; range++)
            {
                int rangeId = ++id;
                yield return Category(rangeId, _ranges[range], departmentId, range + 1);
                for (int room = 0; room < _rooms.Length; room++)
                {
                    yield return Category(++id, _rooms[room], rangeId, room + 1);
                }
            }
        }
    }

    private static PimsCategory Category(int id, string name, int parent, int order) => new(id, name, parent)
    {
        Order = order,
        Data = new JsonObject { ["cat_image"] = $"https://images.example/categories/{id}.jpg" },
    };
}
