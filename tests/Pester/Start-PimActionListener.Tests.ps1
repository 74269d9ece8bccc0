# A listener for actions: what reaches its script block, what becomes of it, and how it ends.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    Import-Module "$PSScriptRoot/PimAction.psm1"
    $hush = 'hush-it-is-a-secret'
    $secret = ConvertTo-Secret $hush

    # Runs a line in a runspace of its own with a listener's address, calls it, and gives what came of both.
    function Invoke-Listener([scriptblock] $Script, [scriptblock] $Call, [hashtable] $Variable = @{}) {
        $url = Get-FreeUrl
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($ModulePath)
        $all = @{ url = $url; secret = $secret; TestDrive = "$TestDrive" } + $Variable
        foreach ($name in $all.Keys) { $state.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new($name, $all[$name], '')) }
        $shell = [powershell]::Create($state)
        try {
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.AddScript($Script.ToString()).BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
            Wait-Listener $url
            $statuses = @(& $Call)
            if (-not $running.AsyncWaitHandle.WaitOne(60000)) { throw 'The listener did not end.' }
            [pscustomobject]@{ Statuses = $statuses; Output = @($output); Error = @($shell.Streams.Error); Verbose = @($shell.Streams.Verbose); Warning = @($shell.Streams.Warning) }
        }
        finally { $shell.Dispose() }
    }

    function Get-Uuid([int] $Number) { '00000000-0000-4000-8000-{0:x12}' -f $Number }
}

