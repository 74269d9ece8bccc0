using System.Text.Json.Nodes;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Products;

/// <summary>Writes the data of a value (11.2).</summary>
internal static class ValueJson
{
    /// <param name="writer">Where to write.</param>
    /// <param name="data">The data.</param>
    /// <param name="symbol">What the edition in the cloud tells of a measure's unit besides its code.</param>
    public static void Write(PhpJsonWriter writer, object data, string? symbol = null)
    {
        switch (data)
        {
            case string text:
                writer.String(text);
                break;
            case long number:
                writer.Number(number);
                break;
            case bool flag:
                writer.Boolean(flag);
                break;
            case string[] codes:
                writer.BeginArray();
                foreach (string code in codes)
                {
                    writer.String(code);
                }

                writer.EndArray();
                break;
            case MetricData metric:
                writer.BeginObject().Name("amount");
                Write(writer, metric.Amount);
                writer.Name("unit").String(metric.Unit);
                if (symbol is not null)
                {
                    writer.Name("symbol").String(symbol);
                }

                writer.EndObject();
                break;
            case PriceData[] prices:
                writer.BeginArray();
                foreach (PriceData price in prices)
                {
                    writer.BeginObject().Name("amount");
                    Write(writer, price.Amount);
                    writer.Name("currency").String(price.Currency).EndObject();
                }

                writer.EndArray();
                break;
            case JsonNode json:
                PhpJson.Write(writer, json);
                break;
        }
    }
}
