# What API keys may do.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
    $no = ([Net.NetworkCredential]::new('', 'no-such-key').SecurePassword)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimKey' {
    BeforeEach {
        Select-PimSession $session
    }

    It 'tells of the session''s own key, in one request' {
        $seen = Measure-Request $sandbox { Get-PimKey }
        $own = $seen.Output[0]
        $seen.Requests | Should -Be 1
        $own.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Key'
        $own.PimSecurity, $own.PimExport | Should -Be $true, $true
        $own.PimCounters.totalSKUs.value | Should -BeGreaterThan 0
        $own.PimLimits.maxViews.value | Should -BeGreaterThan 0
        $own.Provider | Should -Be Pims
        $own.PSObject.Properties.Name | Should -Not -Contain Key
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $other = Get-PimKey -Session $reader
        $other.PimUser, $other.PimSecurity | Should -Be $true, $false
        ($other.Views | Where-Object is_default).code | Should -Be Default
    }

    It 'tells of another: <What>' -ForEach @(
        @{ What = 'by parameter'; Script = { Get-PimKey -Key $made.Key } }
        @{ What = 'by position'; Script = { Get-PimKey $made.Key } }
        @{ What = 'from the pipe'; Script = { $made.Key | Get-PimKey } }
        @{ What = 'by property name'; Script = { [pscustomobject]@{ Key = $made.Key } | Get-PimKey } }
        @{ What = 'as New-PimKey gives it'; Script = { $made | Get-PimKey } }
        @{ What = 'of a table'; Script = { @{ Key = $made.Key } | Get-PimKey } }
    ) {
        $made = New-PimKey -PimImport
        $told = & $Script
        @($told).Count | Should -Be 1
        $told.PimImport, $told.PimUser | Should -Be $true, $false
        $told.PSObject.Properties.Name | Should -Not -Contain Key
    }

    It 'tells of many, a request each, no more than are wanted' {
        $keys = (New-PimKey -PimImport), (New-PimKey -PimExport), (New-PimKey)
        $seen = Measure-Request $sandbox { Get-PimKey $keys.Key }
        $seen.Requests | Should -Be 3
        $seen.Output.PimImport | Should -Be $true, $false, $false
        ($keys | Get-PimKey).PimExport | Should -Be $false, $true, $false
        (Measure-Request $sandbox { $keys | Get-PimKey | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'reports one that does not exist with the secret as target, and goes on' {
        $read = Get-PimKey $no, $sandbox.ReadOnlyApiKey -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.PimUser | Should -BeTrue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be $no
        "$($failed[0])" | Should -Match 'invalid or expired'
    }

    It 'takes no text for a key, and does not repeat it' {
        foreach ($script in { Get-PimKey hush-hush }, { Get-PimKey '' }, { 'hush-hush' | Get-PimKey -ErrorAction Stop }, { @{ Key = 'hush-hush' } | Get-PimKey -ErrorAction Stop }) {
            $record = Get-Terminating $script
            $record.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            "$record" | Should -Not -Match hush
        }
    }

    It 'is a table at the prompt' {
        Get-PimKey $sandbox.ReadOnlyApiKey | Format-Table | Out-String -Width 200 | Should -Match '(?s)KeyExpiration\s+Views\s+Permissions.*Default, Web\s+PimUser'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Get-PimKey -Session $session } @{ session = $session; key = $sandbox.ReadOnlyApiKey } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}