Describe 'Start-PimActionListener' {
    It 'runs the script block for an action, on the pipeline, and ends after -MaximumAction' {
        $run = Invoke-Listener {
            $greeting = 'Hello'
            Start-PimActionListener $url $secret { "$greeting $($_.User): $($_.ProductUuids)"; $_ } -MaximumAction 2
        } { 1, 2 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush } }
        $run.Statuses | Should -Be 200, 200
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -HaveCount 4
        $run.Output[0] | Should -Match "^Hello .*$(Get-Uuid 1)$"
        $action = $run.Output[3]
        $action.PSObject.TypeNames[0] | Should -Be PimPowerShell.Action
        $action.Position | Should -Be pim.product.header
        $action.Id | Should -Match '^[0-9a-f]{32}$'
        $action.Attempt | Should -Be 1
    }

    It 'answers before the work begins, and works one action after the other' -Tag Alone {
        $run = Invoke-Listener {
            Start-PimActionListener $url $secret { $began = [DateTime]::UtcNow; Start-Sleep -Milliseconds 700; [pscustomobject]@{ Began = $began; Ended = [DateTime]::UtcNow } } -MaximumAction 2
        } {
            $clock = Start-SteadyClock
            Send-Action $url (New-ActionBody 1) $hush
            Send-Action $url (New-ActionBody 2) $hush
            $script:answered = $clock.Elapsed
        }
        $run.Statuses | Should -Be 200, 200
        $answered.TotalMilliseconds | Should -BeLessThan 700
        $run.Output[1].Began | Should -BeGreaterOrEqual $run.Output[0].Ended
    }

    It 'lets nothing through that is forged, stale or replayed, and says so with -Verbose, without the secrets' {
        $run = Invoke-Listener {
            Start-PimActionListener $url $secret { $_.ProductUuids } -MaximumAction 2 -MaximumAge 00:01:00 -Verbose
        } {
            $body = New-ActionBody 1
            Send-Action $url (New-ActionBody 9) "$hush.not"
            Send-Action $url (New-ActionBody 9 -SecondsAgo 70) $hush
            Send-Action $url (New-ActionBody 9 -SecondsAgo -70) $hush
            Send-Action $url 'no action' $hush
            Send-Action $url $body $hush
            Send-Action $url $body $hush
            Send-Action $url (New-ActionBody 2) $hush
        }
        $run.Statuses | Should -Be 401, 401, 401, 400, 200, 409, 200
        $run.Output | Should -Be (Get-Uuid 1), (Get-Uuid 2)
        $text = $run.Verbose -join "`n"
        $text | Should -Match 'Listening at http://127\.0\.0\.1:\d+/pim/'
        $text | Should -Match 'Refused a call from 127\.0\.0\.1:\d+ with 401: none of the secrets made its signature\.'
        $text | Should -Match 'Took action [0-9a-f]{32} from'
        $text | Should -Not -Match 'hush'
    }

    It 'takes two secrets while one replaces the other' {
        $run = Invoke-Listener { Start-PimActionListener $url $secret, $next { $_.ProductUuids } -MaximumAction 2 } -Variable @{ next = (ConvertTo-Secret other) } {
            Send-Action $url (New-ActionBody 1) $hush
            Send-Action $url (New-ActionBody 2) other
        }
        $run.Statuses | Should -Be 200, 200
    }

    It 'reports a script that throws, non-terminating, puts the action aside and goes on' {
        $run = Invoke-Listener {
            Start-PimActionListener $url $secret { if ($_.ProductUuids[0] -like '*1') { throw 'no luck' }; Write-Error 'a remark'; 'good' } -MaximumAction 2 -Queue "$TestDrive/fails"
        } { 1, 2 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush } }
        $run.Output | Should -Be good
        $run.Error | Should -HaveCount 2
        $run.Error[0].FullyQualifiedErrorId | Should -BeLike 'PimActionFailed,*'
        $run.Error[0].CategoryInfo.Category | Should -Be OperationStopped
        "$($run.Error[0])" | Should -Match 'The work of action [0-9a-f]{32} failed: no luck'
        $run.Error[0].TargetObject.ProductUuids | Should -Be (Get-Uuid 1)
        "$($run.Error[1])" | Should -Be 'a remark'
        Get-ChildItem "$TestDrive/fails/failed" | Should -HaveCount 1
        Get-ChildItem "$TestDrive/fails/done" | Should -HaveCount 1
        Get-ChildItem "$TestDrive/fails" -Filter *.json | Should -BeNullOrEmpty
    }

    It 'takes for a failure what a stop throws, where nobody stopped it' {
        $run = Invoke-Listener {
            $words = Start-PimActionListener $url $secret { if ($_.ProductUuids[0] -like '*1') { throw [Management.Automation.PipelineStoppedException]::new() }; 2 } -MaximumAction 2 -Timeout 00:01:00 -Queue "$TestDrive/feigned"
            $words
            'after'
        } { 1, 2 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush } }
        $run.Output | Should -Be 2, after
        $run.Error.FullyQualifiedErrorId | Should -BeLike 'PimActionFailed,*'
        Get-ChildItem "$TestDrive/feigned/failed" | Should -HaveCount 1
        Get-ChildItem "$TestDrive/feigned/done" | Should -HaveCount 1
    }

    It 'names the file of the queue that is no action any more, and goes on' {
        $folder = "$TestDrive/spoilt"
        $null = New-Item $folder -ItemType Directory
        $seconds = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        Set-Content "$folder/0000000001-$seconds-0-$('a' * 32).json" nonsense
        Set-Content "$folder/0000000002-$seconds-0-$('b' * 32).json" (New-ActionBody 2)
        Start-PimActionListener http://127.0.0.1:0/ $secret { $_.ProductUuids } -Queue $folder -MaximumAction 2 -Timeout 00:01:00 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -Be (Get-Uuid 2)
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$failed" | Should -Match "file '0000000001-\d+-1-a{32}\.json' is no action any more.*no JSON"
        Get-ChildItem "$folder/failed" | Should -HaveCount 1
    }

    It 'gives up what was begun -MaximumAttempt times and never came to an end, and works the next' {
        $folder = "$TestDrive/poison"
        $null = New-Item $folder -ItemType Directory
        $seconds = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        # as a process leaves them that was ended in the middle of the work
        Set-Content "$folder/0000000001-$seconds-3-$('a' * 32).json" (New-ActionBody 1)
        Set-Content "$folder/0000000002-$seconds-2-$('b' * 32).json" (New-ActionBody 2)
        $more = @{ Secret = $secret; Queue = $folder; Timeout = [timespan]'00:00:10'; ScriptBlock = { "$($_.ProductUuids) $($_.Attempt)" } }
        Start-PimActionListener http://127.0.0.1:0/ @more -MaximumAction 2 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -Be "$(Get-Uuid 2) 3"
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimActionFailed,*'
        $failed[0].TargetObject.ProductUuids | Should -Be (Get-Uuid 1)
        "$failed" | Should -Match "action a{32} failed: 3 times it was begun, and it never came to an end"
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'folder failed'
        # moved back it is begun again, as often as allowed
        Get-ChildItem "$folder/failed" | Move-Item -Destination $folder
        Start-PimActionListener http://127.0.0.1:0/ @more -MaximumAction 1 -MaximumAttempt 1 | Should -Be "$(Get-Uuid 1) 4"
    }

    It 'goes on with the next action where the script block leaves with <Word>: <Ends>' -ForEach @(
        @{ Word = 'continue'; Ends = 'it is done'; Output = 2, 'after'; Done = 2 }
        @{ Word = 'break'; Ends = 'it is done, and the listener ends'; Output = @('after'); Done = 1 }
        @{ Word = 'exit'; Ends = 'it is done, and so is the script'; Output = @(); Done = 1 }
    ) {
        $folder = "$TestDrive/leaves-$Word"
        $run = Invoke-Listener ([scriptblock]::Create("
            `$words = foreach (`$once in 1) { Start-PimActionListener `$url `$secret { if (`$_.ProductUuids[0] -like '*1') { $Word }; 2 } -MaximumAction 2 -Timeout 00:01:00 -Queue '$folder' }
            `$words
            'after'
        ")) {
            Send-Action $url (New-ActionBody 1) $hush
            if ($Word -eq 'continue') { Send-Action $url (New-ActionBody 2) $hush }
        }
        $run.Statuses | Select-Object -Unique | Should -Be 200
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -Be $Output
        Get-ChildItem "$folder/done" | Should -HaveCount $Done
        Get-ChildItem $folder -Filter *.json | Should -BeNullOrEmpty
    }

    It 'goes on after an action that fails where all errors end a script, with -ErrorAction Continue' {
        $run = Invoke-Listener {
            $ErrorActionPreference = 'Stop'
            Start-PimActionListener $url $secret {
                $ErrorActionPreference = 'Stop'
                if ($_.ProductUuids[0] -like '*1') { Get-PimProduct x }
                $_.ProductUuids
            } -MaximumAction 2 -Queue "$TestDrive/stop" -ErrorAction Continue
        } { 1, 2 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush } }
        $run.Output | Should -Be (Get-Uuid 2)
        $run.Error[0].FullyQualifiedErrorId | Should -BeLike 'PimActionFailed,*'
        Get-ChildItem "$TestDrive/stop/failed" | Should -HaveCount 1
    }

    It 'takes no more calls after -Timeout, while work is under way' -Tag Alone {
        $run = Invoke-Listener { Start-PimActionListener $url $secret { while (-not (Test-Path "$TestDrive/over")) { Start-Sleep -Milliseconds 20 }; 'done' } -Timeout 00:00:03 } {
            Send-Action $url (New-ActionBody 1) $hush
            for ($calls = 0; $calls -lt 1000 -and (Send-Action $url (New-ActionBody 2) forged); $calls++) { Start-Sleep -Milliseconds 20 }
            Send-Action $url (New-ActionBody 2) $hush
            Set-Content "$TestDrive/over" ''
        }
        $run.Statuses | Should -Be 200, 0
        $run.Output | Should -Be done
    }

    It 'leaves no warning out, however many calls are refused meanwhile' {
        $run = Invoke-Listener { Start-PimActionListener $url $secret { while (-not (Test-Path "$TestDrive/go")) { Start-Sleep -Milliseconds 20 } } -MaximumAction 1 -Queue "$TestDrive/noisy" } {
            Send-Action $url (New-ActionBody 1) $hush
            Start-Sleep -Milliseconds 200
            1..1001 | ForEach-Object { $client = [Net.Sockets.TcpClient]::new($url.Host, $url.Port); $client.Client.Send([Text.Encoding]::ASCII.GetBytes("x`r`n`r`n")); $client.Close() } | Out-Null
            Start-Sleep -Milliseconds 500
            # nothing can be written where no folder is
            Rename-Item "$TestDrive/noisy" away
            Send-Action $url (New-ActionBody 2) $hush
            Rename-Item "$TestDrive/away" noisy
            Set-Content "$TestDrive/go" ''
        }
        $run.Statuses | Should -Be 200, 503
        $run.Warning | Should -HaveCount 1
        "$($run.Warning)" | Should -Match 'with 503.*cannot be written'
    }

    It 'keeps in -Queue what was not worked, and works it at the next start' {
        $first = Invoke-Listener {
            Start-PimActionListener $url $secret { while (-not (Test-Path "$TestDrive/third")) { Start-Sleep -Milliseconds 20 }; $_.ProductUuids } -MaximumAction 1 -Queue "$TestDrive/keeps"
        } {
            1..3 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush }
            Set-Content "$TestDrive/third" ''
        }
        $first.Statuses | Should -Be 200, 200, 200
        $first.Output | Should -Be (Get-Uuid 1)
        $second = Start-PimActionListener "$(Get-FreeUrl)" $secret { $_.ProductUuids } -MaximumAction 2 -Timeout 00:01:00 -Queue "$TestDrive/keeps"
        $second | Should -Be (Get-Uuid 2), (Get-Uuid 3)
    }

    It 'works what is in memory alone before it ends' {
        $run = Invoke-Listener { Start-PimActionListener $url $secret { Start-Sleep -Milliseconds 300; $_.ProductUuids } -Name drain } {
            1..3 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush }
            Stop-PimActionListener drain
        }
        $run.Output | Should -Be (1..3 | ForEach-Object { Get-Uuid $_ })
    }

    It 'takes no more than -MaximumAction where nothing would work the rest' {
        $run = Invoke-Listener { Start-PimActionListener $url $secret { while (-not (Test-Path "$TestDrive/second")) { Start-Sleep -Milliseconds 20 }; $_.ProductUuids } -MaximumAction 1 } {
            1..2 | ForEach-Object { Send-Action $url (New-ActionBody $_) $hush }
            Set-Content "$TestDrive/second" ''
        }
        $run.Statuses | Should -Be 200, 503
        $run.Output | Should -Be (Get-Uuid 1)
    }

    It 'ends after -Timeout' {
        $watch = Start-SteadyClock
        Start-PimActionListener http://localhost:0/pim/ $secret { 'x' } -Timeout 00:00:00.3 | Should -BeNullOrEmpty
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
    }

    It 'stops within a second on Ctrl+C, and lets go of port, name and queue' {
        $url = Get-FreeUrl
        $stop = Measure-Stop { Start-PimActionListener $url $secret { 'x' } -Queue $queue } @{ url = $url; secret = $secret; queue = "$TestDrive/ctrlc" } -AfterMilliseconds 1500
        $stop.State | Should -Be Stopped
        $stop.StopTime.TotalSeconds | Should -BeLessThan 1
        $stop.Error | Should -BeNullOrEmpty
        Start-PimActionListener $url $secret { 'x' } -Queue "$TestDrive/ctrlc" -Timeout 00:00:00.1 -ErrorAction Stop
    }

    It 'keeps the action whose work Ctrl+C broke off, and says so at the next start' {
        $url = Get-FreeUrl
        $folder = "$TestDrive/broken"
        $stop = Measure-Stop { Start-PimActionListener $url $secret { New-Item "$queue/begun" -ItemType File; Start-Sleep 60 } -Queue $queue } @{ url = $url; secret = $secret; queue = $folder } -AfterMilliseconds 60000 -When {
            if (-not (Test-Path "$folder/begun")) { $null = Send-Action $url (New-ActionBody 1) $hush }
            Test-Path "$folder/begun"
        }
        $stop.State | Should -Be Stopped
        Start-PimActionListener $url $secret { $_.Attempt } -Queue $folder -MaximumAction 1 -Timeout 00:01:00 | Should -Be 2
    }

    It 'takes what Ctrl+C broke off for no failure, whatever its script says then' {
        $url = Get-FreeUrl
        $folder = "$TestDrive/finally"
        $stop = Measure-Stop { Start-PimActionListener $url $secret { try { New-Item "$queue/begun" -ItemType File; Start-Sleep 60 } finally { throw 'no luck' } } -Queue $queue } @{ url = $url; secret = $secret; queue = $folder } -AfterMilliseconds 60000 -When {
            if (-not (Test-Path "$folder/begun")) { $null = Send-Action $url (New-ActionBody 1) $hush }
            Test-Path "$folder/begun"
        }
        $stop.State | Should -Be Stopped
        Get-ChildItem "$folder/failed" | Should -BeNullOrEmpty
        Get-ChildItem $folder -Filter *.json | Should -HaveCount 1
    }

    It 'shows no password in an address that it refuses' {
        $text = & { try { Start-PimActionListener 'http://joe:geheim@localhost:0/' $secret { 'x' } -Verbose } catch { "$_" } } 4>&1 | Out-String
        $text | Should -Match 'Prefix: http://localhost:0/ has more than a host'
        $text | Should -Not -Match geheim
        Get-Terminating { Start-PimActionListener 'http://joe:geheim@localhost:0/' $secret { 'x' } -WhatIf } | Should -Not -BeNullOrEmpty
    }

    It 'has done the work whose output ends the pipeline' {
        $folder = "$TestDrive/first"
        $run = Invoke-Listener { Start-PimActionListener $url $secret { 1; 2 } -Queue "$TestDrive/first" | Select-Object -First 1 } { Send-Action $url (New-ActionBody 1) $hush }
        $run.Output | Should -Be 1
        Get-ChildItem "$folder/done" | Should -HaveCount 1
    }

    It 'refuses <What>: terminating PimInvalidInput' -ForEach @(
        @{ What = 'https'; Option = @{ Prefix = 'https://localhost:0/' }; Says = 'Prefix.*TLS' }
        @{ What = 'a host'; Option = @{ Prefix = 'http://pim.example:8080/' }; Says = 'Prefix.*address of this machine' }
        @{ What = 'what HttpListener takes for all addresses'; Option = @{ Prefix = 'http://+:8080/pim/' }; Says = 'Prefix: .*127\.0\.0\.1.*0\.0\.0\.0' }
        @{ What = 'what HttpListener takes for the rest'; Option = @{ Prefix = 'http://*:8080/pim/' }; Says = 'Prefix: .*0\.0\.0\.0' }
        @{ What = 'a port that is none'; Option = @{ Prefix = 'http://127.0.0.1:99999/' }; Says = 'Prefix: .*65535' }
        @{ What = 'an age of days'; Option = @{ MaximumAge = [timespan]'1.00:00:00' }; Says = 'MaximumAge' }
        @{ What = 'a negative age'; Option = @{ MaximumAge = [timespan]'-00:00:01' }; Says = 'MaximumAge' }
        @{ What = 'a number for a time'; Option = @{ Timeout = 5 }; Says = 'Timeout.*01:00:00' }
    ) {
        $all = @{ Prefix = 'http://localhost:0/'; Secret = $secret; ScriptBlock = { 'x' }; Timeout = [timespan]'00:00:01' } + @{}
        foreach ($name in $Option.Keys) { $all[$name] = $Option[$name] }
        $record = Get-Terminating { Start-PimActionListener @all }
        $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$record" | Should -Match $Says
    }

    It 'names the address that is none where it is given by its place too' {
        "$(Get-Terminating { Start-PimActionListener http://+:8080/ $secret { 'x' } })" | Should -Match '^Prefix: '
    }

    It 'refuses a second listener on one queue, on one port, and of one name' {
        $errors = Invoke-Listener { Start-PimActionListener $url $secret { 'x' } -Name one -Queue "$TestDrive/shared" } -Variable @{} {
            $more = @{ Secret = $secret; ScriptBlock = { 'x' }; Timeout = [timespan]'00:00:01' }
            "$(Get-Terminating { Start-PimActionListener http://127.0.0.1:0/ @more -Queue "$TestDrive/shared" -Name two })"
            "$(Get-Terminating { Start-PimActionListener $url @more -Name two })"
            "$(Get-Terminating { Start-PimActionListener http://127.0.0.1:0/ @more -Name ONE })"
            Stop-PimActionListener one
        }
        $errors.Statuses[0] | Should -Match 'another listener may be using it'
        $errors.Statuses[1] | Should -Match 'Prefix: .* cannot be listened at'
        $errors.Statuses[2] | Should -Match "has the name 'ONE'"
    }

    It 'takes no text for a secret, and does not show it' {
        $record = Get-Terminating { Start-PimActionListener http://localhost:0/ 'plain-text-secret' { 'x' } }
        "$record" | Should -Match 'SecureString'
        "$record" | Should -Not -Match 'plain-text-secret'
        (Get-Command Start-PimActionListener).Parameters.Secret.Attributes.Mandatory | Should -Contain $true
    }

    It 'keeps no secret in its folder' {
        $null = Invoke-Listener { Start-PimActionListener $url $secret { throw 'x' } -MaximumAction 1 -Queue "$TestDrive/bare" -ErrorAction SilentlyContinue } { Send-Action $url (New-ActionBody 1) $hush }
        Get-ChildItem "$TestDrive/bare" -Recurse -File | Select-String $hush, 'sha512=' -SimpleMatch | Should -BeNullOrEmpty
    }

    It 'listens to nobody with -WhatIf' {
        Start-PimActionListener http://localhost:0/ $secret { 'x' } -WhatIf | Should -BeNullOrEmpty
    }
}
