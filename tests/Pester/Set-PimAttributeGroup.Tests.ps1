# Changing attribute groups.

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

Describe 'Set-PimAttributeGroup' {
    BeforeEach { Select-PimSession $session }

    BeforeAll {
        $null = @{ code = 'first' }, @{ code = 'second' } | New-PimAttributeGroup
    }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimAttributeGroup first
        Set-PimAttributeGroup first -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimAttributeGroup first
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimAttributeGroup first | Set-PimAttributeGroup -SortOrder 17 -Attribute color, size -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AttributeGroup'
        $changed.SortOrder | Should -Be 17
        $changed.Attributes | Sort-Object | Should -Be color, size
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimAttributeGroup first, second -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'first', 'second' | Set-PimAttributeGroup -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimAttributeGroup first, second | Set-PimAttributeGroup -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimAttributeGroup first, second -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimAttributeGroup first, second).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Code = 'first'; SortOrder = '18' } | Set-PimAttributeGroup
        @{ code = 'first'; labels = @{ fr_FR = 'Table' } } | Set-PimAttributeGroup
        $read = Get-PimAttributeGroup first
        $read.SortOrder | Should -Be 18
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimAttributeGroup | ConvertTo-Json -Depth 12
        Get-PimAttributeGroup | Set-PimAttributeGroup -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimAttributeGroup | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimAttributeGroup no_such, first -Label @{ en_US = 'Goes on' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimAttributeGroup first).Labels.en_US | Should -Be 'Goes on'
        Get-PimAttributeGroup no_such -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimAttributeGroup first -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimAttributeGroup first -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimAttributeGroup first -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'puts what is left out into the group other' {
        Set-PimAttributeGroup first -Attribute color, size
        Set-PimAttributeGroup first -Attribute size
        (Get-PimAttribute color).Group | Should -Be other
        (Get-PimAttributeGroup first).Attributes | Should -Be size
    }
}
