# Asking for suggestions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimModelizationSuggestion' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it' {
        $made = New-PimModelizationSuggestion 'Glows in the dark' -Source workshop -Code glow -Type boolean -AdditionalComment 'For children'
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ModelizationSuggestion'
        $made.Status, $made.Source, $made.Attributes[0].code | Should -Be draft, workshop, glow
        (Get-PimModelizationSuggestion $made).Description | Should -Be 'Glows in the dark'
    }

    It 'takes descriptions and rows from the pipe' {
        ('One', 'Two' | New-PimModelizationSuggestion -Source workshop).Description | Should -Be One, Two
        ([pscustomobject]@{ Description = 'Three'; Source = 'row'; Code = 'three' } | New-PimModelizationSuggestion).Source | Should -Be row
    }

    It 'refuses a row with a column that it would lose, and asks for the others' {
        $rows = [pscustomobject]@{ Description = 'Lost'; Comment = 'urgent' }, [pscustomobject]@{ Description = 'Kept'; additional_comments = 'urgent' }
        $seen = Measure-Request $sandbox { $rows | New-PimModelizationSuggestion -Source workshop -ErrorAction SilentlyContinue -ErrorVariable failed; $failed }
        $seen.Output[0].Description | Should -Be Kept
        $seen.Output[1].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[1])" | Should -BeLike 'Comment: a row of New-PimModelizationSuggestion has no such column.*AdditionalComment*'
        $seen.Requests | Should -Be 1
    }

    It 'takes no row for a description' {
        $seen = Measure-Request $sandbox { [pscustomobject]@{ Source = 'row' } | New-PimModelizationSuggestion -ErrorAction SilentlyContinue -ErrorVariable failed; $failed }
        $seen.Requests | Should -Be 0
        $seen.Output | Should -Not -BeNullOrEmpty
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = [pscustomobject]@{ Description = 'Bad'; Type = 'no_such' }, [pscustomobject]@{ Description = 'Good'; Type = 'text' } |
            New-PimModelizationSuggestion -Source workshop -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Description | Should -Be Good
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].TargetObject | Should -Be Bad
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimModelizationSuggestion x y -WhatIf }).Requests | Should -Be 0
    }
}
