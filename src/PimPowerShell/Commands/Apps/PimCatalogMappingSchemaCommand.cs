using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>What reading, changing and deleting the mapping schema of a catalog have in common.</summary>
public abstract class PimCatalogMappingSchemaCommand : PimResourceCommand
{
    /// <summary>What schemas are for: the server knows those of products.</summary>
    internal const string Target = "product";

    /// <summary><para type="description">The catalogs: ids, or catalogs that were read.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation(IsOne = true, Owner = nameof(Catalog), Kinds = nameof(Catalog))]
    [Alias("Id")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity? Catalog { get; set; }

    internal override string Noun => "CatalogMappingSchema";

    internal abstract ResourceVerbs Verb { get; }

    internal override string Deed => Verb switch { ResourceVerbs.Read => "read", ResourceVerbs.Delete => "delete", _ => "change" };

    internal override bool IsServedBy(PimResource resource) => resource.Verbs.HasFlag(Verb);
}
