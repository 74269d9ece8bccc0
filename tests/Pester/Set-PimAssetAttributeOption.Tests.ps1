# Changing options of attributes of asset families.

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

Describe 'Set-PimAssetAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags
        Set-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $after = Get-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags
        $after.Labels.en_US | Should -Be Changed
        foreach ($name in $before.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes what was read from the pipe, and gives it with -PassThru' {
        $changed = Get-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags | Set-PimAssetAttributeOption -Label @{ en_US = 'Changed' } -PassThru
        $changed.Code | Should -Be hero
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssetAttributeOption'
    }

    It 'makes what is not there' {
        $made = Set-PimAssetAttributeOption fresh -AssetFamily packshots -Attribute tags -Label @{ en_US = 'Changed' } -PassThru
        $made.Code | Should -Be fresh
        (Get-PimAssetAttributeOption fresh -AssetFamily packshots -Attribute tags).Code | Should -Be fresh
    }

    It 'takes an array, tables and rows' {
        Set-PimAssetAttributeOption first_one, second_one -AssetFamily packshots -Attribute tags -Label @{ en_US = 'Changed' }
        @{ code = 'first_one'; labels = @{ en_US = 'Of a table' } } | Set-PimAssetAttributeOption -AssetFamily packshots -Attribute tags
        [pscustomobject]@{ Code = 'second_one'; Labels = @{ fr_FR = "D'une ligne" } } | Set-PimAssetAttributeOption -AssetFamily packshots -Attribute tags
        $read = Get-PimAssetAttributeOption first_one, second_one -AssetFamily packshots -Attribute tags
        $read.Labels.en_US | Should -Be 'Of a table', 'Changed'
        $read[1].Labels.fr_FR | Should -Be "D'une ligne"
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags | ConvertTo-Json -Depth 9
        Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags | Set-PimAssetAttributeOption
        Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        @{ code = 'refused'; labels = @{ xx_XX = 'X' } }, @{ code = 'hero'; labels = @{ en_US = 'Went on' } } | Set-PimAssetAttributeOption -AssetFamily packshots -Attribute tags -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags).Labels.en_US | Should -Be 'Went on'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags -Label @{ en_US = 'Changed' } -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
