using System.Management.Automation;
using System.Text;
using System.Text.Json;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Commands.Apps;

/// <summary>Says what an app wants the products of its catalogs to look like. The schema is replaced as a whole.</summary>
[Cmdlet(VerbsCommon.Set, "PimCatalogMappingSchema", SupportsShouldProcess = true)]
[OutputType("PimPowerShell.CatalogMappingSchema")]
public sealed class SetPimCatalogMappingSchemaCommand : PimCatalogMappingSchemaCommand
{
    /// <summary><para type="description">The JSON schema: its text, a table, or an object.</para></summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? Schema { get; set; }

    internal override ResourceVerbs Verb => ResourceVerbs.Upsert;

    /// <summary>Sets one.</summary>
    protected override void ProcessRecord() => ForItem(Catalog!.Source, () =>
    {
        byte[] body = Body();
        var write = new PimWrite(Kind, WriteVerb.Upsert, Target, body) { PathValues = PathValues() };
        Preview(write);
        string what = $"Set {Words} of '{Catalog.Text}' on {Session?.Name ?? Provider.Root.Host}: {Encoding.UTF8.GetString(body)}";
        if (ShouldProcess(what, what + "?", "Confirm"))
        {
            Wait(Provider.WriteAsync(write, Context()));
        }
    });

    private byte[] Body()
    {
        object? plain = PlainTree.Unwrap(Schema);
        if (plain is string text)
        {
            plain = new System.ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(text));
        }

        try
        {
            byte[] body = JsonBytes.Write(writer => JsonTree.Write(writer, plain, PlainTree.Unwrap));
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? body : throw new JsonException("it is no JSON object");
        }
        catch (JsonException e)
        {
            throw new PimException(PimErrorKind.Input, $"Schema: takes a JSON schema: {e.Message}", e) { Subject = nameof(Schema) };
        }
    }
}
