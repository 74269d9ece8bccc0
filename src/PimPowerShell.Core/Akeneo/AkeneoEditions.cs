namespace PimPowerShell.Core.Akeneo;

/// <summary>The editions of Akeneo that have what others have not, as words of a sentence.</summary>
internal static class AkeneoEditions
{
    /// <summary>Those above the community's.</summary>
    public const string Enterprise = "the Enterprise or the SaaS edition";

    /// <summary>The one that still publishes products.</summary>
    public const string Publishing = "the Enterprise edition";

    /// <summary>The one in the cloud.</summary>
    public const string Hosted = "the SaaS edition";
}
