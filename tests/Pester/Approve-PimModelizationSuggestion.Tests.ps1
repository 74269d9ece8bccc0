# Approving suggestions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $script:used = 0
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Approve-PimModelizationSuggestion' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $suggestions = 1..2 | ForEach-Object { New-PimModelizationSuggestion 'Trial' -Source tests -Type boolean -Code "trial_$((++$script:used))" }
    }

    It 'takes one by uuid, and gives nothing' {
        Approve-PimModelizationSuggestion $suggestions[0].Uuid | Should -BeNullOrEmpty
        (Get-PimModelizationSuggestion $suggestions).Status | Should -Be approved, draft
    }

    It 'takes arrays, objects and rows, and gives them with -PassThru' {
        (Approve-PimModelizationSuggestion $suggestions -PassThru).Status | Should -Be approved, approved
        $more = New-PimModelizationSuggestion 'Trial' -Source tests -Type boolean -Code "trial_$((++$script:used))"
        ([pscustomobject]@{ Uuid = $more.Uuid } | Approve-PimModelizationSuggestion -PassThru).Uuid | Should -Be $more.Uuid
    }

    It 'takes its options by property name' {
        $row = [pscustomobject]@{ Uuid = $suggestions[0].Uuid; Code = "other_$($script:used)"; Type = 'pim_catalog_text'; Localizable = 'True'; Scopable = '' }
        $row | Approve-PimModelizationSuggestion
        $made = Get-PimAttribute $row.Code
        $made.Type, $made.Localizable, $made.Scopable | Should -Be pim_catalog_text, $true, $false
    }

    It 'reports one that does not exist and one that was decided on, and goes on' {
        Approve-PimModelizationSuggestion $suggestions[0]
        Approve-PimModelizationSuggestion '00000000-0000-4000-8000-000000000000', $suggestions[0].Uuid, $suggestions[1].Uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimModelizationSuggestion $suggestions[1]).Status | Should -Be approved
    }

    It 'refuses an action, with -WhatIf too' {
        $action = ConvertFrom-PimAction '{"data":{},"timestamp":1}'
        foreach ($preview in $true, $false) {
            { $action | Approve-PimModelizationSuggestion -WhatIf:$preview -ErrorAction Stop } | Should -Throw 'An action is no item*'
        }
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { $suggestions | Approve-PimModelizationSuggestion -WhatIf }).Requests | Should -Be 0
    }

    It 'makes the attribute, with what is different from the suggestion' {
        Approve-PimModelizationSuggestion $suggestions[0] -Code made_of_it -Label @{ en_US = 'Made' } -Group other -Scopable $true -Localizable $true
        $attribute = Get-PimAttribute made_of_it
        $attribute.Labels.en_US, $attribute.Scopable, $attribute.Localizable | Should -Be Made, $true, $true
    }
}
