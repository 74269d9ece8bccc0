using System.Collections.Generic;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.AppCatalogs;
using PimPowerShell.Sandbox.Akeneo.Extensions;
using PimPowerShell.Sandbox.Akeneo.Jobs;
using PimPowerShell.Sandbox.Akeneo.Products;
using PimPowerShell.Sandbox.Akeneo.Rules;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Akeneo.Suggestions;
using PimPowerShell.Sandbox.Akeneo.Users;
using PimPowerShell.Sandbox.Akeneo.Workflows;

namespace PimPowerShell.Sandbox.Akeneo.Apps;

/// <summary>What a PIM has beside its catalog: apps, jobs, extensions, workflows, rules. An edition that lacks one has no route to it.</summary>
internal static class AppRoutes
{
    public static IEnumerable<Route> Create(StructureStore structure, ItemStore items, PimSandboxOptions options)
    {
        EditionTraits edition = new(options);
        return [.. edition.IsEnterprise ? Enterprise(structure, items, options) : [], .. edition.IsSaas ? Saas(structure, items, options) : []];
    }

    private static IEnumerable<Route> Enterprise(StructureStore structure, ItemStore items, PimSandboxOptions options)
    {
        AppCatalogStore catalogs = new(options.Seed);
        return
        [
            .. new JobEndpoints(structure, options).Routes(),
            .. new AppCatalogEndpoints(structure, catalogs).Routes(),
            .. new CatalogProductEndpoints(structure, items, catalogs, options).Routes(),
        ];
    }

    private static IEnumerable<Route> Saas(StructureStore structure, ItemStore items, PimSandboxOptions options)
    {
        IReadOnlyList<PimUser> users = UserSeeds.Create(options.Seed);
        WorkflowStore workflows = WorkflowSeeds.Create(structure, items, users, options.Seed);
        items.WriteWorkflows = (writer, item) => WorkflowJson.WriteStatuses(writer, workflows, item);
        return
        [
            .. new ExtensionEndpoints(structure, options).Routes(),
            .. new PermissionEndpoints(structure, users, options).Routes(),
            .. new RuleEndpoints(structure).Routes(),
            .. new SuggestionEndpoints(structure, users[0].UserName, options).Routes(),
            .. new TaskEndpoints(workflows, structure).Routes(),
            new ExecutionEndpoint(workflows, items).Route,
            .. new WorkflowEndpoints(workflows).Routes(),
        ];
    }
}
