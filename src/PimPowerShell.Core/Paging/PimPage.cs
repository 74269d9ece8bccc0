using System;
using System.Collections.Generic;
using System.Text.Json;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;

namespace PimPowerShell.Core.Paging;

/// <summary>One page of a list, still as the bytes that came. Its memory is given back by <see cref="Dispose"/>.</summary>
/// <example>
/// <code>
/// Utf8JsonReader reader = page.OpenItems();
/// while (PimPage.NextItem(ref reader))
/// {
///     // read the object under the reader to its end
/// }
/// </code>
/// </example>
public sealed class PimPage : IDisposable
{
    private readonly PimResponse? _response;

    private PimPage(PimResponse? response, ReadOnlyMemory<byte> items, bool isList, string? next = null, long? total = null)
    {
        _response = response;
        IsList = isList;
        Items = items;
        Next = next;
        Total = total;
    }

    /// <summary>The bytes that <see cref="OpenItems"/> reads: an array of items, or one item alone. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Items { get; }

    /// <summary>True for a list; false for one item alone.</summary>
    public bool IsList { get; }

    /// <summary>The link to the page after this one; null on the last.</summary>
    public string? Next { get; }

    /// <summary>How many items the whole list has, when the server was asked and told.</summary>
    public long? Total { get; }

    /// <summary>When it was made, by the server's clock; null where the server did not say.</summary>
    public DateTimeOffset? Date => _response?.Date;

    /// <summary>True where what the caller has already was taken out of a page: it then has fewer items than were asked for.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>What <see cref="Model.PimQuery.SearchAfter"/> takes to go on behind this page; null on the last, and where the list has no cursor.</summary>
    public string? Cursor { get; internal set; }

    /// <summary>What <see cref="Model.PimQuery.StartPage"/> takes to read it again, with all items before it read; null where that is not known.</summary>
    public int? Number { get; internal set; }

    /// <summary>For one item asked for by its key: the error that says it is not there. The page then has no items.</summary>
    public PimException? Missing { get; init; }

    /// <summary>A page made of an envelope in the manner of HAL, of a bare array, or of one bare object.</summary>
    /// <exception cref="JsonException">The body is none of these.</exception>
    public static PimPage Parse(PimResponse response)
    {
        var reader = new Utf8JsonReader(response.Body.Span);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return new PimPage(response, response.Body, isList: true);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The answer is neither a list nor an object.");
        }

        string? next = null;
        long? total = null;
        int? items = null;
        bool hasLinks = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_links"u8))
            {
                hasLinks = true;
                next = ReadNextLink(ref reader);
            }
            else if (reader.ValueTextEquals("items_count"u8))
            {
                reader.Read();
                total = reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : null;
            }
            else if (reader.ValueTextEquals("_embedded"u8))
            {
                items = FindItems(ref reader);
                if (items is not null && hasLinks)
                {
                    // the links come first: what is left is the items, which only their consumer reads
                    break;
                }

                SkipToDepth(ref reader, 1);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return items is { } start
            ? new PimPage(response, response.Body.Slice(start), isList: true, next, total)
            : new PimPage(response, response.Body, isList: false);
    }

    /// <summary>A page whose items are a part of an answer.</summary>
    /// <param name="response">The answer, whose memory the page then owns.</param>
    /// <param name="items">An array, or one object.</param>
    /// <param name="isList">Whether it is an array.</param>
    /// <param name="total">How many items the whole list has.</param>
    internal static PimPage Of(PimResponse response, ReadOnlyMemory<byte> items, bool isList, long? total = null) => new(response, items, isList, null, total);

    /// <summary>What is left of an answer's items.</summary>
    internal static PimPage Part(PimResponse response, ReadOnlyMemory<byte> items, long? total) => new(response, items, isList: true, null, total) { IsPartial = true };

    /// <summary>A page of items that are no answer's own bytes.</summary>
    internal static PimPage Of(ReadOnlyMemory<byte> items, string? next = null) => new(null, items, isList: true, next);

    /// <summary>A page without items, for a key that is not there.</summary>
    public static PimPage Empty(PimException missing) => new(null, "[]"u8.ToArray(), isList: true) { Missing = missing };

    /// <summary>A reader before the first item.</summary>
    public Utf8JsonReader OpenItems()
    {
        var reader = new Utf8JsonReader(Items.Span);
        if (IsList)
        {
            reader.Read();
        }

        return reader;
    }

    /// <summary>Stands on the next item; false behind the last. The item before must have been read to its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>The bytes of each item. Valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="PimException">The list is cut off, or no JSON.</exception>
    public List<ReadOnlyMemory<byte>> TakeItems()
    {
        var items = new List<ReadOnlyMemory<byte>>();
        try
        {
            Utf8JsonReader reader = OpenItems();
            while (NextItem(ref reader))
            {
                items.Add(JsonCursor.TakeValue(ref reader, Items));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Unexpected(e);
        }

        return items;
    }

    /// <summary>What is said of a list that is cut off, or no JSON.</summary>
    public static PimException Unexpected(Exception e) => new(PimErrorKind.WrongServer, $"The server's list is not what was expected: {e.Message}", e);

    /// <summary>The items as parsed documents, each to be disposed: convenient, and slower than <see cref="OpenItems"/>.</summary>
    public IReadOnlyList<JsonDocument> ReadDocuments()
    {
        var documents = new List<JsonDocument>();
        Utf8JsonReader reader = OpenItems();
        while (NextItem(ref reader))
        {
            documents.Add(JsonDocument.ParseValue(ref reader));
        }

        return documents;
    }

    /// <summary>Gives the page's memory back.</summary>
    public void Dispose() => _response?.Dispose();

    private static string? ReadNextLink(ref Utf8JsonReader reader)
    {
        string? next = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isNext = reader.ValueTextEquals("next"u8);
            reader.Read();
            if (!isNext || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isAddress = reader.ValueTextEquals("href"u8);
                reader.Read();
                next = isAddress ? JsonCursor.GetStringOrNull(ref reader) : next;
                reader.Skip();
            }
        }

        return next;
    }

    private static void SkipToDepth(ref Utf8JsonReader reader, int depth)
    {
        reader.Skip();
        while (reader.CurrentDepth > depth && reader.Read())
        {
            reader.Skip();
        }
    }

    /// <summary>The index of the array's bracket in <c>"_embedded":{"items":[</c>, with the reader on it.</summary>
    private static int? FindItems(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // some answers in the published examples spell it with an underscore
            bool isItems = reader.ValueTextEquals("items"u8) || reader.ValueTextEquals("_items"u8);
            reader.Read();
            if (isItems && reader.TokenType == JsonTokenType.StartArray)
            {
                return (int)reader.TokenStartIndex;
            }

            reader.Skip();
        }

        return null;
    }
}
