# Deleting options of attributes of asset families.

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

Describe 'Remove-PimAssetAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'deletes by code, by pipe and by property name, and gives nothing' {
        Set-PimAssetAttributeOption a, b, c, d -AssetFamily packshots -Attribute tags -Label @{ en_US = 'Gone soon' }
        Remove-PimAssetAttributeOption a -AssetFamily packshots -Attribute tags -Confirm:$false | Should -BeNullOrEmpty
        Get-PimAssetAttributeOption b -AssetFamily packshots -Attribute tags | Remove-PimAssetAttributeOption -Confirm:$false
        [pscustomobject]@{ Code = 'c'; AssetFamily = 'packshots'; Attribute = 'tags' } | Remove-PimAssetAttributeOption -Confirm:$false
        'd' | Remove-PimAssetAttributeOption -AssetFamily packshots -Attribute tags -Confirm:$false
        (Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags).Code | Should -Be hero, detail, lifestyle, print
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Set-PimAssetAttributeOption e -AssetFamily packshots -Attribute tags -Label @{ en_US = 'Gone soon' }
        Remove-PimAssetAttributeOption no_such, e -AssetFamily packshots -Attribute tags -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags).Code | Should -Not -Contain e
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags -WhatIf }).Requests | Should -Be 0
        (Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags).Code | Should -Contain hero
    }

    It 'is of the SaaS edition, which others say before they send' {
        $enterprise = Start-TestSandbox @{ Edition = 'EE'; Provider = 'Akeneo'; ProductCount = 5 }
        try {
            $null = Connect-TestSandbox $enterprise
            foreach ($preview in $true, $false) {
                $seen = Measure-Request $enterprise { try { Remove-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags -Confirm:$false -WhatIf:$preview } catch { $_ } }
                $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
                "$($seen.Output[0])" | Should -BeLike 'Remove-PimAssetAttributeOption needs the SaaS edition, and this one is Akeneo * (EE).'
                $seen.Requests | Should -Be 0
            }
            Invoke-PimRestMethod api/rest/v1/asset-families/packshots/attributes/tags/options/hero DELETE -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed | Should -Not -BeNullOrEmpty
        } finally {
            $enterprise | Stop-PimSandbox
        }
    }
}
