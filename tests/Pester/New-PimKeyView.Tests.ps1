# Giving API keys views.

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

Describe 'New-PimKeyView' {
    BeforeEach {
        Select-PimSession $session
        $made = New-PimKey -PimUser
    }

    It 'gives one, the default with -IsDefault' {
        $view = New-PimKeyView Web -Key $made.Key -Comment 'Why'
        $view.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.KeyView'
        $view.Code | Should -Be Web
        $view.Comment | Should -Be Why
        (New-PimKeyView Erp -Key $made.Key).IsDefault | Should -BeFalse
        (New-PimKeyView Default -Key $made.Key -IsDefault).IsDefault | Should -BeTrue
        (Get-PimKeyView -Key $made.Key).IsDefault | Should -Be $false, $false, $true
    }

    It 'gives many: <What>' -ForEach @(
        @{ What = 'tables'; Script = { @{ code = 'Web' }, @{ code = 'Erp' } | New-PimKeyView -Key $made.Key } }
        @{ What = 'rows'; Script = { "Code,Comment`nWeb,a`nErp,b" | ConvertFrom-Csv | New-PimKeyView -Key $made.Key } }
        @{ What = 'lines of JSON'; Script = { '{"code":"Web"}', '{"code":"Erp","is_default":true}' | New-PimKeyView -Key $made.Key } }
        @{ What = 'objects that have the key'; Script = { 'Web', 'Erp' | ForEach-Object { [pscustomobject]@{ Code = $_; Key = $made.Key } } | New-PimKeyView } }
        @{ What = 'the views of another key'; Script = { $null = 'Web', 'Erp' | ForEach-Object { New-PimKeyView $_ -Key $other.Key }; Get-PimKeyView -Key $other.Key | New-PimKeyView -Key $made.Key } }
    ) {
        $other = New-PimKey
        (& $Script).Code | Should -Be Web, Erp
        (Get-PimKeyView -Key $made.Key).Code | Should -Be Web, Erp
    }

    It 'gives several keys one, by property name' {
        $other = New-PimKey -PimUser
        ($made, $other | New-PimKeyView Web).Code | Should -Be Web, Web
        (Get-PimKeyView -Key $other.Key).Code | Should -Be Web
    }

    It 'says what the server refuses, and goes on' {
        $given = @{ code = 'no_such' }, @{ code = 'Web' }, @{ code = 'Web' } | New-PimKeyView -Key $made.Key -ErrorAction SilentlyContinue -ErrorVariable failed
        $given.Code | Should -Be Web
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'Views Dictionary'
        $failed[1].TargetObject.code | Should -Be Web
    }

    It 'says what is missing or unknown before it sends' {
        $seen = Measure-Request $sandbox { @{ comment = 'x' }, @{ code = 'Web'; colour = 'x' } | New-PimKeyView -Key $made.Key 2>&1 }
        $seen.Requests | Should -Be 0
        $seen.Output.FullyQualifiedErrorId | Should -Be (, 'PimInvalidInput,PimPowerShell.Commands.Pims.NewPimKeyViewCommand' * 2)
        "$($seen.Output[0])" | Should -Match code
        "$($seen.Output[1])" | Should -Match colour
    }

    It 'completes the names of the dictionary' {
        Complete 'New-PimKeyView W' | Should -Be Web
        Complete 'Set-PimKeyView -Identity E' | Should -Be Erp
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimKeyView Web -Key $made.Key -WhatIf }).Requests | Should -Be 0
    }
}
