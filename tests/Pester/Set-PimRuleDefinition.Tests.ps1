# Changing rule definitions.

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

Describe 'Set-PimRuleDefinition' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimRuleDefinition tag_new_shoes
        Set-PimRuleDefinition tag_new_shoes -Priority 7 -Enabled $false | Should -BeNullOrEmpty
        $after = Get-PimRuleDefinition tag_new_shoes
        $after.Priority, $after.Enabled | Should -Be 7, $false
        foreach ($name in 'Type', 'ExecutionType', 'Conditions', 'Actions', 'Triggers', 'Labels') { $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9) }
    }

    It 'sends no code, which the address has' {
        $sandbox.Options.LogSize = 10
        $seen = Measure-Request $sandbox { Set-PimRuleDefinition tag_new_shoes -Priority 6 }
        $sandbox.Options.LogSize = 0
        $seen.Log[-1].Route | Should -Be 'PUT /api/rest/v1/rule-definitions/{code}'
        $seen.Log[-1].BodyNames | Should -Not -Contain code
        $seen.Log[-1].BodyNames | Should -Contain actions
    }

    It 'takes rules from the pipe, and gives them with -PassThru' {
        $changed = Get-PimRuleDefinition -Type product | Set-PimRuleDefinition -Label @{ en_US = 'Changed' } -PassThru
        $changed.Labels.en_US | Select-Object -Unique | Should -Be Changed
        $changed[0].PSObject.TypeNames | Should -Contain 'PimPowerShell.RuleDefinition'
    }

    It 'makes one where there is none' {
        $made = Set-PimRuleDefinition tag_lamps -Type product -Condition @{ field = 'family'; operator = 'IN'; value = @('lamps') } -Action @{ type = 'add'; field = 'tags'; items = @('new') } -ExecutionType triggered -Trigger @{ field = 'name' } -PassThru
        $made.Code, $made.ExecutionType | Should -Be tag_lamps, triggered
        $made.Conditions[0].value | Should -Be lamps
        $made.Actions[0].items | Should -Be new
    }

    It 'takes tables and rows whole' {
        @{ code = 'of_table'; type = 'product'; actions = @(@{ type = 'clear'; field = 'tags' }) } | Set-PimRuleDefinition
        [pscustomobject]@{ Code = 'of_table'; Priority = '9'; Enabled = 'false' } | Set-PimRuleDefinition
        $read = Get-PimRuleDefinition of_table
        $read.Priority, $read.Enabled, $read.Actions[0].type | Should -Be 9, $false, clear
    }

    It 'sends back what was read, which changes nothing: <What>' -ForEach @(
        @{ What = 'from the list'; Get = { Get-PimRuleDefinition } }
        @{ What = 'by code'; Get = { Get-PimRuleDefinition | Get-PimRuleDefinition } }
    ) {
        $before = Get-PimRuleDefinition | Get-PimRuleDefinition | ConvertTo-Json -Depth 9
        & $Get | Set-PimRuleDefinition
        Get-PimRuleDefinition | Get-PimRuleDefinition | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        Set-PimRuleDefinition not_there, copy_name -Priority 3 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimRuleDefinition copy_name).Priority | Should -Be 3
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimRuleDefinition copy_name -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimRuleDefinition copy_name -Priority 99 -WhatIf }
        $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/rule-definitions/{code}'
    }
}
