using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using PimPowerShell.Sandbox.Pims.Generation;

namespace PimPowerShell.Sandbox.Pims.Assets;

/// <summary>All assets: those of the generated products, which are made on demand, and over them what was uploaded or changed.</summary>
internal sealed class AssetStore(int productCount)
{
    private const string UploadPrefix = "5372";

    private static readonly byte[] _picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly byte[] _document = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    // null for a generated asset that was deleted
    private readonly ConcurrentDictionary<string, PimsAsset?> _changed = new(StringComparer.Ordinal);
    private long _lastCode;

    public long UploadedBytes => _changed.Values.Sum(asset => asset?.Bytes?.Length ?? 0L);

    public PimsAsset Reserve()
    {
        PimsAsset asset = new(UploadPrefix + Interlocked.Increment(ref _lastCode).ToString("D12", CultureInfo.InvariantCulture));
        Save(asset);
        return asset;
    }

    public PimsAsset? Find(string code)
    {
        if (_changed.TryGetValue(code, out PimsAsset? asset))
        {
            return asset;
        }

        if (!AssetCode.TryRead(code, productCount, out int kind, out _))
        {
            return null;
        }

        string file = AssetCode.FileOf(kind);
        bool isDocument = file.EndsWith(".pdf", StringComparison.Ordinal);
        return new PimsAsset(code)
        {
            Bytes = isDocument ? _document : _picture,
            Type = isDocument ? "application/pdf" : "image/png",
            FileName = file,
        };
    }

    public void Save(PimsAsset asset) => _changed[asset.Code] = asset;

    public void Delete(string code) => _changed[code] = null;

    public IReadOnlyList<PimsAsset> InBucket(int id) =>
        [.. _changed.Values.OfType<PimsAsset>().Where(asset => asset.BucketId == id).OrderBy(asset => asset.Code, StringComparer.Ordinal)];

    /// <summary>Puts everything that lies in one bucket into another.</summary>
    public void MoveAll(int from, int to)
    {
        foreach (PimsAsset asset in InBucket(from))
        {
            Save(asset with { BucketId = to });
        }
    }
}
