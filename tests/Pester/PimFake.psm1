# Servers that are no PIM, and what else several test files need to watch a cmdlet from outside.
Set-StrictMode -Version Latest

$ModulePath = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'out/PimPowerShell/PimPowerShell.psd1'

function Measure-Request {
    <#
    .SYNOPSIS
    Runs a script and gives its Output, the number of API Requests that the sandbox saw meanwhile, those by route
    (Routes), and the parameters of the last one's query, decoded (Query).
    .EXAMPLE
    (Measure-Request $sandbox { Get-PimProduct -First 5 }).Requests | Should -Be 1
    #>
    param(
        [Parameter(Mandatory)]
        $Sandbox,

        [Parameter(Mandatory)]
        [scriptblock] $Script
    )

    $before = $Sandbox.Counters.Routes
    $requests = $Sandbox.Counters.ApiRequests
    $lines = $Sandbox.Counters.Lines
    $output = @(& $Script)
    $after = $Sandbox.Counters.Routes
    $routes = @{}
    foreach ($name in $after.Keys) {
        $more = $after[$name] - $(if ($before.ContainsKey($name)) { $before[$name] } else { 0 })
        if ($more) { $routes[$name] = $more }
    }
    [pscustomobject]@{
        Output   = $output
        Requests = $Sandbox.Counters.ApiRequests - $requests
        Lines    = $Sandbox.Counters.Lines - $lines
        Routes   = $routes
        Query    = ConvertFrom-Query $Sandbox.Counters.LastQuery
    }
}

function ConvertFrom-Query([string] $Query) {
    $table = @{}
    foreach ($part in $Query -split '&' | Where-Object { $_ }) {
        $name, $value = $part -split '=', 2
        $table[[uri]::UnescapeDataString($name)] = [uri]::UnescapeDataString("$value".Replace('+', ' '))
    }
    $table
}

function Invoke-InRunspace {
    <#
    .SYNOPSIS
    Runs a script in a runspace of its own with the module and the variables given. The result has its Output, its
    Error (the records), its Verbose lines (texts), its Information (texts, of the host too: what -WhatIf says) and the
    Exception that ended it, as an ErrorRecord.
    .EXAMPLE
    (Invoke-InRunspace { Get-PimProduct }).Exception.FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
    #>
    param(
        [Parameter(Mandatory)]
        [scriptblock] $Script,

        [hashtable] $Variable = @{}
    )

    $state = [initialsessionstate]::CreateDefault()
    $state.ImportPSModule($ModulePath)
    foreach ($name in $Variable.Keys) {
        $state.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new($name, $Variable[$name], ''))
    }
    $shell = [powershell]::Create($state)
    $ended = $null
    $output = [Management.Automation.PSDataCollection[psobject]]::new()
    try {
        try { $shell.AddScript($Script.ToString()).Invoke($null, $output) }
        catch { $ended = $_.Exception.GetBaseException() }
        if ($ended -and $ended -is [Management.Automation.IContainsErrorRecord]) { $ended = $ended.ErrorRecord }
        [pscustomobject]@{
            Output      = @($output)
            Error       = @($shell.Streams.Error)
            Verbose     = @($shell.Streams.Verbose | ForEach-Object Message)
            Information = @($shell.Streams.Information | ForEach-Object { "$($_.MessageData)" })
            Exception   = $ended
        }
    }
    finally { $shell.Dispose() }
}

function Get-WhatIfText {
    <#
    .SYNOPSIS
    What a script prints under -WhatIf. PowerShell writes that to the host, so this needs a process of its own: the
    script's $url and $session are a sandbox of the caller and a login to it.
    #>
    param(
        [Parameter(Mandatory)]
        $Sandbox,

        [Parameter(Mandatory)]
        [string] $Script
    )

    $plain = { param($secret) [Net.NetworkCredential]::new('', $secret).Password }
    $result = Invoke-InFreshPwsh @"
        `$fields = @{
            Url          = '$($Sandbox.Url)'
            UserName     = '$($Sandbox.Credential.UserName)'
            Password     = '$(& $plain $Sandbox.Credential.Password)'
            ClientId     = '$($Sandbox.ClientId)'
            ClientSecret = '$(& $plain $Sandbox.ClientSecret)'
        }
        `$session = Connect-Pim -Connection `$fields -Name sandbox -PassThru
        $Script
"@
    if ($result.Error) { throw $result.Error }
    $result.Output -join "`n"
}

