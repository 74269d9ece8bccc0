using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Rest;

/// <summary>Calls any endpoint of the PIM with the session's login, limits and repetitions.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PimRestMethod", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
[OutputType("PimPowerShell.RestResult")]
public sealed class InvokePimRestMethodCommand : PimConnectedCmdlet
{
    private bool _isLater;
    private bool _isOurs;

    /// <summary><para type="description">The address: relative to the PIM's start page, or complete. {{name}} is filled in. Another host than the session's gets no token.</para></summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string Uri { get; set; } = "";

    /// <summary><para type="description">The HTTP method.</para></summary>
    [Parameter(Position = 1)]
    [SpellingTransformation(typeof(InvokePimRestMethodCommand))]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary><para type="description">The body: text that is sent as it is, or an object or table that becomes JSON. {{name}} is filled in; {{data}} is the whole piped object without _meta_.</para></summary>
    [Parameter(Position = 2)]
    public object? Body { get; set; }

    /// <summary><para type="description">Values for the placeholders, before the properties of the piped object.</para></summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Variable { get; set; }

    /// <summary><para type="description">An object whose properties fill the placeholders; one request is made for each.</para></summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary><para type="description">The page to begin with, for lists that are paged by number.</para></summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int StartPage { get; set; } = 1;

    /// <summary><para type="description">Items in a page, 1 to 100; sent for lists that the address does not give a limit for.</para></summary>
    [Parameter]
    [ValidateRange(1, 100)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int PageSize { get; set; } = 100;

    /// <summary><para type="description">Stops after so many pages; 0 for all.</para></summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int MaximumPage { get; set; }

    /// <summary><para type="description">Waits so long between two requests of this call, in milliseconds.</para></summary>
    [Parameter]
    [ValidateRange(0, 3600000)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public int DelayMilliseconds { get; set; }

    /// <summary><para type="description">Reads one page alone.</para></summary>
    [Parameter]
    public SwitchParameter NoFollow { get; set; }

    /// <summary><para type="description">The body's media type.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string ContentType { get; set; } = "application/json";

    /// <summary><para type="description">Writes the answer's body to this file instead of the pipeline. {{name}} is filled in.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary><para type="description">Says that a POST may be sent again when its answer was lost; GET, PUT, PATCH and DELETE may always be.</para></summary>
    [Parameter]
    public SwitchParameter AllowRepeat { get; set; }

    private bool IsRead => Method == "GET";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IsRead && Body is not null)
        {
            ThrowTerminatingError(PimErrors.Input("-Body needs -Method POST, PUT, PATCH or DELETE.", Method));
        }
    }

    /// <summary>Makes the requests of one input.</summary>
    protected override void ProcessRecord()
    {
        object target = InputObject ?? SecretMask.HideAddress(Uri);
        try
        {
            ForItem(target, () => SendFilled(new RestTemplate(Variable, InputObject)));
        }
        catch (MissingVariableException e)
        {
            WriteError(PimErrors.MissingVariable(e.Name, target));
        }
    }

    /// <summary>The address is the caller's own.</summary>
    internal override ErrorRecord Error(PimException error, object? target) => PimErrors.From(error, target);

    /// <summary>What another host is like says nothing of the session's, and one address nothing of the next.</summary>
    internal override bool EndsEverything(PimException error) => _isOurs && !error.IsNoRoute && base.EndsEverything(error);

    private void SendFilled(RestTemplate template)
    {
        System.Uri address = Address(template.FillAddress(Uri));
        byte[]? body = Content(template);
        string? file = OutFile is null ? null : FilePath(template.FillText(OutFile));
        string shown = $"{Method} {SecretMask.HideAddress(address.AbsoluteUri)}{(body is null ? "" : ": " + SecretMask.Hide(body))}";
        if (IsRead || ShouldProcess(shown, shown + "?", "Confirm"))
        {
            try
            {
                Send(address, body, file);
            }
            catch (JsonException e)
            {
                throw new PimException(PimErrorKind.Refused, $"{Method} {address.AbsolutePath} was answered with text that is no JSON: {e.Message}", e);
            }
        }
    }

