using System.Collections.Generic;
using PimPowerShell.Core.Actions;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;
using static PimPowerShell.Core.Model.PimField;

namespace PimPowerShell.Core.Akeneo;

/// <summary>Catalogs of apps, jobs, extensions, rules, and what a server tells of itself. Mostly SaaS edition. Source: the reference of the REST API.</summary>
internal static class AkeneoApps
{
    private static readonly string[] s_updated = ["updated_before", "updated_after"];

    public static IReadOnlyList<PimResource> All { get; } =
    [
        new()
        {
            Noun = "Catalog",
            Editions = PimEditions.AboveCommunity,
            IsOfApp = true,
            Path = "catalogs",
            Key = "id",
            TakesCount = false,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete,
            Fields = [Text("name"), List("managed_currencies"), List("managed_locales")],
            RequiredFields = ["name"],
            ReadOnlyFields = ["id", "enabled"],
            Actions = new Dictionary<string, PimAction> { ["Copy"] = new("catalogs/{catalog}/duplicate") },
        },
        OfCatalog("CatalogProduct", "products", "uuid", "Product", ResourceVerbs.Read, writtenAs: "Product"),
        OfCatalog("CatalogProductUuid", "product-uuids", "uuid", "Product", takesCount: true),
        OfCatalog("MappedProduct", "mapped-products", "uuid", "Product"),
        OfCatalog("MappedModel", "mapped-models", "code", "ProductModel"),
        OfCatalog("MappedVariant", "mapped-models/{model}/variants", "uuid", "Product"),
        new()
        {
            // there is one for each catalog, which is addressed as if it were one of several
            Noun = "CatalogMappingSchema",
            Editions = PimEditions.AboveCommunity,
            IsOfApp = true,
            Path = "catalogs/{catalog}/mapping-schemas",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert | ResourceVerbs.Delete,
            Rules = [new MappingTargetsRule(600)],
            WriteMethod = "PUT",
        },
        new()
        {
            Noun = "Job",
            Editions = PimEditions.AboveCommunity,
            Path = "jobs",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.None,
            Actions = new Dictionary<string, PimAction> { ["Export"] = new("jobs/export/{job}"), ["Import"] = new("jobs/import/{job}") },
        },
        new()
        {
            Noun = "UiExtension",
            Editions = PimEditions.Hosted,
            Path = "ui-extensions",
            Key = "uuid",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.Create | ResourceVerbs.Upsert | ResourceVerbs.Delete,
            Fields =
            [
                Text("name"), Text("type"), Text("position"), Table("configuration"), Text("version"), Text("description"), Text("status"), Table("credentials"),
            ],
            RequiredFields = ["name", "type", "position", "configuration"],
            Rules =
            [
                new FileRule("type", "sdk_script"),
                new ChoiceRule("status", "active", "inactive"),
                new ChoiceRule("credentials.*.type", "Custom Header", "Bearer Token", "Basic Auth"),
                new NeededRule("configuration.default_label") { When = new("type", "link", "action", "iframe", "data_component", "sdk_script") },
                // which other type may stand where is the server's to say: it learns more as it grows
                new TextRule("position", ActionPositions.ActionFault) { When = new("type", "action"), MayStay = true },
                .. UiExtensionSecret.Rules,
            ],
            ReadOnlyFields = ["uuid"],
        },
        .. AkeneoWorkflows.All,
        new()
        {
            Noun = "RuleDefinition",
            Editions = PimEditions.Hosted,
            Path = "rule-definitions",
            // a write replaces all of a rule
            Rules =
            [
                new NeededRule("reference_entity_identifier") { When = new("type", "record"), IsOfNew = false },
                new ChoiceRule("type", "product", "record"),
                new ChoiceRule("execution_type", "triggered", "scheduled", "workflow_based"),
            ],
            Verbs = ResourceVerbs.Read | ResourceVerbs.Upsert,
            WriteMethod = "PUT",
            ListOptions = ["codes", "type", "execution_type", "enabled"],
            Fields =
            [
                Text("code"), Text("type"), Text("reference_entity_identifier") with { Parameter = "reference_entity" }, Table("conditions"), Table("actions"), Table("labels"), Number("priority"), Flag("enabled"),
                Text("execution_type"), Table("triggers"),
            ],
        },
        new()
        {
            Noun = "ChannelPermission",
            Editions = PimEditions.Hosted,
            Path = "permissions/{user}/channels",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.None,
        },
        new()
        {
            Noun = "LocalePermission",
            Editions = PimEditions.Hosted,
            Path = "permissions/{user}/locales",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.None,
        },
        new()
        {
            Noun = "SystemInformation",
            Path = "system-information",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.None,
        },
        new()
        {
            // the root of the API, which takes no slash at its end
            Noun = "Endpoint",
            Path = "../v1",
            Paging = PagingStyle.None,
            Verbs = ResourceVerbs.None,
        },
        new()
        {
            Noun = "ModelizationSuggestion",
            Editions = PimEditions.Hosted,
            Path = "data-model-designer/modelization-suggestions",
            ItemPath = "data-model-designer/modelization-suggestion",
            Key = "uuid",
            DateFields = ["created_at", "updated_at"],
            ListOptions = ["codes", "status", "source", "author"],
            Actions = new Dictionary<string, PimAction>
            {
                ["New"] = new("data-model-designer/modelization-suggestion/attribute"),
                ["Approve"] = new("data-model-designer/modelization-suggestion/{suggestion}/approve"),
                ["Deny"] = new("data-model-designer/modelization-suggestion/{suggestion}/decline"),
            },
        },
    ];

    private static PimResource OfCatalog(string noun, string path, string key, string shows, ResourceVerbs verbs = ResourceVerbs.None, bool takesCount = false, string? writtenAs = null) => new()
    {
        Noun = noun,
        Editions = PimEditions.AboveCommunity,
        IsOfApp = true,
        Path = "catalogs/{catalog}/" + path,
        Key = key,
        Paging = PagingStyle.Cursor,
        TakesPageSize = true,
        TakesCount = takesCount,
        Shows = shows,
        WrittenAs = writtenAs,
        Verbs = verbs,
        ListOptions = s_updated,
    };
}
