# Changing channels.

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

Describe 'Set-PimChannel' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimChannel mobile
        Set-PimChannel mobile -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimChannel mobile
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimChannel mobile | Set-PimChannel -Currency GBP -Locale en_US -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Channel'
        $changed.Currencies | Should -Be GBP
        $changed.Locales | Should -Be en_US
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimChannel mobile, print -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'mobile', 'print' | Set-PimChannel -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimChannel mobile, print | Set-PimChannel -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimChannel mobile, print -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimChannel mobile, print).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Code = 'mobile'; Currencies = 'EUR,USD' } | Set-PimChannel
        @{ code = 'mobile'; labels = @{ fr_FR = 'Table' } } | Set-PimChannel
        $read = Get-PimChannel mobile
        $read.Currencies | Sort-Object | Should -Be EUR, USD
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimChannel | ConvertTo-Json -Depth 12
        Get-PimChannel | Set-PimChannel -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimChannel | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimChannel no_such, mobile -Label @{ en_US = 'Goes on' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimChannel mobile).Labels.en_US | Should -Be 'Goes on'
        Get-PimChannel no_such -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimChannel mobile -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimChannel mobile -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimChannel mobile -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'takes units by attribute' {
        (Set-PimChannel print -ConversionUnit @{ weight = 'GRAM' } -PassThru).ConversionUnits.weight | Should -Be GRAM
    }
}
