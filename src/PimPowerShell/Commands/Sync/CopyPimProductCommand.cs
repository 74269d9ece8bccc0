using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Sync;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Sync;

/// <summary>Copies products from one server to another, of whatever kind, by a table of what becomes what.</summary>
[Cmdlet(VerbsCommon.Copy, "PimProduct", SupportsShouldProcess = true, DefaultParameterSetName = IdentitySet)]
[OutputType(typeof(UpsertResult))]
public sealed class CopyPimProductCommand : PimConnectedCmdlet
{
    private const string IdentitySet = "Identity";
    private const string FilterSet = "Filter";

    // what one request can ask for
    private const int IdentityChunk = 100;

    private readonly List<PimIdentity> _identities = [];
    private CopyRun? _run;

    /// <summary><para type="description">The products: objects that were read, or identifiers, which are read from -From.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdentitySet, ValueFromPipeline = true)]
    [Alias("Identifier", "Sku", "InputObject")]
    [IdentityTransformation]
    [ArgumentCompleter(typeof(IdentityCompleter))]
    public PimIdentity[] Identity { get; set; } = [];

    /// <summary><para type="description">Which products of -From to copy; @{} for all. See about_PimPowerShell_Filters.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = FilterSet)]
    [ArgumentCompleter(typeof(FilterTableCompleter))]
    public object Filter { get; set; } = "";

    /// <summary><para type="description">Copies variants too. PIMS, whose lists leave them out; Akeneo lists them always.</para></summary>
    [Parameter(ParameterSetName = FilterSet)]
    public SwitchParameter IncludeVariant { get; set; }

    /// <summary><para type="description">What becomes what: @{ target = 'source' }, a script with the product as $_, or a table with From, Locale, Channel, FromLocale, FromChannel, Unit, Currency and Convert.</para></summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AttributeTableCompleter))]
    public IDictionary Map { get; set; } = new Hashtable();

    /// <summary><para type="description">The session that products are read with; without it the default one of this runspace.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public PimSession? From { get; set; }

    /// <summary><para type="description">The session that products are written with; without it the default one of this runspace.</para></summary>
    [Parameter]
    [Alias("To")]
    [ValidateNotNull]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public new PimSession? Session
    {
        get => base.Session;
        set => base.Session = value;
    }

    /// <summary><para type="description">What it says when a product has nothing of what an entry names: Ignore, nothing; Clear, that the target's value is erased.</para></summary>
    [Parameter]
    public EmptyCell EmptyValue { get; set; }

    /// <summary><para type="description">Copies a product without what of it cannot be mapped, with a warning. Without it, such a product fails.</para></summary>
    [Parameter]
    public SwitchParameter SkipUnmapped { get; set; }

    /// <summary><para type="description">Reads what the target holds first, and sends only what differs. With -WhatIf it tells the differences.</para></summary>
    [Parameter]
    public SwitchParameter OnlyChanged { get; set; }

    /// <summary>Looks up what the map names; nothing is read of products before.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        SessionHandle target = Handle;
        IPimProvider? source = (From ?? (ParameterSetName == FilterSet ? RunspaceSessions.Current.Default : null)) is { } given ? Open(given) : null;
        if (IncludeVariant && source is not null && Products(source).WholeListOptions.Count == 0)
        {
            ThrowTerminatingError(PimErrors.NotSupported(source.Name, "option -IncludeVariant for Product", "It lists variants always; leave it out."));
        }

