using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims.Products;

/// <summary>Writes the attributes of products, under the names of the caller's view.</summary>
internal sealed class ProductJson(PhpJsonWriter writer, ProductReader reader, AttributeMap map)
{
    private static readonly PimsAttribute _variationAttributes = new(PimsAttribute.VariationAttributes, "string");

    public void WriteAttributes(PimsProduct product)
    {
        IReadOnlyList<PimsProduct> variants = reader.VariantsOf(product);
        writer.BeginObject();
        foreach (MappedAttribute mapped in map.All)
        {
            writer.Name(mapped.Name);
            switch (mapped.Attribute.Name)
            {
                case PimsAttribute.VariationSkus:
                    WriteVariants(variants);
                    break;
                case PimsAttribute.VariationMatrix:
                    WriteMatrix(product, variants);
                    break;
                case PimsAttribute.VariationAttributes:
                    WriteValue(writer, VisibleVariationAttributes(product).Select(visible => visible.Name).ToArray(), isCollection: true);
                    break;
                default:
                    WriteValue(writer, reader.Read(product, mapped.Attribute), mapped.Attribute.IsCollection);
                    break;
            }
        }

        writer.EndObject();
    }

    public static void WriteValue(PhpJsonWriter writer, object? value, bool isCollection)
    {
        switch (value)
        {
            case string text:
                writer.String(text);
                break;
            case string[] texts:
                WriteTexts(writer, texts);
                break;
            case null when isCollection:
                writer.BeginArray().EndArray();
                break;
            default:
                writer.Null();
                break;
        }
    }

    /// <summary>A list within a list, as the API's example has it.</summary>
    private void WriteVariants(IReadOnlyList<PimsProduct> variants)
    {
        writer.BeginArray();
        if (variants.Count > 0)
        {
            WriteTexts(writer, variants.Select(variant => variant.Sku));
        }

        writer.EndArray();
    }

    private void WriteMatrix(PimsProduct product, IReadOnlyList<PimsProduct> variants)
    {
        writer.BeginObject();
        if (variants.Count > 0)
        {
            List<MappedAttribute> attributes = [.. VisibleVariationAttributes(product)];
            foreach (PimsProduct member in variants.Append(product))
            {
                writer.Name(member.Sku).BeginObject();
                foreach (MappedAttribute attribute in attributes)
                {
                    object? value = reader.Read(member, attribute.Attribute);
                    writer.Name(attribute.Name);
                    WriteTexts(writer, value as string[] ?? (value is string text ? [text] : []));
                }

                writer.EndObject();
            }
        }

        writer.EndObject();
    }

    private IEnumerable<MappedAttribute> VisibleVariationAttributes(PimsProduct product)
    {
        string[] names = reader.Read(product, _variationAttributes) as string[] ?? [];
        foreach (string name in names)
        {
            if (map.NameOf(name) is string visible && map.Find(visible) is MappedAttribute mapped)
            {
                yield return mapped;
            }
        }
    }

    private static void WriteTexts(PhpJsonWriter writer, IEnumerable<string> texts)
    {
        writer.BeginArray();
        foreach (string text in texts)
        {
            writer.String(text);
        }

        writer.EndArray();
    }
}
