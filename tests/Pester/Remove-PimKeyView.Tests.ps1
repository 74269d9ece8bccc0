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
}
