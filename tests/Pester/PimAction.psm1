# Calls a listener as a PIM does. For the tests of the listener.
Set-StrictMode -Version Latest

function New-ActionBody {
    <#
    .SYNOPSIS
    The body of an action about one product, sent now.
    .EXAMPLE
    New-ActionBody 7
    #>
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    param([Parameter(Mandatory)] [int] $Number, [int] $SecondsAgo = 0)

    $uuid = '00000000-0000-4000-8000-{0:x12}' -f $Number
    $time = [DateTimeOffset]::UtcNow.AddSeconds(-$SecondsAgo).ToUnixTimeSeconds()
    '{"data":{"productUuid":"' + $uuid + '"},"context":{"locale":"en_US","channel":"ecommerce"},"user":{"uuid":"e05cc457-b8ac-43b1-baa7-c4c112091ad8","username":"julia","groups":["Manager"]},"timestamp":' + $time + '}'
}

function Get-ActionSignature {
    <#
    .SYNOPSIS
    The signature of a body.
    .EXAMPLE
    Get-ActionSignature $body hush
    #>
    param([Parameter(Mandatory)] [string] $Body, [Parameter(Mandatory)] [string] $Secret)

    $hmac = [Security.Cryptography.HMACSHA512]::new([Text.Encoding]::UTF8.GetBytes($Secret))
    'sha512=' + -join ($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($Body)) | ForEach-Object { $_.ToString('x2') })
}

function Send-Action {
    <#
    .SYNOPSIS
    Sends a body, and gives the status; 0 for no answer.
    .EXAMPLE
    Send-Action $url (New-ActionBody 1) hush
    #>
    param([Parameter(Mandatory)] [uri] $Url, [Parameter(Mandatory)] [string] $Body, [Parameter(Mandatory)] [string] $Secret)

    $head = "POST $($Url.AbsolutePath) HTTP/1.1`r`nHost: localhost`r`nsignature: $(Get-ActionSignature $Body $Secret)`r`nContent-Length: $($Body.Length)`r`n`r`n"
    try {
        $client = [Net.Sockets.TcpClient]::new($Url.Host, $Url.Port)
        try {
            $stream = $client.GetStream()
            $bytes = [Text.Encoding]::ASCII.GetBytes($head + $Body)
            $stream.Write($bytes, 0, $bytes.Length)
            $reader = [IO.StreamReader]::new($stream, [Text.Encoding]::ASCII)
            if ($reader.ReadLine() -match '^HTTP/1\.1 (\d+)') { [int]$Matches[1] } else { 0 }
        }
        finally { $client.Dispose() }
    }
    catch [Net.Sockets.SocketException], [IO.IOException], [Management.Automation.MethodInvocationException] { 0 }
}

function Get-FreeUrl {
    <#
    .SYNOPSIS
    An address of this machine at which nobody listens.
    .EXAMPLE
    $url = Get-FreeUrl
    #>
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    try { [uri]"http://127.0.0.1:$($listener.LocalEndpoint.Port)/pim/" } finally { $listener.Stop() }
}

function Wait-Listener {
    <#
    .SYNOPSIS
    Waits until somebody listens.
    .EXAMPLE
    Wait-Listener $url
    #>
    param([Parameter(Mandatory)] [uri] $Url, [int] $TimeoutSec = 60)

    $watch = [Diagnostics.Stopwatch]::StartNew()
    while ($watch.Elapsed.TotalSeconds -lt $TimeoutSec) {
        try { [Net.Sockets.TcpClient]::new($Url.Host, $Url.Port).Dispose(); return } catch { Start-Sleep -Milliseconds 10 }
    }
    throw "Nobody listens at $Url."
}

Export-ModuleMember -Function *
