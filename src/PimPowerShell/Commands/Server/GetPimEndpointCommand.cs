using System;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Server;

/// <summary>Lists the routes that the server says it has.</summary>
[Cmdlet(VerbsCommon.Get, "PimEndpoint")]
[OutputType("PimPowerShell.Endpoint")]
public sealed class GetPimEndpointCommand : PimResourceCommand
{
    /// <summary><para type="description">Only routes with these names or addresses, with wildcards.</para></summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[] Name { get; set; } = ["*"];

    internal override string Noun => "Endpoint";

    internal override string Deed => "list";

    internal override bool IsServedBy(PimResource resource) => true;

    /// <summary>Lists them.</summary>
    protected override void EndProcessing() => ForAll(() =>
    {
        WildcardPattern[] patterns = [.. Name.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
        if (ReadFirst(new PimQuery(Kind), out _)?.Properties["Routes"]?.Value is not PSObject routes)
        {
            return;
        }

        foreach (PSPropertyInfo route in routes.Properties.OrderBy(route => route.Name, StringComparer.Ordinal))
        {
            var content = (PSObject)route.Value;
            string address = content.Properties["route"]?.Value as string ?? "";
            if (patterns.Any(pattern => pattern.IsMatch(route.Name) || pattern.IsMatch(address)))
            {
                WriteObject(TypedObject.Of(
                    "PimPowerShell.Endpoint", ("Name", route.Name), ("Route", address), ("Methods", content.Properties["methods"]?.Value), ("Provider", Provider.Name)));
            }
        }
    });
}
