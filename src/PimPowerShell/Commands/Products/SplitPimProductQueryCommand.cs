using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>Divides the list of products into parts for several jobs.</summary>
[Cmdlet(VerbsCommon.Split, "PimProductQuery")]
[OutputType("PimPowerShell.ProductQuery")]
public sealed class SplitPimProductQueryCommand : PimResourceCommand
{
    private const string Product = "Product";
    private const string ProductModel = "ProductModel";

    /// <summary><para type="description">How many parts.</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateRange(1, 1000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int Count { get; set; }

    /// <summary><para type="description">What to divide, where it is not all: conditions as Get-PimProduct takes them. Each part has them too.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FilterTableCompleter))]
    public object? Filter { get; set; }

    /// <summary><para type="description">Product or ProductModel.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(SplitPimProductQueryCommand))]
    [ValidateSet(Product, ProductModel)]
    public string Resource { get; set; } = Product;

    internal override string Noun => string.Equals(Resource, ProductModel, StringComparison.OrdinalIgnoreCase) ? ProductModel : Product;

    internal override string Deed => "divide";

    internal override (string What, string Instead) Lack =>
        ("list of products that can be searched by something that never changes", "Let one job read all of it, or give each job a -ConditionQuery of your own.");

    internal override bool IsServedBy(PimResource resource) => resource.CreationFilter is not null;

    /// <summary>Counts, and writes the parts.</summary>
    protected override void EndProcessing() => ForAll(() =>
    {
        (List<PimCondition> conditions, List<string> searches) = FilterArgument.Read(Filter, Noun);
        var query = new PimQuery(Kind) { Search = searches.FirstOrDefault(), MoreSearches = [.. searches.Skip(1)] };
        query = query with { Criteria = Wait(Provider.ReadFilterAsync(query, conditions, Context())) };
        IReadOnlyList<QueryShare> shares = Wait(Provider.SplitAsync(query, Count, Context()));
        WarnIfUneven(shares);
        foreach (QueryShare share in shares)
        {
            WriteObject(ProductQueryView.From(share, Provider.WriteFilter(share.Query)));
        }
    });

    private void WarnIfUneven(IReadOnlyList<QueryShare> shares)
    {
        long total = shares.Sum(share => share.Estimate);
        QueryShare largest = shares.OrderByDescending(share => share.Estimate).First();
        if (largest.Estimate > 2 * ((total / Count) + 1))
        {
            WriteWarning($"Part {largest.Number} of {Count} has {largest.Estimate} of the {total} items: so many were made in one second, which cannot be divided.");
        }
    }
}
