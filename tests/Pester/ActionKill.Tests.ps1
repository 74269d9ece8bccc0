# A listener whose process is killed at any instant, and started again on the same queue.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1" -Force
    Import-Module "$PSScriptRoot/PimAction.psm1"
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory $folder | Out-Null
    $url = Get-FreeUrl

    # each line is on the disk before the next step
    Set-Content "$folder/run.ps1" @'
$ErrorActionPreference = 'Stop'
Import-Module $env:RUN_MODULE
$secret = [Net.NetworkCredential]::new('', 'hush').SecurePassword
Start-PimActionListener $env:RUN_URL $secret -Queue "$env:RUN_FOLDER/queue" -Timeout $env:RUN_TIMEOUT -MaximumAttempt 1000 -ScriptBlock {
    [IO.File]::AppendAllText("$env:RUN_FOLDER/log.txt", "$PID begins $($_.ProductUuids) $($_.Attempt)`n")
    Start-Sleep -Milliseconds 5
    [IO.File]::AppendAllText("$env:RUN_FOLDER/log.txt", "$PID ends $($_.ProductUuids) $($_.Attempt)`n")
}
'@

    # in the order in which they began
    $runs = [Collections.Generic.List[int]]::new()

    function Open-Run([string] $Timeout = '00:10:00') {
        $run = Start-TestRun "$folder/run.ps1" @{ RUN_URL = $url; RUN_FOLDER = $folder; RUN_TIMEOUT = $Timeout }
        $runs.Add($run.Id)
        $run
    }
}

AfterAll { Remove-Item $folder -Recurse -Force }

