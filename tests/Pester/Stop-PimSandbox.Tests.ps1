# Stopping sandboxes.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
}

Describe 'Stop-PimSandbox' {
    BeforeEach {
        Stop-PimSandbox
        $first = Start-TestSandbox
        $second = Start-TestSandbox
    }
    AfterEach { Stop-PimSandbox }

    It 'stops all' {
        Stop-PimSandbox | Should -BeNullOrEmpty
        Get-PimSandbox | Should -BeNullOrEmpty
    }

    It 'stops the one that is given: <What>' -ForEach @(
        @{ What = 'an address'; Script = { Stop-PimSandbox $first.Url } }
        @{ What = 'an address as text'; Script = { Stop-PimSandbox -Url "$($first.Url)" } }
        @{ What = 'a sandbox'; Script = { Stop-PimSandbox $first } }
        @{ What = 'a sandbox from the pipe'; Script = { $first | Stop-PimSandbox } }
        @{ What = 'its own list'; Script = { Get-PimSandbox | Select-Object -First 1 | Stop-PimSandbox } }
    ) {
        & $Script
        (Get-PimSandbox).Url | Should -Be $second.Url
    }

    It 'stops several from the pipe' {
        Get-PimSandbox | Stop-PimSandbox
        Get-PimSandbox | Should -BeNullOrEmpty
    }

    It 'really ends: nobody listens any more' {
        $session = Connect-TestSandbox $first @{ MaximumRetryCount = 0; Name = 'stop' }
        Test-PimConnection -Session $session | Should -BeTrue
        Stop-PimSandbox $first.Url
        Test-PimConnection -Session $session | Should -BeFalse
        Disconnect-Pim $session
    }

    It 'reports one that does not run, non-terminating' {
        Stop-PimSandbox http://localhost:1/ -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimSandboxNotRunning,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        @(Get-PimSandbox).Count | Should -Be 2
        { Stop-PimSandbox http://localhost:1/ -ErrorAction Stop } | Should -Throw -ErrorId 'PimSandboxNotRunning,*'
    }

    It 'stops nothing with -WhatIf' {
        Stop-PimSandbox -WhatIf
        @(Get-PimSandbox).Count | Should -Be 2
    }

    It 'ends at once while a request waits' {
        $first.Options.LatencyMilliseconds = 60000
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($url) try { Invoke-WebRequest "${url}api/rest/v1" -UseBasicParsing } catch { }').AddArgument("$($first.Url)")
        $running = $shell.BeginInvoke()
        $watch = [Diagnostics.Stopwatch]::StartNew()
        while ($first.Counters.Requests -eq 0 -and $watch.ElapsedMilliseconds -lt 60000) { Start-Sleep -Milliseconds 20 }
        $watch = Start-SteadyClock
        Stop-PimSandbox $first.Url
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
        $null = $running.AsyncWaitHandle.WaitOne(60000)
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
    }
}
