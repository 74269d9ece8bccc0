# Changing the views of API keys.

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

Describe 'Set-PimKeyView' {
    BeforeEach {
        Select-PimSession $session
        $made = New-PimKey -PimUser
        $null = 'Web', 'Erp' | ForEach-Object { New-PimKeyView $_ -Key $made.Key -Comment $_ }
    }

    It 'makes one the default with -IsDefault' {
        Set-PimKeyView Erp -Key $made.Key -IsDefault | Should -BeNullOrEmpty
        (Get-PimKeyView -Key $made.Key).IsDefault | Should -Be $false, $true
        (Get-PimKeyView -Key $made.Key).Comment | Should -Be Web, Erp
    }

    It 'changes the comment, and gives the view with -PassThru' {
        $view = Set-PimKeyView Web -Key $made.Key -Comment 'Why' -PassThru
        $view.Code | Should -Be Web
        $view.Comment | Should -Be Why
        $view.IsDefault | Should -BeTrue
    }

    It 'changes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Set-PimKeyView Web, Erp -Key $made.Key -Comment new } }
        @{ What = 'names from the pipe'; Script = { 'Web', 'Erp' | Set-PimKeyView -Key $made.Key -Comment new } }
        @{ What = 'views that were read'; Script = { Get-PimKeyView -Key $made.Key | Set-PimKeyView -Key $made.Key -Comment new } }
        @{ What = 'rows'; Script = { "Code,Comment`nWeb,new`nErp,new" | ConvertFrom-Csv | Set-PimKeyView -Key $made.Key } }
        @{ What = 'objects that have the key'; Script = { 'Web', 'Erp' | ForEach-Object { [pscustomobject]@{ Code = $_; Comment = 'new'; Key = $made.Key } } | Set-PimKeyView } }
    ) {
        & $Script
        (Get-PimKeyView -Key $made.Key).Comment | Should -Be new, new
    }

    It 'changes nothing when what was read is sent back' {
        $before = Get-PimKeyView -Key $made.Key | ConvertTo-Json
        Get-PimKeyView -Key $made.Key | Set-PimKeyView -Key $made.Key
        Get-PimKeyView -Key $made.Key | ConvertTo-Json | Should -Be $before
    }

    It 'never gives one: an error, non-terminating, and goes on' {
        Set-PimKeyView Default, Erp -Key $made.Key -Comment new -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be Default
        (Get-PimKeyView -Key $made.Key).Comment | Should -Be Web, new
    }

    It 'says that the default cannot become none, and when there is nothing to change' {
        Set-PimKeyView Web -Key $made.Key -IsDefault:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimKeyView Web -Key $made.Key 2>&1 }
        $seen.Requests | Should -Be 0
        "$($seen.Output[0])" | Should -Match '-Comment, -IsDefault'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Set-PimKeyView Web -Key $made.Key -IsDefault -WhatIf }).Requests | Should -Be 0
    }
}
