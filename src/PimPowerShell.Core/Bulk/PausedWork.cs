using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Bulk;

/// <summary>
/// Ends what a run asked the server to put off: the last item that it took goes out once more without the option. Which
/// one will be the last cannot be known before: items are skipped, found unchanged, refused.
/// </summary>
internal sealed class PausedWork
{
    private readonly IPimProvider _provider;
    private readonly BulkSettings _settings;
    private readonly string _option;
    private BulkItem? _last;

    private PausedWork(IPimProvider provider, BulkSettings settings, string option)
    {
        _provider = provider;
        _settings = settings;
        _option = option;
    }

    /// <summary>Null where nothing is put off.</summary>
    public static PausedWork? Of(IPimProvider provider, BulkSettings settings) =>
        provider.BatchLimits.PauseOption is { } option && settings.Options.ContainsKey(option) && !settings.IsPreview ? new PausedWork(provider, settings, option) : null;

    /// <summary>Called from any lane.</summary>
    public void Watch(IEnumerable<BulkResult> results) =>
        _last = results.LastOrDefault(static result => result.Status is BulkStatus.Created or BulkStatus.Updated or BulkStatus.Unknown)?.Item ?? _last;

    public async Task EndAsync(CallContext context)
    {
        if (_last is null)
        {
            return;
        }

        try
        {
            BatchAnswer answer = await _provider.SendBatchAsync(
                new BatchRequest(_last.Resource, _last.PathValues ?? _settings.PathValues, Options(_last.Resource), [_last.Line]) { MayRepeat = true }, context).ConfigureAwait(false);
            if (answer.Lines[0] is not { StatusCode: >= 200 and < 300 })
            {
                Remark(answer.Lines[0]?.Message ?? "no answer", context);
            }
        }
        catch (Exception e) when (e is PimException or OperationCanceledException)
        {
            Remark(e.Message, context);
        }
    }

    private Dictionary<string, string> Options(PimResource resource) => _settings.Options
        .Where(option => option.Key != _option && resource.WriteOptions.Contains(option.Key)).ToDictionary(static option => option.Key, static option => option.Value);

    private static void Remark(string reason, CallContext context) => context.Notes?.Invoke(new PimNote(
        $"What the server was asked to put off is still put off, until something is written without that option: {reason}", IsWarning: true));
}
