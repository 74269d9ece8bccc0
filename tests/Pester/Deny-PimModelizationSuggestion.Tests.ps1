# Declining suggestions.

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

Describe 'Deny-PimModelizationSuggestion' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $suggestions = 1..2 | ForEach-Object { New-PimModelizationSuggestion 'Trial' -Source tests -Type boolean -Code "trial_$((++$script:used))" }
    }

    It 'takes one by uuid, and gives nothing' {
        Deny-PimModelizationSuggestion $suggestions[0].Uuid | Should -BeNullOrEmpty
        (Get-PimModelizationSuggestion $suggestions).Status | Should -Be rejected, draft
    }

    It 'takes arrays, objects and rows, and gives them with -PassThru' {
        (Deny-PimModelizationSuggestion $suggestions -PassThru).Status | Should -Be rejected, rejected
        $more = New-PimModelizationSuggestion 'Trial' -Source tests -Type boolean -Code "trial_$((++$script:used))"
        ([pscustomobject]@{ Uuid = $more.Uuid } | Deny-PimModelizationSuggestion -PassThru).Uuid | Should -Be $more.Uuid
    }

    It 'reports one that does not exist and one that was decided on, and goes on' {
        Deny-PimModelizationSuggestion $suggestions[0]
        Deny-PimModelizationSuggestion '00000000-0000-4000-8000-000000000000', $suggestions[0].Uuid, $suggestions[1].Uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimModelizationSuggestion $suggestions[1]).Status | Should -Be rejected
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { $suggestions | Deny-PimModelizationSuggestion -WhatIf }).Requests | Should -Be 0
    }

    It 'says why, and makes nothing' {
        (Deny-PimModelizationSuggestion $suggestions[0] -Reason 'We have it.' -PassThru).RejectReason | Should -Be 'We have it.'
        Get-PimAttribute $suggestions[0].Attributes[0].code -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}
