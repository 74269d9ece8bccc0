using System.Collections.Generic;

namespace PimPowerShell.Sandbox;

/// <summary>One request that a <see cref="PimSandbox"/> has answered: what was asked for and by which names, without any value.</summary>
/// <param name="Route">Method and route, e.g. <c>GET /api/rest/v1/products-uuid/{uuid}</c>.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="ContentType">The media type of the request's body, without parameters; null when it has none.</param>
/// <param name="QueryNames">The names of the query's parameters, each once.</param>
/// <param name="BodyNames">The first-level names in the body, each once: of an object, of the objects of a list or of JSON lines, or of a form's fields.</param>
public sealed record PimSandboxRequest(string Route, int Status, string? ContentType, IReadOnlyList<string> QueryNames, IReadOnlyList<string> BodyNames)
{
    /// <summary>The names in the body at every level, each once: <c>labels.en_US</c>, and <c>values.name[].data</c> where a list is on the way. The outermost list, of objects or lines, is left out.</summary>
    public IReadOnlyList<string> BodyPaths { get; init; } = [];
}
