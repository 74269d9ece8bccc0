using System.Collections.Generic;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Server;

/// <summary>Reads which channels and locales a user may see and edit.</summary>
[Cmdlet(VerbsCommon.Get, "PimPermission")]
[OutputType("PimPowerShell.Permission")]
public sealed class GetPimPermissionCommand : PimResourceCommand
{
    /// <summary><para type="description">The users: uuids, or objects that have one, such as the assignees of a workflow's step.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Uuid")]
    [IdentityTransformation(Kinds = "WorkflowAssignee")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PimIdentity[] User { get; set; } = [];

    /// <summary><para type="description">Reads only the permissions for channels, or only those for locales.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(GetPimPermissionCommand))]
    [ValidateSet("Channel", "Locale")]
    public string[] Of { get; set; } = ["Channel", "Locale"];

    internal override string Noun => Of[0] + "Permission";

    internal override string Deed => "read";

    internal override bool IsServedBy(PimResource resource) => true;

    /// <summary>Reads them.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity user in User)
        {
            ForItem(user.Source, () =>
            {
                foreach (string kind in Of)
                {
                    WritePermissions(kind, user.NameFor(FindResource(kind + "Permission")));
                }
            });
        }
    }

    private void WritePermissions(string kind, string user)
    {
        PSObject? answer = ReadFirst(new PimQuery(FindResource(kind + "Permission")) { PathValues = new Dictionary<string, string> { ["user"] = user } }, out _);
        if (answer?.Properties[kind + "s"]?.Value is not PSObject codes)
        {
            return;
        }

        foreach (PSPropertyInfo code in codes.Properties)
        {
            WriteObject(TypedObject.Of(
                "PimPowerShell.Permission",
                ("User", user),
                ("Kind", kind),
                ("Code", code.Name),
                ("CanView", IsTrue(code, "canView")),
                ("CanEdit", IsTrue(code, "canEdit")),
                ("Provider", Provider.Name)));
        }
    }

    /// <summary>The server tells these as text.</summary>
    private static bool IsTrue(PSPropertyInfo code, string name) => (code.Value as PSObject)?.Properties[name]?.Value switch
    {
        bool flag => flag,
        string text => text == "true",
        _ => false,
    };
}
