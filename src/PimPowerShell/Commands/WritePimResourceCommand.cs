using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands;

/// <summary>
/// What making and changing any kind of thing have in common. A class for one kind declares its fields as parameters;
/// those that make and change it add what names the item.
/// </summary>
public abstract class WritePimResourceCommand : PimResourceCommand
{
    /// <summary>The parameter set of single fields.</summary>
    protected const string FieldsSet = "Fields";

    /// <summary>The parameter set of whole items.</summary>
    protected const string InputObjectSet = "InputObject";

    private List<string> _named = [];

    /// <summary>Whether the caller has given a field as a parameter.</summary>
    internal bool HasFields => _named.Count > 0;

    internal abstract WriteVerb Verb { get; }

    /// <summary>A file that goes with what is written.</summary>
    internal virtual PimFile? Attachment => null;

    /// <summary>Leaves what differs of each item; null where all is sent.</summary>
    internal virtual ChangedOnly? ChangedOnly => null;

    /// <summary>Whether a parameter that is no field says what to write.</summary>
    internal virtual bool HasMore => false;

    internal sealed override string Deed => Verb == WriteVerb.Create ? "make" : "change";

    internal sealed override bool IsServedBy(PimResource resource) =>
        resource.Verbs.HasFlag(Verb == WriteVerb.Create ? ResourceVerbs.Create : ResourceVerbs.Upsert);

