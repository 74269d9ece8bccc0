# Reference entities.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = (Invoke-PimRestMethod api/rest/v1/reference-entities)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimReferenceEntity' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of them, as the server has them' {
        $read = Get-PimReferenceEntity
        $read.Code | Should -Be $raw.code
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntity'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Image\s+Label'
    }

    It 'takes -First and -Skip, and does not know the total' {
        (Get-PimReferenceEntity -First 1).Code | Should -Be $raw[0].code
        (Get-PimReferenceEntity -Skip 1 -First 1).Code | Should -Be $raw[1].code
        (Get-PimReferenceEntity -IncludeTotalCount -First 0).ToString() | Should -Be 'Unknown total count'
        (Measure-Request $sandbox { Get-PimReferenceEntity | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimReferenceEntity brand).Code | Should -Be brand
        (Get-PimReferenceEntity color, brand).Code | Should -Be color, brand
        ('color', 'brand' | Get-PimReferenceEntity).Code | Should -Be color, brand
        ([pscustomobject]@{ Code = 'brand' } | Get-PimReferenceEntity).Code | Should -Be brand
        (Get-PimReferenceEntity | Get-PimReferenceEntity).Code | Should -Be $raw.code
        (Measure-Request $sandbox { Get-PimReferenceEntity brand }).Routes.Keys | Should -Be 'GET /api/rest/v1/reference-entities/{code}'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimReferenceEntity no_such, brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be brand
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'is not in the Community Edition: PimNotSupported' {
        $small = Start-TestSandbox @{ ProductCount = 5 }
        $community = Connect-TestSandbox $small @{ Name = 'community'; RetryIntervalSec = 0.05 }
        try { Get-PimReferenceEntity -Session $community -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $failed = @($_) }
        Disconnect-Pim $community
        Stop-PimSandbox $small.Url
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($failed[0])" | Should -BeLike 'Get-PimReferenceEntity needs the Enterprise or the SaaS edition, and this one is Akeneo 7.0.42 (CE). GET *'
    }

    It 'completes codes' {
        Complete 'Get-PimReferenceEntity b' | Should -Contain brand
    }
}
