# Changing buckets.

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

Describe 'Set-PimBucket' {
    BeforeEach {
        Select-PimSession $pims
        $null = 'One', 'Two' | ForEach-Object { New-PimBucket $_ -Type global }
    }
    AfterEach {
        Select-PimSession $pims
        Get-PimBucket | Where-Object Code -Match '^(One|Two|New)' | Sort-Object Code -Descending | Remove-PimBucket -Confirm:$false
    }

    It 'renames and moves' {
        Set-PimBucket One -Name New1 | Should -BeNullOrEmpty
        (Set-PimBucket New1 -Parent Two -PassThru).Code | Should -Be 'Two > New1'
        (Set-PimBucket 'Two > New1' -Path One -PassThru).Code | Should -Be One
    }

    It 'changes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Set-PimBucket One, Two -Position 8 } }
        @{ What = 'paths from the pipe'; Script = { 'One', 'Two' | Set-PimBucket -Position 8 } }
        @{ What = 'buckets that were read'; Script = { Get-PimBucket One, Two | Set-PimBucket -Position 8 } }
        @{ What = 'rows by property name'; Script = { "Code,Position`nOne,8`nTwo,8" | ConvertFrom-Csv | Set-PimBucket } }
    ) {
        & $Script
        (Get-PimBucket One, Two).Position | Should -Be 8, 8
    }

    It 'changes nothing when what was read is sent back' {
        $before = Get-PimBucket | ConvertTo-Json -Depth 9
        Get-PimBucket One, Two | Set-PimBucket
        Get-PimBucket | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'never makes one: PimNotFound, and goes on' {
        Set-PimBucket no_such, One -Position 3 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimBucket One).Position | Should -Be 3
    }

    It 'sends nothing with -WhatIf, or with nothing to change' {
        (Measure-Request $sandbox { Set-PimBucket One -Name New1 -WhatIf }).Requests | Should -Be 0
        $seen = Measure-Request $sandbox { Set-PimBucket One 2>&1 }
        $seen.Requests | Should -Be 0
        "$($seen.Output[0])" | Should -Match '-Parent, -Name, -Path, -Position'
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Set-PimBucket x -Name y -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }
}
