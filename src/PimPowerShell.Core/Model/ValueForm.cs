namespace PimPowerShell.Core.Model;

/// <summary>What the data of a value looks like, whatever a back end calls the type.</summary>
public enum ValueForm
{
    /// <summary>One text or code.</summary>
    Text,
    /// <summary>A number, as a number or as text.</summary>
    Number,
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A list of texts or codes.</summary>
    List,
    /// <summary>An amount with a unit.</summary>
    Measure,
    /// <summary>Amounts, each with a currency.</summary>
    Prices,
    /// <summary>An object, or a list of objects.</summary>
    Json,
}
