using System;
using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Users;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>One step of a workflow.</summary>
internal sealed record WorkflowStep(Guid Uuid, string Code, string Label, bool IsReview)
{
    /// <summary>Days that a task of the step may take, or null for as long as it likes.</summary>
    public int? AllottedDays { get; init; }

    /// <summary>The locales that the step works on, by channel.</summary>
    public IReadOnlyDictionary<string, string[]> ChannelsAndLocales { get; init; } = new Dictionary<string, string[]>();

    public IReadOnlyList<PimUser> Assignees { get; init; } = [];
}
