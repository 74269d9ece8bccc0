using System;
using System.Linq;
using System.Text.Json;
using PimPowerShell.Sandbox.Akeneo.Search;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Traffic;

namespace PimPowerShell.Sandbox.Akeneo.Entities;

/// <summary>Conditions on moments, given in ISO 8601.</summary>
internal static class DateFilter
{
    public static Func<DateTimeOffset, bool> Parse(SearchFilter filter, string[] operators)
    {
        if (!operators.Contains(filter.Operator))
        {
            throw EntrySearch.Malformed();
        }

        switch (filter.Operator)
        {
            case "BETWEEN" or "NOT BETWEEN":
                DateTimeOffset[] ends = [.. EntrySearch.Texts(filter.Value).Select(Read)];
                bool wanted = filter.Operator == "BETWEEN";
                return ends.Length == 2 ? time => (time >= ends[0] && time <= ends[1]) == wanted : throw EntrySearch.Malformed();
            case "SINCE LAST N DAYS":
                DateTimeOffset since = PhpJson.IsInteger(filter.Value) ? ServerClock.Now.AddDays(-filter.Value.GetInt64()) : throw EntrySearch.Malformed();
                return time => time >= since;
            default:
                DateTimeOffset other = filter.Value.ValueKind == JsonValueKind.String ? Read(filter.Value.GetString()!) : throw EntrySearch.Malformed();
                return filter.Operator switch
                {
                    ">" => time => time > other,
                    "<" => time => time < other,
                    ">=" => time => time >= other,
                    "<=" => time => time <= other,
                    "!=" => time => time != other,
                    _ => time => time == other,
                };
        }
    }

    private static DateTimeOffset Read(string text) => Timestamps.ReadIso(text) ?? Timestamps.ReadDay(text) ?? throw EntrySearch.Malformed();
}
