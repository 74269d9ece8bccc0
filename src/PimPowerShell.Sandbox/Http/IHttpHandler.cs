using System.Threading;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>What a server hands its requests to.</summary>
internal interface IHttpHandler
{
    /// <summary>Answers one request by calling exactly one of the reply's methods, unless the server stops meanwhile.</summary>
    Task HandleAsync(HttpRequest request, HttpReply reply, CancellationToken stopping);
}
