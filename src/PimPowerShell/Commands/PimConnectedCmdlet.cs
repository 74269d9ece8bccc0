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

    /// <summary>Fails before anything is sent when there is no session.</summary>
    protected override void BeginProcessing() => _ = Handle;

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