Describe 'Start-PimActionListener -Queue, killed' {
    It 'loses no action that was accepted, and begins none again whose work was done' {
        $random = [Random]::new(11)
        $bodies = [Collections.Generic.List[string]]::new()
        $accepted = [Collections.Generic.HashSet[string]]::new()
        for ($kills = 0; $kills -lt 20; $kills++) {
            $run = Open-Run
            # some of the runs are killed while they start
            if ($kills % 5 -lt 4) { Wait-Listener $url }
            $killer = [powershell]::Create().AddScript('param($run, $wait) Start-Sleep -Milliseconds $wait; $run.Kill()').AddArgument($run).AddArgument($random.Next(0, 250))
            $killing = $killer.BeginInvoke()
            for ($status = 200; $status -eq 200 -and -not $run.HasExited;) {
                $bodies.Add((New-ActionBody ($bodies.Count + 1)))
                $status = Send-Action $url $bodies[-1] hush
                if ($status -eq 200) { $null = $accepted.Add($bodies[-1]) }
                # now and then a call comes again
                if ($random.Next(4) -eq 0) {
                    $again = $bodies[$random.Next($bodies.Count)]
                    $answer = Send-Action $url $again hush
                    $answer | Should -BeIn $(if ($accepted.Contains($again)) { 0, 409 } else { 0, 200, 409 })
                    if ($answer -eq 200) { $null = $accepted.Add($again) }
                }
            }
            $null = $killing.AsyncWaitHandle.WaitOne(5000)
            $killer.Dispose()
            $run.WaitForExit()
        }
        $accepted.Count | Should -BeGreaterThan 20

        # who got no answer, or one late, asks again
        $wrong = [Collections.Generic.List[string]]::new()
        $next = 0
        # on a busy machine a listener ends before it was asked for all
        for ($round = 0; $next -lt $bodies.Count -and $round -lt 20; $round++) {
            $last = Open-Run 00:00:04
            Wait-Listener $url
            for (; $next -lt $bodies.Count; $next++) {
                $body = $bodies[$next]
                $status = Send-Action $url $body hush
                if (-not $status) { break }
                # what was answered with 200 is known by whoever comes after: it was kept, and not taken anew here
                if ($status -notin $(if ($accepted.Contains($body)) { 409 } else { 200, 409 })) { $wrong.Add($body) }
            }
            $last.WaitForExit()
            $last.ExitCode | Should -Be 0
        }
        $next | Should -Be $bodies.Count
        $wrong | Should -BeNullOrEmpty
        # what a busy machine has left over waits for the next listener
        for ($more = 0; $more -lt 10 -and (Get-ChildItem "$folder/queue" -Filter *.json); $more++) { (Open-Run 00:00:03).WaitForExit() }

        $lines = @(Get-Content "$folder/log.txt" | ForEach-Object { $process, $what, $uuid, $attempt = -split $_; [pscustomobject]@{ Process = $process; What = $what; Uuid = $uuid; Attempt = [int]$attempt } })
        $ended = @{}
        $known = @{}
        $again = 0
        for ($i = 0; $i -lt $lines.Count; $i++) {
            $line = $lines[$i]
            if ($line.What -eq 'ends') { $ended[$line.Uuid] = $i; continue }
            # a beginning that is not the first says so: it is that of an action at which a process was killed, before its first line too
            if ($line.Attempt -gt 1) { $again++ }
            if ($known.ContainsKey($line.Uuid)) { $line.Attempt | Should -BeGreaterThan $known[$line.Uuid] } else { $line.Attempt | Should -BeIn (1..($runs.IndexOf([int]$line.Process) + 1)) }
            $known[$line.Uuid] = $line.Attempt
            if ($ended.ContainsKey($line.Uuid)) {
                # its last end was the last that its process wrote, or that process had noted it as done
                $end = $lines[$ended[$line.Uuid]]
                @($lines[($ended[$line.Uuid] + 1)..$i] | Where-Object Process -EQ $end.Process) | Should -BeNullOrEmpty -Because "$($line.Uuid) was done"
            }
        }
        $again | Should -BeLessOrEqual 20
        $uuids = @($bodies | ForEach-Object { ($_ | ConvertFrom-Json).data.productUuid })
        $uuids | Where-Object { -not $ended.ContainsKey($_) } | Should -BeNullOrEmpty
        $ended.Count | Should -Be $uuids.Count
        Get-ChildItem "$folder/queue" -Filter *.json | Should -BeNullOrEmpty
        Get-ChildItem "$folder/queue/failed" | Should -BeNullOrEmpty
        @(Get-ChildItem "$folder/queue/done").Count | Should -Be $uuids.Count
    }

    It 'gives up the action whose work ends the process each time, and works what waits behind it' {
        Set-Content "$folder/poison.ps1" @'
Import-Module $env:RUN_MODULE
$secret = [Net.NetworkCredential]::new('', 'hush').SecurePassword
Start-PimActionListener $env:RUN_URL $secret -Queue "$env:RUN_FOLDER/poison" -Timeout 00:01:00 -MaximumAction 2 -MaximumAttempt 2 -ErrorVariable failed -ErrorAction SilentlyContinue -ScriptBlock {
    [IO.File]::AppendAllText("$env:RUN_FOLDER/poison.txt", "$($_.ProductUuids) $($_.Attempt)`n")
    if ($_.ProductUuids -like '*1') { Stop-Process -Id $PID -Force }
}
[IO.File]::AppendAllText("$env:RUN_FOLDER/poison.txt", "$failed`n")
'@
        $bodies = 1, 2 | ForEach-Object { New-ActionBody $_ }
        foreach ($body in $bodies[0], $null, $bodies[1]) {
            $run = Start-TestRun "$folder/poison.ps1" @{ RUN_URL = $url; RUN_FOLDER = $folder }
            if ($body) {
                Wait-Listener $url
                Send-Action $url $body hush | Should -Be 200
            }
            $run.WaitForExit(120000) | Should -BeTrue
        }
        $uuids = $bodies | ForEach-Object { ($_ | ConvertFrom-Json).data.productUuid }
        $lines = Get-Content "$folder/poison.txt"
        $lines[0..2] | Should -Be "$($uuids[0]) 1", "$($uuids[0]) 2", "$($uuids[1]) 1"
        $lines[3] | Should -Match '^The work of action [0-9a-f]{32} failed: 2 times it was begun'
        Get-ChildItem "$folder/poison/failed" | Should -HaveCount 1
        Get-ChildItem "$folder/poison" -Filter *.json | Should -BeNullOrEmpty
    }
}
