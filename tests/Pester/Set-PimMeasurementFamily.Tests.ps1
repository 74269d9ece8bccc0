# Changing measurement families, which are written in lists.

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

Describe 'Set-PimMeasurementFamily' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimMeasurementFamily Weight
        Set-PimMeasurementFamily Weight -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $read = Get-PimMeasurementFamily Weight
        $read.Labels.en_US | Should -Be Changed
        foreach ($name in $read.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $read.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = Get-PimMeasurementFamily Weight | Set-PimMeasurementFamily -Label @{ de_DE = 'Gewicht' } -PassThru
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MeasurementFamily'
        $changed.Labels.de_DE | Should -Be Gewicht
        $changed.StandardUnitCode | Should -Be KILOGRAM
    }

    It 'takes arrays and the pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { Set-PimMeasurementFamily Weight, Length -Label @{ en_US = 'Many' } } }
        @{ What = 'codes from the pipe'; Script = { 'Weight', 'Length' | Set-PimMeasurementFamily -Label @{ en_US = 'Many' } } }
        @{ What = 'objects'; Script = { Get-PimMeasurementFamily Weight, Length | Set-PimMeasurementFamily -Label @{ en_US = 'Many' } } }
    ) {
        Set-PimMeasurementFamily Weight, Length -Label @{ en_US = 'Before' }
        & $Script
        (Get-PimMeasurementFamily Weight, Length).Labels.en_US | Should -Be Many, Many
    }

    It 'takes rows and tables whole' {
        [pscustomobject]@{ Code = 'Weight'; Labels = @{ en_US = 'Row' }; StandardUnitCode = 'KILOGRAM' } | Set-PimMeasurementFamily
        @{ code = 'Weight'; labels = @{ fr_FR = 'Table' } } | Set-PimMeasurementFamily
        $read = Get-PimMeasurementFamily Weight
        $read.Labels.en_US | Should -Be Row
        $read.Labels.fr_FR | Should -Be Table
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimMeasurementFamily | ConvertTo-Json -Depth 12
        Get-PimMeasurementFamily | Set-PimMeasurementFamily -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        Get-PimMeasurementFamily | ConvertTo-Json -Depth 12 | Should -Be $before
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimMeasurementFamily Weight -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimMeasurementFamily Weight -Label @{ en_US = 'Nothing' } -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'reports what the server refuses, non-terminating' {
        Set-PimMeasurementFamily Weight -Label @{ xx_XX = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].ErrorDetails | Should -Not -BeNullOrEmpty
    }

    It 'does not send what cannot be changed' {
        $seen = Measure-Request $sandbox { Set-PimMeasurementFamily Weight -StandardUnitCode GRAM -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'standard_unit_code.*cannot be changed'
        $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
    }

    It 'adds units, and makes a family that does not exist' {
        $unit = @{ ARE = @{ code = 'ARE'; symbol = 'a'; convert_from_standard = @(@{ operator = 'mul'; value = '100' }) } }
        (Set-PimMeasurementFamily Area -Unit $unit -PassThru).Units.PSObject.Properties.Name | Should -Contain SQUARE_METER
        (Get-PimMeasurementFamily Area).Units.ARE.symbol | Should -Be a
        $made = Set-PimMeasurementFamily Force -StandardUnitCode N -PassThru -Unit @{ N = @{ code = 'N'; symbol = 'N'; convert_from_standard = @(@{ operator = 'mul'; value = '1' }) } }
        $made.StandardUnitCode | Should -Be N
    }

    It 'takes the same conversion however its number is written, and other labels and symbols, where an attribute measures' {
        $unit = @{ GRAM = @{ code = 'GRAM'; symbol = 'gr'; labels = @{ en_US = 'Gram' }; convert_from_standard = @(@{ operator = 'mul'; value = '0.001' }) } }
        (Set-PimMeasurementFamily Weight -Unit $unit -PassThru).Units.GRAM.symbol | Should -Be gr
        $unit = @{ code = 'Weight'; units = @{ GRAM = @{ code = 'GRAM'; symbol = 'g' } } }
        ($unit | Invoke-PimBulkUpsert -Resource MeasurementFamily).Status | Should -Be Updated
    }

    It 'refuses another conversion by what holds now, not by what was read before' {
        $units = { param($Factor) @{ N = @{ code = 'N'; convert_from_standard = @(@{ operator = 'mul'; value = '1' }) }; M = @{ code = 'M'; convert_from_standard = @(@{ operator = 'mul'; value = $Factor }) } } }
        Set-PimMeasurementFamily Later -StandardUnitCode N -Unit (& $units '2')
        Set-PimMeasurementFamily Later -Unit (& $units '3') -WhatIf
        $other = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'other' }
        Set-PimMeasurementFamily Later -Unit (& $units '4') -Session $other
        $null = New-PimAttribute later -Group other -Type pim_catalog_metric -MetricFamily Later -DefaultMetricUnit N -DecimalsAllowed $true -NegativeAllowed $true -Session $other
        Set-PimMeasurementFamily Later -Unit (& $units '4') -Session $session -ErrorAction Stop
        { Set-PimMeasurementFamily Later -Unit (& $units '3') -Session $session -ErrorAction Stop } | Should -Throw '*Unit.M.convert_from_standard: cannot be changed any more, since the attribute ''later'' measures in it*'
    }

    It 'sends numbers as the text that the server takes' {
        $unit = @{
            B = @{ code = 'B'; symbol = 'b'; convert_from_standard = @(@{ operator = 'mul'; value = 1 }) }
            C = @{ code = 'C'; symbol = 'c'; convert_from_standard = @(@{ operator = 'mul'; value = 2.5 }, @{ operator = 'add'; value = 0.125 }) }
        }
        $made = Set-PimMeasurementFamily Numbers -StandardUnitCode B -Unit $unit -PassThru
        $made.Units.C.convert_from_standard.value | Should -Be '2.5', '0.125'
    }

    It 'gives the server''s words about the item, field by field' {
        Set-PimMeasurementFamily New -Label @{ en_US = 'New' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match '422.*standard_unit_code'
    }

    It 'sends again what got no answer' {
        $sandbox.Options.ResetAfterActingEvery = 2
        Set-PimMeasurementFamily Power, Volume -Label @{ en_US = 'Again' } -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        (Get-PimMeasurementFamily Power, Volume).Labels.en_US | Should -Be Again, Again
    }
}
