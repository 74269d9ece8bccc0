# Stopping listeners from another runspace of the process.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimAction.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $secret = ConvertTo-Secret hush

    function Open-Other([string] $Name, [string] $Work = "'x'") {
        $url = Get-FreeUrl
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($ModulePath)
        $shell = [powershell]::Create($state)
        $null = $shell.AddScript("param(`$url, `$secret) Start-PimActionListener `$url `$secret { $Work } -Name $Name").AddArgument($url).AddArgument($secret)
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
        Wait-Listener $url
        [pscustomobject]@{ Url = $url; Shell = $shell; Running = $running; Output = $output; Name = $Name }
    }

    function Wait-End([object[]] $Listener) {
        $clock = Start-SteadyClock
        foreach ($one in $Listener) { $one.Running.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue }
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
    }
}

Describe 'Stop-PimActionListener' {
    BeforeEach {
        $first = Open-Other first
        $second = Open-Other second
    }
    AfterEach {
        Stop-PimActionListener
        Wait-End $first, $second
        foreach ($one in $first, $second) { $one.Shell.Dispose() }
    }

    It 'stops all' {
        Stop-PimActionListener | Should -BeNullOrEmpty
        Wait-End $first, $second
        $first.Shell.InvocationStateInfo.State | Should -Be Completed
        $first.Shell.Streams.Error | Should -BeNullOrEmpty
    }

    It 'stops those that are named: <What>' -ForEach @(
        @{ What = 'by parameter'; Script = { Stop-PimActionListener -Name FIRST } }
        @{ What = 'by pipe'; Script = { 'first' | Stop-PimActionListener } }
        @{ What = 'by property name'; Script = { [pscustomobject]@{ Name = 'first' } | Stop-PimActionListener } }
    ) {
        & $Script
        Wait-End $first
        $second.Running.IsCompleted | Should -BeFalse
    }

    It 'stops several' {
        Stop-PimActionListener first, second
        Wait-End $second, $first
    }

    It 'lets the work under way end' -Tag Alone {
        $third = Open-Other third "while (-not (Test-Path '$TestDrive/under-way')) { Start-Sleep -Milliseconds 20 }; 'done'"
        Send-Action $third.Url (New-ActionBody 1) hush | Should -Be 200
        Start-Sleep -Milliseconds 100
        Stop-PimActionListener third
        Set-Content "$TestDrive/under-way" ''
        Wait-End $third
        $third.Output | Should -Be done
        $third.Shell.Dispose()
    }

    It 'takes no more calls while the work under way ends' -Tag Alone {
        $third = Open-Other third "while (-not (Test-Path '$TestDrive/no-more')) { Start-Sleep -Milliseconds 20 }; 'done'"
        Send-Action $third.Url (New-ActionBody 1) hush | Should -Be 200
        Start-Sleep -Milliseconds 100
        Stop-PimActionListener third
        Send-Action $third.Url (New-ActionBody 2) hush | Should -Be 0
        $third.Running.IsCompleted | Should -BeFalse
        Set-Content "$TestDrive/no-more" ''
        Wait-End $third
        $third.Output | Should -Be done
        $third.Shell.Dispose()
    }

    It 'can be called in the script block of the listener' {
        $third = Open-Other third "Stop-PimActionListener third; 'done'"
        Send-Action $third.Url (New-ActionBody 1) hush | Should -Be 200
        Wait-End $third
        $third.Output | Should -Be done
        $third.Shell.Dispose()
    }

    It 'reports one that does not run, non-terminating' {
        Stop-PimActionListener nope, first -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimActionListenerNotRunning,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        Wait-End $first
    }

    It 'stops nothing with -WhatIf' {
        Stop-PimActionListener -WhatIf
        Start-Sleep -Milliseconds 100
        $first.Running.IsCompleted | Should -BeFalse
    }

    It 'completes the names' {
        Complete 'Stop-PimActionListener ' | Should -Be first, second
    }
}

Describe 'Stop-PimActionListener with nothing to stop' {
    It 'does nothing' {
        Stop-PimActionListener -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
