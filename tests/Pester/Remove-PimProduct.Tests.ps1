# Deleting products.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'remove' }
    function Test-Product([string[]] $Identifier) {
        @(Get-PimProduct $Identifier -ErrorAction SilentlyContinue).Count
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimProduct' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'FailAfterActingEvery', 'ResetEvery', 'ResetAfterActingEvery', 'LatencyMilliseconds') { $sandbox.Options.$reset = 0 }
        $null = 1..3 | ForEach-Object { @{ identifier = "remove-$_" } } | Invoke-PimBulkUpsert
    }

    It 'deletes by identifier and gives nothing' {
        Remove-PimProduct remove-1 -Confirm:$false | Should -BeNullOrEmpty
        Test-Product remove-1 | Should -Be 0
        Test-Product remove-2, remove-3 | Should -Be 2
    }

    It 'deletes by uuid' {
        Remove-PimProduct (Get-PimProduct remove-2).Uuid -Confirm:$false
        Test-Product remove-2 | Should -Be 0
    }

    It 'deletes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimProduct remove-1, remove-2, remove-3 -Confirm:$false } }
        @{ What = 'identifiers from the pipe'; Script = { 'remove-1', 'remove-2', 'remove-3' | Remove-PimProduct -Confirm:$false } }
        @{ What = 'products from the pipe'; Script = { Get-PimProduct remove-1, remove-2, remove-3 | Remove-PimProduct -Confirm:$false } }
        @{ What = 'rows by property name'; Script = { 'remove-1', 'remove-2', 'remove-3' | ForEach-Object { [pscustomobject]@{ Sku = $_ } } | Remove-PimProduct -Confirm:$false } }
        @{ What = 'results of a bulk write'; Script = { 'remove-1', 'remove-2', 'remove-3' | ForEach-Object { @{ identifier = $_ } } | Invoke-PimBulkUpsert | ForEach-Object Key | Remove-PimProduct -Confirm:$false } }
    ) {
        & $Script
        Test-Product remove-1, remove-2, remove-3 | Should -Be 0
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Remove-PimProduct no-such, remove-1 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Products.RemovePimProductCommand'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be no-such
        Test-Product remove-1 | Should -Be 0
        { Remove-PimProduct no-such -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'reports a uuid that does not exist' {
        $uuid = [guid]::NewGuid()
        Remove-PimProduct $uuid -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].Exception.StatusCode | Should -Be 404
    }

    It 'sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox { Remove-PimProduct remove-1, remove-2 -WhatIf }
        $seen.Requests | Should -Be 0
        Test-Product remove-1, remove-2 | Should -Be 2
    }

    It 'says with -WhatIf what it would delete' {
        Get-WhatIfText $sandbox 'Remove-PimProduct remove-1 -WhatIf' | Should -Match "What if: .*Delete.*product 'remove-1'"
    }

    It 'asks, so that it deletes nothing where nobody can answer' {
        $result = Invoke-InRunspace { try { Remove-PimProduct remove-1 -Session $session } catch { 'asked' } } @{ session = $session }
        $result.Output | Should -Be 'asked'
        Test-Product remove-1 | Should -Be 1
    }

    It 'deletes each once past <Knob>' -ForEach @{ Knob = 'ResetAfterActingEvery' }, @{ Knob = 'FailAfterActingEvery' }, @{ Knob = 'ResetEvery' }, @{ Knob = 'FailEvery' } {
        $uuids = (Get-PimProduct remove-1, remove-2, remove-3).Uuid
        $sandbox.Options.$Knob = 2
        $uuids | Remove-PimProduct -Confirm:$false -ErrorVariable failed
        $sandbox.Options.$Knob = 0
        $failed | Should -BeNullOrEmpty
        Test-Product remove-1, remove-2, remove-3 | Should -Be 0
    }

    It 'works by identifier as well' {
        $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' }
        $seen = Measure-Request $sandbox { Remove-PimProduct remove-1 -Session $old -Confirm:$false }
        $seen.Routes.Keys | Should -Be 'DELETE /api/rest/v1/products/{code}'
        Get-PimProduct remove-2 | Remove-PimProduct -Session old -Confirm:$false
        Test-Product remove-1, remove-2 | Should -Be 0
    }

    It 'says of an identifier that no address can hold that a server before version 7 cannot delete it, before it sends anything' {
        $older = Start-TestSandbox @{ Version = '6.0.10'; ProductCount = 5; Provider = 'Akeneo' }
        try {
            $six = Connect-TestSandbox $older @{ Name = 'six' }
            $null = New-PimProduct 'six/1' -Family shoes -Session $six
            $seen = Measure-Request $older { Remove-PimProduct 'six/1' -Session $six -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed; $failed }
            $seen.Routes.Keys | Should -BeNullOrEmpty
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match "'six/1' cannot be part of an address, and this server knows products by their identifier alone"
            (Get-PimProduct 'six/1' -Session $six).Identifier | Should -Be 'six/1'

            # what has an address is changed and deleted as ever, though no product has a uuid there
            $other = Get-PimProduct -First 1 -Session $six
            $other.PSObject.Properties['Uuid'].Value | Should -BeNullOrEmpty
            $other | Set-PimProduct -Enabled $false -Session $six
            (Get-PimProduct $other.Identifier -Session $six).Enabled | Should -BeFalse
            $other | Remove-PimProduct -Session $six -Confirm:$false
            Get-PimProduct $other.Identifier -Session $six -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }
        finally { Stop-PimSandbox $older.Url }
    }

    It 'may not, as a user who only reads: PimForbidden' {
        $sandbox.Options.ReadOnlyUser = $true
        Remove-PimProduct remove-1 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ReadOnlyUser = $false
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Remove-PimProduct remove-1 -Confirm:$false -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}
