# Servers that are no PIM, and what else several test files need to watch a cmdlet from outside.
Set-StrictMode -Version Latest

$ModulePath = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'out/PimPowerShell/PimPowerShell.psd1'

function Measure-Request {
    <#
    .SYNOPSIS
    Runs a script and gives its Output, the number of API Requests that the sandbox saw meanwhile, those by route
    (Routes), the parameters of the last one's query, decoded (Query), and, where the sandbox keeps a log, what was
    sent in each (Log).
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
    $all = $Sandbox.Counters.Requests
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
        Log      = @($Sandbox.Counters.Log | Select-Object -Last ($Sandbox.Counters.Requests - $all))
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
    Error (the records, terminating ones too), its Verbose lines (texts), and the record that Ended it, if one did.
    .EXAMPLE
    (Invoke-InRunspace { Get-PimProduct }).Error[0].FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
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
        catch { $ended = $_.Exception.InnerException.ErrorRecord }
        [pscustomobject]@{
            Output  = @($output)
            Error   = @($shell.Streams.Error)
            Verbose = @($shell.Streams.Verbose | ForEach-Object Message)
            Ended   = $ended
        }
    }
    finally { $shell.Dispose() }
}

function Get-Terminating {
    <#
    .SYNOPSIS
    The terminating error that a script ends with; nothing when it has none. Non-terminating ones do not count.
    .EXAMPLE
    (Get-Terminating { Get-PimProduct }).FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
    #>
    param([Parameter(Mandatory)] [scriptblock] $Script)

    try { $null = & $Script 2>$null } catch { $_ }
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

function Get-WhatIfPart {
    <#
    .SYNOPSIS
    The same by the names that the script writes before each part, as '@name': one process for many parts.
    #>
    param(
        [Parameter(Mandatory)]
        $Sandbox,

        [Parameter(Mandatory)]
        [string] $Script
    )

    $parts = @{}
    foreach ($part in (Get-WhatIfText $Sandbox $Script) -split '(?m)^@' | Where-Object { $_ }) {
        $name, $rest = $part -split "`n", 2
        $parts[$name.Trim()] = "$rest"
    }
    $parts
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

    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $requests = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param($listener, $requests, $answers)
            while ($true) {
                try { $client = $listener.AcceptTcpClient() } catch { return }
                try {
                    $stream = $client.GetStream()
                    $head = [Text.StringBuilder]::new()
                    while ("$head" -notmatch '\r\n\r\n$') {
                        $byte = $stream.ReadByte()
                        if ($byte -lt 0) { throw 'no request' }
                        $null = $head.Append([char]$byte)
                    }
                    $first, $rest = "$head".Trim() -split '\r\n'
                    $method, $path, $null = $first -split ' '
                    $headers = @{}
                    foreach ($line in $rest) {
                        $name, $value = $line -split ': ?', 2
                        $headers[$name] = $value
                    }
                    $body = [byte[]]::new([int]$headers['Content-Length'])
                    for ($got = 0; $got -lt $body.Length; $got += $more) {
                        $more = $stream.Read($body, $got, $body.Length - $got)
                        if (-not $more) { throw 'half a request' }
                    }
                    $text = [Text.Encoding]::UTF8.GetString($body)
                    $null = $requests.Add([pscustomobject]@{ Method = $method; Path = $path; Headers = $headers; Body = $text })
                    $answer = $answers[[math]::Min($requests.Count, $answers.Count) - 1]
                    if ($answer.Delay) { Start-Sleep -Milliseconds $answer.Delay }
                    $bytes = [Text.Encoding]::UTF8.GetBytes("$($answer.Body)")
                    $lines = @("HTTP/1.1 $($answer.Status) Made"; 'Connection: close'; "Content-Length: $($bytes.Length)")
                    if ($answer.Type) { $lines += "Content-Type: $($answer.Type)" }
                    if ($answer.Headers) { foreach ($name in $answer.Headers.Keys) { $lines += "${name}: $($answer.Headers[$name])" } }
                    $bytes = [Text.Encoding]::UTF8.GetBytes(($lines -join "`r`n") + "`r`n`r`n") + $bytes
                    $stream.Write($bytes, 0, $bytes.Length)
                }
                # a client may go away at any moment
                catch { $null = $_ }
                finally { $client.Dispose() }
            }
        }).AddArgument($listener).AddArgument($requests).AddArgument($Answers).BeginInvoke()
    [pscustomobject]@{ Url = [uri]"http://localhost:$($listener.LocalEndpoint.Port)/"; Requests = $requests; Listener = $listener; Shell = $shell } |
        Add-Member ScriptMethod Stop {
            $this.Listener.Stop()
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
