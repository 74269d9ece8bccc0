using System;
using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Pims.Assets;

/// <summary>A file and what is known of it. Never changed: an update puts another in its place.</summary>
internal sealed record PimsAsset(string Code)
{
    /// <summary>Null for a code that was handed out and has no file yet.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    public string Type { get; init; } = "application/octet-stream";

    public string FileName { get; init; } = "";

    /// <summary>The bucket that it lies in; 0 for none.</summary>
    public int BucketId { get; init; }

    /// <summary>Metadata that callers added.</summary>
    public JsonObject Data { get; init; } = [];
}
