using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

/// <summary>Fewer calls in flight while the server says that there are too many.</summary>
public sealed class AdaptingLimiterTests
{
    [Fact]
    public async Task Too_many_halves_the_places_and_good_answers_bring_them_back()
    {
        using var limiter = new RequestLimiter(4, 0, 0, TimeSpan.Zero);

        await Answer(limiter, isTooMany: true);
        Assert.Equal(2, limiter.Limit);
        await Answer(limiter, isTooMany: true);
        Assert.Equal(1, limiter.Limit);
        await Answer(limiter, isTooMany: true);
        Assert.Equal(1, limiter.Limit);

        await Answers(limiter, 10);
        Assert.Equal(2, limiter.Limit);
        await Answers(limiter, 20 + 30);
        Assert.Equal(4, limiter.Limit);
        await Answers(limiter, 1000);
        Assert.Equal(4, limiter.Limit);
    }

    [Fact]
    public async Task Those_that_were_sent_together_count_once()
    {
        using var limiter = new RequestLimiter(8, 0, 0, TimeSpan.Zero);
        List<IDisposable> places = [];
        for (int i = 0; i < 8; i++)
        {
            places.Add(await limiter.EnterAsync(RequestLane.Common, CancellationToken.None));
        }

        places.ForEach(place => limiter.Note(place, isTooMany: true));

        Assert.Equal(4, limiter.Limit);
        places.ForEach(place => place.Dispose());
    }

    [Fact]
    public async Task Places_that_were_taken_away_are_not_given_out()
    {
        using var limiter = new RequestLimiter(4, 0, 0, TimeSpan.Zero);
        await Answer(limiter, isTooMany: true);
        IDisposable first = await limiter.EnterAsync(RequestLane.Common, CancellationToken.None);
        // one place more is out until its owner comes back
        IDisposable second = await limiter.EnterAsync(RequestLane.Common, CancellationToken.None);
        IDisposable third = await limiter.EnterAsync(RequestLane.Common, CancellationToken.None);
        third.Dispose();

        Task<IDisposable> waiting = limiter.EnterAsync(RequestLane.Common, CancellationToken.None);
        await Task.Delay(30);

        Assert.False(waiting.IsCompleted);
        second.Dispose();
        (await waiting).Dispose();
        first.Dispose();
    }

    private static async Task Answers(RequestLimiter limiter, int count)
    {
        foreach (int _ in Enumerable.Range(0, count))
        {
            await Answer(limiter, isTooMany: false);
        }
    }

    private static async Task Answer(RequestLimiter limiter, bool isTooMany)
    {
        using IDisposable place = await limiter.EnterAsync(RequestLane.Common, CancellationToken.None);
        limiter.Note(place, isTooMany);
    }
}
