# Changing attributes of asset families.

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

Describe 'Set-PimAssetAttribute' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimAssetAttribute tags -AssetFamily packshots
        Set-PimAssetAttribute tags -AssetFamily packshots -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $after = Get-PimAssetAttribute tags -AssetFamily packshots
        $after.Labels.en_US | Should -Be Changed
        foreach ($name in $before.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes what was read from the pipe, and gives it with -PassThru' {
        $changed = Get-PimAssetAttribute tags -AssetFamily packshots | Set-PimAssetAttribute -Label @{ en_US = 'Changed' } -PassThru
        $changed.Code | Should -Be tags
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssetAttribute'
    }

    It 'makes what is not there' {
        $made = Set-PimAssetAttribute size -AssetFamily packshots -Type number -DecimalsAllowed $true -MinValue 0 -MaxValue '10.5' -PassThru
        $made.Code | Should -Be size
        (Get-PimAssetAttribute size -AssetFamily packshots).Code | Should -Be size
    }

    It 'takes an array, tables and rows' {
        Set-PimAssetAttribute first_one, second_one -AssetFamily packshots -Label @{ en_US = 'Changed' } -Type text
        @{ code = 'first_one'; labels = @{ en_US = 'Of a table' } } | Set-PimAssetAttribute -AssetFamily packshots
        [pscustomobject]@{ Code = 'second_one'; Labels = @{ fr_FR = "D'une ligne" } } | Set-PimAssetAttribute -AssetFamily packshots
        $read = Get-PimAssetAttribute first_one, second_one -AssetFamily packshots
        $read.Labels.en_US | Should -Be 'Of a table', 'Changed'
        $read[1].Labels.fr_FR | Should -Be "D'une ligne"
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimAssetAttribute -AssetFamily packshots | ConvertTo-Json -Depth 9
        Get-PimAssetAttribute -AssetFamily packshots | Set-PimAssetAttribute
        Get-PimAssetAttribute -AssetFamily packshots | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'says what cannot be changed before it sends it' {
        Set-PimAssetAttribute tags -AssetFamily packshots -ValuePerLocale $true -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $failed[0].Exception.Message | Should -Match 'value_per_locale'
        $seen = Measure-Request $sandbox { Set-PimAssetAttribute tags -AssetFamily packshots -Type text -ErrorAction SilentlyContinue }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        @{ code = 'refused'; type = 'text'; labels = @{ xx_XX = 'X' } }, @{ code = 'tags'; labels = @{ en_US = 'Went on' } } | Set-PimAssetAttribute -AssetFamily packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimAssetAttribute tags -AssetFamily packshots).Labels.en_US | Should -Be 'Went on'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimAssetAttribute tags -AssetFamily packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimAssetAttribute tags -AssetFamily packshots -Label @{ en_US = 'Changed' } -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
