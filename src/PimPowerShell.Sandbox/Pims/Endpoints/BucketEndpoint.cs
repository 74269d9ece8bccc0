using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Assets;
using PimPowerShell.Sandbox.Pims.Auth;

namespace PimPowerShell.Sandbox.Pims.Endpoints;

/// <summary>
/// <c>POST /pim/manage/buckets</c>. Documented are the actions, <c>bucket_id</c> of a listing and the two types;
/// the other names are assumed.
/// </summary>
internal sealed class BucketEndpoint(PimsInstance instance)
{
    public IReadOnlyDictionary<string, PimsAction> Actions => new Dictionary<string, PimsAction>
    {
        ["listAssetsInBucket"] = new(Permissions.Editor, List),
        ["moveAssetToBucket"] = new(Permissions.Editor, Move) { Writes = true },
        ["getPublicBucketsTree"] = new(Permissions.Editor, request => Tree(request, bucket => bucket.Type == BucketStore.Global)),
        ["getMyBucketsTree"] = new(Permissions.Editor, request => Tree(request, bucket => bucket.Type == BucketStore.Personal && bucket.Owner == request.Owner)),
        ["addBucket"] = new(Permissions.Editor, Add) { Writes = true },
        ["editBucket"] = new(Permissions.Editor, Edit) { Writes = true },
        ["deleteBucket"] = new(Permissions.Editor, Delete) { Writes = true },
    };

    private HttpResponse List(PimsRequest request)
    {
        PhpJsonWriter writer = request.Ok();
        AssetJson.Write(writer.Name("assets"), request, instance.Assets.InBucket(Require(request).Id));
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Move(PimsRequest request)
    {
        PimsBucket bucket = Require(request);
        PimsAsset asset = instance.Assets.Find(Field.Text(request.Body, "asset_code") ?? "") ?? throw new PimsException("Asset does not exist!");
        instance.Assets.Save(asset with { BucketId = bucket.Id });
        return PimsAnswer.Of(request.Ok().EndObject());
    }

    private HttpResponse Tree(PimsRequest request, Func<PimsBucket, bool> shows)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("buckets");
        WriteBelow(writer, [.. instance.Buckets.All.Where(shows)], 0);
        return PimsAnswer.Of(writer.EndObject());
    }

    private HttpResponse Add(PimsRequest request)
    {
        string type = Field.Text(request.Body, "type") ?? "";
        if (type is not (BucketStore.Global or BucketStore.Personal))
        {
            throw new PimsException("Bucket type can be \"global\" or \"personal\"!");
        }

        int parent = Field.Number(request.Body, "parent_id") ?? 0;
        RequireParent(request, parent, type);
        PimsBucket bucket = instance.Buckets.Add(
            Name(request) ?? throw new PimsException("Bucket name cannot be empty!"),
            type,
            parent,
            Field.Number(request.Body, "order") ?? 0,
            type == BucketStore.Global ? "" : request.Owner);
        return One(request, bucket);
    }

    private HttpResponse Edit(PimsRequest request)
    {
        PimsBucket bucket = Require(request);
        int parent = Field.Number(request.Body, "parent_id") ?? bucket.ParentId;
        RequireParent(request, parent, bucket.Type);
        for (PimsBucket? above = instance.Buckets.Find(parent); above is not null; above = instance.Buckets.Find(above.ParentId))
        {
            if (above.Id == bucket.Id)
            {
                throw new PimsException("Bucket can not be moved below itself!");
            }
        }

        bucket = bucket with { Name = Name(request) ?? bucket.Name, ParentId = parent, Order = Field.Number(request.Body, "order") ?? bucket.Order };
        instance.Buckets.Save(bucket);
        return One(request, bucket);
    }

    /// <summary>What lies in the bucket moves up to its parent.</summary>
    private HttpResponse Delete(PimsRequest request)
    {
        PimsBucket bucket = Require(request);
        instance.Assets.MoveAll(bucket.Id, bucket.ParentId);
        instance.Buckets.Delete(bucket);
        return PimsAnswer.Of(request.Ok().EndObject());
    }

    /// <summary>The bucket that is named, if the caller may touch it.</summary>
    private PimsBucket Require(PimsRequest request)
    {
        PimsBucket bucket = instance.Buckets.Find(Field.Number(request.Body, "bucket_id") ?? 0) ?? throw new PimsException("Bucket does not exist!");
        return bucket.Type == BucketStore.Global || bucket.Owner == request.Owner ? bucket : throw PimsException.AccessDenied();
    }

    private void RequireParent(PimsRequest request, int parent, string type)
    {
        if (parent == 0)
        {
            return;
        }

        PimsBucket? bucket = instance.Buckets.Find(parent);
        if (bucket is null || bucket.Type != type || (type == BucketStore.Personal && bucket.Owner != request.Owner))
        {
            throw new PimsException("Parent bucket does not exist!");
        }
    }

    private static string? Name(PimsRequest request) => Field.Text(request.Body, "name") is { Length: > 0 } name ? name : null;

    private static HttpResponse One(PimsRequest request, PimsBucket bucket)
    {
        PhpJsonWriter writer = request.Ok();
        writer.Name("bucket");
        Write(writer, bucket, []);
        return PimsAnswer.Of(writer.EndObject());
    }

    private static void WriteBelow(PhpJsonWriter writer, IReadOnlyList<PimsBucket> buckets, int parent)
    {
        writer.BeginArray();
        foreach (PimsBucket bucket in buckets.Where(bucket => bucket.ParentId == parent))
        {
            Write(writer, bucket, buckets);
        }

        writer.EndArray();
    }

    private static void Write(PhpJsonWriter writer, PimsBucket bucket, IReadOnlyList<PimsBucket> buckets)
    {
        writer.BeginObject();
        writer.Name("id").Number(bucket.Id);
        writer.Name("name").String(bucket.Name);
        writer.Name("type").String(bucket.Type);
        writer.Name("parent_id").Number(bucket.ParentId);
        writer.Name("order").Number(bucket.Order);
        writer.Name("children");
        WriteBelow(writer, buckets, bucket.Id);
        writer.EndObject();
    }
}
