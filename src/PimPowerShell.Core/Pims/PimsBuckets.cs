using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Pims;

/// <summary>The buckets that assets lie in: those of everybody, and the caller's own.</summary>
internal sealed class PimsBuckets(PimsCaller caller, PimsPermissions permissions) : PimsListKind(PimsResources.Bucket, "buckets", caller, permissions)
{
    private const string Global = "global";
    private const string Personal = "personal";

    protected override string ReadPermission => PimsPermissions.Editor;

    /// <summary>The number of a bucket named by its number or its path.</summary>
    public async Task<int> FindIdAsync(string bucket, CallContext context) =>
        int.TryParse(bucket, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : (One(await LoadAsync(context).ConfigureAwait(false), bucket)
                ?? throw new PimException(PimErrorKind.NotFound, $"There is no bucket '{bucket}'. Get-PimBucket shows the paths.") { Subject = bucket }).Id;

    public override async Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context)
    {
        Permissions.Require(PimsPermissions.Editor, "change buckets");
        var body = new PimsBody(write);
        string code = KeyOf(write, body);
        List<PimsBucket> all = await LoadAsync(context).ConfigureAwait(false);
        if (write.Verb == WriteVerb.Create)
        {
            return await CreateAsync(all, code, body, context).ConfigureAwait(false);
        }

        PimsBucket? found = One(all, code);
        return write.Verb switch
        {
            WriteVerb.Upsert when found is null && !write.MustExist => await CreateAsync(all, code, body, context).ConfigureAwait(false),
            _ when found is null => throw PimException.NotFound(Resource.Noun, code),
            WriteVerb.Upsert => await EditAsync(all, found, body, context).ConfigureAwait(false),
            _ => await DeleteAsync(found, context).ConfigureAwait(false),
        };
    }

    protected override async Task<IReadOnlyList<JsonObject>> ListAsync(PimQuery query, CallContext context) =>
        [.. (await LoadAsync(context).ConfigureAwait(false)).Select(bucket => bucket.ToItem())];

    protected override bool IsNamed(JsonObject item, string key) => base.IsNamed(item, key) || Text(item["id"]) == key;

    private async Task<WriteOutcome> CreateAsync(List<PimsBucket> all, string code, PimsBody body, CallContext context)
    {
        string path = PimsPath.OfNew(code, body);
        string type = body.Text("type") ?? throw new PimException(PimErrorKind.Input, "type: a new bucket is global or personal.") { Subject = "type" };
        int parent = ParentId(all, path, type);
        using PimResponse? answer = await CallOnceAsync("buckets", "addBucket", writer =>
        {
            writer.WriteString(PimsInferred.BucketName, PimsPath.Name(path));
            writer.WriteString(PimsInferred.BucketType, type);
            writer.WriteNumber(PimsInferred.BucketParent, parent);
            WriteOrder(writer, body);
        }, all.Any(bucket => PimsPath.Same(bucket.Path, path)) ? null
            : async c => (await LoadAsync(c).ConfigureAwait(false)).Any(bucket => PimsPath.Same(bucket.Path, path)), context).ConfigureAwait(false);
        return new WriteOutcome(201, path);
    }

    private async Task<WriteOutcome> EditAsync(List<PimsBucket> all, PimsBucket bucket, PimsBody body, CallContext context)
    {
        string path = PimsPath.Moved(bucket.Path, body);
        if (body.Text("type") is { } type && type != bucket.Type)
        {
            throw new PimException(PimErrorKind.Input, $"type: a {bucket.Type} bucket stays one.") { Subject = "type" };
        }

        (await Caller.CallAsync("buckets", "editBucket", writer =>
        {
            writer.WriteNumber("bucket_id", bucket.Id);
            writer.WriteString(PimsInferred.BucketName, PimsPath.Name(path));
            writer.WriteNumber(PimsInferred.BucketParent, ParentId(all, path, bucket.Type));
            WriteOrder(writer, body);
        }, context).ConfigureAwait(false)).Dispose();
        return new WriteOutcome(204, path);
    }

    private async Task<WriteOutcome> DeleteAsync(PimsBucket bucket, CallContext context)
    {
        (await CallOnceAsync("buckets", "deleteBucket", writer => writer.WriteNumber("bucket_id", bucket.Id),
            async c => (await LoadAsync(c).ConfigureAwait(false)).All(other => other.Id != bucket.Id), context).ConfigureAwait(false))?.Dispose();
        return new WriteOutcome(204, bucket.Path);
    }

    private static void WriteOrder(Utf8JsonWriter writer, PimsBody body)
    {
        if (body.Number("position") is { } position)
        {
            writer.WriteNumber(PimsInferred.BucketOrder, position);
        }
    }

    private static int ParentId(List<PimsBucket> all, string path, string type)
    {
        if (PimsPath.Parent(path) is not { } parent)
        {
            return 0;
        }

        return (all.FirstOrDefault(bucket => PimsPath.Same(bucket.Path, parent) && bucket.Type == type)
            ?? throw new PimException(PimErrorKind.NotFound, $"There is no {type} bucket '{parent}' in which '{path}' could lie.") { Subject = parent }).Id;
    }

    /// <summary>A bucket by its number or path. A bucket of everybody and one of the caller's own may have the same path.</summary>
    private static PimsBucket? One(List<PimsBucket> all, string key)
    {
        List<PimsBucket> found = [.. all.Where(bucket => PimsPath.Same(bucket.Path, key) || bucket.Id.ToString(CultureInfo.InvariantCulture) == key)];
        return found.Count < 2 ? found.FirstOrDefault()
            : throw new PimException(PimErrorKind.Input, $"There are {found.Count} buckets '{key}'. Name one by its id: {string.Join(", ", found.Select(bucket => $"{bucket.Id} ({bucket.Type})"))}.") { Subject = key };
    }

    private async Task<List<PimsBucket>> LoadAsync(CallContext context)
    {
        var all = new List<PimsBucket>();
        foreach ((string action, string type) in new[] { ("getPublicBucketsTree", Global), ("getMyBucketsTree", Personal) })
        {
            using PimResponse response = await Caller.CallAsync("buckets", action, static _ => { }, context).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(response.Body);
            all.AddRange(PimsBucket.ReadAll(document.RootElement, type));
        }

        return all;
    }
}
