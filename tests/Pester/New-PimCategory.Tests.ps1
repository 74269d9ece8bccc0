# Making categories.

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

Describe 'New-PimCategory' {
    Context 'Akeneo' {
        BeforeEach { Select-PimSession $akeneo }

        It 'makes one and gives it, with its place in the tree' {
            $made = New-PimCategory np_one -Parent master -Label @{ en_US = 'One' }
            $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Category'
            $made.Code | Should -Be np_one
            $made.Labels.en_US | Should -Be One
            $made.Path | Should -Be 'master/np_one'
            $made.Depth | Should -Be 1
            (Get-PimCategory np_one).Parent | Should -Be master
        }

        It 'makes many: <What>' -ForEach @(
            @{ What = 'tables'; Script = { @{ code = "${P}_a"; parent = 'master' }, @{ code = "${P}_b"; parent = 'master' } | New-PimCategory } }
            @{ What = 'rows by property name'; Script = { "Code,Parent`n${P}_a,master`n${P}_b,master" | ConvertFrom-Csv | New-PimCategory } }
            @{ What = 'lines of JSON'; Script = { "{`"code`":`"${P}_a`",`"parent`":`"master`"}", "{`"code`":`"${P}_b`",`"parent`":`"master`"}" | New-PimCategory } }
            @{ What = 'rows with one parameter for all'; Script = { [pscustomobject]@{ Code = "${P}_a" }, [pscustomobject]@{ Code = "${P}_b" } | New-PimCategory -Parent master } }
            @{ What = 'objects that were read'; Script = { Get-PimCategory electronics, furniture -ErrorAction Ignore | Select-Object -First 1 | ForEach-Object { foreach ($c in "${P}_a", "${P}_b") { $_.Code = $c; $_ | New-PimCategory -Parent master } } } }
        ) {
            $P = 'np_' + [guid]::NewGuid().ToString('n').Substring(0, 8)
            (& $Script).Code | Should -Be "${P}_a", "${P}_b"
            (Get-PimCategory "${P}_a", "${P}_b").Parent | Should -Be master, master
        }

        It 'says what the server refuses, in its words, and goes on' {
            $made = @{ code = 'master' }, @{ code = 'np_x'; parent = 'no_such' }, @{ code = 'np_good' } | New-PimCategory -ErrorAction SilentlyContinue -ErrorVariable failed
            $made.Code | Should -Be np_good
            $failed.Count | Should -Be 2
            $failed | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'PimRefused,*' }
            $failed[0].TargetObject.code | Should -Be master
            "$($failed[0])" | Should -Match 'already'
        }

        It 'says what is missing before it sends' {
            $seen = Measure-Request $sandbox { @{ parent = 'master' } | New-PimCategory 2>&1 }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match code
        }

        It 'has nothing for PIMS'' parameters: terminating PimNotSupported, before any request' {
            $seen = Measure-Request $sandbox { Get-Terminating { New-PimCategory np_no -Enabled $true } }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
            "$($seen.Output[0])" | Should -Match '-Enabled'
        }

        It 'sends nothing with -WhatIf' {
            (Measure-Request $sandbox { New-PimCategory np_whatif -WhatIf }).Requests | Should -Be 0
        }
    }

    Context 'PIMS' {
        BeforeEach { Select-PimSession $pims }

        It 'makes a path, with what the shop needs' {
            $made = New-PimCategory 'Np sale' -Position 7 -Enabled false -Data @{ cat_image = 'https://shop.example/sale.png' }
            $made.Code | Should -Be 'Np sale'
            $made.Enabled | Should -BeFalse
            $made.Position | Should -Be 7
            $made.Data.cat_image | Should -Be 'https://shop.example/sale.png'
            $below = New-PimCategory 'Np sale > Caps'
            $below.Parent | Should -Be 'Np sale'
            $below.Path | Should -Be 'Np sale > Caps'
            $below.Depth | Should -Be 1
        }

        It 'needs what it lies in' {
            New-PimCategory 'No such > Caps' -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            "$($failed[0])" | Should -Match "'No such'"
        }

        It 'has no labels: PimNotSupported, before any request' {
            $seen = Measure-Request $sandbox { Get-Terminating { New-PimCategory Np -Label @{ en_US = 'x' } } }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }

        It 'says that it is experimental, with -Verbose only' {
            (New-PimCategory Np -WhatIf -Verbose 4>&1 | Out-String) | Should -Match experimental
        }
    }
}
