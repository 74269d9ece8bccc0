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
    // attributes, then what they need, then once more when a write in between made things be forgotten, or they were too old
    private const int MostRounds = 10;

    private List<PimFieldError>? _errors;
    private HashSet<string>? _attributes;
    private Dictionary<AkeneoCodes, HashSet<string>>? _codes;
    private List<Func<CallContext, Task>>? _answers;
    private List<Action>? _old;
    private bool _hasOldAttributes;

    /// <summary>
    /// Whether something may be asked for: the attributes, which are <see cref="AkeneoMetadata"/>, kept answers, or a list of codes.
    /// What may not is left out where it is not known, and codes are not looked up at all.
    /// </summary>
    public Func<object, bool> MayAsk { get; init; } = static _ => true;

    public IReadOnlyList<PimFieldError> Errors => _errors ?? (IReadOnlyList<PimFieldError>)[];

    /// <summary>Whether all that had to be known was known.</summary>
    public bool IsComplete => _attributes is null && _codes is null && _answers is null;

    /// <summary>
    /// Looks until all is known that has to be, and again after what was found wrong by things that somebody may have changed
    /// since they were asked for.
    /// </summary>
    /// <param name="lookAsync">Looks; whether it does so once more is said.</param>
    /// <param name="context">The caller.</param>
    public static async Task<IReadOnlyList<PimFieldError>> CollectAsync(Func<bool, Task<AkeneoFindings>> lookAsync, CallContext context)
    {
        bool isAgain = false;
        for (int round = 1; ; round++)
        {
            AkeneoFindings findings = await lookAsync(isAgain).ConfigureAwait(false);
            if (round == MostRounds || (findings.IsComplete && (findings.Errors.Count == 0 || !findings.ForgetOld())))
            {
                return findings.Errors;
            }

            isAgain |= findings.IsComplete;
            await findings.LearnAsync(context).ConfigureAwait(false);
        }
    }

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

        if (!isKnown && MayAsk(metadata))
        {
            Want(code);
        }

        return isKnown;
    }

    /// <summary>Whether a list has a code; null when that is not known yet.</summary>
    public bool? Has(AkeneoCodes codes, string code)
    {
        bool mayAsk = MayAsk(codes);
        bool? has = mayAsk ? codes.Has(code, began) : null;
        if (has is null && mayAsk)
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
            if (MayAsk(answers))
            {
                Want(answers, key);
            }

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

    private void Want(string attribute)
    {
        if (!metadata.IsUnreadable)
        {
            (_attributes ??= new(StringComparer.OrdinalIgnoreCase)).Add(attribute);
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
