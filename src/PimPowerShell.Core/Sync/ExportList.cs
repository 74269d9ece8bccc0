using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Sync;

/// <summary>
/// Reads a list into a file of an export, a page at a time, and keeps places that another run goes on at: behind a page where
/// the list has a cursor, and before one where it goes by page numbers. That page is read again, since what was deleted or
/// made in the meantime may have moved items onto pages that were read: unless it is what it was, the list begins anew.
/// </summary>
/// <param name="provider">Where to read.</param>
/// <param name="query">The whole list.</param>
/// <param name="file">Where to write; it has what the journal says.</param>
/// <param name="journal">The places.</param>
/// <param name="betweenPlaces">How long the file is written to before a place is kept.</param>
/// <param name="wrote">Is told how many lines were written, or taken back.</param>
internal sealed class ExportList(IPimProvider provider, PimQuery query, ExportFile file, ExportJournal journal, TimeSpan betweenPlaces, Action<int> wrote)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(query.Resource.Key);
    private readonly CatalogLines _lines = new(query.Resource);
    private int _written;

    /// <summary>Whether another run can go on with the list.</summary>
    public bool CanGoOn => query.PathValues.Count == 0 && (query.Resource.Paging == PagingStyle.SearchAfter || query.Resource.IsComparedWhole);

    /// <summary>Reads what the file does not have yet.</summary>
    /// <param name="buffer">For the lines of a page.</param>
    /// <param name="context">The caller.</param>
    public async Task ReadAsync(LineBuffer buffer, CallContext context)
    {
        ExportPlace? place = CanGoOn ? journal.Place(query.Resource.Noun) : null;
        if (!await TryReadAsync(place, buffer, context).ConfigureAwait(false))
        {
            // first of all: no later run may take the place for one in what the file has from now on
            journal.Keep(query.Resource.Noun, new ExportPlace(0, 0));
            wrote(-_written);
            file.Restart();
            await TryReadAsync(null, buffer, context).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on at a place, null for the start; false where the list is not what it was there.</summary>
    private async Task<bool> TryReadAsync(ExportPlace? place, LineBuffer buffer, CallContext context)
    {
        ExportPage? known = place?.Page;
        if (place is not null && (place.Bytes != file.Bytes || (known is not null && known.Size != query.PageSize)))
        {
            return false;
        }

        var sincePlace = Stopwatch.StartNew();
        bool isFirst = true;
        long readAgain = 0;
        using var pages = new PageReader(provider.Read(query with { SearchAfter = place?.Cursor, StartPage = known?.Number ?? 1 }), context);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            using (page)
            {
                buffer.Clear();
                int count = _lines.Write(page, query.PathValues, buffer);
                readAgain = isFirst ? count : readAgain;
                // what moves further than by the page that was read again would be lost, or come twice
                if (known is not null && (isFirst ? PageOf(page, buffer) != known : Math.Abs((page.Total - known.Total) ?? 0) > readAgain))
                {
                    return false;
                }

                isFirst = false;
                ExportPlace before = new(file.Count, file.Bytes);
                file.Append(buffer, count);
                wrote(count);
                _written += count;
                if (CanGoOn && sincePlace.Elapsed >= betweenPlaces && Place(page, before, buffer) is { } next)
                {
                    file.Flush();
                    journal.Keep(query.Resource.Noun, next);
                    sincePlace.Restart();
                }
            }
        }

        // of a server that gives fewer than it was asked for, page numbers do not tell how many must come
        return known is null || (!isFirst && (readAgain == query.PageSize || !(known.Total > file.Count)));
    }

    /// <summary>Where another run goes on once a page is in the file; null where it cannot.</summary>
    private ExportPlace? Place(PimPage page, ExportPlace before, LineBuffer buffer) =>
        page.Cursor is { } cursor ? new ExportPlace(file.Count, file.Bytes) { Cursor = cursor }
        : page is { Number: not null, IsPartial: false } ? before with { Page = PageOf(page, buffer) }
        : null;

    private ExportPage PageOf(PimPage page, LineBuffer buffer)
    {
        using var lines = new MemoryStream(buffer.Bytes, 0, buffer.Length);
        return new ExportPage(page.Number ?? 0, query.PageSize, page.Total, Fingerprint.Of(string.Join("\n", JsonLines.Read(lines).Select(line => JsonCursor.FindString(line, _key)))));
    }
}
