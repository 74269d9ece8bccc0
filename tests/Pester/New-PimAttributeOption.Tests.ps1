# Making attribute options.

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

Describe 'New-PimAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it, as the server has it then' {
        $made = New-PimAttributeOption made -Attribute color -SortOrder 40 -Label @{ en_US = 'Made' }
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AttributeOption'
        $read = Get-PimAttributeOption made -Attribute color
        ($made | ConvertTo-Json -Depth 9) | Should -Be ($read | ConvertTo-Json -Depth 9)
        $read.Attribute | Should -Be color
        $read.SortOrder | Should -Be 40
        $read.Labels.en_US | Should -Be Made
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ code = 'one'; labels = @{} }, [pscustomobject]@{ Code = 'two'; labels = @{} }, (@{ code = 'three'; labels = @{} } | ConvertTo-Json -Depth 9) |
            New-PimAttributeOption -Attribute color -Label @{ en_US = 'Beside' }
        $made.Code | Should -Be one, two, three
        $made.Labels.en_US | Should -Be Beside, Beside, Beside
    }

    It 'takes one that was read for another one like it' {
        $made = Get-PimAttributeOption one -Attribute color | ForEach-Object { $_.Code = 'copy'; $_ } | New-PimAttributeOption
        $made.Code | Should -Be copy
        $made.Labels.en_US | Should -Be Beside
    }

    It 'says what is missing before anything is sent' {
        $seen = Measure-Request $sandbox { @{ labels = @{} } | New-PimAttributeOption -Attribute color -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'needs code'
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = @{ code = 'bad'; labels = @{ xx_XX = 'x' } }, @{ code = 'good'; labels = @{} } | New-PimAttributeOption -Attribute color -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Code | Should -Be good
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        New-PimAttributeOption good -Attribute color -SortOrder 40 -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'already'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimAttributeOption nothing -Attribute color -SortOrder 40 -Label @{ en_US = 'Made' } -WhatIf }).Requests | Should -Be 0
    }

    It 'makes one past a lost answer, once' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $made = New-PimAttributeOption lost -Attribute color -SortOrder 40 -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        $made.Code | Should -Be lost
    }

    It 'takes the attribute from the pipe by name, and comes last' {
        $made = [pscustomobject]@{ Attribute = 'material'; Code = 'paper' } | New-PimAttributeOption
        $made.Attribute | Should -Be material
        $made.SortOrder | Should -Be ((Get-PimAttributeOption -Attribute material).SortOrder | Measure-Object -Maximum).Maximum
    }
}
