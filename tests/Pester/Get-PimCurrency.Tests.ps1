# Currencies.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/currencies
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimCurrency' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        $seen = Measure-Request $sandbox { Get-PimCurrency }
        $seen.Output.Code | Should -Be $raw.code
        $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
    }

    It 'takes -First and -Skip' {
        (Get-PimCurrency -First 2).Code | Should -Be $raw[0..1].code
        (Get-PimCurrency -Skip 1 -First 1).Code | Should -Be $raw[1].code
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimCurrency EUR).Code | Should -Be EUR
        (Get-PimCurrency -Code EUR).Code | Should -Be EUR
        (Get-PimCurrency USD, EUR).Code | Should -Be USD, EUR
        ('USD', 'EUR' | Get-PimCurrency).Code | Should -Be USD, EUR
        ([pscustomobject]@{ Code = 'EUR' } | Get-PimCurrency).Code | Should -Be EUR
        (Get-PimCurrency -First 2 | Get-PimCurrency).Code | Should -Be $raw[0..1].code
    }

    It 'pages, counts, and stops with Select-Object -First' {
        (Get-PimCurrency -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
        (Get-PimCurrency -PageSize 50).Code | Should -Be $raw.code
        (Measure-Request $sandbox { Get-PimCurrency -PageSize 2 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimCurrency XXXX, EUR -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be EUR
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be XXXX
    }

    It 'takes -Enabled and a filter' {
        $seen = Measure-Request $sandbox { Get-PimCurrency -Enabled $true }
        $seen.Query.search | Should -Be '{"enabled":[{"operator":"=","value":true}]}'
        $seen.Output.Code | Should -Be @($raw | Where-Object enabled).code
        (Get-PimCurrency -Enabled $false).Code | Should -Be @($raw | Where-Object { -not $_.enabled }).code
        (Get-PimCurrency -Filter @{ enabled = $true }).Code | Should -Be $seen.Output.Code
    }

    It 'completes the codes in use' {
        Complete 'Get-PimCurrency E' | Should -Be EUR
        Complete 'New-PimChannel x -Currency U' | Should -Be USD
    }

    It 'gives objects with their properties, and a table' {
        $one = Get-PimCurrency EUR
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Currency'
        $one.PSObject.Properties.Name | Should -Be 'Code', 'Enabled', 'Label', 'Provider'
        $one | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+Enabled\s+Label.*EUR\s+True'
    }
}
