namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>The content types of the API.</summary>
internal static class Mime
{
    public const string Json = "application/json";
    public const string JsonLines = "application/vnd.akeneo.collection+json";
    public const string Form = "application/x-www-form-urlencoded";
}
