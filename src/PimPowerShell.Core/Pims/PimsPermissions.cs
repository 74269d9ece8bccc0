using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace PimPowerShell.Core.Pims;

/// <summary>What the session's key may do. What could not be read of it is not judged.</summary>
internal sealed class PimsPermissions
{
    /// <summary>Groups and keys.</summary>
    public const string Security = "pim_security";

    /// <summary>Attributes, categories and views.</summary>
    public const string Manager = "pim_manager";

    /// <summary>What a shop sees.</summary>
    public const string User = "pim_user";

    /// <summary>Products and assets.</summary>
    public const string Editor = "pim_editor";

    private volatile IReadOnlyDictionary<string, bool> _granted = new Dictionary<string, bool>();

    /// <summary>The permissions of any key, by their names on the wire.</summary>
    public static IReadOnlyList<string> Names { get; } = [Security, Manager, User, Editor, "pim_import", "pim_export"];

    public IReadOnlyDictionary<string, bool> Granted => _granted;

    /// <summary>Takes the permissions of the session's key.</summary>
    public void Learn(ReadOnlyMemory<byte> keyInformation)
    {
        using JsonDocument document = JsonDocument.Parse(keyInformation);
        _granted = Read(document.RootElement);
    }

    /// <summary>Whether the key has a permission; null when that is not known.</summary>
    public bool? Has(string permission) => _granted.TryGetValue(permission, out bool isGranted) ? isGranted : null;

    /// <summary>Says what the key lacks before anything is sent.</summary>
    public void Require(string permission, string what)
    {
        if (Has(permission) == false)
        {
            throw new PimException(PimErrorKind.Forbidden, $"The API key lacks the permission {permission} that it needs to {what}.") { Subject = permission };
        }
    }

    /// <summary>Permissions are numbers or texts, 1 or 0, and stand at the first level or one below.</summary>
    public static Dictionary<string, bool> Read(JsonElement keyInformation)
    {
        var permissions = new Dictionary<string, bool>();
        Collect(keyInformation);
        return permissions;

        void Collect(JsonElement element)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object)
                {
                    Collect(property.Value);
                }
                else if (Names.Contains(property.Name))
                {
                    permissions[property.Name] = property.Value.ToString() is "1" or "True" or "true";
                }
            }
        }
    }
}
