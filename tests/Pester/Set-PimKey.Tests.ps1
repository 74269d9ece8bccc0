# Changing what API keys may do.

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

Describe 'Set-PimKey' {
    BeforeEach {
        Select-PimSession $session
        $made = New-PimKey -PimUser -PimExport
    }

    It 'gives and takes what is named and nothing else' {
        Set-PimKey -Key $made.Key -PimEditor -PimExport:$false | Should -BeNullOrEmpty
        $told = Get-PimKey $made.Key
        $told.PimUser, $told.PimEditor, $told.PimExport | Should -Be $true, $true, $false
    }

    It 'gives what the key may do then with -PassThru' {
        $told = Set-PimKey $made.Key -PimEditor -PassThru
        $told.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Key'
        $told.PimUser, $told.PimEditor | Should -Be $true, $true
        $told.PSObject.Properties.Name | Should -Not -Contain Key
    }

    It 'changes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Set-PimKey $made.Key, $other.Key -PimEditor } }
        @{ What = 'keys from the pipe'; Script = { $made.Key, $other.Key | Set-PimKey -PimEditor } }
        @{ What = 'by property name'; Script = { $made, $other | Set-PimKey -PimEditor } }
    ) {
        $other = New-PimKey
        & $Script
        (Get-PimKey $made.Key, $other.Key).PimEditor | Should -Be $true, $true
    }

    It 'changes nothing when what was read is given again' {
        $before = Get-PimKey $made.Key
        Set-PimKey $made.Key -PimUser:$before.PimUser -PimEditor:$before.PimEditor -PimExport:$before.PimExport
        Get-PimKey $made.Key | ConvertTo-Json -Depth 5 | Should -Be ($before | ConvertTo-Json -Depth 5)
    }

    It 'reports one that does not exist with the secret as target, and goes on' {
        Set-PimKey $no, $made.Key -PimEditor -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        $failed[0].TargetObject | Should -Be $no
        "$($failed[0])" | Should -Match 'invalid or expired'
        (Get-PimKey $made.Key).PimEditor | Should -BeTrue
    }

    It 'says when there is nothing to change, before it sends' {
        $seen = Measure-Request $sandbox { Set-PimKey $made.Key 2>&1 }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match '-PimSecurity, -PimManager'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Set-PimKey $made.Key -PimEditor -WhatIf }).Requests | Should -Be 0
    }
}
