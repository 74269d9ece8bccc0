# Telling the calls of the PIM from forged and old ones.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimAction.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $key = 'Sesame-42'
    $secret = ConvertTo-Secret $key
    $other = ConvertTo-Secret 'Another-1'
    $now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
    $body = "{`"data`":{},`"user`":{`"username`":`"J$([char]0xFC)lia`"},`"timestamp`":$now}"

    function Get-Hash([string] $Text, [int] $Size = 512, [switch] $Base64) {
        $hmac = New-Object "Security.Cryptography.HMACSHA$Size" (, [Text.Encoding]::UTF8.GetBytes($key))
        $bytes = $hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($Text))
        if ($Base64) { [Convert]::ToBase64String($bytes) } else { -join $bytes.ForEach('ToString', 'x2') }
    }
    $signature = Get-Hash $body
}

Describe 'Test-PimSignature' {
    It 'takes hex and base64, as the header comes and without its prefix, of text and of bytes' {
        Test-PimSignature -Body $body -Signature "sha512=$signature" -Secret $secret | Should -BeTrue
        Test-PimSignature $body $signature.ToUpper() $secret | Should -BeTrue
        Test-PimSignature $body (Get-Hash $body -Base64) $secret | Should -BeTrue
        Test-PimSignature ([Text.Encoding]::UTF8.GetBytes($body)) $signature $secret | Should -BeTrue
    }

    It 'takes two secrets while one replaces the other, and any of several signatures' {
        Test-PimSignature $body $signature $other, $secret | Should -BeTrue
        Test-PimSignature $body $signature $other | Should -BeFalse
        $sent = "{`"id`":`"1`",`"time`":`"$([DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss.fffZ'))`"}"
        Test-PimSignature $sent $null, ('0' * 64), (Get-Hash $sent 256) $secret -Algorithm EventPlatform | Should -BeTrue
        Test-PimSignature $sent (Get-Hash $sent 256) $secret | Should -BeFalse
    }

    It 'has the timestamp in what the Events API signs' {
        $events = '{"events":[]}'
        $signed = Get-Hash "$now.$events" 256
        Test-PimSignature $events $signed $secret -Algorithm EventsApi -Timestamp $now | Should -BeTrue
        Test-PimSignature $events $signed $secret -Algorithm EventsApi -Timestamp ($now + 1) | Should -BeFalse
        Test-PimSignature $events $signed $secret -Algorithm EventsApi | Should -BeFalse
    }

    It 'knows calls of the Events API by their timestamp, and takes nothing else for one' {
        $events = '{"events":[]}'
        $signed = Get-Hash "$now.$events" 256
        foreach ($form in $signed, "sha256=$signed", (Get-Hash "$now.$events" 256 -Base64)) {
            Test-PimSignature $events $form $secret -Timestamp $now | Should -BeTrue
        }
        Test-PimSignature $events $signed $secret -Timestamp ($now - 400) | Should -BeFalse
        Test-PimSignature $events $signed $secret -Timestamp $now -Algorithm Action | Should -BeFalse
        # without a timestamp the shorter hash has to be asked for
        Test-PimSignature $body (Get-Hash $body 256) $secret -Timestamp $now | Should -BeFalse
        Test-PimSignature $body (Get-Hash $body 256) $secret | Should -BeFalse
        # what says that it is the longer one is not taken for the shorter
        Test-PimSignature $events "sha512=$signed" $secret -Timestamp $now | Should -BeFalse
        # and an action stays one, whatever a header says besides
        Test-PimSignature $body $signature $secret -Timestamp $now | Should -BeTrue
        Test-PimSignature $body $signature, (Get-Hash "$now.$body" 256) $other -Timestamp $now | Should -BeFalse
    }

    It 'takes no old -Timestamp, signed or not' {
        Test-PimSignature $body $signature $secret -Timestamp 1 | Should -BeFalse
        Test-PimSignature $body $signature $secret -Timestamp soon | Should -BeFalse
        Test-PimSignature $body $signature $secret -Timestamp 1 -MaximumAge 0 | Should -BeTrue
        Test-PimSignature $body $signature $secret -Timestamp '' | Should -BeTrue
    }

    It 'refuses old calls, calls from the future, and calls that do not say their age' {
        foreach ($second in ($now - 400), ($now + 400)) {
            $text = "{`"data`":{},`"timestamp`":$second}"
            Test-PimSignature $text (Get-Hash $text) $secret | Should -BeFalse
            # nobody signs the parameter, so it makes no old call young
            Test-PimSignature $text (Get-Hash $text) $secret -Timestamp $now | Should -BeFalse
            Test-PimSignature $text (Get-Hash $text) $secret -MaximumAge 00:10:00 | Should -BeTrue
        }
        Test-PimSignature x (Get-Hash x) $secret | Should -BeFalse
        Test-PimSignature x (Get-Hash x) $secret -MaximumAge 0 | Should -BeTrue
    }

    It 'says why not with -Verbose, and never the secret' {
        $text = & {
            Test-PimSignature $body $null $secret -Verbose
            Test-PimSignature $body nonsense $secret -Verbose
            Test-PimSignature $body ('0' * 64) $secret -Verbose
            Test-PimSignature "$body " $signature $secret -Verbose
            Test-PimSignature x (Get-Hash x) $secret -Verbose
            Test-PimSignature '{"timestamp":1}' (Get-Hash '{"timestamp":1}') $secret -Verbose
        } 4>&1 | Out-String -Width 500
        foreach ($reason in 'no signature', 'not 64 bytes', 'of an event: give -Timestamp', 'another secret', 'does not say when', 'is of 1970-01-01') { $text | Should -Match $reason }
        $text | Should -Not -Match $key
    }

    It 'refuses no secret, an empty one and a text, without showing it' {
        { Test-PimSignature $body $signature (New-Object Security.SecureString) } | Should -Throw '*must not be empty*'
        { Test-PimSignature $body $signature @() } | Should -Throw
        $failed = try { Test-PimSignature $body $signature $key } catch { $_ }
        "$failed" | Should -Match 'takes a SecureString'
        "$failed" | Should -Not -Match $key
        { Test-PimSignature $body $signature $secret -MaximumAge -00:01 } | Should -Throw '*must not be negative*'
        { Test-PimSignature @{ a = 1 } $signature $secret } | Should -Throw '*takes a text or bytes*'
    }

    It 'takes a number for no time' {
        { Test-PimSignature $body $signature $secret -MaximumAge 300 } | Should -Throw "*MaximumAge: takes a time, for example '00:05:00'*"
    }

    It 'verifies a request of HttpListener, which is converted then' {
        $url = Get-FreeUrl
        Add-Type -AssemblyName System.Net.Http
        $listener = New-Object Net.HttpListener
        $listener.Prefixes.Add($url)
        $listener.Start()
        $client = New-Object Net.Http.HttpClient
        try {
            foreach ($sent in $body, "$body ", ('x' * 1100000)) {
                $answer = $client.PostAsync($url, (New-Object Net.Http.StringContent $sent))
                $context = $listener.GetContext()
                if ($sent.Length -gt 1000000) { { Test-PimSignature $context.Request $signature $secret } | Should -Throw 'Body: has more than 1048576 bytes.' }
                else {
                    Test-PimSignature $context.Request $signature $secret | Should -Be ($sent -eq $body)
                    Test-PimSignature $context $signature $secret | Should -Be ($sent -eq $body)
                    (ConvertFrom-PimAction $context.Request).User | Should -Be "J$([char]0xFC)lia"
                }
                $context.Response.Close()
                $null = $answer.Result
            }
        }
        finally {
            $client.Dispose()
            $listener.Close()
        }
    }

    It 'reads a request once, however many runspaces are given it' {
        $url = Get-FreeUrl
        $listener = New-Object Net.HttpListener
        $listener.Prefixes.Add($url)
        $listener.Start()
        $client = New-Object Net.Sockets.TcpClient $url.Host, $url.Port
        try {
            $long = '{"data":{},"more":"' + ('x' * 200000) + "`",`"timestamp`":$now}"
            $bytes = [Text.Encoding]::ASCII.GetBytes("POST /pim/ HTTP/1.1`r`nHost: $($url.Authority)`r`nContent-Length: $($long.Length)`r`n`r`n$long")
            $stream = $client.GetStream()
            $stream.Write($bytes, 0, 100000)
            $context = $listener.GetContext()
            $state = [initialsessionstate]::CreateDefault()
            $state.ImportPSModule($ModulePath)
            $runs = 1..4 | ForEach-Object {
                $shell = [powershell]::Create($state).AddScript('param($request, $signature, $secret) Test-PimSignature $request $signature $secret').AddArgument($context.Request).AddArgument((Get-Hash $long)).AddArgument($secret)
                @{ Shell = $shell; Running = $shell.BeginInvoke() }
            }
            # all of them read while the rest is on its way
            Start-Sleep -Milliseconds 1500
            $stream.Write($bytes, 100000, $bytes.Length - 100000)
            foreach ($run in $runs) {
                $run.Running.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
                $run.Shell.EndInvoke($run.Running) | Should -Be $true
                $run.Shell.Dispose()
            }
            $context.Response.Close()
        }
        finally {
            $client.Dispose()
            $listener.Close()
        }
    }

    It 'accepts nothing that was changed' {
        $random = New-Object Random 5
        $accepted = foreach ($i in 1..300) {
            $bytes = [Text.Encoding]::UTF8.GetBytes($body)
            $bytes[$random.Next($bytes.Length)] = $bytes[$random.Next($bytes.Length)] -bxor (1 -shl $random.Next(8)) -bxor 128
            if ([Text.Encoding]::UTF8.GetString($bytes) -cne $body -and (Test-PimSignature $bytes $signature $secret -MaximumAge 0)) { $i }
        }
        $accepted | Should -BeNullOrEmpty
    }
}
