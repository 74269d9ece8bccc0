using System.Text.Json.Nodes;

namespace PimPowerShell.Sandbox.Pims.Schema;

/// <summary>A category. Never changed: an edit puts another in its place.</summary>
internal sealed record PimsCategory(int Id, string Name, int ParentId)
{
    public const string Separator = " > ";

    public int Order { get; init; }

    public int Rank { get; init; } = 10;

    /// <summary>Metadata, freely extended. A missing status means active.</summary>
    public JsonObject Data { get; init; } = [];

    public bool IsActive => Data["status"] is not JsonNode status || status.ToString() == "active";
}
