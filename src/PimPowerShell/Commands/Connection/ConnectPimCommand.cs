using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.History;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Pims;
using PimPowerShell.Output;
using PimPowerShell.Sessions;

namespace PimPowerShell.Commands.Connection;

/// <summary>Logs in to a PIM and makes the session the default one of the runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "Pim", DefaultParameterSetName = CredentialSet)]
[OutputType(typeof(PimSession))]
public sealed class ConnectPimCommand : PimCmdlet
{
    private const string CredentialSet = "Credential";
    private const string AppTokenSet = "AppToken";
    private const string ApiKeySet = "ApiKey";
    private const string ConnectionSet = "Connection";
    private const string VaultSet = "Vault";
    private const string EnvironmentSet = "Environment";
    private const string SandboxSet = "Sandbox";

    /// <summary><para type="description">The address of the PIM's start page, for example https://my.pim.example.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AppTokenSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public Uri Url { get; set; } = null!;

    /// <summary><para type="description">The user name and the password of the connection.</para></summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [Credential]
    public PSCredential Credential { get; set; } = null!;

    /// <summary><para type="description">The client id of the connection.</para></summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string ClientId { get; set; } = null!;

    /// <summary><para type="description">The secret of the connection.</para></summary>
    [Parameter(Mandatory = true, Position = 3, ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNull]
    [SecretTransformation("ClientSecret", MayBeEmpty = true)]
    public SecureString ClientSecret { get; set; } = null!;

    /// <summary><para type="description">The permanent access token of an app.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = AppTokenSet)]
    [ValidateNotNull]
    [SecretTransformation("AppToken", MayBeEmpty = true)]
    public SecureString AppToken { get; set; } = null!;

    /// <summary><para type="description">The API key of a PIMS server.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    [SecretTransformation("ApiKey", MayBeEmpty = true)]
    public SecureString ApiKey { get; set; } = null!;

    /// <summary><para type="description">The view of a PIMS server to look through; the key's own unless given.</para></summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = SandboxSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? View { get; set; }

    /// <summary><para type="description">The language in the address of a PIMS server.</para></summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Language { get; set; } = "en-us";

    /// <summary><para type="description">Names of request fields that the public documentation of PIMS does not show, where the likeliest is wrong: SkuList, PageSize, PageNumber, OrderAttribute, OrderDirection, Search, IncludeDeleted, IncludeVariants, IncludeChildren, HistoryUser.</para></summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = SandboxSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNull]
    public IDictionary? FieldName { get; set; }

    /// <summary><para type="description">A table with the connection's fields, as Get-AutomationConnection of Azure Automation gives: Url or Uri or BaseUrl or EndpointAuth, UserName, Password, ClientId, ClientSecret, or Url and AppToken.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = ConnectionSet)]
    [ValidateNotNull]
    public IDictionary Connection { get; set; } = null!;

    /// <summary><para type="description">The name of a secret in a vault of Microsoft.PowerShell.SecretManagement: a Hashtable with the connection's fields, a PSCredential, or a SecureString that is an app's token or, with -Provider Pims, an API key.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string SecretName { get; set; } = null!;

    /// <summary><para type="description">The vault that has the secret; without it all vaults are searched, the default one first.</para></summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Vault { get; set; }

    /// <summary><para type="description">Takes the fields from the environment variables PIM_URL, PIM_USERNAME, PIM_PASSWORD, PIM_CLIENT_ID, PIM_CLIENT_SECRET, PIM_TOKEN_URL, or PIM_URL and PIM_APP_TOKEN.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary><para type="description">Connects to the sandbox that runs in this process; starts one when none does.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = SandboxSet)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary><para type="description">Where tokens are given out, when that is not Url/api/oauth/v1/token.</para></summary>
    [Parameter(ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public Uri? TokenUrl { get; set; }

    /// <summary><para type="description">The kind of PIM; -ApiKey is enough to say Pims, and the other logins say Akeneo.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(ConnectPimCommand))]
    [ValidateSet("Akeneo", "Pims")]
    public string Provider { get; set; } = "Akeneo";

    /// <summary><para type="description">How products are identified: Uuid from version 7 and for the SaaS edition, Identifier before; the server's version decides unless this is given.</para></summary>
    [Parameter]
    [SpellingTransformation(typeof(ConnectPimCommand))]
    [ValidateSet("Uuid", "Identifier")]
    public string? ProductIdFormat { get; set; }

    /// <summary><para type="description">The session's name. An open session of the same name is closed. Unless given, it is the server's host name, with a number behind it where that is taken.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? Name { get; set; }

    /// <summary><para type="description">Calls in flight at one time, 1 to 100; Akeneo takes 4 from one connection.</para></summary>
    [Parameter]
    [ValidateRange(1, 100)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary><para type="description">Calls a second, with bursts of as many; 0 for no limit. Akeneo takes 100, which is the default there; for PIMS no limit is known, and none is the default.</para></summary>
    [Parameter]
    [ValidateRange(0, 100000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public double? RequestsPerSecond { get; set; }

    /// <summary><para type="description">Writes of attribute options a second; 0 for no limit. Akeneo takes 3.</para></summary>
    [Parameter]
    [ValidateRange(0, 100000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public double OptionWritesPerSecond { get; set; } = 3;

    /// <summary><para type="description">The least time between the starts of two requests, in milliseconds.</para></summary>
    [Parameter]
    [ValidateRange(0, 3600000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int DelayMilliseconds { get; set; }

    /// <summary><para type="description">The time that one attempt at a request may take, in seconds.</para></summary>
    [Parameter]
    [ValidateRange(0.001, 86400)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public double TimeoutSec { get; set; } = 100;

    /// <summary><para type="description">How often a request is sent again after 408, 429, 5xx or a broken connection.</para></summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary><para type="description">The wait before the first repetition, in seconds. It doubles each time, up to a minute. A server's Retry-After overrides it.</para></summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary><para type="description">The address of a proxy; without it the system's is used.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public Uri? Proxy { get; set; }

    /// <summary><para type="description">The login for the proxy.</para></summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary><para type="description">Accepts any server certificate. For test servers only.</para></summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary><para type="description">A folder that keeps the old and the new value of what this session changes in products and product models.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    /// <summary><para type="description">Writes the session to the pipeline.</para></summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool IsProviderGiven => MyInvocation.BoundParameters.ContainsKey(nameof(Provider));

    private bool IsPims => Provider.Equals("Pims", StringComparison.OrdinalIgnoreCase);

    /// <summary>Logs in.</summary>
    protected override void ProcessRecord()
    {
        ConnectionFields fields = Fields();
        Check(fields);
        IPimProvider provider = WithHistory(Create(fields));
        try
        {
            ForAll(() => Wait(provider.ConnectAsync(Context())), fields.Url);
        }
        catch
        {
            provider.Dispose();
            throw;
        }

        RunspaceSessions sessions = RunspaceSessions.Current;
        var session = new PimSession(Name ?? sessions.FreeName(fields.Url!.Host), new SessionHandle(provider, ThrottleLimit, MaximumRetryCount, TimeSpan.FromSeconds(RetryIntervalSec)));
        sessions.Add(session)?.Handle.Close();
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    private ConnectionFields Fields() => ParameterSetName switch
    {
        AppTokenSet => new ConnectionFields { Url = Url, AppToken = AppToken },
        ConnectionSet => ForInput(() => ConnectionFields.From(Connection)),
        EnvironmentSet => ForInput(ConnectionFields.FromEnvironment),
        VaultSet => VaultFields(),
        ApiKeySet => new ConnectionFields { Url = Url, ApiKey = ApiKey, View = View, Language = Language },
        SandboxSet => ForInput(() => SandboxHost.GetOrStart().ConnectionFields(IsProviderGiven ? IsPims : null, View)),
        _ => new ConnectionFields
        {
            Url = Url,
            TokenUrl = TokenUrl,
            UserName = Credential.UserName,
            Password = Credential.Password,
            ClientId = ClientId,
            ClientSecret = ClientSecret,
        },
    };

    private ConnectionFields VaultFields()
    {
        string[] names = [nameof(Url), nameof(TokenUrl), nameof(ClientId), nameof(ClientSecret), nameof(View), nameof(Language)];
        object? secret = VaultSecret.Get(this, SecretName, Vault);
        return ForInput(() => VaultSecret.Read(SecretName, secret, IsPims, MyInvocation.BoundParameters.Where(field => names.Contains(field.Key))));
    }

    private IPimProvider Create(ConnectionFields fields)
    {
        try
        {
            return fields.CreateProvider(Settings(fields),
                ProductIdFormat is null ? null : (ProductIdFormat)Enum.Parse(typeof(ProductIdFormat), ProductIdFormat),
                new PimsFieldNames(FieldName is null ? null : PlainTree.ToDictionary(FieldName).Select(field => new KeyValuePair<string, string>(field.Key, field.Value?.ToString() ?? ""))));
        }
        catch (PimException e)
        {
            ThrowTerminatingError(PimErrors.From(e, FieldName));
            throw;
        }
    }

    /// <summary>The same back end with a history, where one is asked for.</summary>
    private IPimProvider WithHistory(IPimProvider provider)
    {
        if (HistoryPath is null)
        {
            return provider;
        }

        try
        {
            return new RecordingProvider(provider, HistoryStore.Open(FilePaths.Of(SessionState.Path, HistoryPath, nameof(HistoryPath)), provider.Root));
        }
        catch (PimException e)
        {
            provider.Dispose();
            ThrowTerminatingError(PimErrors.From(e, HistoryPath));
            throw;
        }
    }

    private ConnectionFields ForInput(Func<ConnectionFields> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(PimErrors.Input(e.Message, null, e));
            throw;
        }
    }

    private void Check(ConnectionFields fields)
    {
        string? fault = fields.Fault();
        if (fault is not null)
        {
            // an address may hold a password
            ThrowTerminatingError(PimErrors.Input(fault, fields.Url?.OriginalString.Contains("@") == true ? null : fields.Url));
        }

        if (IsProviderGiven && IsPims != (fields.ApiKey is not null))
        {
            ThrowTerminatingError(PimErrors.Input(IsPims
                ? "Provider: Pims needs an API key: give -ApiKey."
                : "Provider: Akeneo takes no API key: give -Credential, -ClientId and -ClientSecret, or -AppToken.", Provider));
        }

        if (ProxyCredential is not null && Proxy is null)
        {
            ThrowTerminatingError(PimErrors.Input("-ProxyCredential needs -Proxy.", null));
        }
    }

    private ConnectionSettings Settings(ConnectionFields fields) => new()
    {
        ThrottleLimit = ThrottleLimit,
        RequestsPerSecond = RequestsPerSecond ?? (fields.ApiKey is null ? 100 : 0),
        OptionWritesPerSecond = OptionWritesPerSecond,
        Delay = TimeSpan.FromMilliseconds(DelayMilliseconds),
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
        SkipCertificateCheck = SkipCertificateCheck,
    };
}
