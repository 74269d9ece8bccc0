using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Json;

/// <summary>Members that are passed over by their quotes and brackets are those that a whole reader sees.</summary>
public sealed class JsonSkimTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":"x","b":[],"c":{}}""")]
    [InlineData("""  { "a" : -1.5e3 , "b" : null , "c" : true }""")]
    [InlineData("""{"a":"}],{[","b":"\"","c":"\\","d":"\\\"","e\"":"\u0022","f":[{"g":"]"}]}""")]
    [InlineData("""{"Größe":[[[],{}],{"a":[1,2,{"b":"ü"}]}],"":0}""")]
    public void Members_are_those_that_a_whole_reader_sees(string json) => Assert.Equal(Read(json), Skim(Make.Utf8(json)));

    [Fact]
    public void Members_of_any_object_are_those_that_a_whole_reader_sees()
    {
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            var json = new StringBuilder();
            WriteObject(json, random, 4);
            Assert.Equal(Read(json.ToString()), Skim(Make.Utf8(json.ToString())));
        }
    }

    [Fact]
    public void What_is_cut_off_anywhere_is_seen()
    {
        byte[] json = Make.Utf8("""{"a":"x\\","b":[1,{"c":null}],"d":{"e":"\""}}""");
        Assert.Equal(3, Skim(json).Count);
        for (int length = 0; length < json.Length; length++)
        {
            Assert.Throws<JsonException>(() => Skim(json.AsSpan(0, length).ToArray()));
        }
    }

    [Theory]
    [InlineData("""{"a":[1}""")]
    [InlineData("""{"a":{"b":1]}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{"a":,"b":1}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{a:1}""")]
    [InlineData("""{"a":1]""")]
    [InlineData("""[1]""")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public void What_does_not_nest_is_refused(string json) => Assert.Throws<JsonException>(() => Skim(Make.Utf8(json)));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_has_an_end(int depth, bool isTaken)
    {
        byte[] json = Make.Utf8($$"""{"a":{{new string('[', depth)}}{{new string(']', depth)}}}""");
        Assert.Equal(isTaken, Record.Exception(() => Skim(json)) is null);
    }

    private static List<(string Name, string Value)> Skim(byte[] json)
    {
        var members = new List<(string, string)>();
        var skim = new JsonSkim(json);
        skim.Take('{');
        bool isEmpty = skim.TryTake('}');
        for (bool hasMore = !isEmpty; hasMore; hasMore = skim.TryTake(','))
        {
            string name = Encoding.UTF8.GetString(skim.TakeName());
            skim.Peek();
            int start = skim.Position;
            skim.Skip();
            members.Add((name, Encoding.UTF8.GetString(json.AsSpan(start, skim.Position - start)).TrimEnd()));
        }

        if (!isEmpty)
        {
            skim.Take('}');
        }

        return members;
    }

    private static List<(string Name, string Value)> Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        // the name as it is written
        var reader = new Utf8JsonReader(Make.Utf8(json));
        var names = new List<string>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                names.Add(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }

        return [.. names.Zip(document.RootElement.EnumerateObject(), static (name, member) => (name, member.Value.GetRawText()))];
    }

    private static void WriteObject(StringBuilder json, Random random, int depth)
    {
        json.Append('{');
        int count = random.Next(5);
        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "" : random.Next(4) == 0 ? " , " : ",").Append(JsonSerializer.Serialize(Text(random) + i)).Append(random.Next(4) == 0 ? " : " : ":");
            WriteValue(json, random, depth - 1);
        }

        json.Append('}');
    }

    private static void WriteValue(StringBuilder json, Random random, int depth)
    {
        switch (random.Next(depth > 0 ? 6 : 4))
        {
            case 0:
                json.Append(JsonSerializer.Serialize(Text(random)));
                break;
            case 1:
                json.Append(random.Next(-1000, 1000));
                break;
            case 2:
                json.Append("null");
                break;
            case 3:
                json.Append("false");
                break;
            case 4:
                WriteObject(json, random, depth);
                break;
            default:
                json.Append('[');
                int count = random.Next(4);
                for (int i = 0; i < count; i++)
                {
                    json.Append(i == 0 ? "" : ",");
                    WriteValue(json, random, depth - 1);
                }

                json.Append(']');
                break;
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "ab\"\\{}[],: ü\n/"[random.Next(14)]));
}
