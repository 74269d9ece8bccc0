using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands;

/// <summary>The base of all cmdlets that need a session.</summary>
public abstract class PimConnectedCmdlet : PimCmdlet
{
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

    /// <summary>Fails before anything is sent when there is no session, or its back end cannot do this.</summary>
    protected override void BeginProcessing()
    {
        if (!IsServedBy(BackEnd))
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, Lack.What, Lack.Instead));
        }

        if (IsExperimentalOn(BackEnd))
        {
            WriteVerbose($"{MyInvocation.MyCommand.Name} is experimental on {Provider.Name}: some names in its requests are likely, not documented.");
        }
    }

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
        PimResource? resource = Provider.Resources.FirstOrDefault(r => string.Equals(r.Noun, noun, StringComparison.OrdinalIgnoreCase));
        if (resource is null)
        {
            ThrowTerminatingError(PimErrors.NotSupported(Provider.Name, noun,
                $"It has {string.Join(", ", Provider.Resources.Select(r => r.Noun))}."));
        }

        return resource!;
    }

    internal IItemConverter Converter(PimResource resource, IReadOnlyDictionary<string, string>? pathValues = null) => resource.Values is { } shape
        ? new MapItemConverter(resource, shape, Provider.Name)
        : new ItemConverter(resource, Provider.Name, resource.ByOtherKey is null ? null : IdentifierAttribute(), pathValues);

    /// <summary>The attribute that holds a product's identifier; asked for once a session.</summary>
    internal string? IdentifierAttribute() => Wait(Provider.Metadata.GetIdentifierAttributeAsync(Context()));

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
                    string[] list => string.Join(",", list),
                    _ => LanguagePrimitives.ConvertTo<string>(value),
                };
            }
        }

        return bound;
    }
}
