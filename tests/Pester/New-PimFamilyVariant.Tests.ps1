# Making family variants.

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

Describe 'New-PimFamilyVariant' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it, as the server has it then' {
        $made = New-PimFamilyVariant made -Family shoes -VariantAttributeSet @{ level = 1; axes = 'color'; attributes = 'color', 'price' } -Label @{ en_US = 'Made' }
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.FamilyVariant'
        $read = Get-PimFamilyVariant made -Family shoes
        ($made | ConvertTo-Json -Depth 9) | Should -Be ($read | ConvertTo-Json -Depth 9)
        $read.Family | Should -Be shoes
        $read.VariantAttributeSets[0].level | Should -Be 1
        $read.VariantAttributeSets[0].axes | Should -Be color
        $read.VariantAttributeSets[0].attributes | Should -Contain price
        $read.CommonAttributes | Should -Not -Contain price
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ code = 'one'; variant_attribute_sets = @(@{ level = 1; axes = @('color'); attributes = @('color') }) }, [pscustomobject]@{ Code = 'two'; variant_attribute_sets = @(@{ level = 1; axes = @('color'); attributes = @('color') }) }, (@{ code = 'three'; variant_attribute_sets = @(@{ level = 1; axes = @('color'); attributes = @('color') }) } | ConvertTo-Json -Depth 9) |
            New-PimFamilyVariant -Family shoes -Label @{ en_US = 'Beside' }
        $made.Code | Should -Be one, two, three
        $made.Labels.en_US | Should -Be Beside, Beside, Beside
    }

    It 'takes one that was read for another one like it' {
        $made = Get-PimFamilyVariant one -Family shoes | ForEach-Object { $_.Code = 'copy'; $_ } | New-PimFamilyVariant
        $made.Code | Should -Be copy
        $made.Labels.en_US | Should -Be Beside
    }

    It 'says what is missing before anything is sent' {
        $seen = Measure-Request $sandbox { New-PimFamilyVariant x -Family shoes -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'needs variant_attribute_sets'
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = @{ code = 'bad'; variant_attribute_sets = @(@{ level = 1; axes = @('no_such') }) }, @{ code = 'good'; variant_attribute_sets = @(@{ level = 1; axes = @('color'); attributes = @('color') }) } | New-PimFamilyVariant -Family shoes -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Code | Should -Be good
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        New-PimFamilyVariant good -Family shoes -VariantAttributeSet @{ level = 1; axes = 'color'; attributes = 'color', 'price' } -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'already'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimFamilyVariant nothing -Family shoes -VariantAttributeSet @{ level = 1; axes = 'color'; attributes = 'color', 'price' } -Label @{ en_US = 'Made' } -WhatIf }).Requests | Should -Be 0
    }

    It 'makes one past a lost answer, once' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $made = New-PimFamilyVariant lost -Family shoes -VariantAttributeSet @{ level = 1; axes = 'color'; attributes = 'color', 'price' } -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        $made.Code | Should -Be lost
    }

    It 'takes two levels' {
        $made = New-PimFamilyVariant two_levels -Family shoes -VariantAttributeSet @{ level = 1; axes = 'color' }, @{ level = 2; axes = 'shoe_size'; attributes = 'shoe_size', 'ean' }
        $made.VariantAttributeSets.level | Should -Be 1, 2
    }

    It 'wants tables for levels, and a family that exists' {
        $seen = Measure-Request $sandbox { New-PimFamilyVariant x -Family shoes -VariantAttributeSet 'color' -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
        New-PimFamilyVariant x -Family no_such -VariantAttributeSet @{ level = 1; axes = 'color' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }
}
