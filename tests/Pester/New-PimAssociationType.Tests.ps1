# Making association types.

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

Describe 'New-PimAssociationType' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it, as the server has it then' {
        $made = New-PimAssociationType made -IsTwoWay $true -Label @{ en_US = 'Made' }
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssociationType'
        $read = Get-PimAssociationType made
        ($made | ConvertTo-Json -Depth 9) | Should -Be ($read | ConvertTo-Json -Depth 9)
        $read.IsTwoWay | Should -BeTrue
        $read.IsQuantified | Should -BeFalse
        $read.Labels.en_US | Should -Be Made
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ code = 'one'; is_quantified = $true }, [pscustomobject]@{ Code = 'two'; is_quantified = $true }, (@{ code = 'three'; is_quantified = $true } | ConvertTo-Json -Depth 9) |
            New-PimAssociationType -Label @{ en_US = 'Beside' }
        $made.Code | Should -Be one, two, three
        $made.Labels.en_US | Should -Be Beside, Beside, Beside
    }

    It 'takes one that was read for another one like it' {
        $made = Get-PimAssociationType one | ForEach-Object { $_.Code = 'copy'; $_ } | New-PimAssociationType
        $made.Code | Should -Be copy
        $made.Labels.en_US | Should -Be Beside
    }

    It 'says what is missing before anything is sent' {
        $seen = Measure-Request $sandbox { @{ labels = @{} } | New-PimAssociationType -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'needs code'
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = @{ code = 'bad'; labels = @{ xx_XX = 'x' } }, @{ code = 'good'; is_quantified = $true } | New-PimAssociationType -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Code | Should -Be good
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        New-PimAssociationType good -IsTwoWay $true -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'already'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimAssociationType nothing -IsTwoWay $true -Label @{ en_US = 'Made' } -WhatIf }).Requests | Should -Be 0
    }

    It 'makes one past a lost answer, once' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $made = New-PimAssociationType lost -IsTwoWay $true -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        $made.Code | Should -Be lost
    }

    It 'takes rows: flags as text' {
        $made = [pscustomobject]@{ Code = 'row'; IsQuantified = 'true'; IsTwoWay = '' } | New-PimAssociationType
        $made.IsQuantified | Should -BeTrue
        [pscustomobject]@{ Code = 'row2'; IsQuantified = 'perhaps' } | New-PimAssociationType -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }
}
