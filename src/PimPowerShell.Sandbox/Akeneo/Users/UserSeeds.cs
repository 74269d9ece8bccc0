using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Users;

/// <summary>The users of the generated PIM. The first of them is the one that the connection works as.</summary>
internal static class UserSeeds
{
    private static readonly (string First, string Last)[] _names = [("Connie", "Nection"), ("Julia", "Stark"), ("Marek", "Dvorak"), ("Ines", "Duarte")];

    public static IReadOnlyList<PimUser> Create(int seed)
    {
        UuidSequence uuids = new(_names.Length, seed + 2201);
        return [.. _names.Select((name, i) => new PimUser(uuids[i], name.First.ToLowerInvariant(), name.First, name.Last))];
    }
}
