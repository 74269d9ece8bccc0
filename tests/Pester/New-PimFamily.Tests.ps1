# Making families.

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

Describe 'New-PimFamily' {
    BeforeEach { Select-PimSession $session }

    It 'makes one and gives it, as the server has it then' {
        $made = New-PimFamily made -Attribute name, brand -AttributeAsLabel name -AttributeRequirement @{ ecommerce = @('name') } -Label @{ en_US = 'Made' }
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Family'
        $read = Get-PimFamily made
        ($made | ConvertTo-Json -Depth 9) | Should -Be ($read | ConvertTo-Json -Depth 9)
        $read.Attributes | Sort-Object | Should -Be brand, name, sku
        $read.AttributeAsLabel | Should -Be name
        $read.AttributeRequirements.ecommerce | Sort-Object | Should -Be name, sku
        $read.Labels.en_US | Should -Be Made
    }

    It 'takes tables, objects and JSON from the pipe, and parameters beside them' {
        $made = @{ code = 'one'; attributes = @('name') }, [pscustomobject]@{ Code = 'two'; attributes = @('name') }, (@{ code = 'three'; attributes = @('name') } | ConvertTo-Json -Depth 9) |
            New-PimFamily -Label @{ en_US = 'Beside' }
        $made.Code | Should -Be one, two, three
        $made.Labels.en_US | Should -Be Beside, Beside, Beside
    }

    It 'takes one that was read for another one like it' {
        $made = Get-PimFamily one | ForEach-Object { $_.Code = 'copy'; $_ } | New-PimFamily
        $made.Code | Should -Be copy
        $made.Labels.en_US | Should -Be Beside
    }

    It 'says what is missing before anything is sent' {
        $seen = Measure-Request $sandbox { @{ labels = @{} } | New-PimFamily -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'needs code'
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        $made = @{ code = 'bad'; attributes = @('no_such') }, @{ code = 'good'; attributes = @('name') } | New-PimFamily -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Code | Should -Be good
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        New-PimFamily good -Attribute name, brand -AttributeAsLabel name -AttributeRequirement @{ ecommerce = @('name') } -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'already'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimFamily nothing -Attribute name, brand -AttributeAsLabel name -AttributeRequirement @{ ecommerce = @('name') } -Label @{ en_US = 'Made' } -WhatIf }).Requests | Should -Be 0
    }

    It 'makes one past a lost answer, once' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $made = New-PimFamily lost -Attribute name, brand -AttributeAsLabel name -AttributeRequirement @{ ecommerce = @('name') } -Label @{ en_US = 'Made' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        $made.Code | Should -Be lost
    }

    It 'takes rows: lists with commas between' {
        $made = [pscustomobject]@{ Code = 'row'; Attributes = 'name, brand'; AttributeAsLabel = 'name'; AttributeAsImage = '' } | New-PimFamily
        $made.Attributes | Sort-Object | Should -Be brand, name, sku
        $made.AttributeAsImage | Should -BeNullOrEmpty
    }
}
