using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Threading.Tasks;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Compare;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Json;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets that need a session.</summary>
public abstract class PimConnectedCmdlet : PimCmdlet
{
    private bool _hasToldOfMeasurements;

    /// <summary>
    /// <para type="description">The session to use; without it the default one of this runspace. Takes a session or a session's name.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public PimSession? Session { get; set; }

    internal SessionHandle Handle
    {
        get
        {
            if (SessionError() is { } error)
            {
                ThrowTerminatingError(error);
            }

            return Chosen!.Handle;
        }
    }

    internal IPimProvider Provider => Handle.Provider;

    /// <summary>What the back end must be able to do for this cmdlet.</summary>
    internal virtual PimCapabilities Needs => PimCapabilities.None;

    /// <summary>That, as a noun of the sentence that says the back end has none, and what to use instead.</summary>
    internal virtual (string What, string Instead) Lack => ("", "");

    /// <summary>Whether a kind of back end can do what this cmdlet is for.</summary>
    internal virtual bool IsServedBy(PimBackEnd backEnd) => (backEnd.Capabilities & Needs) == Needs;

    /// <summary>Whether that rests on names that are likely rather than documented.</summary>
    internal virtual bool IsExperimentalOn(PimBackEnd backEnd) => false;

    /// <summary>What the cmdlet is about; null where that is no one kind of thing.</summary>
    internal virtual PimResource? Subject => null;

    /// <summary>The error about what the server's edition lacks; null where it has it.</summary>
    /// <param name="what">What is wanted.</param>
    /// <param name="editions">The editions that have it.</param>
    /// <param name="target">What it is about.</param>
    internal ErrorRecord? LackingEdition(string what, PimEditions editions, object? target) =>
        editions.Overlap(Provider.Editions) ? null : NotOfEdition(null, what, editions, target);

    private ErrorRecord NotOfEdition(PimException? error, string what, PimEditions? editions, object? target) =>
        PimErrors.NotOfEdition(error, what, editions?.ToWords(), $"{Provider.Name} {Provider.Server}".TrimEnd(), target);

    /// <summary>Says what the edition of the server lacks, which the server says as if the address were wrong, and which login has what an app's alone has.</summary>
    internal override ErrorRecord Error(PimException error, object? target) =>
        error.IsNoRoute ? NotOfEdition(error, MyInvocation.MyCommand.Name, Subject?.Editions, target)
        : error.Kind == PimErrorKind.Forbidden && Subject?.IsOfApp == true ? PimErrors.NotOfApp(error, target)
        : base.Error(error, target);

