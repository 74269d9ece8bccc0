# Suggestions of attributes.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $raw = Invoke-PimRestMethod api/rest/v1/data-model-designer/modelization-suggestions
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimModelizationSuggestion' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        (Get-PimModelizationSuggestion).Uuid | Should -Be $raw.uuid
    }

    It 'takes -First, -Skip and stops with Select-Object -First' {
        (Get-PimModelizationSuggestion -First 2).Uuid | Should -Be $raw[0..1].uuid
        (Get-PimModelizationSuggestion -Skip 1 -First 1).Uuid | Should -Be $raw[1].uuid
        (Measure-Request $sandbox { Get-PimModelizationSuggestion -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'takes one, an array, the pipe, property names and objects' {
        $keys = $raw[0..1].uuid
        (Get-PimModelizationSuggestion $keys[0]).Uuid | Should -Be $keys[0]
        (Get-PimModelizationSuggestion -Identity $keys).Uuid | Should -Be $keys
        ($keys | Get-PimModelizationSuggestion).Uuid | Should -Be $keys
        ([pscustomobject]@{ Uuid = $keys[1] } | Get-PimModelizationSuggestion).Uuid | Should -Be $keys[1]
        (Get-PimModelizationSuggestion -First 2 | Get-PimModelizationSuggestion).Uuid | Should -Be $keys
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimModelizationSuggestion '00000000-0000-4000-8000-000000000000', $raw[0].uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Uuid | Should -Be $raw[0].uuid
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be '00000000-0000-4000-8000-000000000000'
    }

    It 'gives objects of its type, without links, that are a table' {
        $one = Get-PimModelizationSuggestion -First 1
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ModelizationSuggestion'
        $one.PSObject.Properties.Name | Should -Not -Contain '_links'
        $one | Format-Table | Out-String -Width 200 | Should -Match 'Uuid\s+Status\s+Attribute\s+Type\s+Description'
    }

    It 'takes the server''s options' {
        (Get-PimModelizationSuggestion -Status draft).Status | Should -Be draft
        (Get-PimModelizationSuggestion -Source generated).Count | Should -Be $raw.Count
        $attribute = $raw[0].attributes[0].code
        (Get-PimModelizationSuggestion -Codes no_such, $attribute).Attributes.code | Select-Object -Unique | Should -Be $attribute
        Get-PimModelizationSuggestion -Codes no_such | Should -BeNullOrEmpty
        Get-PimModelizationSuggestion -Author nobody | Should -BeNullOrEmpty
        (Get-PimModelizationSuggestion -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
    }

    It 'has times and the attribute that is suggested' {
        $one = Get-PimModelizationSuggestion -First 1
        $one.CreatedAt | Should -BeOfType [DateTimeOffset]
        $one.Attributes[0].code | Should -Not -BeNullOrEmpty
    }
}
