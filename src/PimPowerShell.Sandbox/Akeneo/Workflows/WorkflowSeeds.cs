using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Generation;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Akeneo.Users;
using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Workflows;

/// <summary>The workflows of the generated PIM, with generated products on their way through them.</summary>
internal static class WorkflowSeeds
{
    private const int ProductCount = 12;
    private const int UuidCount = 512;

    private static readonly DateTimeOffset _epoch = new(2025, 2, 3, 8, 0, 0, TimeSpan.Zero);

    public static WorkflowStore Create(StructureStore structure, ItemStore items, IReadOnlyList<PimUser> users, int seed)
    {
        UuidSequence uuids = new(UuidCount, seed + 2501);
        int used = 0;
        Guid Next() => uuids[used++];
        WorkflowStore store = new([.. Workflows(users, Next)], structure, items);
        Dice dice = Dice.For(seed, 23, 0);
        List<WorkflowTarget> targets =
        [
            .. items.ProductsByUuid(null).Take(ProductCount).Select(item => new WorkflowTarget(item.Uuid, null)),
            .. items.Models(null).Take(1).Select(item => new WorkflowTarget(null, item.Code)),
        ];
        foreach (WorkflowTarget target in targets)
        {
            Workflow workflow = store.Workflows[dice.Next(2)];
            DateTimeOffset time = _epoch.AddHours(dice.Next(500));
            store.TryStart(workflow, target, Next, time);
            for (int done = dice.Next(workflow.Steps.Count); done > 0; done--)
            {
                WorkflowTask task = store.Tasks[store.Tasks.Count - 1];
                store.Advance(task, task.Step.IsReview ? WorkflowTask.Approved : WorkflowTask.Completed, Next(), time = time.AddHours(20));
            }
        }

        return store;
    }

    private static IEnumerable<Workflow> Workflows(IReadOnlyList<PimUser> users, Func<Guid> next)
    {
        Dictionary<string, string[]> shop = new() { ["ecommerce"] = ["en_US", "fr_FR"] };
        Dictionary<string, string[]> paper = new() { ["print"] = ["de_DE", "en_US"] };
        WorkflowStep Step(string code, string label, bool isReview, int? days, Dictionary<string, string[]> where, params int[] people) =>
            new(next(), code, label, isReview) { AllottedDays = days, ChannelsAndLocales = where, Assignees = [users[0], .. people.Select(i => users[i])] };
        yield return new(next(), "enrichment", "Enrichment", true,
            [Step("write", "Write", false, 5, shop, 1, 2), Step("check", "Check", true, 2, shop, 3)]);
        yield return new(next(), "catalogue", "Printed catalogue", true,
            [Step("texts", "Texts", false, 10, paper, 1), Step("translate", "Translate", false, null, paper, 2), Step("release", "Release", true, 3, paper, 3)]);
        yield return new(next(), "old_enrichment", "Enrichment until 2023", false,
            [Step("old_write", "Write", false, null, shop, 1), Step("old_check", "Check", true, null, shop, 3)]);
    }
}
