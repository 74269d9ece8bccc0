using PimPowerShell.Sandbox.Http;

namespace PimPowerShell.Sandbox.Traffic;

/// <summary>One kind of PIM server. The host, its faults and its limits know no more of it than this.</summary>
internal interface IBackEnd
{
    /// <summary>The call that a request asks for, or null when the path belongs to another back end.</summary>
    IBackEndCall? Find(HttpRequest request);

    /// <summary>The answer to a call above a limit.</summary>
    HttpResponse TooManyRequests();

    /// <summary>Ends all access tokens that were issued so far.</summary>
    void ExpireTokens();
}

/// <summary>One request on its way through a back end.</summary>
internal interface IBackEndCall
{
    /// <summary>Method and route, the name under which the call is counted.</summary>
    string RouteName { get; }

    /// <summary>False for logging in and for what needs no login: faults and limits leave such calls alone.</summary>
    bool IsApi { get; }

    /// <summary>Whether the call is in the slower lane of attribute option writes.</summary>
    bool WritesOptions { get; }

    /// <summary>Whether the call bears a token that can die before its time.</summary>
    bool HasMortalToken { get; }

    HttpResponse Execute(CallTrace trace);
}
