# Attributes of asset families.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/asset-families/packshots/attributes
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimAssetAttribute' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of them, as the server has them' {
        $read = Get-PimAssetAttribute -AssetFamily packshots
        $read.Code | Should -Be $raw.code
        $read[0].AssetFamily | Should -Be packshots
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssetAttribute'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Type\s+PerLocale\s+PerChannel'
    }

    It 'takes what they lie in from the pipe and by property name' {
        $all = Get-PimAssetFamily | Get-PimAssetAttribute
        $all.AssetFamily | Select-Object -Unique | Should -Be (Get-PimAssetFamily).Code
        ([pscustomobject]@{ AssetFamily = 'packshots' } | Get-PimAssetAttribute).Code | Should -Be $raw.code
        (Get-PimAssetAttribute -AssetFamily (Get-PimAssetFamily packshots)).Code | Should -Be $raw.code
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimAssetAttribute tags -AssetFamily packshots).Code | Should -Be tags
        (Get-PimAssetAttribute tags, label -AssetFamily packshots).Code | Should -Be tags, label
        ('tags', 'label' | Get-PimAssetAttribute -AssetFamily packshots).Code | Should -Be tags, label
        ([pscustomobject]@{ Code = 'tags'; AssetFamily = 'packshots' } | Get-PimAssetAttribute).Code | Should -Be tags
        (Get-PimAssetAttribute -AssetFamily packshots | Get-PimAssetAttribute).Code | Should -Be $raw.code
    }

    It 'takes -First and -Skip, and stops with Select-Object -First' {
        (Get-PimAssetAttribute -AssetFamily packshots -Skip 1 -First 2).Code | Should -Be $raw[1..2].code
        (Measure-Request $sandbox { Get-PimAssetFamily | Get-PimAssetAttribute | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'reports what does not exist, non-terminating, and goes on' {
        $read = Get-PimAssetAttribute no_such, label -AssetFamily packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be label
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $read = 'no_such', 'packshots' | Get-PimAssetAttribute -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be $raw.code
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'completes what they lie in' {
        Complete 'Get-PimAssetAttribute -AssetFamily ' | Should -Contain packshots
    }
}
