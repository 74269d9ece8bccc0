# Changing attribute options.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; OptionWritesPerSecond = 0; Name = 'user' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimAttributeOption black -Attribute color
        Set-PimAttributeOption black -Attribute color -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimAttributeOption black -Attribute color
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimAttributeOption black -Attribute color | Set-PimAttributeOption -SortOrder 17 -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AttributeOption'
        $changed.SortOrder | Should -Be 17
        $changed.Attribute | Should -Be color
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimAttributeOption black, red -Attribute color -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'black', 'red' | Set-PimAttributeOption -Attribute color -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimAttributeOption black, red -Attribute color | Set-PimAttributeOption -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimAttributeOption black, red -Attribute color -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimAttributeOption black, red -Attribute color).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Attribute = 'color'; Code = 'black'; SortOrder = '18' } | Set-PimAttributeOption
        @{ code = 'black'; labels = @{ fr_FR = 'Table' } } | Set-PimAttributeOption -Attribute color
        $read = Get-PimAttributeOption black -Attribute color
        $read.SortOrder | Should -Be 18
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimAttribute color, season | Get-PimAttributeOption | ConvertTo-Json -Depth 12
        Get-PimAttribute color, season | Get-PimAttributeOption | Set-PimAttributeOption -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimAttribute color, season | Get-PimAttributeOption | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimAttributeOption no_such, black -Attribute color -Label @{ en_US = 'Goes on' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimAttributeOption black -Attribute color).Labels.en_US | Should -Be 'Goes on'
        Get-PimAttributeOption no_such -Attribute color -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimAttributeOption black -Attribute color -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimAttributeOption black -Attribute color -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimAttributeOption black -Attribute color -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'takes several attributes from one pipe' {
        'color', 'season' | Get-PimAttributeOption | Set-PimAttributeOption -Label @{ de_DE = 'Wahl' }
        ('color', 'season' | Get-PimAttributeOption).Labels.de_DE | Select-Object -Unique | Should -Be Wahl
    }
}
