# Attributes of reference entities.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/reference-entities/brand/attributes
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimReferenceEntityAttribute' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of them, as the server has them' {
        $read = Get-PimReferenceEntityAttribute -ReferenceEntity brand
        $read.Code | Should -Be $raw.code
        $read[0].ReferenceEntity | Should -Be brand
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntityAttribute'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Type\s+PerLocale\s+PerChannel'
    }

    It 'takes what they lie in from the pipe and by property name' {
        $all = Get-PimReferenceEntity | Get-PimReferenceEntityAttribute
        $all.ReferenceEntity | Select-Object -Unique | Should -Be (Get-PimReferenceEntity).Code
        ([pscustomobject]@{ ReferenceEntity = 'brand' } | Get-PimReferenceEntityAttribute).Code | Should -Be $raw.code
        (Get-PimReferenceEntityAttribute -ReferenceEntity (Get-PimReferenceEntity brand)).Code | Should -Be $raw.code
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimReferenceEntityAttribute country -ReferenceEntity brand).Code | Should -Be country
        (Get-PimReferenceEntityAttribute country, label -ReferenceEntity brand).Code | Should -Be country, label
        ('country', 'label' | Get-PimReferenceEntityAttribute -ReferenceEntity brand).Code | Should -Be country, label
        ([pscustomobject]@{ Code = 'country'; ReferenceEntity = 'brand' } | Get-PimReferenceEntityAttribute).Code | Should -Be country
        (Get-PimReferenceEntityAttribute -ReferenceEntity brand | Get-PimReferenceEntityAttribute).Code | Should -Be $raw.code
    }

    It 'takes -First and -Skip, and stops with Select-Object -First' {
        (Get-PimReferenceEntityAttribute -ReferenceEntity brand -Skip 1 -First 2).Code | Should -Be $raw[1..2].code
        (Measure-Request $sandbox { Get-PimReferenceEntity | Get-PimReferenceEntityAttribute | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'reports what does not exist, non-terminating, and goes on' {
        $read = Get-PimReferenceEntityAttribute no_such, label -ReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be label
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $read = 'no_such', 'brand' | Get-PimReferenceEntityAttribute -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be $raw.code
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'completes what they lie in' {
        Complete 'Get-PimReferenceEntityAttribute -ReferenceEntity ' | Should -Contain brand
    }
}
