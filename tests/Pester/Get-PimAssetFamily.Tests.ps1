# Asset families.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = (Invoke-PimRestMethod api/rest/v1/asset-families)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimAssetFamily' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of them, as the server has them' {
        $read = Get-PimAssetFamily
        $read.Code | Should -Be $raw.code
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssetFamily'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+MainMedia\s+Sharing'
    }

    It 'takes -First and -Skip, and does not know the total' {
        (Get-PimAssetFamily -First 1).Code | Should -Be $raw[0].code
        (Get-PimAssetFamily -Skip 1 -First 1).Code | Should -Be $raw[1].code
        (Get-PimAssetFamily -IncludeTotalCount -First 0).ToString() | Should -Be 'Unknown total count'
        (Measure-Request $sandbox { Get-PimAssetFamily | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimAssetFamily packshots).Code | Should -Be packshots
        (Get-PimAssetFamily user_guides, packshots).Code | Should -Be user_guides, packshots
        ('user_guides', 'packshots' | Get-PimAssetFamily).Code | Should -Be user_guides, packshots
        ([pscustomobject]@{ Code = 'packshots' } | Get-PimAssetFamily).Code | Should -Be packshots
        (Get-PimAssetFamily | Get-PimAssetFamily).Code | Should -Be $raw.code
        (Measure-Request $sandbox { Get-PimAssetFamily packshots }).Routes.Keys | Should -Be 'GET /api/rest/v1/asset-families/{code}'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimAssetFamily no_such, packshots -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be packshots
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'is not in the Community Edition: PimNotSupported' {
        $small = Start-TestSandbox @{ ProductCount = 5 }
        $community = Connect-TestSandbox $small @{ Name = 'community'; RetryIntervalSec = 0.05 }
        try { Get-PimAssetFamily -Session $community -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $failed = @($_) }
        Disconnect-Pim $community
        Stop-PimSandbox $small.Url
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($failed[0])" | Should -BeLike 'Get-PimAssetFamily needs the Enterprise or the SaaS edition, and this one is Akeneo 7.0.42 (CE). GET *'
    }

    It 'completes codes' {
        Complete 'Get-PimAssetFamily p' | Should -Contain packshots
    }
}
