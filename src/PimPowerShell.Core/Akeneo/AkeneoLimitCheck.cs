using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Looks over lines that nobody has asked to check for what attributes declare out of range, and for what may be an axis: of
/// products and models, which come in great numbers, by a scan that leaves few for a real look; of records and assets each.
/// </summary>
internal sealed class AkeneoLimitCheck(AkeneoMetadata metadata, AkeneoCatalog catalog, AkeneoWriteCheck writeCheck, AkeneoSingleCheck singleCheck, AkeneoEntityCheck entityCheck)
{
    private const int MostRounds = 5;

    private static readonly Dictionary<string, string> s_nowhere = [];

    /// <inheritdoc cref="IPimProvider.ScanAsync"/>
    public async Task<IReadOnlyList<LineSigns>> ScanAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool areChecked, CallContext context)
    {
        if (AkeneoEntityCheck.Covers(resource) && !areChecked)
        {
            var found = new List<LineSigns>();
            foreach (ReadOnlyMemory<byte> line in lines)
            {
                found.Add(LineSigns.None with { Faults = await AkeneoWriteCheck.ReadAsync(line, item => entityCheck.FindAsync(resource, pathValues, item, context)).ConfigureAwait(false) });
            }

            return found;
        }

        return AkeneoItemCheck.Covers(resource) ? await ScanItemsAsync(resource, lines, areChecked, context).ConfigureAwait(false) : [];
    }

    private async Task<LineSigns[]> ScanItemsAsync(PimResource resource, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool areChecked, CallContext context)
    {
        var scan = new AkeneoLineScan(metadata);
        ScannedLine[] scanned = Scan();
        // a write of attributes makes all be forgotten that was known of them
        for (int round = 0; round < MostRounds && scan.Unknown.Count > 0 && !metadata.IsUnreadable; round++)
        {
            await metadata.LearnAsync(scan.Unknown, context).ConfigureAwait(false);
            scan.Reset();
            scanned = Scan();
        }

        bool hasAxes = scanned.Any(static line => line.Axes.Count > 0) && await HasVariantsAsync(resource, context).ConfigureAwait(false);
        var signs = new LineSigns[lines.Count];
        for (int i = 0; i < signs.Length; i++)
        {
            LineSigns found = scanned[i].IsOdd && !areChecked ? await FindOddAsync(resource, lines[i], context).ConfigureAwait(false) : LineSigns.None;
            signs[i] = hasAxes ? found with { Axes = scanned[i].Axes } : found;
        }

        return signs;

        ScannedLine[] Scan() => [.. lines.Select(line => scan.Scan(line.Span))];
    }

    private async Task<bool> HasVariantsAsync(PimResource resource, CallContext context)
    {
        if (resource.Noun == "ProductModel")
        {
            return true;
        }

        if (catalog.AnyModel.TryGet(AkeneoCatalog.Whole, out Known<string> known) && known is { IsReadable: true, Value: null })
        {
            // others may have made the first one since
            catalog.AnyModel.ForgetOlder(AkeneoCatalog.Whole, context.Began);
        }

        return await catalog.AnyModel.GetAsync(AkeneoCatalog.Whole, context).ConfigureAwait(false) is { IsReadable: true, Value: not null };
    }

    /// <summary>A real look at a line that seems to have something beyond its limits.</summary>
    private async Task<LineSigns> FindOddAsync(PimResource resource, ReadOnlyMemory<byte> line, CallContext context)
    {
        LineSigns signs = LineSigns.None;
        await AkeneoWriteCheck.ReadAsync(line, async item =>
        {
            IReadOnlyList<PimFieldError> faults = await writeCheck.FindAsync(resource, s_nowhere, new RuleItem(item, IsNew: false), context).ConfigureAwait(false);
            IReadOnlyList<PimFieldError> ofNew = await writeCheck.FindAsync(resource, s_nowhere, new RuleItem(item, IsNew: true), context).ConfigureAwait(false);
            signs = new LineSigns(
                [.. faults, .. await singleCheck.FindAsync(resource, item, context).ConfigureAwait(false)],
                // one that is its key is known without a scan, and what else a new item needs is the server's to say
                [.. ofNew.Where(static fault => fault.Property == "identifier").Except(faults)],
                []);
            return [];
        }).ConfigureAwait(false);
        return signs;
    }
}
