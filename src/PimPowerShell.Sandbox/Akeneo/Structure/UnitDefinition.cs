using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>A unit of a measurement family, with the steps that turn it into the standard unit.</summary>
internal sealed class UnitDefinition(string? symbol, IReadOnlyList<(string Operator, decimal Value)> steps)
{
    public string? Symbol { get; } = symbol;

    public decimal ToStandard(decimal amount) => steps.Aggregate(amount, (value, step) => step.Operator switch
    {
        "mul" => value * step.Value,
        "div" => value / step.Value,
        "add" => value + step.Value,
        _ => value - step.Value,
    });

    public decimal FromStandard(decimal amount) => steps.Reverse().Aggregate(amount, (value, step) => step.Operator switch
    {
        "mul" => value / step.Value,
        "div" => value * step.Value,
        "add" => value - step.Value,
        _ => value + step.Value,
    });
}