    /// <summary>Fails before anything is sent when this back end's items have no such field or option.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _named = [.. FieldParameters().Where(property => MyInvocation.BoundParameters.ContainsKey(property.Name)).Select(property => property.Name)];
        string? foreign = FieldParameters().FirstOrDefault(property => _named.Contains(property.Name) && FieldOf(property) is null)?.Name
            ?? KnownOptions.OfWrites(Noun).Where(option => !Kind.WriteOptions.Contains(option)).Select(ApiName.ToParameter)
                .FirstOrDefault(name => MyInvocation.BoundParameters.ContainsKey(name) && GetType().GetProperty(name)?.GetCustomAttribute<FieldAttribute>() is null && !Kind.PathNames.Contains(ApiName.ToSnake(name)));
        if (foreign is not null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, $"-{foreign} for {Words}",
                $"It has {string.Join(", ", FieldParameters().Where(property => FieldOf(property) is not null).Select(property => "-" + property.Name))}."));
        }

        foreach (PropertyInfo given in FieldParameters().Where(property => _named.Contains(property.Name)))
        {
            if (LackingEdition($"{MyInvocation.MyCommand.Name} -{given.Name}", FieldOf(given)!.Editions, given.Name) is { } error)
            {
                ThrowTerminatingError(error);
            }
        }
    }

    /// <summary>Makes an item of the fields given, or of a whole item with these in it, and writes it as the server has it then.</summary>
    internal void Make(object? input)
    {
        object target = input ?? FieldParameters().FirstOrDefault(property => FieldOf(property)?.Name == Kind.Key)?.GetValue(this) ?? Words;
        ForItem(target, () =>
        {
            WritableItem item = Write(input is null ? [] : WholeItem(input), null);
            if (Kind.ReadOnlyFields.Contains(Kind.Key))
            {
                // the server chooses the key, whatever that of the input is
                item = item with { Key = null };
            }

            foreach (string required in Kind.RequiredFields.Where(field => !JsonCursor.HasMember(item.Body, Encoding.UTF8.GetBytes(field))))
            {
                throw new PimException(PimErrorKind.Input, $"A new {Words} needs {required}.") { Subject = required };
            }

            PimWrite write = Request(WriteVerb.Create, item);
            Named(isOfParameters: input is null, () => Preview(write));
            if (MaySend("Make", item.Key ?? JsonCursor.FindString(item.Body, "name"u8), item.Body))
            {
                WriteOutcome made = Send(write, isOfParameters: input is null);
                Report(made);
                WriteMade(made, target);
            }
        });
    }

    /// <summary>Changes items: the fields given, or, where there are none, all that an object holds.</summary>
    internal void Change(IEnumerable<PimIdentity> identities, bool passThru)
    {
        foreach (PimIdentity identity in identities)
        {
            ForItem(identity.Source, () =>
            {
                string key = identity.KeyFor(Kind);
                WritableItem item = Write(Rest(identity), key);
                ChangedItem? rest = ChangedOnly?.Narrow(item, key);
                if (rest is { Item.Body.Length: 0 })
                {
                    WriteUnchanged(rest, passThru);
                    return;
                }

                PimWrite write = Request(WriteVerb.Upsert, rest?.Item ?? item) with { Present = rest?.Present ?? default };
                Named(isOfParameters: identity.Source is string, () => Preview(write));
                if (MaySend("Change", key, rest?.Text ?? Show(item.Body)))
                {
                    WriteOutcome changed = Send(write, isOfParameters: identity.Source is string);
                    Report(changed);
                    if (passThru)
                    {
                        WriteMade(changed, identity.Source);
                    }
                }
            });
        }
    }

    /// <summary>Writes one item.</summary>
    private WriteOutcome Send(PimWrite write, bool isOfParameters)
    {
        WriteOutcome? outcome = null;
        Named(isOfParameters, () => outcome = Wait(Provider.WriteAsync(write, Context())));
        return outcome!;
    }

    /// <summary>What does not fit is named as the caller named it: by the parameter, or by the field of an input.</summary>
    private void Named(bool isOfParameters, Action act)
    {
        try
        {
            act();
        }
        catch (PimException e) when (e.Kind == PimErrorKind.Input && e.Errors.Count > 0)
        {
            throw PimException.Unfit([.. e.Errors.Select(error => error with { Property = NameOf(error.Property!, isOfParameters) })]);
        }
    }

    /// <summary>The place of a field with the parameter's name instead of the field's, where a parameter has given it, or could have.</summary>
    private string NameOf(string place, bool isOfParameters)
    {
        if (ParameterOf(place) is { } part)
        {
            return part;
        }

        int end = place.IndexOfAny(['.', '[']);
        string field = end < 0 ? place : place.Substring(0, end);
        PropertyInfo? parameter = FieldParameters().FirstOrDefault(property => FieldOf(property)?.Name == field);
        return parameter is not null && (isOfParameters || _named.Contains(parameter.Name)) ? parameter.Name + place.Substring(field.Length) : place;
    }

    /// <summary>The parameter that has given what lies at a place and is no field of its own; null for none.</summary>
    internal virtual string? ParameterOf(string place) => null;

    private void WriteUnchanged(ChangedItem item, bool passThru)
    {
        if (passThru)
        {
            PSObject unchanged = ChangedOnly!.Unchanged(item);
            Complete([unchanged]);
            WriteObject(unchanged);
        }
    }

    /// <summary>What a cmdlet makes of the fields before they are sent.</summary>
    internal virtual void Shape(IDictionary<string, object?> fields)
    {
    }

    /// <summary>The server's options that the cmdlet's parameters stand for.</summary>
    internal virtual Dictionary<string, string> Options() => BoundOptions(Kind.WriteOptions);

    /// <summary>What a new item gives, as the server has it.</summary>
    internal virtual void WriteMade(WriteOutcome made, object target) => WriteMade(Kind, made.Key, target);

    /// <summary>Of an object that was read only what a parameter changes; of a row all its cells.</summary>
    private IEnumerable<KeyValuePair<string, object?>> Rest(PimIdentity identity)
    {
        bool isRead = identity.Source is PSObject item && ObjectKind.IsKnown(item);
        bool isNamed = _named.Count > 0 || HasMore;
        return identity.Source is not string && !(isRead && isNamed) ? ItemWriter.Fields(Written(identity.Source, Kind))
            : isNamed ? []
            : throw NothingToChange($"'{identity.Text}'");
    }

    internal PimException NothingToChange(string what) =>
        new(PimErrorKind.Input, $"Nothing to change on {what}: give one of {string.Join(", ", FieldParameters().Where(property => FieldOf(property) is not null).Select(property => "-" + property.Name))}{(Kind.Verbs.HasFlag(ResourceVerbs.Create) ? "" : $", or a table with its {Kind.Key} alone to make it")}.");

    /// <summary>What is to be sent: what was given, with the fields that parameters stand for in it.</summary>
    internal WritableItem Write(IEnumerable<KeyValuePair<string, object?>> given, string? key)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        FieldNames names = FieldNames.Of(Kind);
        foreach (KeyValuePair<string, object?> field in given)
        {
            Add(names.Spell(field.Key), field.Value);
        }

        foreach (PropertyInfo property in FieldParameters().Where(property => _named.Contains(property.Name)))
        {
            Add(ApiName.ToSnake(FieldOf(property)!.Name), property.GetValue(this));
        }

        if (key is not null && Kind.Fields.Any(field => field.Name == Kind.Key))
        {
            fields[Kind.Key] = key;
        }

        Shape(fields);
        WritableItem item = ToItem(fields, Kind);
        return key is null ? item : item with { Key = key };

        void Add(string name, object? value)
        {
            if (names.Find(name) is not { } field || !FieldValue.SaysNothing(field, value))
            {
                fields[name] = value;
            }
        }
    }

    internal PimWrite Request(WriteVerb verb, WritableItem item) => new(Kind, verb, item.Key, item.Body)
    {
        PathValues = PathValues(),
        // where nothing can be made otherwise, a change makes it
        MustExist = verb == WriteVerb.Upsert && Kind.Verbs.HasFlag(ResourceVerbs.Create),
        File = Attachment,
        Options = Options(),
    };

    internal void Report(WriteOutcome outcome)
    {
        foreach (string warning in outcome.Warnings)
        {
            WriteWarning(Kind.SecretKeys.Contains(Kind.Key) ? warning : $"{outcome.Key}: {warning}");
        }
    }

    private IEnumerable<PropertyInfo> FieldParameters() => GetType().GetProperties().Where(property => property.GetCustomAttribute<FieldAttribute>() is not null);

    private PimField? FieldOf(PropertyInfo property)
    {
        IReadOnlyList<string> names = property.GetCustomAttribute<FieldAttribute>()!.Names;
        return Kind.Fields.FirstOrDefault(field => names.Count == 0 ? field.Name == ApiName.ToSnake(property.Name) : names.Contains(field.Name));
    }
}
