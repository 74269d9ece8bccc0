using System;
using PimPowerShell.Core.Json;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>Which day a date stands for, whatever this machine's zone is; tests/Pester/Dates.Tests.ps1 looks at zones east and west.</summary>
public sealed class CalendarDayTests
{
    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    public void A_midnight_is_its_day(DateTimeKind kind) => Assert.Equal("2024-03-05", CalendarDay.Of(new DateTime(2024, 3, 5, 0, 0, 0, kind)));

    [Fact]
    public void A_midnight_of_utc_is_its_day_in_any_zone()
    {
        DateTime local = new DateTime(2024, 3, 5, 0, 0, 0, DateTimeKind.Utc).ToLocalTime();
        Assert.Equal("2024-03-05", CalendarDay.Of(local));
        Assert.StartsWith("2024-03-05T00:00:00", CalendarDay.Moment(local));
    }

    [Fact]
    public void A_time_of_day_does_not_matter() => Assert.Equal("2024-03-05", CalendarDay.Of(new DateTime(2024, 3, 5, 13, 14, 15, DateTimeKind.Local)));

    [Fact]
    public void A_date_with_an_offset_is_the_day_that_it_says() =>
        Assert.Equal("2024-03-05", CalendarDay.Of(new DateTimeOffset(2024, 3, 5, 0, 0, 0, TimeSpan.FromHours(14))));

    [Fact]
    public void A_date_alone_is_taken() => Assert.Equal("2024-03-05", CalendarDay.Of(new DateOnly(2024, 3, 5)));

    [Theory]
    [InlineData(null)]
    [InlineData("2024-03-05")]
    [InlineData(5)]
    public void All_else_is_no_date(object? value) => Assert.Null(CalendarDay.Of(value));
}
