# Taking views from API keys.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimKeyView' {
    BeforeEach {
        Select-PimSession $session
        $made = New-PimKey -PimUser
        $null = 'Web', 'Erp', 'Default' | ForEach-Object { New-PimKeyView $_ -Key $made.Key -Comment $_ }
    }

    It 'takes one, gives nothing, and leaves it in the dictionary' {
        Remove-PimKeyView Erp -Key $made.Key -Confirm:$false | Should -BeNullOrEmpty
        (Get-PimKeyView -Key $made.Key).Code | Should -Be Web, Default
        (Get-PimView).Code | Should -Contain Erp
    }

    It 'takes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimKeyView Erp, Default -Key $made.Key -Confirm:$false } }
        @{ What = 'names from the pipe'; Script = { 'Erp', 'Default' | Remove-PimKeyView -Key $made.Key -Confirm:$false } }
        @{ What = 'views that were read'; Script = { Get-PimKeyView Erp, Default -Key $made.Key | Remove-PimKeyView -Key $made.Key -Confirm:$false } }
        @{ What = 'objects that have the key'; Script = { 'Erp', 'Default' | ForEach-Object { [pscustomobject]@{ Code = $_; Key = $made.Key } } | Remove-PimKeyView -Confirm:$false } }
    ) {
        & $Script
        (Get-PimKeyView -Key $made.Key).Code | Should -Be Web
    }

    It 'reports the default one and one that is not there, non-terminating, and goes on' {
        Remove-PimKeyView Web, no_such, Erp -Key $made.Key -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -Be ('PimRefused', 'PimNotFound' | ForEach-Object { "$_,PimPowerShell.Commands.Pims.RemovePimKeyViewCommand" })
        $failed.TargetObject | Should -Be Web, no_such
        "$($failed[0])" | Should -Match "You can not delete 'Default' view"
        (Get-PimKeyView -Key $made.Key).Code | Should -Be Web, Default
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimKeyView Erp -Key $made.Key -WhatIf }).Requests | Should -Be 0
    }

    It 'may not with a key that lacks pim_manager: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Remove-PimKeyView Web -Key $made.Key -Confirm:$false -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_manager
    }

    It 'says that Akeneo has none, before any request' {
        $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
        $seen = Measure-Request $sandbox { Get-Terminating { Remove-PimKeyView Web -Key $made.Key -Confirm:$false -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }

    It 'needs a session: terminating PimNotConnected' {
        (Invoke-InRunspace { try { Remove-PimKeyView Web -Confirm:$false -Key ([Net.NetworkCredential]::new('', 'x').SecurePassword) } catch { $_.FullyQualifiedErrorId } }).Output | Should -BeLike 'PimNotConnected,*'
    }
}
