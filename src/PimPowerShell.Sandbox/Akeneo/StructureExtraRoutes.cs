using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.CategoryValues;
using PimPowerShell.Sandbox.Akeneo.Measurements;
using PimPowerShell.Sandbox.Akeneo.Structure;

namespace PimPowerShell.Sandbox.Akeneo;

/// <summary>The parts of the structure that are not like the others.</summary>
internal static class StructureExtraRoutes
{
    public static IEnumerable<Route> Create(StructureStore structure) =>
    [
        .. new CategoryMediaEndpoints(structure).Routes(),
        .. new MeasurementFamilyEndpoints(structure).Routes(),
        .. structure.Edition.HasMeasureFamilies ? new MeasureFamilyEndpoints(structure).Routes() : [],
    ];
}
