# Changing family variants.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimFamilyVariant' {
    BeforeEach { Select-PimSession $session }

    BeforeAll {
        $null = New-PimFamilyVariant by_brand -Family shoes -VariantAttributeSet @{ level = 1; axes = 'brand'; attributes = 'brand', 'price' }
    }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimFamilyVariant shoes_size -Family shoes
        Set-PimFamilyVariant shoes_size -Family shoes -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimFamilyVariant shoes_size -Family shoes
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimFamilyVariant shoes_size -Family shoes | Set-PimFamilyVariant -Label @{ de_DE = 'Nach Farbe' } -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.FamilyVariant'
        $changed.Labels.de_DE | Should -Be 'Nach Farbe'
        $changed.Family | Should -Be shoes
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimFamilyVariant shoes_size, by_brand -Family shoes -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'shoes_size', 'by_brand' | Set-PimFamilyVariant -Family shoes -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimFamilyVariant shoes_size, by_brand -Family shoes | Set-PimFamilyVariant -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimFamilyVariant shoes_size, by_brand -Family shoes -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimFamilyVariant shoes_size, by_brand -Family shoes).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Family = 'shoes'; Code = 'shoes_size'; Labels = @{ en_US = 'Row' } } | Set-PimFamilyVariant
        @{ code = 'shoes_size'; labels = @{ fr_FR = 'Table' } } | Set-PimFamilyVariant -Family shoes
        $read = Get-PimFamilyVariant shoes_size -Family shoes
        $read.Labels.en_US | Should -Be Row
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimFamily | Get-PimFamilyVariant | ConvertTo-Json -Depth 12
        Get-PimFamily | Get-PimFamilyVariant | Set-PimFamilyVariant -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimFamily | Get-PimFamilyVariant | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimFamilyVariant no_such, shoes_size -Family shoes -Label @{ en_US = 'Goes on' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimFamilyVariant shoes_size -Family shoes).Labels.en_US | Should -Be 'Goes on'
        Get-PimFamilyVariant no_such -Family shoes -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimFamilyVariant shoes_size -Family shoes -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimFamilyVariant shoes_size -Family shoes -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimFamilyVariant shoes_size -Family shoes -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'has the server say what cannot be done with levels' {
        Invoke-PimRestMethod api/rest/v1/families/shoes/variants/by_brand PATCH @{ variant_attribute_sets = @(@{ level = 1; axes = @('color') }) } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'cannot be changed'
        Set-PimFamilyVariant by_brand -Family shoes -VariantAttributeSet @{ level = 1; attributes = 'price', 'no_such' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Set-PimFamilyVariant by_brand -Family shoes -VariantAttributeSet @{ level = 1; attributes = 'price', 'weight' } -PassThru).VariantAttributeSets[0].attributes |
            Should -Contain weight
    }

    It 'looks in the family given' {
        Set-PimFamilyVariant shoes_size -Family tshirts -Label @{ en_US = 'Wrong' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }
}
