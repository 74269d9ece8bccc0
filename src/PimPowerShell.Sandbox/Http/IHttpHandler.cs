using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Http;

/// <summary>What a server hands its requests to.</summary>
internal interface IHttpHandler
{
    /// <summary>Answers one request by calling exactly one of the reply's methods.</summary>
    Task HandleAsync(HttpRequest request, HttpReply reply);
}
