using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.CategoryValues;

/// <summary>An attribute of categories. The API can neither list nor change them (9.2).</summary>
internal sealed record CategoryAttribute(string Code, string Uuid, string Type)
{
    public const string Image = "image";

    public static readonly IReadOnlyList<CategoryAttribute> All =
    [
        new("description", "0f2a6c1e-5a0e-4c39-9a57-6a1b7d2e9c01", "richtext") { PerChannel = true, PerLocale = true },
        new("short_text", "1b7d2e9c-8d3f-4f6a-8b20-0f2a6c1e5a02", "text") { PerLocale = true },
        new("notes", "2e9c010f-3c5b-4e1d-a6f4-1b7d2e9c8d03", "textarea"),
        new("image_1", "3c5b4e1d-6f4a-4b7d-92e9-c010f2a6c104", Image) { PerChannel = true, PerLocale = true },
        new("icon", "4e1da6f4-1b7d-4e9c-b010-3c5b4e1d6f05", Image),
    ];

    public bool PerChannel { get; init; }

    public bool PerLocale { get; init; }

    /// <summary>The code as the server tells it.</summary>
    public string FullCode => Code + "|" + Uuid;

    /// <summary>The name of a value among the category's.</summary>
    public string Key(string? channel, string? locale) =>
        FullCode + (channel is null ? "" : "|" + channel) + (locale is null ? "" : "|" + locale);

    public static CategoryAttribute? Find(string? code)
    {
        foreach (CategoryAttribute attribute in All)
        {
            if (attribute.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                return attribute;
            }
        }

        return null;
    }
}
