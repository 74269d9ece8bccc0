# Options of attributes of asset families.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/asset-families/packshots/attributes/tags/options
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimAssetAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of them, as the server has them' {
        $read = Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags
        $read.Code | Should -Be $raw.code
        $read[0].AssetFamily, $read[0].Attribute | Should -Be packshots, tags
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssetAttributeOption'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Attribute\s+AssetFamily\s+Label'
    }

    It 'takes attributes from the pipe and by property name' {
        (Get-PimAssetAttribute tags -AssetFamily packshots | Get-PimAssetAttributeOption).Code | Should -Be $raw.code
        ([pscustomobject]@{ AssetFamily = 'packshots'; Attribute = 'tags' } | Get-PimAssetAttributeOption).Code | Should -Be $raw.code
        ('tags' | Get-PimAssetAttributeOption -AssetFamily packshots).Code | Should -Be $raw.code
    }

    It 'takes a code, an array, the pipe and objects' {
        (Get-PimAssetAttributeOption hero -AssetFamily packshots -Attribute tags).Code | Should -Be hero
        ('hero' | Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags).Code | Should -Be hero
        (Get-PimAssetAttributeOption $raw[1].code, $raw[0].code -AssetFamily packshots -Attribute tags).Code | Should -Be $raw[1].code, $raw[0].code
        (Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags | Get-PimAssetAttributeOption).Code | Should -Be $raw.code
        (Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags -Skip 1 -First 1).Code | Should -Be $raw[1].code
        (Measure-Request $sandbox { 'tags', 'tags' | Get-PimAssetAttributeOption -AssetFamily packshots | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'reports what does not exist, and attributes without options, non-terminating' {
        $read = Get-PimAssetAttributeOption no_such, hero -AssetFamily packshots -Attribute tags -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be hero
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $read = 'label', 'tags' | Get-PimAssetAttributeOption -AssetFamily packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be $raw.code
        $failed[0].Exception.Message | Should -Match 'does not support options'
    }

    It 'completes the attributes that have options' {
        $offers = Complete 'Get-PimAssetAttributeOption -AssetFamily packshots -Attribute '
        $offers | Should -Contain tags
        $offers | Should -Not -Contain label
    }
}
