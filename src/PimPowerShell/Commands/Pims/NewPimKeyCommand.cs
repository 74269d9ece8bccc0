using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Pims;

/// <summary>Makes an API key and gives it permissions.</summary>
[Cmdlet(VerbsCommon.New, "PimKey", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.Key")]
public sealed class NewPimKeyCommand : WritePimKeyCommand
{
    internal override WriteVerb Verb => WriteVerb.Create;

    /// <summary>Makes it.</summary>
    protected override void ProcessRecord() => ForItem(null, () =>
    {
        WritableItem item = Write([], null);
        if (MaySend("Make", null, item.Body))
        {
            WriteOutcome made = Wait(Provider.WriteAsync(Request(WriteVerb.Create, item), Context()));
            // first of all, and without a look that may fail: nobody could ever name this key again
            WriteObject(Made(made, item));
            Report(made);
        }
    });

    /// <summary>The key, which nothing else shows, and the permissions that it got for certain.</summary>
    private PSObject Made(WriteOutcome made, WritableItem item)
    {
        var key = new PSObject();
        key.TypeNames.Insert(0, "PimPowerShell.Key");
        Add("Key", SecretText.Protect(made.Key));
        Add("KeyExpiration", made.Expiration);
        if (made.Warnings.Count == 0 && JsonToPSObject.Read(item.Body) is PSObject permissions)
        {
            foreach (PSPropertyInfo permission in permissions.Properties)
            {
                Add(ApiName.ToPascal(permission.Name), permission.Value);
            }
        }

        Add("Provider", Provider.Name);
        return key;

        void Add(string name, object? value) => key.Properties.Add(new PSNoteProperty(name, value));
    }
}
