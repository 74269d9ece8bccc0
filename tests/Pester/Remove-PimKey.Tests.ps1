# Deleting API keys.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
    $no = ([Net.NetworkCredential]::new('', 'no-such-key').SecurePassword)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimKey' {
    BeforeEach {
        Select-PimSession $session
        $made = New-PimKey -PimUser
    }

    It 'deletes one and gives nothing' {
        Remove-PimKey -Key $made.Key -Confirm:$false | Should -BeNullOrEmpty
        { Get-PimKey $made.Key -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'deletes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimKey $made.Key, $other.Key -Confirm:$false } }
        @{ What = 'keys from the pipe'; Script = { $made.Key, $other.Key | Remove-PimKey -Confirm:$false } }
        @{ What = 'by property name'; Script = { $made, $other | Remove-PimKey -Confirm:$false } }
    ) {
        $other = New-PimKey
        & $Script
        $null = $made, $other | Get-PimKey -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 2
    }

    It 'reports one that does not exist, and the session''s own, with the secret as target, and goes on' {
        Remove-PimKey $no, $sandbox.ApiKey, $made.Key -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -Be (, 'PimRefused,PimPowerShell.Commands.Pims.RemovePimKeyCommand' * 2)
        $failed[0].TargetObject | Should -Be $no
        "$($failed[0])" | Should -Match 'does not exist'
        "$($failed[1])" | Should -Match 'your own'
        { Get-PimKey $made.Key -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimKey $made.Key -WhatIf }).Requests | Should -Be 0
    }

    It 'may not with a key that lacks pim_security: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Remove-PimKey $made.Key -Confirm:$false -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_security
    }

    It 'says that Akeneo has none, before any request' {
        $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
        $seen = Measure-Request $sandbox { Get-Terminating { Remove-PimKey $made.Key -Confirm:$false -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }

    It 'needs a session: terminating PimNotConnected' {
        (Invoke-InRunspace { try { Remove-PimKey -Confirm:$false -Key ([Net.NetworkCredential]::new('', 'x').SecurePassword) } catch { $_.FullyQualifiedErrorId } }).Output | Should -BeLike 'PimNotConnected,*'
    }
}
