# Making buckets.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimBucket' {
    BeforeEach { Select-PimSession $pims }

    AfterEach {
        Select-PimSession $pims
        Get-PimBucket | Where-Object Code -Match '^(One|Two)' | Sort-Object Code -Descending | Remove-PimBucket -Confirm:$false
    }

    It 'makes one and gives it' {
        $made = New-PimBucket One -Type global -Position 4
        $made.Code | Should -Be One
        $made.Type | Should -Be global
        $made.Position | Should -Be 4
        (New-PimBucket 'One > Below' -Type global).Parent | Should -Be One
    }

    It 'makes many: <What>' -ForEach @(
        @{ What = 'tables'; Script = { @{ code = 'One'; type = 'global' }, @{ code = 'Two'; type = 'global' } | New-PimBucket } }
        @{ What = 'rows by property name'; Script = { "Code,Type`nOne,global`nTwo,global" | ConvertFrom-Csv | New-PimBucket } }
        @{ What = 'lines of JSON'; Script = { '{"code":"One"}', '{"code":"Two"}' | New-PimBucket -Type global } }
    ) {
        (& $Script).Code | Should -Be One, Two
    }

    It 'says what is missing before it sends' {
        $seen = Measure-Request $sandbox { New-PimBucket One 2>&1 }
        $seen.Requests | Should -Be 0
        "$($seen.Output[0])" | Should -Match 'needs type'
    }

    It 'needs what it lies in, and goes on' {
        (@{ code = 'No such > Below'; type = 'global' }, @{ code = 'One'; type = 'global' } | New-PimBucket -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be One
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimBucket One -Type global -WhatIf }).Requests | Should -Be 0
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { New-PimBucket x -Type global -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }
}
