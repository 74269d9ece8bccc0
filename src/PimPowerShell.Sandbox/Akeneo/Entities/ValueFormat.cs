namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>What the data of a record's or an asset's value looks like (11.3).</summary>
internal enum ValueFormat
{
    Text,

    /// <summary>The code of an uploaded file.</summary>
    Media,

    /// <summary>A number, in a string.</summary>
    Number,
    Flag,
    Date,
    Option,
    Options,

    /// <summary>The code of a record or an asset.</summary>
    Link,
    Links,

    /// <summary>Written by the server alone.</summary>
    Tags,
}
