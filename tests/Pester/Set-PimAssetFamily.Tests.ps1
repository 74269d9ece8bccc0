# Changing asset families.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimAssetFamily' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimAssetFamily packshots
        Set-PimAssetFamily packshots -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $after = Get-PimAssetFamily packshots
        $after.Labels.en_US | Should -Be Changed
        foreach ($name in $before.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes what was read from the pipe, and gives it with -PassThru' {
        $changed = Get-PimAssetFamily packshots | Set-PimAssetFamily -Label @{ en_US = 'Changed' } -PassThru
        $changed.Code | Should -Be packshots
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssetFamily'
    }

    It 'makes what is not there' {
        $made = Set-PimAssetFamily swatches -Label @{ en_US = 'Changed' } -PassThru
        $made.Code | Should -Be swatches
        (Get-PimAssetFamily swatches).Code | Should -Be swatches
    }

    It 'takes an array, tables and rows' {
        Set-PimAssetFamily first_one, second_one -Label @{ en_US = 'Changed' }
        @{ code = 'first_one'; labels = @{ en_US = 'Of a table' } } | Set-PimAssetFamily
        [pscustomobject]@{ Code = 'second_one'; Labels = @{ fr_FR = "D'une ligne" } } | Set-PimAssetFamily
        $read = Get-PimAssetFamily first_one, second_one
        $read.Labels.en_US | Should -Be 'Of a table', 'Changed'
        $read[1].Labels.fr_FR | Should -Be "D'une ligne"
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimAssetFamily | ConvertTo-Json -Depth 9
        Get-PimAssetFamily | Set-PimAssetFamily
        Get-PimAssetFamily | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        @{ code = 'refused'; labels = @{ xx_XX = 'X' } }, @{ code = 'packshots'; labels = @{ en_US = 'Went on' } } | Set-PimAssetFamily -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimAssetFamily packshots).Labels.en_US | Should -Be 'Went on'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimAssetFamily packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimAssetFamily packshots -Label @{ en_US = 'Changed' } -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
