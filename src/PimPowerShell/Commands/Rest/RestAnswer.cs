using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Paging;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Rest;

/// <summary>What an answer gives the pipeline, whatever it has in its body.</summary>
/// <param name="Objects">The items of a list, each as an object; else the one thing that the answer is.</param>
/// <param name="Next">The link to the page after it; null where there is none.</param>
internal sealed record RestAnswer(IEnumerable<object?> Objects, string? Next)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="isRead">Whether it was only asked for; what a write is answered with says its status too, unless it is a list.</param>
    /// <exception cref="JsonException">It calls itself JSON, and is not.</exception>
    public static RestAnswer Of(PimResponse response, bool isRead)
    {
        if (response.Body.IsEmpty || !IsJson(response))
        {
            return One(response.Body.IsEmpty ? null : Encoding.UTF8.GetString(response.Body.ToArray()));
        }

        if (response.MediaType == "application/vnd.akeneo.collection+json")
        {
            return new RestAnswer(Lines(response), null);
        }

        if (!IsStructure(response))
        {
            return One(JsonToPSObject.Read(response.Body.ToArray()));
        }

        PimPage page = PimPage.Parse(response);
        return isRead || page.IsList ? new RestAnswer(Items(page), page.Next) : One(JsonToPSObject.Read(response.Body.ToArray()));

        RestAnswer One(object? content) => new([isRead ? content : Result(response, content)], null);
    }

    private static bool IsJson(PimResponse response) => response.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the answer is an object or a list, and not a text or a number alone.</summary>
    private static bool IsStructure(PimResponse response)
    {
        var reader = new Utf8JsonReader(response.Body.Span);
        return reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
    }

    private static IEnumerable<object?> Lines(PimResponse response) =>
        Encoding.UTF8.GetString(response.Body.ToArray()).Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => JsonToPSObject.Read(Encoding.UTF8.GetBytes(line)));

    private static List<object?> Items(PimPage page)
    {
        var items = new List<object?>();
        // the items keep parts of this text until somebody looks at them, so it must not go back to the pool
        ReadOnlyMemory<byte> json = page.Items.ToArray();
        var reader = new Utf8JsonReader(json.Span);
        if (page.IsList)
        {
            reader.Read();
        }

        while (PimPage.NextItem(ref reader))
        {
            items.Add(JsonToPSObject.ReadValue(ref reader, json));
        }

        return items;
    }

    private static PSObject Result(PimResponse response, object? content) =>
        TypedObject.Of("PimPowerShell.RestResult", ("StatusCode", response.StatusCode), ("Location", response.Location), ("Content", content));
}
