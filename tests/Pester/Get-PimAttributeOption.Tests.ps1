# Options of select attributes.

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

Describe 'Get-PimAttributeOption' {
    BeforeEach { Select-PimSession $session }

    It 'gives those of an attribute, as the server has them, page by page' {
        $raw = Invoke-PimRestMethod api/rest/v1/attributes/color/options
        $seen = Measure-Request $sandbox { Get-PimAttributeOption -Attribute color -PageSize 3 }
        $seen.Output.Code | Should -Be $raw.code
        $seen.Requests | Should -BeGreaterThan 1
        $seen.Output[0].Attribute | Should -Be color
    }

    It 'takes attributes by pipe: <What>' -ForEach @(
        @{ What = 'codes'; Script = { 'color', 'size' | Get-PimAttributeOption } }
        @{ What = 'objects'; Script = { Get-PimAttribute color, size | Get-PimAttributeOption } }
        @{ What = 'a property'; Script = { 'color', 'size' | ForEach-Object { [pscustomobject]@{ Attribute = $_ } } | Get-PimAttributeOption } }
    ) {
        $read = & $Script
        ($read.Attribute | Select-Object -Unique) | Should -Be color, size
        $read.Count | Should -Be ((Get-PimAttributeOption -Attribute color).Count + (Get-PimAttributeOption -Attribute size).Count)
    }

    It 'takes codes, arrays, the pipe and what was read' {
        (Get-PimAttributeOption black -Attribute color).Code | Should -Be black
        (Get-PimAttributeOption red, black -Attribute color).Code | Should -Be red, black
        ('red', 'black' | Get-PimAttributeOption -Attribute color).Code | Should -Be red, black
        $two = Get-PimAttributeOption -Attribute color -First 2
        ($two | Get-PimAttributeOption).Code | Should -Be $two.Code
        ($two | Select-Object Code, Attribute | Get-PimAttributeOption).Code | Should -Be $two.Code
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimAttributeOption no_such, black -Attribute color -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be black
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'reports an attribute without options, in the server''s words, and goes on' {
        $read = 'name', 'season' | Get-PimAttributeOption -ErrorAction SilentlyContinue -ErrorVariable failed
        $read[0].Attribute | Should -Be season
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        "$($failed[0])" | Should -Match 'does not support options'
    }

    It 'stops with Select-Object -First' {
        (Measure-Request $sandbox { Get-PimAttributeOption -Attribute brand -PageSize 2 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'gives objects with their properties, and a table' {
        $one = Get-PimAttributeOption black -Attribute color
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AttributeOption'
        $one.PSObject.Properties.Name | Should -Be 'Code', 'Attribute', 'SortOrder', 'Labels', 'Provider'
        $one | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+Label\s+Attribute\s+SortOrder.*black\s+Black\s+color\s+\d'
    }
}
