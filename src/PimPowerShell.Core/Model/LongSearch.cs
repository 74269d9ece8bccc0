using System.Collections.Generic;

namespace PimPowerShell.Core.Model;

/// <summary>A search whose conditions lie in the body of a POST. Paging stays in the query. Hosted servers only.</summary>
/// <param name="Path">The path below the API's root.</param>
/// <param name="Options">The query options that the body may have, with their names there.</param>
public sealed record LongSearch(string Path, IReadOnlyDictionary<string, string> Options);
