using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Arguments;

/// <summary>A line being typed: what it is about, as far as it says that already.</summary>
/// <param name="Command">The cmdlet.</param>
/// <param name="Parameter">The parameter under the cursor.</param>
/// <param name="Bound">The other parameters.</param>
internal sealed record TypedLine(string Command, string Parameter, IDictionary Bound)
{
    /// <summary>The kind of thing in the cmdlet's name.</summary>
    public string Noun => NounOf(Command);

    /// <summary>The kind of thing in a cmdlet's name.</summary>
    public static string NounOf(string command) => command.Substring(command.IndexOf("-Pim", StringComparison.OrdinalIgnoreCase) + 4);

    /// <summary>What a parameter says, where that is one text.</summary>
    public string? Text(string parameter) => (Bound[parameter] is object[] { Length: 1 } alone ? alone[0] : Bound[parameter]) is { } value and not object[] ? value.ToString() : null;

    /// <summary>What a parameter says, one text or several; empty where it says nothing.</summary>
    public IReadOnlyList<string> Texts(string parameter) => Bound[parameter] switch
    {
        null => [],
        IEnumerable list and not string => [.. list.Cast<object?>().Select(static one => one?.ToString()).OfType<string>()],
        var one => [one.ToString()!],
    };

    /// <summary>What is listed or written: what -Resource says, else what the cmdlet is for, else products.</summary>
    public PimQuery? Query(IPimProvider provider)
    {
        PimResource? resource = provider.Resources.Find(Text("Resource") ?? Noun) ?? provider.Resources.Find("Product");
        return resource is not null && Completion.PathValues(provider, resource, Bound) is { } owners ? new PimQuery(resource) { PathValues = owners } : null;
    }

    /// <summary>The attributes that values of these items can have.</summary>
    public static async Task<IReadOnlyList<string>> AttributesAsync(IPimProvider provider, PimQuery query, CallContext context) => query.Resource.AttributeNoun is null
        ? await provider.Metadata.GetCodesAsync("Attribute", context).ConfigureAwait(false)
        : [.. (await provider.GetAttributesAsync(query, context).ConfigureAwait(false)).Keys];
}
