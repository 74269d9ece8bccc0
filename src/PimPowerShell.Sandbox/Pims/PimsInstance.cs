using System;
using PimPowerShell.Sandbox.Pims.Api;
using PimPowerShell.Sandbox.Pims.Assets;
using PimPowerShell.Sandbox.Pims.Auth;
using PimPowerShell.Sandbox.Pims.Generation;
using PimPowerShell.Sandbox.Pims.Products;
using PimPowerShell.Sandbox.Pims.Queries;
using PimPowerShell.Sandbox.Pims.Schema;

namespace PimPowerShell.Sandbox.Pims;

/// <summary>Everything that one instance of the server holds.</summary>
internal sealed class PimsInstance
{
    public PimsInstance(PimSandboxOptions options, PimsKeys keys, PimsSchema schema, Func<string> origin)
    {
        Options = options;
        Keys = keys;
        Schema = schema;
        Names = new FieldNames(options);
        Limits = new PimsLimits(options);
        GeneratedProducts generated = new(options.ProductCount, options.Seed, origin);
        Products = new ProductStore(generated);
        History = new HistoryStore(new GeneratedHistory(generated));
        Writer = new ProductWriter(Products, History, schema, Categories, Limits);
        Finder = new ProductFinder(Products);
        Assets = new AssetStore(options.ProductCount);
    }

    public PimSandboxOptions Options { get; }

    public PimsKeys Keys { get; }

    public PimsSchema Schema { get; }

    public FieldNames Names { get; }

    public PimsLimits Limits { get; }

    public CategoryStore Categories { get; } = new();

    public ProductStore Products { get; }

    public HistoryStore History { get; }

    public ProductWriter Writer { get; }

    public ProductFinder Finder { get; }

    public AssetStore Assets { get; }

    public BucketStore Buckets { get; } = new();

    /// <summary>The products as they read at this moment.</summary>
    public ProductReader Reader() => new(Products, Schema.Attributes, Categories.Tree);

    /// <summary>The rows that a list asks for.</summary>
    public int[] Find(ListQuery query, ProductReader reader) => Finder.Find(query, reader, Categories.Version + ((long)Schema.Version << 32));
}
