using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Pims.Assets;

/// <summary>A place for assets. The owner of a global bucket is nobody.</summary>
internal sealed record PimsBucket(int Id, string Name, string Type, int ParentId, int Order, string Owner);

/// <summary>All buckets.</summary>
internal sealed class BucketStore
{
    public const string Global = "global";
    public const string Personal = "personal";

    private readonly object _gate = new();
    private readonly Dictionary<int, PimsBucket> _buckets = new List<PimsBucket>
    {
        new(1, "Product images", Global, 0, 1, ""),
        new(2, "Studio", Global, 1, 1, ""),
        new(3, "Documents", Global, 0, 2, ""),
    }.ToDictionary(bucket => bucket.Id);

    private int _lastId = 3;

    public IReadOnlyList<PimsBucket> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _buckets.Values.OrderBy(bucket => bucket.Order).ThenBy(bucket => bucket.Id)];
            }
        }
    }

    public PimsBucket? Find(int id)
    {
        lock (_gate)
        {
            return _buckets.TryGetValue(id, out PimsBucket? bucket) ? bucket : null;
        }
    }

    public PimsBucket Add(string name, string type, int parent, int order, string owner)
    {
        lock (_gate)
        {
            PimsBucket bucket = new(++_lastId, name, type, parent, order, owner);
            return _buckets[bucket.Id] = bucket;
        }
    }

    public void Save(PimsBucket bucket)
    {
        lock (_gate)
        {
            _buckets[bucket.Id] = bucket;
        }
    }

    /// <summary>Takes a bucket away; those in it move up to its parent.</summary>
    public void Delete(PimsBucket bucket)
    {
        lock (_gate)
        {
            _buckets.Remove(bucket.Id);
            foreach (PimsBucket child in _buckets.Values.Where(child => child.ParentId == bucket.Id).ToList())
            {
                _buckets[child.Id] = child with { ParentId = bucket.ParentId };
            }
        }
    }
}
