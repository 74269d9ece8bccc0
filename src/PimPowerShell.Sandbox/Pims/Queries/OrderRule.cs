using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>One rule of a list's order.</summary>
internal sealed record OrderRule(PimsAttribute Attribute, bool IsDescending);
