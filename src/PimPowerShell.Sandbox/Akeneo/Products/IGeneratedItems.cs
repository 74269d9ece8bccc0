using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>
/// The products and product models that a sandbox starts with. None of them is held: each is made when it is asked for.
/// Products have a position in the order of their uuids and a rank in the order of their identifiers.
/// </summary>
internal interface IGeneratedItems
{
    int ProductCount { get; }

    int ModelCount { get; }

    Guid UuidAt(int position);

    /// <summary>The position of a uuid, or -1.</summary>
    int PositionOf(Guid uuid);

    /// <summary>The position of an identifier, in any case, or -1.</summary>
    int PositionOf(string identifier);

    string IdentifierAtRank(int rank);

    int PositionAtRank(int rank);

    CatalogItem ProductAt(int position);

    /// <summary>The code of a product model by its rank in the order of codes.</summary>
    string ModelCodeAt(int rank);

    /// <summary>The rank of a model's code, in any case, or -1.</summary>
    int RankOfModel(string code);

    CatalogItem ModelAt(int rank);

    /// <summary>The positions of the products that are directly below a model.</summary>
    IEnumerable<int> VariantsOf(int modelRank);

    /// <summary>The ranks of the models that are directly below a model.</summary>
    IEnumerable<int> SubModelsOf(int modelRank);
}
