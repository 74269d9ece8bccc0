using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Model.Rules;

/// <summary>The levels of a list, and the codes that each has in one of its members.</summary>
/// <param name="Field">The field of the levels.</param>
/// <param name="Number">The member that has a level's number.</param>
/// <param name="Codes">The member that has the codes.</param>
internal sealed record KeptLevels(string Field, string Number, string Codes) : KeptPart(Field)
{
    public override string? Change(JsonElement wanted, JsonElement kept)
    {
        Dictionary<string, JsonElement> levels = Levels(kept).ToDictionary(level => level.Number, level => level.Item);
        foreach ((string number, JsonElement level) in Levels(wanted))
        {
            if (!levels.TryGetValue(number, out JsonElement known))
            {
                return $"there is no {Number} {number}";
            }

            // what is not said of a level stays as it is
            if (level.TryGetProperty(Codes, out JsonElement codes) && known.TryGetProperty(Codes, out JsonElement own) && !new HashSet<string>(Texts(codes), StringComparer.OrdinalIgnoreCase).SetEquals(Texts(own)))
            {
                return $"the {Codes} of {Number} {number} are {string.Join(", ", Texts(own))}";
            }
        }

        return null;
    }

    private IEnumerable<(string Number, JsonElement Item)> Levels(JsonElement list) =>
        from item in list.ValueKind == JsonValueKind.Array ? JsonKind.Items(list) : []
        where item.ValueKind == JsonValueKind.Object && item.TryGetProperty(Number, out _)
        select (item.GetProperty(Number).ToString(), item);

    /// <summary>A list of one may be written without the list.</summary>
    private static IEnumerable<string> Texts(JsonElement codes) =>
        (codes.ValueKind == JsonValueKind.Array ? JsonKind.Items(codes) : [codes]).Select(static code => code.ToString());
}