function Start-FakeServer {
    <#
    .SYNOPSIS
    A web server that gives every request the same answer and keeps what it was asked.
    .DESCRIPTION
    The result has Url, Requests (Method, Path, Headers, Body of each so far) and Stop(). -Answers gives different
    answers, one after the other; the last one is repeated.
    .EXAMPLE
    $server = Start-FakeServer @{ Status = 302; Headers = @{ Location = 'https://login.example/' } }
    #>
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    param([hashtable[]] $Answers = @(@{ Status = 200; Type = 'text/html'; Body = '<html>Welcome</html>' }))

    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $port = $probe.LocalEndpoint.Port
    $probe.Stop()
    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add("http://localhost:$port/")
    $listener.Start()
    $requests = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param($listener, $requests, $answers)
            while ($listener.IsListening) {
                try { $context = $listener.GetContext() } catch { return }
                $reader = [IO.StreamReader]::new($context.Request.InputStream)
                $headers = @{}
                foreach ($name in $context.Request.Headers.AllKeys) { $headers[$name] = $context.Request.Headers[$name] }
                $null = $requests.Add([pscustomobject]@{
                        Method  = $context.Request.HttpMethod
                        Path    = $context.Request.RawUrl
                        Headers = $headers
                        Body    = $reader.ReadToEnd()
                    })
                $answer = $answers[[math]::Min($requests.Count, $answers.Count) - 1]
                if ($answer.Delay) { Start-Sleep -Milliseconds $answer.Delay }
                $context.Response.StatusCode = $answer.Status
                if ($answer.Type) { $context.Response.ContentType = $answer.Type }
                if ($answer.Headers) { foreach ($name in $answer.Headers.Keys) { $context.Response.AddHeader($name, $answer.Headers[$name]) } }
                $bytes = [Text.Encoding]::UTF8.GetBytes("$($answer.Body)")
                try { $context.Response.Close($bytes, $true) } catch { $null = $_ }
            }
        }).AddArgument($listener).AddArgument($requests).AddArgument($Answers).BeginInvoke()
    [pscustomobject]@{ Url = [uri]"http://localhost:$port/"; Requests = $requests; Listener = $listener; Shell = $shell } |
        Add-Member ScriptMethod Stop {
            $this.Listener.Close()
            $this.Shell.Dispose()
        } -PassThru
}

function Start-TlsServer {
    <#
    .SYNOPSIS
    A TLS server in front of a sandbox, with a certificate that nobody trusts. The result has Url and Stop().
    #>
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    param([Parameter(Mandatory)] $Sandbox)

    $key = [Security.Cryptography.RSA]::Create()
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=localhost', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $made = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))
    # Windows wants a key that was imported
    $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx', ''), '', 'Exportable')
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param($listener, $certificate, $port)
            $open = [Collections.ArrayList]::new()
            while ($true) {
                try { $client = $listener.AcceptTcpClient() } catch { return }
                try {
                    $secure = [Net.Security.SslStream]::new($client.GetStream())
                    $secure.AuthenticateAsServer($certificate)
                    $sandbox = [Net.Sockets.TcpClient]::new('localhost', $port)
                    $null = $open.Add(@($secure.CopyToAsync($sandbox.GetStream()), $sandbox.GetStream().CopyToAsync($secure)))
                }
                # a client that does not like the certificate goes away
                catch { $client.Dispose() }
            }
        }).AddArgument($listener).AddArgument($certificate).AddArgument($Sandbox.Url.Port).BeginInvoke()
    [pscustomobject]@{ Url = [uri]"https://localhost:$($listener.LocalEndpoint.Port)/"; Listener = $listener; Shell = $shell } |
        Add-Member ScriptMethod Stop {
            $this.Listener.Stop()
            $this.Shell.Dispose()
        } -PassThru
}

function ConvertTo-Secret {
    <#
    .SYNOPSIS
    A text as a SecureString.
    #>
    param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)

    [Net.NetworkCredential]::new('', $Text).SecurePassword
}

function ConvertFrom-Secret {
    <#
    .SYNOPSIS
    The text of a SecureString.
    #>
    param([Parameter(Mandatory)] [securestring] $Secret)

    [Net.NetworkCredential]::new('', $Secret).Password
}

Export-ModuleMember -Function *
