# Options of attributes of reference entities.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/reference-entities/brand/attributes/country/options
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimReferenceEntityAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'gives all of them, as the server has them' {
        $read = Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country
        $read.Code | Should -Be $raw.code
        $read[0].ReferenceEntity, $read[0].Attribute | Should -Be brand, country
        $read[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntityAttributeOption'
        $read | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Attribute\s+ReferenceEntity\s+Label'
    }

    It 'takes attributes from the pipe and by property name' {
        (Get-PimReferenceEntityAttribute country -ReferenceEntity brand | Get-PimReferenceEntityAttributeOption).Code | Should -Be $raw.code
        ([pscustomobject]@{ ReferenceEntity = 'brand'; Attribute = 'country' } | Get-PimReferenceEntityAttributeOption).Code | Should -Be $raw.code
        ('country' | Get-PimReferenceEntityAttributeOption -ReferenceEntity brand).Code | Should -Be $raw.code
    }

    It 'takes a code, an array, the pipe and objects' {
        (Get-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country).Code | Should -Be italy
        ('italy' | Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country).Code | Should -Be italy
        (Get-PimReferenceEntityAttributeOption $raw[1].code, $raw[0].code -ReferenceEntity brand -Attribute country).Code | Should -Be $raw[1].code, $raw[0].code
        (Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country | Get-PimReferenceEntityAttributeOption).Code | Should -Be $raw.code
        (Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country -Skip 1 -First 1).Code | Should -Be $raw[1].code
        (Measure-Request $sandbox { 'country', 'country' | Get-PimReferenceEntityAttributeOption -ReferenceEntity brand | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'reports what does not exist, and attributes without options, non-terminating' {
        $read = Get-PimReferenceEntityAttributeOption no_such, italy -ReferenceEntity brand -Attribute country -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be italy
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $read = 'label', 'country' | Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be $raw.code
        $failed[0].Exception.Message | Should -Match 'does not support options'
    }

    It 'completes the attributes that have options' {
        $offers = Complete 'Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute '
        $offers | Should -Contain country
        $offers | Should -Not -Contain label
    }
}
