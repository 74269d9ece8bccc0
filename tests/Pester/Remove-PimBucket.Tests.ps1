# Deleting buckets.

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

Describe 'Remove-PimBucket' {
    BeforeEach {
        Select-PimSession $pims
        'One', 'Two' | ForEach-Object { New-PimBucket $_ -Type global -ErrorAction Ignore | Out-Null }
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimBucket One, Two -Confirm:$false } }
        @{ What = 'paths from the pipe'; Script = { 'One', 'Two' | Remove-PimBucket -Confirm:$false } }
        @{ What = 'buckets that were read'; Script = { Get-PimBucket One, Two | Remove-PimBucket -Confirm:$false } }
        @{ What = 'objects by property name'; Script = { [pscustomobject]@{ Code = 'One' }, [pscustomobject]@{ Code = 'Two' } | Remove-PimBucket -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        (Get-PimBucket).Code | Where-Object { $_ -in 'One', 'Two' } | Should -BeNullOrEmpty
    }

    It 'says what is not there, and goes on' {
        Remove-PimBucket no_such, Two -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be no_such
        (Get-PimBucket).Code | Should -Not -Contain Two
    }

    It 'deletes nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimBucket One -WhatIf }).Requests | Should -Be 0
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Remove-PimBucket x -Confirm:$false -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }
}
