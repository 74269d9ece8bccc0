using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>A channel.</summary>
internal sealed class ChannelDefinition(StructureEntity entity)
{
    public string Code { get; } = entity.Code;

    public HashSet<string> Locales { get; } = new(entity.Codes("locales"));

    public string[] LocaleList { get; } = entity.Codes("locales");

    public string[] Currencies { get; } = entity.Codes("currencies");

    public string CategoryTree { get; } = entity.Text("category_tree")!;

    /// <summary>The units that measures are told in, by attribute.</summary>
    public IReadOnlyDictionary<string, string> Conversions { get; } = entity.Data["conversion_units"].Members()
        .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
}
