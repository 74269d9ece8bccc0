using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>A way that products go through enrichment and review, step by step.</summary>
internal sealed record Workflow(Guid Uuid, string Code, string Label, bool IsEnabled, IReadOnlyList<WorkflowStep> Steps);
