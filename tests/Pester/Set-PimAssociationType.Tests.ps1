# Changing association types.

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

Describe 'Set-PimAssociationType' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimAssociationType PACK
        Set-PimAssociationType PACK -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimAssociationType PACK
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimAssociationType PACK | Set-PimAssociationType -Label @{ de_DE = 'Paket' } -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssociationType'
        $changed.Labels.de_DE | Should -Be Paket
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimAssociationType PACK, UPSELL -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'PACK', 'UPSELL' | Set-PimAssociationType -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimAssociationType PACK, UPSELL | Set-PimAssociationType -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimAssociationType PACK, UPSELL -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimAssociationType PACK, UPSELL).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Code = 'PACK'; Labels = @{ en_US = 'Row' }; IsTwoWay = 'false' } | Set-PimAssociationType
        @{ code = 'PACK'; labels = @{ fr_FR = 'Table' } } | Set-PimAssociationType
        $read = Get-PimAssociationType PACK
        $read.Labels.en_US | Should -Be Row
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimAssociationType | ConvertTo-Json -Depth 12
        Get-PimAssociationType | Set-PimAssociationType -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimAssociationType | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimAssociationType no_such, PACK -Label @{ en_US = 'Goes on' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimAssociationType PACK).Labels.en_US | Should -Be 'Goes on'
        Get-PimAssociationType no_such -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimAssociationType PACK -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimAssociationType PACK -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimAssociationType PACK -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'does not send what cannot be changed' {
        $seen = Measure-Request $sandbox { @{ code = 'PACK'; is_quantified = $true } | Set-PimAssociationType -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'is_quantified.*cannot be changed'
        $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
    }
}