    /// <summary>The file's path, whose folder has to be there before anything is asked for.</summary>
    private string FilePath(string name)
    {
        try
        {
            string path = FilePaths.Of(SessionState.Path, name, nameof(OutFile));
            return Directory.Exists(Path.GetDirectoryName(path)) && !Directory.Exists(path)
                ? path
                : throw new PimException(PimErrorKind.Input, $"OutFile: '{name}' cannot be written: its folder is not there, or it is a folder itself.") { Subject = nameof(OutFile) };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new PimException(PimErrorKind.Input, $"OutFile: '{name}' is no file: {e.Message}", e) { Subject = nameof(OutFile) };
        }
    }

    private System.Uri Address(string text)
    {
        // a path that begins with a slash counts as a file's address on Unix, and as relative on Windows
        bool isComplete = text.IndexOf("://", StringComparison.Ordinal) > 0;
        System.Uri? address = null;
        if (isComplete ? !System.Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") : !System.Uri.TryCreate(Provider.Root, text.TrimStart('/'), out address))
        {
            text = SecretMask.HideAddress(text);
            ThrowTerminatingError(PimErrors.Input($"Uri: '{text}' is no address.", text));
        }

        return address!;
    }

    private byte[]? Content(RestTemplate template)
    {
        bool isJson = ContentType.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0;
        return PlainTree.Bare(Body) switch
        {
            null => null,
            byte[] bytes => bytes,
            string text => Encoding.UTF8.GetBytes(isJson ? template.FillJson(text) : template.FillText(text)),
            _ => Encoding.UTF8.GetBytes(template.FillJson(RestTemplate.Json(Body))),
        };
    }

    private void Send(System.Uri address, byte[]? body, string? outFile)
    {
        System.Uri? page = IsRead ? FirstPage(address) : address;
        for (int count = 1; page is not null; count++)
        {
            if (_isLater && DelayMilliseconds > 0)
            {
                Wait(Task.Delay(DelayMilliseconds, Context().Cancellation));
            }

            _isLater = true;
            _isOurs = IsOurs(page);
            PimRequest request = Request(page, body, outFile);
            using PimResponse response = Wait(Provider.SendAsync(request, Context()));
            if (!response.IsSuccess)
            {
                throw Provider.Refusal(request, response);
            }

            string? next = outFile is null ? WriteAnswer(RestAnswer.Of(response, IsRead)) : null;
            page = !IsRead || NoFollow || next is null || count == MaximumPage ? null : PageAddress.Next(page, next);
        }
    }

    private PimRequest Request(System.Uri address, byte[]? body, string? outFile) => new(new HttpMethod(Method), address)
    {
        Body = body,
        Secrets = SecretMask.In(address, body),
        ContentType = body is null ? null : ContentType,
        Accept = outFile is null ? "application/json" : "*/*",
        Authenticate = _isOurs,
        MayRepeat = Method != "POST" || AllowRepeat,
        Download = outFile is null ? null : FileDownload.To(outFile, nameof(OutFile)),
    };

    /// <summary>Writes an answer; gives the link to the next page when it is one of several.</summary>
    private string? WriteAnswer(RestAnswer answer)
    {
        foreach (object? item in answer.Objects)
        {
            WriteObject(item);
        }

        return answer.Next;
    }

    /// <summary>Adds what the address does not say of paging, to lists only: the back end's own table knows which these are.</summary>
    private System.Uri FirstPage(System.Uri address)
    {
        PimResource? list = IsOurs(address) ? Provider.Resources.FirstOrDefault(resource =>
            address.AbsolutePath.EndsWith("/" + resource.Path, StringComparison.Ordinal) && resource.Paging != PagingStyle.None) : null;
        var options = new List<KeyValuePair<string, string>>();
        if (list is not null || Has(nameof(PageSize)) || Has(nameof(StartPage)))
        {
            options.Add(new("limit", PageSize.ToString(CultureInfo.InvariantCulture)));
        }

        if (Has(nameof(StartPage)))
        {
            options.Add(new("page", StartPage.ToString(CultureInfo.InvariantCulture)));
        }

        return PageAddress.WithOptions(address, options);
    }

    private bool IsOurs(System.Uri address) =>
        System.Uri.Compare(address, Provider.Root, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
