# Deleting attributes.

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

Describe 'Remove-PimAttribute' {
    BeforeEach {
        Select-PimSession $pims
        foreach ($name in 'rp_one', 'rp_two') { New-PimAttribute $name -Type text -Group Basic -Label $name -ErrorAction Ignore | Out-Null }
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimAttribute rp_one, rp_two -Confirm:$false } }
        @{ What = 'names from the pipe'; Script = { 'rp_one', 'rp_two' | Remove-PimAttribute -Confirm:$false } }
        @{ What = 'attributes that were read'; Script = { Get-PimAttribute rp_one, rp_two | Remove-PimAttribute -Confirm:$false } }
        @{ What = 'objects by property name'; Script = { [pscustomobject]@{ Code = 'rp_one' }, [pscustomobject]@{ Code = 'rp_two' } | Remove-PimAttribute -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        (Get-PimAttribute).Code | Where-Object { $_ -like 'rp_*' } | Should -BeNullOrEmpty
    }

    It 'says what is not there, and goes on' {
        Remove-PimAttribute no_such, rp_two -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be no_such
        (Get-PimAttribute).Code | Should -Not -Contain rp_two
    }

    It 'deletes nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimAttribute rp_one -WhatIf }).Requests | Should -Be 0
    }

    It 'says that Akeneo cannot, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Remove-PimAttribute name -Session $akeneo -Confirm:$false } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no way to delete an attribute'
    }
}
