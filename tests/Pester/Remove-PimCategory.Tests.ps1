# Deleting categories.

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

Describe 'Remove-PimCategory' {
    BeforeEach {
        Select-PimSession $pims
        foreach ($path in 'Rp one', 'Rp one > Below', 'Rp two') { New-PimCategory $path -ErrorAction Ignore | Out-Null }
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimCategory 'Rp one', 'Rp two' -Confirm:$false } }
        @{ What = 'paths from the pipe'; Script = { 'Rp one', 'Rp two' | Remove-PimCategory -Confirm:$false } }
        @{ What = 'categories that were read'; Script = { Get-PimCategory 'Rp one', 'Rp two' | Remove-PimCategory -Confirm:$false } }
        @{ What = 'objects by property name'; Script = { [pscustomobject]@{ Code = 'Rp one' }, [pscustomobject]@{ Code = 'Rp two' } | Remove-PimCategory -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        (Get-PimCategory).Code | Where-Object { $_ -like 'Rp*' } | Should -BeNullOrEmpty
    }

    It 'says what is not there, and goes on' {
        Remove-PimCategory 'No such', 'Rp two' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be 'No such'
        (Get-PimCategory).Code | Should -Not -Contain 'Rp two'
    }

    It 'deletes nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimCategory 'Rp one' -WhatIf }).Requests | Should -Be 0
    }

    It 'says that Akeneo cannot, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Remove-PimCategory master -Session $akeneo -Confirm:$false } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no way to delete a category'
    }
}