    /// <summary>Fails before anything is sent when there is no session, or its back end cannot do this.</summary>
    protected override void BeginProcessing()
    {
        if (!IsServedBy(BackEnd))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, Lack.What, Lack.Instead));
        }

        if (MyInvocation.BoundParameters.FirstOrDefault(given => IsTextOfObject(given.Key, given.Value)).Key is { } parameter)
        {
            ThrowTerminatingError(PimErrors.Input($"-{parameter} takes a code, or an object that was read and has one, and no other object.", parameter));
        }

        if (IsExperimentalOn(BackEnd))
        {
            WriteVerbose($"{MyInvocation.MyCommand.Name} is experimental on {Provider.Name}: some names in its requests are likely, not documented.");
        }
    }

    /// <summary>Whether a parameter that takes codes has got what PowerShell makes of an object that has none.</summary>
    private bool IsTextOfObject(string parameter, object? given) =>
        (given is string text ? ItemText.IsOfObject(text) : given is string[] texts && texts.Any(one => one is not null && ItemText.IsOfObject(one)))
        && GetType().GetProperty(parameter) is { } property
        && (property.IsDefined(typeof(CodeTransformationAttribute), inherit: true)
            || (property.GetCustomAttribute<ArgumentCompleterAttribute>(inherit: true) is { } completer && completer.Type != typeof(NoFileCompleter)));

    private PimBackEnd BackEnd => new(Provider.Name, Provider.Resources, Provider.Capabilities);

    private PimSession? Chosen => Session ?? RunspaceSessions.Current.Default;

    private ErrorRecord? SessionError() => Chosen switch
    {
        null => PimErrors.NotConnected(),
        { IsOpen: false } closed => PimErrors.SessionClosed(closed),
        _ => null,
    };

    internal PimResource FindResource(string noun)
    {
        PimResource? resource = Provider.Resources.Find(noun);
        if (resource is null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, noun,
                $"It has {string.Join(", ", Provider.Resources.Select(r => r.Noun))}."));
        }

        return resource!;
    }

    internal IItemConverter Converter(PimResource resource, IReadOnlyDictionary<string, string>? pathValues = null) => Converter(Provider, resource, pathValues);

    internal IItemConverter Converter(IPimProvider provider, PimResource resource, IReadOnlyDictionary<string, string>? pathValues = null) => resource.Values is { } shape
        ? new MapItemConverter(resource, shape, provider.Name)
        : new ItemConverter(resource, provider.Name, resource.ByOtherKey is null ? null : Wait(provider.Metadata.GetIdentifierAttributeAsync(Context())), pathValues);

    /// <summary>The keys of what items lie in: the parameters that are named as the resource's path names them.</summary>
    internal Dictionary<string, string> PathValues(PimResource resource)
    {
        var values = new Dictionary<string, string>();
        foreach (string name in resource.PathNames)
        {
            switch (Parameter(name))
            {
                case PimIdentity identity:
                    values[name] = identity.NameFor(Provider.Resources.Find(ApiName.ToPascal(name)) ?? resource);
                    break;
                case SecureString secret:
                    values[name] = SecretText.Reveal(secret);
                    break;
            }
        }

        return values;
    }

    /// <summary>What a caller gave for a field of the API.</summary>
    internal object? Parameter(string field) => GetType().GetProperty(ApiName.ToPascal(field))?.GetValue(this);

    /// <summary>The values of a product or a model as the server wants them.</summary>
    internal ReadOnlyMemory<byte> ShapeValues(object values, string? locale, string? channel) => PlainTree.From(values) is Dictionary<string, object?> table
        ? Wait(Provider.ShapeValuesAsync(table, locale, channel, Context()))
        : throw new PimException(PimErrorKind.Input, "Values: takes a table of attributes, as in @{ name = 'Cap' }.") { Subject = "Values" };

    /// <summary>Refuses with -WhatIf what the write itself would refuse.</summary>
    internal void Preview(PimWrite write)
    {
        if (IsWhatIf)
        {
            Wait(Provider.PreviewAsync(write, Context()));
        }
    }

    /// <summary>What a user handed in, ready to be sent.</summary>
    internal WritableItem ToItem(object? input, PimResource resource) => Shaped(ItemWriter.Write(input, resource));

    /// <summary>What a user handed in, ready to change what is there: of an object that was read, what a read's options made of its values is no change.</summary>
    internal WritableItem ToChange(object? input, PimResource resource) => ToItem(Written(input, resource), resource);

    /// <summary>The property of objects whose measurements are in the units of a channel: it goes where no mark goes.</summary>
    internal const string ConvertedFor = "ConvertedFor";

    /// <summary>An input without what a read's options made of its values, as far as nobody has changed it since.</summary>
    internal object? Written(object? input, PimResource resource)
    {
        if (PlainTree.Base(input) is IDictionary table)
        {
            return JsonTree.Pairs(table).Any(field => IsValues(field.Key) && IsOwn(JsonNoteProperty.ReadOf(field.Value), table))
                ? JsonTree.Pairs(table).ToDictionary(static field => field.Key, field => IsValues(field.Key) && JsonNoteProperty.ReadOf(field.Value) is { } own ? Rest(own, Json(field.Value)) : field.Value)
                : input;
        }

        if (input is not PSObject item)
        {
            return input;
        }

        ReadValues? read = item.Properties["Values"] is { } values ? JsonNoteProperty.ReadOf(values) : null;
        bool isConverted = item.Properties[ConvertedFor] is not null;
        if (read is null && !isConverted)
        {
            return input;
        }

        // a job, a file and JSON keep no marks
        if (read is null && (ObjectKind.IsFromElsewhere(item) || !ObjectKind.IsKnown(item)) && item.Properties["Values"] is not null)
        {
            throw new PimException(PimErrorKind.Input, $"{ConvertedFor}: the object was read with -ConvertMeasurements, and after a job, a file or JSON nobody can tell which measurements were changed since. Read it without, or send with -Values what is to change.") { Subject = ConvertedFor };
        }

        PSObject copy = item.Copy();
        copy.Properties.Remove(ConvertedFor);
        if (IsOwn(read, item))
        {
            copy.Properties["Values"].Value = Rest(read!, (item.Properties["Values"] as JsonNoteProperty)?.UnreadJson ?? Json(item.Properties["Values"].Value));
        }

        return copy;

        bool IsOwn(ReadValues? values, object target) => values?.AreOf(PimIdentity.NamesIn(target), resource.Key) == true;

        static bool IsValues(string field) => field.Equals("values", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same, of values that were handed in by themselves for what has this name.</summary>
    internal object? WrittenValues(object? values, string name) => JsonNoteProperty.ReadOf(values) is { } read && read.AreOf(name) ? Rest(read, Json(values)) : values;

    private static ReadOnlyMemory<byte> Json(object? values) => JsonBytes.Write(writer => JsonTree.Write(writer, values, PlainTree.Unwrap));

    private ReadOnlyMemory<byte> Rest(ReadValues read, ReadOnlyMemory<byte> values)
    {
        var measurements = new List<string>();
        var lists = new List<string>();
        ReadOnlyMemory<byte> rest = read.Rest(values, measurements, lists);
        if (lists.Count > 0 && Wait(Provider.Metadata.GetAttributesAsync(lists, Context())).Values.FirstOrDefault(attribute => attribute.HoldsAssets) is { } assets)
        {
            throw new PimException(PimErrorKind.Input, $"The attribute '{assets.Code}' was changed, and holds the enabled assets alone: the object was read with -WithEnabledAssetsOnly, and sending it would take the disabled ones away. Read it without, or give the whole list with -Values.") { Subject = assets.Code };
        }

        if (measurements.Count > 0 && !_hasToldOfMeasurements)
        {
            _hasToldOfMeasurements = true;
            WriteWarning($"{string.Join(", ", measurements)}: -ConvertMeasurements has converted these measurements, and what nobody has changed of them is not sent. Read without it to send them.");
        }

        return rest;
    }

    /// <summary>An item as the back end takes it.</summary>
    internal WritableItem Shaped(WritableItem item)
    {
        // next to never is there anything to wait for, and files have hundreds of thousands of lines
        Task<byte[]> shaping = Provider.ShapeItemAsync(item.Resource, item.Body, item.OtherKey, Context(), item.ReadKey);
        byte[] body = shaping.Status == TaskStatus.RanToCompletion ? shaping.Result : Wait(shaping);
        return ReferenceEquals(body, item.Body) ? item : item with { Body = body };
    }

    /// <summary>The attribute that holds a product's identifier; asked for once a session.</summary>
    internal string? IdentifierAttribute() => Wait(Provider.Metadata.GetIdentifierAttributeAsync(Context()));

    /// <summary>Whether the caller has given a switch.</summary>
    internal bool IsSet(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) && LanguagePrimitives.IsTrue(value);

    /// <summary>The query option of a write that a parameter stands for; null where there is none.</summary>
    internal static string? OptionOf(PimResource resource, string parameter) =>
        resource.WriteOptions.FirstOrDefault(option => ApiName.ToParameter(option) == parameter);

    /// <summary>The server's query options whose switches the caller has given. Some count by being there, whatever their value.</summary>
    internal Dictionary<string, string> SetFlags(IEnumerable<string> options) =>
        options.Where(option => IsSet(ApiName.ToParameter(option))).ToDictionary(option => option, _ => "true");

    /// <summary>The server's query options that the caller has given parameters for.</summary>
    internal Dictionary<string, string> BoundOptions(IEnumerable<string> options)
    {
        var bound = new Dictionary<string, string>();
        foreach (string option in options)
        {
            if (MyInvocation.BoundParameters.TryGetValue(ApiName.ToParameter(option), out object? value))
            {
                bound[option] = value switch
                {
                    SwitchParameter flag => flag.IsPresent ? "true" : "false",
                    bool flag => flag ? "true" : "false",
                    DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                    string[] list => string.Join(",", list),
                    _ => LanguagePrimitives.ConvertTo<string>(value),
                };
            }
        }

        return bound;
    }
}
