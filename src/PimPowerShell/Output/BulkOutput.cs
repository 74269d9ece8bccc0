using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Commands;
using PimPowerShell.Core.Bulk;

namespace PimPowerShell.Output;

/// <summary>What a bulk write tells PowerShell: each result with its warnings and its error, the summary, and how the run ended.</summary>
/// <param name="cmdlet">Whose run it is.</param>
/// <param name="server">What is written to.</param>
/// <param name="deed">What is done, as -WhatIf names it.</param>
internal sealed class BulkOutput(PimCmdlet cmdlet, Uri server, string deed)
{
    // asked for each item, and the same for all
    private readonly bool _isWhatIf = cmdlet.IsWhatIf;

    private bool _isSummedUp;

    /// <summary>Takes what differs; null where nobody asks.</summary>
    public DifferenceVariable? Differences { get; init; }

    /// <summary>Whether what the server did otherwise is an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What the user calls an item.</summary>
    public Func<BulkItem, string> NameOf { get; init; } = static item => item.Key;

    /// <summary>Whether results go to the pipeline; what is wrong with one is told anyway.</summary>
    public bool PassThru { get; init; } = true;

    /// <summary>Results that a pipeline which was stopped took no more.</summary>
    public List<UpsertResult> NotGiven { get; } = [];

    /// <summary>Whether an item goes to the writer; in a preview, which asks when all is known that can be, each does.</summary>
    public bool MaySend(BulkItem item) => _isWhatIf || cmdlet.ShouldProcess(Target(item), deed);

    /// <summary>The result of an item that the user does not want to be sent.</summary>
    public static BulkResult NotSent(BulkItem item) => new(item, BulkStatus.Skipped, null, "Not sent.", [], 0);

    /// <summary>Gives a result.</summary>
    public void Write(BulkResult result)
    {
        UpsertResult shown = UpsertResult.From(result);
        if (result.Differences.Count > 0)
        {
            Differences?.Add(shown.Differences);
        }

        if (result.WouldBeSent)
        {
            string differences = result.Differences.Count == 0 ? "" : $": {Difference.Describe(result.Differences)}";
            cmdlet.ShouldProcess(Target(result.Item) + differences, deed);
        }

        try
        {
            if (PassThru)
            {
                cmdlet.WriteObject(shown);
            }
        }
        catch (PipelineStoppedException)
        {
            NotGiven.Add(shown);
            throw;
        }

        string name = NameOf(result.Item);
        foreach (string warning in result.Warnings)
        {
            string text = $"{BulkErrors.Place(result.Item)}{name}: {warning}";
            if (IsStrict)
            {
                cmdlet.WriteError(PimErrors.NotKept(text, shown.InputObject));
            }
            else
            {
                cmdlet.WriteWarning(text);
            }
        }

        if (BulkErrors.Of(result, name) is { } error)
        {
            cmdlet.WriteError(error);
        }
    }

    /// <summary>Sets the variable of the summary, once.</summary>
    /// <param name="variable">Its name; null where nobody asks.</param>
    /// <param name="summary">What was done.</param>
    /// <param name="end">Why the run ended before its input did.</param>
    /// <param name="rest">Results that were not given.</param>
    public void SumUp(string? variable, BulkSummary summary, BulkEnd? end, Func<IEnumerable<BulkResult>> rest)
    {
        if (variable is not null && !_isSummedUp)
        {
            _isSummedUp = true;
            NotGiven.AddRange(rest().Select(UpsertResult.From));
            cmdlet.SessionState.PSVariable.Set(variable, UpsertSummary.From(summary, end, NotGiven));
        }
    }

    /// <summary>Says why a run ended before its input did: the error that ends the cmdlet, or a warning where the time is used up.</summary>
    /// <param name="end">Why; null where it did not.</param>
    /// <param name="goOn">How to go on.</param>
    public void End(BulkEnd? end, string goOn)
    {
        if (end is not null && BulkErrors.Of(end) is { } error)
        {
            cmdlet.ThrowTerminatingError(error);
        }

        if (end is { Reason: BulkEndReason.TimeUp })
        {
            cmdlet.WriteWarning($"{end.Message} {goOn}");
        }
    }

    private string Target(BulkItem item) => $"{item.Resource.Noun} '{item.Key}' on {server.Host}";
}
