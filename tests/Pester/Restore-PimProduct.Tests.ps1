# Bringing back deleted products.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 80 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'restore' }
    function Get-Status([string[]] $Sku) { (Get-PimProduct $Sku).Status }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Restore-PimProduct' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'FailAfterActingEvery', 'ResetEvery', 'ResetAfterActingEvery', 'HalfBodyEvery', 'LatencyMilliseconds') { $sandbox.Options.$reset = 0 }
        $null = 1..3 | ForEach-Object { @{ sku = "restore-$_"; status = 'deleted' } } | Invoke-PimBulkUpsert
    }

    It 'sets the status and gives nothing' {
        Restore-PimProduct restore-1 | Should -BeNullOrEmpty
        Get-Status restore-1, restore-2, restore-3 | Should -Be 'active', 'deleted', 'deleted'
        (Get-PimProduct -Status active).Identifier | Should -Contain restore-1
    }

    It 'takes -Status, and gives the product with -PassThru' {
        $product = Restore-PimProduct restore-1 -Status Inactive -PassThru
        $product.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Product'
        $product.Identifier | Should -Be restore-1
        $product.Status | Should -Be inactive
        $product.Enabled | Should -BeFalse
        (Get-Terminating { Restore-PimProduct restore-1 -Status deleted }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }

    It 'restores many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Restore-PimProduct restore-1, restore-2, restore-3 } }
        @{ What = 'SKUs from the pipe'; Script = { 'restore-1', 'restore-2', 'restore-3' | Restore-PimProduct } }
        @{ What = 'products by identity'; Script = { Get-PimProduct restore-1, restore-2, restore-3 | Restore-PimProduct } }
        @{ What = 'a list of deleted ones'; Script = { $deleted = Get-PimProduct -Status deleted; $deleted | Restore-PimProduct } }
        @{ What = 'rows by property name'; Script = { 'restore-1', 'restore-2', 'restore-3' | ForEach-Object { [pscustomobject]@{ Sku = $_ } } | Restore-PimProduct } }
    ) {
        & $Script
        Get-Status restore-1, restore-2, restore-3 | Should -Be 'active', 'active', 'active'
    }

    It 'takes the status of rows, and passes over that of deleted products' {
        'Sku,Status', 'restore-1,inactive', 'restore-2,', 'restore-3,deleted' | ConvertFrom-Csv | Restore-PimProduct
        Get-Status restore-1, restore-2, restore-3 | Should -Be 'inactive', 'active', 'active'
        [pscustomobject]@{ Sku = 'restore-1'; Status = 'gone' }, [pscustomobject]@{ Sku = 'restore-1'; Status = 'active' } | Restore-PimProduct -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        Get-Status restore-1 | Should -Be active
        [pscustomobject]@{ Sku = 'restore-1'; Status = 'active' } | Restore-PimProduct -Status inactive
        Get-Status restore-1 | Should -Be inactive
    }

    It 'makes active what was read as inactive, unless told otherwise' {
        Restore-PimProduct restore-1, restore-2 -Status inactive
        Get-PimProduct restore-1 | Restore-PimProduct
        Get-PimProduct restore-2 | Restore-PimProduct -Status inactive
        Get-Status restore-1, restore-2 | Should -Be active, inactive
    }

    It 'changes nothing but the status' {
        Set-PimProduct restore-1 -Values @{ title = 'Kept'; price = 3 }
        Restore-PimProduct restore-1
        $change = Get-PimProductHistory restore-1 | Where-Object { $_.New.PSObject.Properties['status'] -and $_.New.status -eq 'active' } | Select-Object -First 1
        $change.New.PSObject.Properties.Name | Should -Be 'status'
        (Get-PimProduct restore-1).GetValue('title') | Should -Be 'Kept'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Restore-PimProduct no-such, restore-1 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Products.RestorePimProductCommand'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be no-such
        Get-Status restore-1 | Should -Be active
        { Restore-PimProduct no-such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox { Restore-PimProduct restore-1, restore-2 -WhatIf }
        $seen.Requests | Should -Be 0
        Get-Status restore-1 | Should -Be deleted
    }

    It 'says with -WhatIf which status it would set' {
        $result = Invoke-InFreshPwsh @'
            $null = Start-PimSandbox -ProductCount 50
            Connect-Pim -Sandbox -Provider Pims
            Restore-PimProduct '0815' -WhatIf
            Restore-PimProduct '0815' -Status inactive -WhatIf
            Remove-PimProduct '0815' -WhatIf
'@
        $result.Error | Should -BeNullOrEmpty
        $text = $result.Output -join "`n"
        $text | Should -Match "Set status 'active'.* on target `"product '0815'"
        $text | Should -Match "Set status 'inactive'.* on target `"product '0815'"
        $text | Should -Match "Set status 'deleted'.* on target `"product '0815'"
    }

    It 'restores each past <Knob>' -ForEach @{ Knob = 'ResetAfterActingEvery' }, @{ Knob = 'FailAfterActingEvery' }, @{ Knob = 'ResetEvery' }, @{ Knob = 'FailEvery' }, @{ Knob = 'HalfBodyEvery' } {
        $sandbox.Options.$Knob = 2
        'restore-1', 'restore-2', 'restore-3' | Restore-PimProduct -ErrorVariable failed
        $sandbox.Options.$Knob = 0
        $failed | Should -BeNullOrEmpty
        Get-Status restore-1, restore-2, restore-3 | Should -Be 'active', 'active', 'active'
    }

    It 'warns where a view hides the status, and with -Strict that is an error' {
        $erp = Connect-PimsSandbox $sandbox @{ View = 'Erp'; Name = 'erp' }
        Restore-PimProduct restore-1 -Session $erp -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match "restore-1: .*ignored the attribute 'status'"
        Restore-PimProduct restore-1 -Session $erp -Strict -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotKept,*'
    }

    It 'stops at Select-Object -First 1' {
        $seen = Measure-Request $sandbox { 'restore-1', 'restore-2', 'restore-3' | Restore-PimProduct -PassThru | Select-Object -First 1 }
        $seen.Requests | Should -Be 2
        Get-Status restore-2 | Should -Be deleted
    }

    It 'says that Akeneo has no way, before any request' {
        $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
        $seen = Measure-Request $sandbox { Get-Terminating { Restore-PimProduct x -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match 'Akeneo .*New-PimProduct'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Restore-PimProduct restore-1 -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}
