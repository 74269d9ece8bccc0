# Family variants.

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

Describe 'Get-PimFamilyVariant' {
    BeforeEach { Select-PimSession $session }

    It 'gives those of a family, as the server has them' {
        $seen = Measure-Request $sandbox { Get-PimFamilyVariant -Family shoes }
        $seen.Output.Code | Should -Be (Invoke-PimRestMethod api/rest/v1/families/shoes/variants).code
        $seen.Requests | Should -Be 1
        $seen.Output.Family | Should -Be shoes
    }

    It 'takes families by pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { 'shoes', 'tshirts' | Get-PimFamilyVariant } }
        @{ What = 'objects'; Script = { Get-PimFamily shoes, tshirts | Get-PimFamilyVariant } }
        @{ What = 'a property'; Script = { 'shoes', 'tshirts' | ForEach-Object { [pscustomobject]@{ Family = $_ } } | Get-PimFamilyVariant } }
    ) {
        $read = & $Script
        $read.Code | Should -Be shoes_size, tshirts_color_size
        $read.Family | Should -Be shoes, tshirts
    }

    It 'takes codes, arrays, the pipe, rows and what was read' {
        (Get-PimFamilyVariant shoes_size -Family shoes).Code | Should -Be shoes_size
        ('shoes_size' | Get-PimFamilyVariant -Family shoes).Code | Should -Be shoes_size
        ([pscustomobject]@{ Code = 'shoes_size'; Family = 'shoes' } | Get-PimFamilyVariant).Code | Should -Be shoes_size
        $all = Get-PimFamily | Get-PimFamilyVariant
        $seen = Measure-Request $sandbox { $all | Get-PimFamilyVariant }
        $seen.Output.Code | Should -Be $all.Code
        $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/families/{family_code}/variants/{code}'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimFamilyVariant no_such, shoes_size -Family shoes -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be shoes_size
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'reports a family that does not exist, and goes on' {
        $read = 'no_such', 'shoes' | Get-PimFamilyVariant -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be shoes_size
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'stops with Select-Object -First, over all families' {
        $seen = Measure-Request $sandbox { 'shoes', 'tshirts', 'lamps' | Get-PimFamilyVariant | Select-Object -First 1 }
        $seen.Output.Code | Should -Be shoes_size
        $seen.Requests | Should -Be 1
        (Measure-Request $sandbox { 'shoes', 'tshirts', 'lamps' | Get-PimFamilyVariant -First 1 }).Requests | Should -Be 1
        ('shoes', 'tshirts' | Get-PimFamilyVariant -Skip 1).Code | Should -Be tshirts_color_size
        (Get-PimFamilyVariant -Family shoes -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 1'
    }

    It 'has no filters' {
        Get-PimFamilyVariant -Family shoes -Filter @{ code = 'x' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'gives objects with their properties, and a table' {
        $one = Get-PimFamilyVariant tshirts_color_size -Family tshirts
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.FamilyVariant'
        $one.PSObject.Properties.Name | Should -Be 'Code', 'Labels', 'CommonAttributes', 'VariantAttributeSets', 'Family', 'Provider'
        $one | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+Label\s+Family\s+Axes.*tshirts\s+color > size'
    }
}
