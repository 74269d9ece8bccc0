# Making channels.

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

Describe 'New-PimChannel' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it, as the server has it then' {
        $made = New-PimChannel made -Locale en_US, de_DE -Currency EUR -CategoryTree master -ConversionUnit @{ weight = 'GRAM' } -Label @{ en_US = 'Made' }
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Channel'
        $read = Get-PimChannel made
        ($made | ConvertTo-Json -Depth 9) | Should -Be ($read | ConvertTo-Json -Depth 9)
        $read.Locales | Sort-Object | Should -Be de_DE, en_US
        $read.Currencies | Should -Be EUR
        $read.CategoryTree | Should -Be master
        $read.ConversionUnits.weight | Should -Be GRAM
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ code = 'one'; locales = @('en_US'); currencies = @('EUR'); category_tree = 'master' }, [pscustomobject]@{ Code = 'two'; locales = @('en_US'); currencies = @('EUR'); category_tree = 'master' }, (@{ code = 'three'; locales = @('en_US'); currencies = @('EUR'); category_tree = 'master' } | ConvertTo-Json -Depth 9) |
            New-PimChannel -Label @{ en_US = 'Beside' }
        $made.Code | Should -Be one, two, three
        $made.Labels.en_US | Should -Be Beside, Beside, Beside
    }

    It 'takes one that was read for another one like it' {
        $made = Get-PimChannel one | ForEach-Object { $_.Code = 'copy'; $_ } | New-PimChannel
        $made.Code | Should -Be copy
        $made.Labels.en_US | Should -Be Beside
    }

    It 'says what is missing before anything is sent' {
        $seen = Measure-Request $sandbox { New-PimChannel x -Locale en_US -Currency EUR -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'needs category_tree'
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = @{ code = 'bad'; locales = @('en_US'); currencies = @('EUR'); category_tree = 'no_such' }, @{ code = 'good'; locales = @('en_US'); currencies = @('EUR'); category_tree = 'master' } | New-PimChannel -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Code | Should -Be good
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        New-PimChannel good -Locale en_US, de_DE -Currency EUR -CategoryTree master -ConversionUnit @{ weight = 'GRAM' } -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'already'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimChannel nothing -Locale en_US, de_DE -Currency EUR -CategoryTree master -ConversionUnit @{ weight = 'GRAM' } -Label @{ en_US = 'Made' } -WhatIf }).Requests | Should -Be 0
    }

    It 'makes one past a lost answer, once' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $made = New-PimChannel lost -Locale en_US, de_DE -Currency EUR -CategoryTree master -ConversionUnit @{ weight = 'GRAM' } -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        $made.Code | Should -Be lost
    }

    It 'enables a locale that was not in use' {
        (Get-PimLocale it_IT).Enabled | Should -BeFalse
        $null = New-PimChannel italy -Locale it_IT -Currency EUR -CategoryTree master
        (Get-PimLocale it_IT).Enabled | Should -BeTrue
    }
}
