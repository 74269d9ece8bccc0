# Rule definitions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $raw = Invoke-PimRestMethod api/rest/v1/rule-definitions
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimRuleDefinition' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        (Get-PimRuleDefinition).Code | Should -Be $raw.code
    }

    It 'takes -First, -Skip and stops with Select-Object -First' {
        (Get-PimRuleDefinition -First 2).Code | Should -Be $raw[0..1].code
        (Get-PimRuleDefinition -Skip 1 -First 1).Code | Should -Be $raw[1].code
        (Measure-Request $sandbox { Get-PimRuleDefinition -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes one, an array, the pipe, property names and objects' {
        $keys = $raw[0..1].code
        (Get-PimRuleDefinition $keys[0]).Code | Should -Be $keys[0]
        (Get-PimRuleDefinition -Identity $keys).Code | Should -Be $keys
        ($keys | Get-PimRuleDefinition).Code | Should -Be $keys
        ([pscustomobject]@{ Code = $keys[1] } | Get-PimRuleDefinition).Code | Should -Be $keys[1]
        (Get-PimRuleDefinition -First 2 | Get-PimRuleDefinition).Code | Should -Be $keys
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimRuleDefinition 'no_such', $raw[0].code -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be $raw[0].code
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be 'no_such'
    }

    It 'gives objects of its type, without links, that are a table' {
        $one = Get-PimRuleDefinition -First 1
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.RuleDefinition'
        $one.PSObject.Properties.Name | Should -Not -Contain '_links'
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Code\s+Label\s+Type\s+ExecutionType\s+Priority\s+Enabled'
    }

    It 'gives conditions and actions of those asked for by code' {
        $rule = Get-PimRuleDefinition copy_name
        $rule.Actions[0].type | Should -Be copy
        $rule.Conditions[0].field | Should -Be name
    }

    It 'takes the server''s options' {
        (Get-PimRuleDefinition -Type record).Code | Should -Be name_brands
        (Get-PimRuleDefinition -ExecutionType triggered).Code | Should -Be tag_new_shoes
        $some = Measure-Request $sandbox { Get-PimRuleDefinition -Codes $raw[2].code, $raw[0].code }
        $some.Query.codes | Should -Be "$($raw[2].code),$($raw[0].code)"
        $some.Output.Code | Should -Be $raw[0, 2].code
        $seen = Measure-Request $sandbox { Get-PimRuleDefinition -Enabled $false }
        $seen.Query.enabled | Should -Be false
        $seen.Output.Code | Should -Be name_brands
        (Get-PimRuleDefinition -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 4'
    }
}
