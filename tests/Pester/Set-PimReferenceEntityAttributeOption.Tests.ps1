# Changing options of attributes of reference entities.

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

Describe 'Set-PimReferenceEntityAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country
        Set-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $after = Get-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country
        $after.Labels.en_US | Should -Be Changed
        foreach ($name in $before.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes what was read from the pipe, and gives it with -PassThru' {
        $changed = Get-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country | Set-PimReferenceEntityAttributeOption -Label @{ en_US = 'Changed' } -PassThru
        $changed.Code | Should -Be italy
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntityAttributeOption'
    }

    It 'makes what is not there' {
        $made = Set-PimReferenceEntityAttributeOption fresh -ReferenceEntity brand -Attribute country -Label @{ en_US = 'Changed' } -PassThru
        $made.Code | Should -Be fresh
        (Get-PimReferenceEntityAttributeOption fresh -ReferenceEntity brand -Attribute country).Code | Should -Be fresh
    }

    It 'takes an array, tables and rows' {
        Set-PimReferenceEntityAttributeOption first_one, second_one -ReferenceEntity brand -Attribute country -Label @{ en_US = 'Changed' }
        @{ code = 'first_one'; labels = @{ en_US = 'Of a table' } } | Set-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country
        [pscustomobject]@{ Code = 'second_one'; Labels = @{ fr_FR = "D'une ligne" } } | Set-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country
        $read = Get-PimReferenceEntityAttributeOption first_one, second_one -ReferenceEntity brand -Attribute country
        $read.Labels.en_US | Should -Be 'Of a table', 'Changed'
        $read[1].Labels.fr_FR | Should -Be "D'une ligne"
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country | ConvertTo-Json -Depth 9
        Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country | Set-PimReferenceEntityAttributeOption
        Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        @{ code = 'refused'; labels = @{ xx_XX = 'X' } }, @{ code = 'italy'; labels = @{ en_US = 'Went on' } } | Set-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country).Labels.en_US | Should -Be 'Went on'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimReferenceEntityAttributeOption italy -ReferenceEntity brand -Attribute country -Label @{ en_US = 'Changed' } -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
