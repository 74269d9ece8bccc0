using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Sandbox.Pims.Api;

namespace PimPowerShell.Sandbox;

/// <summary>
/// How a <see cref="PimSandbox"/> behaves. What is marked live may be changed while the sandbox runs,
/// through <see cref="PimSandbox.Options"/>, and counts for the next call.
/// </summary>
public sealed class PimSandboxOptions
{
    private static readonly string[] _providers = ["Akeneo", "Pims", "Both"];
    private static readonly string[] _editions = ["CE", "EE", "GE", "Serenity"];

    private string _edition = "CE";
    private string? _version;

    /// <summary>The TCP port to listen on; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>How many products the generated catalog holds. They are made on demand, so a million costs nothing.</summary>
    public int ProductCount { get; set; } = 1000;

    /// <summary>The seed of the generated catalog. Equal seeds and counts give equal catalogs.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// Whether the catalog has, beyond <see cref="ProductCount"/>, the family <c>designer_pieces</c> with products that have an
    /// attribute of each type that the generated families do without: tables, links to reference entities, assets and
    /// products, reference data; what the edition has of these. Akeneo alone.
    /// </summary>
    public bool EveryAttributeType { get; set; }

    /// <summary>What is served on the port: <c>Akeneo</c>, <c>Pims</c>, or <c>Both</c> beside each other.</summary>
    public string Provider { get; set; } = "Both";

    /// <summary>The edition to behave as: <c>CE</c>, <c>EE</c>, <c>GE</c> or <c>Serenity</c>.</summary>
    public string Edition
    {
        get => _edition;
        set => _edition = _editions.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value;
    }

    /// <summary>The version that system-information tells, e.g. <c>7.0.42</c> or, as the cloud does, <c>v20250717143807</c>; unless it is given, one of the edition's own form.</summary>
    public string Version
    {
        get => _version ?? (Edition == "Serenity" ? "v20250717143807" : "7.0.42");
        set => _version = value;
    }

    /// <summary>Live. Milliseconds by which every answer is delayed. No thread waits meanwhile.</summary>
    public int LatencyMilliseconds { get; set; }

    /// <summary>Live. What the answer of every API call waits for besides, for tests that go by what is in flight and not by time.</summary>
    internal Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Live. The clock of the limits of calls a second; null for the machine's.</summary>
    internal Func<TimeSpan>? Clock { get; set; }

    /// <summary>Live. API calls a second above which the answer is 429; 0 sets no limit.</summary>
    public int RequestsPerSecond { get; set; }

    /// <summary>Live. Whether a 429 carries <c>Retry-After</c>.</summary>
    public bool SendRetryAfter { get; set; } = true;

    /// <summary>Live. API calls at one time above which the answer is 429; 0 sets no limit.</summary>
    public int MaximumConcurrency { get; set; }

    /// <summary>Live. Calls a second that write attribute options, above which the answer is 429; 0 sets no limit.</summary>
    public int OptionWritesPerSecond { get; set; }

    /// <summary>Live. Seconds for which a new access token is good.</summary>
    public int TokenLifetimeSec { get; set; } = 3600;

    /// <summary>Live. Seconds for which a new refresh token is good.</summary>
    public int RefreshTokenLifetimeSec { get; set; } = 1_209_600;

    /// <summary>
    /// Live. Every n-th API call ends all access tokens issued so far and itself answers 401; 0 never does.
    /// <see cref="PimSandbox.AppToken"/> is permanent and not touched.
    /// </summary>
    public int TokenDiesEvery { get; set; }

    /// <summary>Live. Every n-th API call answers <see cref="FailStatusCode"/> in HTML, as a proxy does, before acting; 0 never does.</summary>
    public int FailEvery { get; set; }

    /// <summary>Live. The status of an injected failure.</summary>
    public int FailStatusCode { get; set; } = 502;

    /// <summary>Live. Every n-th API call acts and then answers <see cref="FailStatusCode"/>; 0 never does.</summary>
    public int FailAfterActingEvery { get; set; }

