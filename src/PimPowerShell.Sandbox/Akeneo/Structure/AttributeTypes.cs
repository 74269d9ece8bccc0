namespace PimPowerShell.Sandbox.Akeneo.Structure;

/// <summary>The attribute types of the Community Edition.</summary>
internal static class AttributeTypes
{
    public const string Identifier = "pim_catalog_identifier";
    public const string Text = "pim_catalog_text";
    public const string Textarea = "pim_catalog_textarea";
    public const string Number = "pim_catalog_number";
    public const string Metric = "pim_catalog_metric";
    public const string Price = "pim_catalog_price_collection";
    public const string Boolean = "pim_catalog_boolean";
    public const string Date = "pim_catalog_date";
    public const string SimpleSelect = "pim_catalog_simpleselect";
    public const string MultiSelect = "pim_catalog_multiselect";
    public const string Image = "pim_catalog_image";
    public const string File = "pim_catalog_file";
}
