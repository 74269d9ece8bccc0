# Changing families.

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

Describe 'Set-PimFamily' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimFamily shoes
        Set-PimFamily shoes -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimFamily shoes
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimFamily shoes | Set-PimFamily -AttributeRequirement @{ mobile = @('name') } -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Family'
        $changed.AttributeRequirements.mobile | Sort-Object | Should -Be name, sku
        $changed.AttributeRequirements.ecommerce.Count | Should -BeGreaterThan 2
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimFamily shoes, lamps -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'shoes', 'lamps' | Set-PimFamily -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimFamily shoes, lamps | Set-PimFamily -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimFamily shoes, lamps -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimFamily shoes, lamps).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Code = 'shoes'; AttributeAsLabel = 'sku' } | Set-PimFamily
        @{ code = 'shoes'; labels = @{ fr_FR = 'Table' } } | Set-PimFamily
        $read = Get-PimFamily shoes
        $read.AttributeAsLabel | Should -Be sku
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimFamily | ConvertTo-Json -Depth 12
        Get-PimFamily | Set-PimFamily -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimFamily | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimFamily no_such, shoes -Label @{ en_US = 'Goes on' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimFamily shoes).Labels.en_US | Should -Be 'Goes on'
        Get-PimFamily no_such -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimFamily shoes -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimFamily shoes -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimFamily shoes -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'replaces the attributes, the identifier apart' {
        $null = New-PimFamily small -Attribute name, brand
        (Set-PimFamily small -Attribute name, color -PassThru).Attributes | Sort-Object | Should -Be color, name, sku
        (Set-PimFamily small -Attribute @() -PassThru).Attributes | Should -Be sku
    }

    It 'takes a label away' {
        (Set-PimFamily shoes -Label @{ fr_FR = $null } -PassThru).Labels.PSObject.Properties.Name | Should -Be en_US
    }
}
