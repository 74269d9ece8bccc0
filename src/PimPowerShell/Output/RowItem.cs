using System.Management.Automation;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>
/// The object that users see of a row that was read. It has what the row says and no more, so that nothing else is
/// written with it.
/// </summary>
internal static class RowItem
{
    public static PSObject From(byte[] line, PimResource resource, string provider, IItemConverter converter)
    {
        PSObject item = resource.Values is { } shape ? FromMap(line, resource, shape) : FromFields(line, converter);
        if (item.Properties["Provider"] is null)
        {
            item.Properties.Add(new PSNoteProperty("Provider", provider));
        }

        return item;
    }

    private static PSObject FromFields(byte[] line, IItemConverter converter)
    {
        PSObject item = converter.Read(line);
        // made up where the row does not say it
        if (item.Properties["Enabled"] is null && item.Properties["Status"] is not null)
        {
            item.Properties.Remove("Status");
        }

        return item;
    }

    /// <summary>Those attributes that every back end has become first-level properties, all others stay together.</summary>
    private static PSObject FromMap(byte[] line, PimResource resource, ValuesShape shape)
    {
        var item = new PSObject();
        item.TypeNames.Insert(0, ObjectKind.Prefix + resource.Noun);
        using JsonDocument document = JsonDocument.Parse(line);
        item.Properties.Add(new PSNoteProperty(shape.Fields[resource.Key], JsonCursor.FindString(line, Encoding.UTF8.GetBytes(resource.Key))));
        byte[] values = JsonBytes.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (JsonProperty attribute in document.RootElement.GetProperty("attributes").EnumerateObject())
            {
                if (shape.Fields.TryGetValue(attribute.Name, out string? name))
                {
                    item.Properties.Add(new PSNoteProperty(name, JsonToPSObject.Read(JsonBytes.Write(attribute.Value.WriteTo))));
                }
                else
                {
                    attribute.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });
        item.Properties.Add(new JsonNoteProperty("Values", values));
        return item;
    }
}
