using System.Collections.Generic;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>Writes definitions of attributes. All flags are strings.</summary>
internal static class DefinitionJson
{
    public static string Write(IEnumerable<MappedAttribute> attributes)
    {
        PhpJsonWriter writer = new();
        writer.BeginObject();
        foreach (MappedAttribute mapped in attributes)
        {
            if (mapped.Attribute.HasDefinition)
            {
                writer.Name(mapped.Name);
                Write(writer, mapped.Attribute);
            }
        }

        return writer.EndObject().ToString();
    }

    public static void Write(PhpJsonWriter writer, PimsAttribute attribute)
    {
        writer.BeginObject();
        writer.Name("type").String(attribute.Type);
        writer.Name("group").String(attribute.Group);
        WriteTexts(writer.Name("label"), attribute.Labels);
        WriteTexts(writer.Name("comment"), attribute.Comments);
        Flag(writer, "collection", attribute.IsCollection);
        Flag(writer, "isUnique", attribute.IsUnique);
        Flag(writer, "isIndexable", attribute.IsIndexable);
        Flag(writer, "isSearchable", attribute.IsSearchable);
        Flag(writer, "isFilterable", attribute.IsFilterable);
        writer.Name("validation").String(attribute.Validation);
        if (!attribute.IsCore)
        {
            writer.Name("value").String("");
            Flag(writer, "isSimpleType", attribute.Dictionary is null);
            Flag(writer, "dictionaryIsStatic", attribute.Dictionary is not null);
        }

        if (attribute.Dictionary is not null)
        {
            WriteDictionary(writer.Name("dictionary"), attribute.Dictionary);
        }

        writer.EndObject();
    }

    public static void WriteTexts(PhpJsonWriter writer, IReadOnlyDictionary<string, string> texts)
    {
        writer.BeginObject();
        foreach (KeyValuePair<string, string> text in texts)
        {
            writer.Name(text.Key).String(text.Value);
        }

        writer.EndObject();
    }

    private static void WriteDictionary(PhpJsonWriter writer, IReadOnlyList<string> values)
    {
        writer.BeginObject();
        writer.Name("columns").BeginArray().String("value").EndArray();
        writer.Name("data").BeginArray();
        foreach (string value in values)
        {
            writer.String(value);
        }

        writer.EndArray();
        writer.Name("visible").BeginArray().Number(1).EndArray();
        writer.Name("unique").BeginArray().Number(1).EndArray();
        writer.Name("sorting").BeginArray().String("asc").EndArray();
        writer.Name("validation").BeginArray().String("").EndArray();
        writer.Name("sortingMethod").String("manual");
        writer.EndObject();
    }

    private static void Flag(PhpJsonWriter writer, string name, bool value) => writer.Name(name).String(value ? "y" : "n");
}
