# Closing sessions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Disconnect-Pim' {
    BeforeEach {
        Disconnect-Pim -All
        $first = Connect-TestSandbox $sandbox @{ Name = 'first' }
        $second = Connect-TestSandbox $sandbox @{ Name = 'second' }
    }

    It 'closes the default session' {
        Disconnect-Pim | Should -BeNullOrEmpty
        $second.IsOpen | Should -BeFalse
        $first.IsOpen | Should -BeTrue
        (Get-PimSession).Name | Should -Be first
        (Get-Terminating { Get-PimProduct }).FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
    }

    It 'closes the one that is given: <What>' -ForEach @(
        @{ What = 'a name'; Script = { Disconnect-Pim first } }
        @{ What = 'a session'; Script = { Disconnect-Pim $first } }
        @{ What = 'a session from the pipe'; Script = { $first | Disconnect-Pim } }
        @{ What = 'a name from the pipe'; Script = { 'first' | Disconnect-Pim } }
        @{ What = 'a parameter'; Script = { Disconnect-Pim -Name first } }
    ) {
        & $Script
        $first.IsOpen | Should -BeFalse
        $second.IsOpen | Should -BeTrue
        Get-PimSession -Default | Should -Be $second
    }

    It 'closes all, with -All and from the pipe' {
        Disconnect-Pim -All
        $first.IsOpen, $second.IsOpen | Should -Be $false, $false
        Get-PimSession | Should -BeNullOrEmpty
        $null = Connect-TestSandbox $sandbox @{ Name = 'third' }
        $null = Connect-TestSandbox $sandbox @{ Name = 'fourth' }
        Get-PimSession | Disconnect-Pim
        Get-PimSession | Should -BeNullOrEmpty
    }

    It 'does nothing with -All when there is none' {
        Disconnect-Pim -All
        Disconnect-Pim -All -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
    }

    It 'takes one that is closed already' {
        Disconnect-Pim $first
        Disconnect-Pim $first -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
    }

    It 'has nothing to close: terminating PimNotConnected' {
        Disconnect-Pim -All
        (Get-Terminating { Disconnect-Pim }).FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
        (Get-Terminating { Disconnect-Pim none }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }

    It 'closes nothing with -WhatIf, and says which' {
        Disconnect-Pim -All -WhatIf
        $first.IsOpen, $second.IsOpen | Should -Be $true, $true
        Get-WhatIfText $sandbox 'Disconnect-Pim -WhatIf' | Should -Match 'What if: .*Disconnect.*sandbox \(http://localhost'
    }

    It 'ends what another runspace does with it: PimSessionClosed' {
        $sandbox.Options.LatencyMilliseconds = 300
        try {
            $state = [initialsessionstate]::CreateDefault()
            $state.ImportPSModule($ModulePath)
            $shell = [powershell]::Create($state)
            $null = $shell.AddScript('param($s) foreach ($i in 1..100) { Get-PimProduct -Session $s -ErrorAction Stop }').AddArgument($first)
            $before = $sandbox.Counters.ApiRequests
            $running = $shell.BeginInvoke()
            $watch = [Diagnostics.Stopwatch]::StartNew()
            while ($sandbox.Counters.ApiRequests -lt $before + 2 -and $watch.ElapsedMilliseconds -lt 60000) { Start-Sleep -Milliseconds 10 }
            $watch = Start-SteadyClock
            Disconnect-Pim $first
            $id = try { $null = $shell.EndInvoke($running) } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
            if (-not $id) { $id = $shell.Streams.Error[0].FullyQualifiedErrorId }
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
            $id | Should -BeLike 'PimSessionClosed,*'
            $shell.Dispose()
        }
        finally { $sandbox.Options.LatencyMilliseconds = 0 }
    }

    It 'completes names' {
        Complete 'Disconnect-Pim ' | Should -Be first, second
    }
}
