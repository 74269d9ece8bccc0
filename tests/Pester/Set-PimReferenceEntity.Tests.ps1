# Changing reference entities.

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

Describe 'Set-PimReferenceEntity' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimReferenceEntity brand
        Set-PimReferenceEntity brand -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $after = Get-PimReferenceEntity brand
        $after.Labels.en_US | Should -Be Changed
        foreach ($name in $before.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes what was read from the pipe, and gives it with -PassThru' {
        $changed = Get-PimReferenceEntity brand | Set-PimReferenceEntity -Label @{ en_US = 'Changed' } -PassThru
        $changed.Code | Should -Be brand
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntity'
    }

    It 'makes what is not there' {
        $made = Set-PimReferenceEntity material -Label @{ en_US = 'Changed' } -PassThru
        $made.Code | Should -Be material
        (Get-PimReferenceEntity material).Code | Should -Be material
    }

    It 'takes an array, tables and rows' {
        Set-PimReferenceEntity first_one, second_one -Label @{ en_US = 'Changed' }
        @{ code = 'first_one'; labels = @{ en_US = 'Of a table' } } | Set-PimReferenceEntity
        [pscustomobject]@{ Code = 'second_one'; Labels = @{ fr_FR = "D'une ligne" } } | Set-PimReferenceEntity
        $read = Get-PimReferenceEntity first_one, second_one
        $read.Labels.en_US | Should -Be 'Of a table', 'Changed'
        $read[1].Labels.fr_FR | Should -Be "D'une ligne"
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimReferenceEntity | ConvertTo-Json -Depth 9
        Get-PimReferenceEntity | Set-PimReferenceEntity
        Get-PimReferenceEntity | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        @{ code = 'refused'; labels = @{ xx_XX = 'X' } }, @{ code = 'brand'; labels = @{ en_US = 'Went on' } } | Set-PimReferenceEntity -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimReferenceEntity brand).Labels.en_US | Should -Be 'Went on'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimReferenceEntity brand -Label @{ en_US = 'Changed' } -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
