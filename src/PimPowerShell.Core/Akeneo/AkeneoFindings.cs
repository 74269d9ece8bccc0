using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// What one look at a line has found: errors, and what had to be known and was not. When the latter has been asked for,
/// the line is looked at again from its start.
/// </summary>
/// <param name="metadata">The attributes.</param>
/// <param name="began">The moment at which the operation began; 0 for one that takes all that is known.</param>
internal sealed class AkeneoFindings(AkeneoMetadata metadata, long began = 0)
{
    private List<PimFieldError>? _errors;
    private HashSet<string>? _attributes;
    private Dictionary<AkeneoCodes, HashSet<string>>? _codes;
    private List<Func<CallContext, Task>>? _answers;
    private List<Action>? _old;
    private bool _hasOldAttributes;

    public IReadOnlyList<PimFieldError> Errors => _errors ?? (IReadOnlyList<PimFieldError>)[];

    /// <summary>Whether all that had to be known was known.</summary>
    public bool IsComplete => _attributes is null && _codes is null && _answers is null;

    public void Wrong(string? field, string message) => Add(new PimFieldError(field, message));

    public void Wrong(in ValuePlace place, string message) => Add(new PimFieldError("values", message, place.Attribute, place.Locale, place.Scope));

    /// <summary>What the server takes, and the catalog's owner may not want.</summary>
    public void Odd(in ValuePlace place, string message) => Add(new PimFieldError("values", message, place.Attribute, place.Locale, place.Scope) { IsRemark = true });

    /// <summary>An attribute's definition; false when it is not known yet, or cannot be.</summary>
    /// <param name="code">The attribute.</param>
    /// <param name="attribute">Null when there is none.</param>
    public bool TryFindAttribute(string code, out AttributeDefinition? attribute)
    {
        bool isKnown = metadata.TryFind(code, out attribute);
        if (isKnown && !_hasOldAttributes && metadata.IsOlder(began))
        {
            _hasOldAttributes = true;
        }

        if (!isKnown && !metadata.IsUnreadable)
        {
            (_attributes ??= new(StringComparer.OrdinalIgnoreCase)).Add(code);
        }

        return isKnown;
    }

    /// <summary>Whether a list has a code; null when that is not known yet.</summary>
    public bool? Has(AkeneoCodes codes, string code)
    {
        bool? has = codes.Has(code, began);
        if (has is null)
        {
            Want(codes).Add(code);
        }

        return has;
    }

    /// <summary>What the server said; false when it is not known yet, or cannot be.</summary>
    public bool TryGet<T>(KeptAnswers<T> answers, string key, out T? value)
        where T : class
    {
        value = null;
        if (!answers.TryGet(key, out Known<T> known))
        {
            Want(answers, key);
            return false;
        }

        if (answers.IsOlder(key, began))
        {
            (_old ??= []).Add(() => answers.ForgetOlder(key, began));
        }

        value = known.Value;
        return known.IsReadable;
    }

    /// <summary>Forgets what was known from before the operation began, which somebody may have changed since. Whether there was anything of that.</summary>
    public bool ForgetOld()
    {
        _old?.ForEach(static forget => forget());
        if (_hasOldAttributes)
        {
            ForgetAttributes();
        }

        return _hasOldAttributes || _old is not null;
    }

    /// <summary>Asks for all that was missing.</summary>
    public Task LearnAsync(CallContext context)
    {
        List<Task> asked = [.. _answers?.Select(ask => ask(context)) ?? []];
        asked.AddRange(_codes?.Select(wanted => wanted.Key.LearnAsync(wanted.Value, context)) ?? []);
        if (_attributes is not null)
        {
            asked.Add(metadata.LearnAsync(_attributes, context));
        }

        return Task.WhenAll(asked);
    }

    public void Add(PimFieldError error) => (_errors ??= []).Add(error);

    private void ForgetAttributes()
    {
        if (metadata.IsOlder(began))
        {
            metadata.Forget("Attribute");
        }
    }

    private HashSet<string> Want(AkeneoCodes codes)
    {
        _codes ??= [];
        if (!_codes.TryGetValue(codes, out HashSet<string>? wanted))
        {
            _codes[codes] = wanted = new(StringComparer.OrdinalIgnoreCase);
        }

        return wanted;
    }

    private void Want<T>(KeptAnswers<T> answers, string key)
        where T : class => (_answers ??= []).Add(context => answers.GetAsync(key, context));
}