    /// <summary>Live. Every n-th API call has its connection reset before acting; 0 never does.</summary>
    public int ResetEvery { get; set; }

    /// <summary>Live. Every n-th API call acts and then has its connection reset; 0 never does.</summary>
    public int ResetAfterActingEvery { get; set; }

    /// <summary>
    /// Live. Every n-th API call whose answer has a body acts, sends the full Content-Length and half of the body,
    /// and then cuts the connection; 0 never does.
    /// </summary>
    public int HalfBodyEvery { get; set; }

    /// <summary>Live. After so many API calls every further call is reset; 0 never does.</summary>
    public int DownAfter { get; set; }

    /// <summary>Live. Whether answers are compressed with gzip when the request allows it.</summary>
    public bool Compress { get; set; }

    /// <summary>Live. Whether the links of product lists lose some of the caller's parameters, as the real server's do.</summary>
    public bool DropLinkParameters { get; set; } = true;

    /// <summary>Live. Whether the user may only read: every write answers 403.</summary>
    public bool ReadOnlyUser { get; set; }

    /// <summary>
    /// Live. Whether the user owns the products. One who does not, in any edition but <c>CE</c>, changes existing products
    /// and product models only in a draft, which can be sent for approval.
    /// </summary>
    public bool OwnsProducts { get; set; } = true;

    /// <summary>Live. Seconds by which the server's clock is ahead of this machine's; less than 0 where it is behind. Tokens live by the right time.</summary>
    public int ClockSkewSec { get; set; }

    /// <summary>Live. How many of the last requests <see cref="PimSandboxCounters.Log"/> keeps; 0 keeps none.</summary>
    public int LogSize { get; set; }

    /// <summary>
    /// Live. The names on the wire that the public document of the PIMS API lost, by what they mean: <c>SkuList</c>,
    /// <c>PageSize</c>, <c>PageNumber</c>, <c>OrderAttribute</c>, <c>OrderDirection</c>, <c>Search</c>, <c>IncludeDeleted</c>,
    /// <c>IncludeVariants</c>, <c>IncludeChildren</c>, <c>HistoryUser</c>. What a request calls otherwise is ignored.
    /// An entry that is missing has its default.
    /// </summary>
    public IDictionary<string, string> PimsFieldNames { get; set; } = FieldNames.Defaults();

    /// <summary>Live. The HTTP status of PIMS answers that say <c>Error</c>.</summary>
    public int PimsErrorStatusCode { get; set; } = 200;

    /// <summary>Live. The word by which PIMS answers say that all is well.</summary>
    public string PimsStatusText { get; set; } = "OK";

    /// <summary>Refuses what no sandbox is started with. <see cref="PimSandbox.Start"/> asks this first.</summary>
    /// <exception cref="ArgumentException">
    /// The provider or the edition is none that the sandbox knows; or <see cref="PimsFieldNames"/> has a field that it does not know, or one without a name.
    /// </exception>
    public void Validate()
    {
        if (!_providers.Contains(Provider, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"\"{Provider}\" is no provider: Akeneo, Pims or Both.");
        }

        if (!_editions.Contains(Edition, StringComparer.Ordinal))
        {
            throw new ArgumentException($"\"{Edition}\" is no edition: CE, EE, GE or Serenity.");
        }

        IDictionary<string, string> known = FieldNames.Defaults();
        foreach (KeyValuePair<string, string> field in PimsFieldNames)
        {
            if (!known.Keys.Contains(field.Key, StringComparer.Ordinal))
            {
                throw new ArgumentException($"\"{field.Key}\" is no field of PimsFieldNames: {string.Join(", ", known.Keys)}.");
            }

            if (string.IsNullOrEmpty(field.Value))
            {
                throw new ArgumentException($"PimsFieldNames: \"{field.Key}\" has no name.");
            }
        }
    }

    /// <summary>Whether one of the two providers is served.</summary>
    internal bool Serves(string provider) =>
        Provider.Equals(provider, StringComparison.OrdinalIgnoreCase) || Provider.Equals("Both", StringComparison.OrdinalIgnoreCase);
}
