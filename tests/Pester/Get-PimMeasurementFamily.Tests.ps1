# Measurement families, which have no address of their own.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/measurement-families
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimMeasurementFamily' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        $seen = Measure-Request $sandbox { Get-PimMeasurementFamily }
        $seen.Output.Code | Should -Be $raw.code
        $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
    }

    It 'takes -First and -Skip' {
        (Get-PimMeasurementFamily -First 2).Code | Should -Be $raw[0..1].code
        (Get-PimMeasurementFamily -Skip 1 -First 1).Code | Should -Be $raw[1].code
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimMeasurementFamily Weight).Code | Should -Be Weight
        (Get-PimMeasurementFamily -Code Weight).Code | Should -Be Weight
        (Get-PimMeasurementFamily Length, Weight).Code | Should -Be Length, Weight
        ('Length', 'Weight' | Get-PimMeasurementFamily).Code | Should -Be Length, Weight
        ([pscustomobject]@{ Code = 'Weight' } | Get-PimMeasurementFamily).Code | Should -Be Weight
        (Get-PimMeasurementFamily -First 2 | Get-PimMeasurementFamily).Code | Should -Be $raw[0..1].code
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimMeasurementFamily no_such, Weight -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be Weight
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'picks those asked for out of one list' {
        $seen = Measure-Request $sandbox { 'length', 'WEIGHT', 'Power' | Get-PimMeasurementFamily }
        $seen.Output.Code | Should -Be Length, Weight, Power
        $seen.Requests | Should -Be 1
        $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/measurement-families'
    }

    It 'completes codes' {
        Complete 'Get-PimMeasurementFamily W' | Should -Be Weight
    }

    It 'has no filters' {
        (Get-Terminating { Get-PimMeasurementFamily -Filter @{ code = 'x' } }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'gives objects with their properties, and a table' {
        $one = Get-PimMeasurementFamily Weight
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MeasurementFamily'
        $one.PSObject.Properties.Name | Should -Be 'Code', 'Labels', 'StandardUnitCode', 'Units', 'Provider'
        $one | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+Label\s+StandardUnitCode\s+Units.*KILOGRAM, GRAM'
    }
}
