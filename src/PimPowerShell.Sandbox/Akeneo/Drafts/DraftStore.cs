using System.Collections.Concurrent;
using PimPowerShell.Sandbox.Akeneo.Products;

namespace PimPowerShell.Sandbox.Akeneo.Drafts;

/// <summary>
/// The changes of a user who may edit items but does not own them: they wait beside the item until an owner takes them (EE).
/// A draft is the item as it would be.
/// </summary>
internal sealed class DraftStore
{
    private readonly ConcurrentDictionary<string, Draft> _drafts = new();

    /// <summary>The item with the changes of its draft, or the item itself when it has none.</summary>
    public CatalogItem Apply(CatalogItem item) => Find(item) ?? item;

    /// <summary>The item with the changes of its draft, or null when it has none.</summary>
    public CatalogItem? Find(CatalogItem item) => _drafts.TryGetValue(Key(item), out Draft? draft) ? draft.Item : null;

    /// <summary>Keeps changes. A draft that was sent for approval is in progress again.</summary>
    public void Save(CatalogItem changed) => _drafts[Key(changed)] = new Draft(changed, false);

    public bool IsSent(CatalogItem item) => _drafts.TryGetValue(Key(item), out Draft? draft) && draft.IsSent;

    public void Send(CatalogItem item) => _drafts[Key(item)] = new Draft(_drafts[Key(item)].Item, true);

    public void Remove(CatalogItem item) => _drafts.TryRemove(Key(item), out _);

    /// <summary>The <c>workflow_status</c> of an item.</summary>
    public string Status(CatalogItem item) => !_drafts.TryGetValue(Key(item), out Draft? draft) ? "working_copy"
        : draft.IsSent ? "proposal_waiting_for_approval"
        : "draft_in_progress";

    private static string Key(CatalogItem item) => item.IsModel ? "model " + item.Code!.ToLowerInvariant() : "product " + item.Uuid;

    private sealed record Draft(CatalogItem Item, bool IsSent);
}
