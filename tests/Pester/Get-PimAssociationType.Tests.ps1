# Association types.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/association-types
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimAssociationType' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, as the server has them' {
        $seen = Measure-Request $sandbox { Get-PimAssociationType }
        $seen.Output.Code | Should -Be $raw.code
        $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
    }

    It 'takes -First and -Skip' {
        (Get-PimAssociationType -First 2).Code | Should -Be $raw[0..1].code
        (Get-PimAssociationType -Skip 1 -First 1).Code | Should -Be $raw[1].code
    }

    It 'takes a code, an array, the pipe, property names and objects' {
        (Get-PimAssociationType PACK).Code | Should -Be PACK
        (Get-PimAssociationType -Code PACK).Code | Should -Be PACK
        (Get-PimAssociationType UPSELL, PACK).Code | Should -Be UPSELL, PACK
        ('UPSELL', 'PACK' | Get-PimAssociationType).Code | Should -Be UPSELL, PACK
        ([pscustomobject]@{ Code = 'PACK' } | Get-PimAssociationType).Code | Should -Be PACK
        (Get-PimAssociationType -First 2 | Get-PimAssociationType).Code | Should -Be $raw[0..1].code
    }

    It 'pages, counts, and stops with Select-Object -First' {
        (Get-PimAssociationType -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
        (Get-PimAssociationType -PageSize 2).Code | Should -Be $raw.code
        (Measure-Request $sandbox { Get-PimAssociationType -PageSize 2 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimAssociationType no_such, PACK -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be PACK
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'gives objects with their properties, and a table' {
        $one = Get-PimAssociationType PRODUCT_SET
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AssociationType'
        $one.PSObject.Properties.Name | Should -Be 'Code', 'Labels', 'IsQuantified', 'IsTwoWay', 'Provider'
        $one | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+Label\s+IsQuantified\s+IsTwoWay.*True\s+False'
    }
}