        ForAll(() =>
        {
            var mapper = new ProductMapper(target.Provider, ProductMapArgument.Read(Map), EmptyValue == EmptyCell.Clear);
            foreach (PimFieldError fault in Wait(mapper.OpenAsync(source, Context())))
            {
                string text = $"Map: '{fault.Attribute}': {fault.Message}";
                if (!SkipUnmapped)
                {
                    throw new PimException(PimErrorKind.Input, text) { Subject = "Map" };
                }

                WriteWarning($"{text} It is left out.");
            }

            _run = new CopyRun(mapper, new BulkWriter(target.Provider, new BulkSettings
            {
                ThrottleLimit = target.ThrottleLimit,
                MaximumRetryCount = target.MaximumRetryCount,
                RetryInterval = target.RetryInterval,
                OnlyChanged = OnlyChanged,
                IsPreview = IsWhatIf,
                // both ends of an association have to be there before it
                InOrder = mapper.NamesProducts,
            }, Context()), new BulkOutput(this, target.Provider.Root, "Copy")) { Source = source };
        }, Map);
    }

    /// <summary>Takes products; those that are named are read many at a time.</summary>
    protected override void ProcessRecord()
    {
        foreach (PimIdentity identity in Identity)
        {
            if (identity.Source is PSObject { BaseObject: PSCustomObject } item && item.Properties["Values"] is not null)
            {
                ForItem(item, () => Take(item));
                continue;
            }

            ForItem(identity.Source, () => _identities.Add(identity.Of(_run!.Mapper.Resource)));
            if (_identities.Count == IdentityChunk)
            {
                ReadIdentities();
            }
        }
    }

    /// <summary>Reads what is left, and waits for all answers.</summary>
    protected override void EndProcessing()
    {
        if (ParameterSetName == FilterSet)
        {
            try
            {
                foreach (PSObject item in Source().List(Filter, IncludeVariant))
                {
                    ForItem(item, () => Take(item));
                }
            }
            catch (PimException e)
            {
                // what was read so far gets its results first
                Wait(_run!.Writer.CompleteAsync());
                ThrowTerminatingError(PimErrors.From(e, Filter));
            }
        }

        ReadIdentities();
        End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Writer.Dispose();
        }
    }

    internal override void Drain()
    {
        base.Drain();
        while (_run is not null && _run.Writer.TryTake(out BulkResult result))
        {
            bool isPart = _run.LeftOut.TryGetValue(result.Item.Index, out IReadOnlyList<PimFieldError>? left);
            _run.LeftOut.Remove(result.Item.Index);
            _run.Output.Write(isPart ? result with { Errors = [.. result.Errors, .. left!] } : result);
        }
    }

    private static PimResource Products(IPimProvider provider) => provider.Resources.Get("Product");

    private IPimProvider Open(PimSession session)
    {
        if (!session.IsOpen)
        {
            ThrowTerminatingError(PimErrors.SessionClosed(session));
        }

        if (ReferenceEquals(session.Handle.Provider, Provider))
        {
            ThrowTerminatingError(PimErrors.Input("Both sides are the same session: give -From and -To.", session));
        }

        return session.Handle.Provider;
    }

    /// <summary>Where products are read; asked for only when there are some to be read.</summary>
    private ProductSource Source()
    {
        if (_run!.Source is null)
        {
            PimSession? session = RunspaceSessions.Current.Default;
            if (session is null)
            {
                ThrowTerminatingError(PimErrors.NotConnected());
            }

            _run.Source = Open(session!);
        }

        PimResource kind = Products(_run.Source);
        return new ProductSource(this, _run.Source, _run.Mapper.NamesProducts ? kind.ByOtherKey ?? kind : kind);
    }

    private void ReadIdentities()
    {
        if (_identities.Count == 0)
        {
            return;
        }

        PimIdentity[] asked = [.. _identities];
        _identities.Clear();
        ProductSource source = Source();
        ForItem(asked.Select(static identity => identity.Text).ToArray(), () =>
        {
            IReadOnlyList<PSObject> found = source.Find(asked, out IReadOnlyCollection<PimIdentity> missing);
            foreach (PSObject item in found)
            {
                ForItem(item, () => Take(item));
            }

            foreach (PimIdentity identity in missing)
            {
                WriteError(PimErrors.NotFound("Product", identity.Text, identity.Source));
            }
        });
    }

    private void Take(PSObject product)
    {
        long index = _run!.Count++;
        PimResource kind = _run.Mapper.Resource;
        MappedProduct mapped = Wait(_run.Mapper.MapAsync((IReadOnlyDictionary<string, object?>)PlainTree.From(product)!, product, Context()));
        var item = new BulkItem(index, kind, mapped.Key ?? "", mapped.Line, product);
        if (mapped.Faults.Count > 0 && (!SkipUnmapped || mapped.Line.IsEmpty))
        {
            _run.Writer.Add(new BulkResult(item, BulkStatus.Failed, null, "Not sent: it cannot be mapped.", mapped.Faults, 0));
            Drain();
        }
        else
        {
            Send(item, mapped.Faults);
        }

        if (_run.Writer.End is { Reason: BulkEndReason.Broken })
        {
            End();
        }
    }

    private void Send(BulkItem item, IReadOnlyList<PimFieldError> leftOut)
    {
        if (leftOut.Count > 0)
        {
            _run!.LeftOut[item.Index] = leftOut;
            WriteWarning(PimFieldError.Describe($"Product '{item.Key}' is copied without what cannot be mapped:", leftOut));
        }

        if (_run!.Output.MaySend(item))
        {
            Wait(_run!.Writer.AddAsync(item));
        }
        else
        {
            _run!.Writer.Add(BulkOutput.NotSent(item));
            Drain();
        }
    }

    private void End()
    {
        Wait(_run!.Writer.CompleteAsync());
        _run.Output.End(_run.Writer.End, "");
    }
}
