using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Paging;

namespace PimPowerShell.Core.Pims;

/// <summary>One kind of thing: how it is read and written. Each requires the permissions that it needs before it sends anything.</summary>
internal abstract class PimsKind(PimResource resource, PimsCaller caller, PimsPermissions permissions)
{
    public PimResource Resource { get; } = resource;

    /// <summary>Whether a write changes what the definitions of attributes say.</summary>
    public virtual bool ShapesDefinitions => false;

    protected PimsCaller Caller { get; } = caller;

    protected PimsPermissions Permissions { get; } = permissions;

    /// <summary>The pages of a query.</summary>
    public abstract IPageSource Read(PimQuery query);

    /// <summary>How many items a query finds; null where that cannot be told.</summary>
    public virtual Task<long?> CountAsync(PimQuery query, CallContext context) => Task.FromResult<long?>(null);

    /// <summary>The codes for completion; none where there may be too many.</summary>
    public virtual Task<IReadOnlyList<string>> GetCodesAsync(CallContext context) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Writes one item, in a way that the resource's table has.</summary>
    public virtual Task<WriteOutcome> WriteAsync(PimWrite write, CallContext context) =>
        throw new PimException(PimErrorKind.Unsupported, $"Pims cannot write {Resource.Noun}.");

    /// <summary>The key of a write: its own, or the one among its fields.</summary>
    protected string KeyOf(PimWrite write, PimsBody body) =>
        write.Key ?? body.Text(Resource.Key) ?? throw new PimException(PimErrorKind.Input, $"{Resource.Noun} needs its {Resource.Key}.") { Subject = Resource.Key };

    /// <summary>A page of items that are no answer's own bytes.</summary>
    protected static PimPage Page(IReadOnlyList<JsonObject> items) => PimPage.Of(JsonBytes.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (JsonObject item in items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }));

    /// <summary>Calls an action that must not happen twice; where its answer was lost, a look tells whether it has happened.</summary>
    /// <param name="area">The area.</param>
    /// <param name="action">The verb.</param>
    /// <param name="fields">Writes the other fields.</param>
    /// <param name="isDone">Looks; null where a look could not tell this call's work from another's.</param>
    /// <param name="context">The caller.</param>
    /// <param name="secret">What of the area must not be shown.</param>
    /// <returns>The answer; null where it was lost and the work is done.</returns>
    protected Task<PimResponse?> CallOnceAsync(
        string area, string action, Action<Utf8JsonWriter> fields, Func<CallContext, Task<bool>>? isDone, CallContext context, string? secret = null) =>
        OnceAsync(() => Caller.CallAsync(area, action, fields, context, mayRepeat: false,
            hasActed: isDone is null ? null : async c => await LookAsync(isDone, c).ConfigureAwait(false) ?? true, secret), isDone, context);

    /// <summary>Makes a call that is not repeated; where its answer was lost, a look tells whether it has happened.</summary>
    protected static async Task<PimResponse?> OnceAsync(Func<Task<PimResponse>> call, Func<CallContext, Task<bool>>? isDone, CallContext context)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (PimException e) when (e.Kind is PimErrorKind.Broken or PimErrorKind.Timeout or PimErrorKind.ServerFault)
        {
            bool? done = isDone is null ? null : await LookAsync(isDone, context).ConfigureAwait(false);
            return done == true ? null : throw e.With(done is null ? "Whether it was done cannot be known; look before doing it again." : "It was not done.");
        }
    }

    /// <summary>What a look says; null when even that cannot be known.</summary>
    private static async Task<bool?> LookAsync(Func<CallContext, Task<bool>> isDone, CallContext context)
    {
        try
        {
            return await isDone(context).ConfigureAwait(false);
        }
        catch (PimException)
        {
            return null;
        }
    }
}
