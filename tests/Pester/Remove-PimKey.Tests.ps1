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
}
