# Changing categories.

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

Describe 'Set-PimCategory' {
    Context 'Akeneo' {
        BeforeEach {
            Select-PimSession $akeneo
            $code = 'sp_' + [guid]::NewGuid().ToString('n').Substring(0, 8)
            $null = New-PimCategory $code -Parent master -Label @{ en_US = 'One'; fr_FR = 'Un' }
        }

        It 'changes what is named and nothing else' {
            Set-PimCategory $code -Label @{ en_US = 'New' } | Should -BeNullOrEmpty
            $now = Get-PimCategory $code
            $now.Labels.en_US | Should -Be New
            $now.Labels.fr_FR | Should -Be Un
            $now.Parent | Should -Be master
        }

        It 'gives it with -PassThru, with its place in the tree' {
            $null = New-PimCategory "${code}_p" -Parent master
            $now = Set-PimCategory $code -Parent "${code}_p" -PassThru
            $now.Path | Should -Be "master/${code}_p/$code"
            $now.Depth | Should -Be 2
        }

        It 'changes many: <What>' -ForEach @(
            @{ What = 'an array'; Script = { Set-PimCategory $code, "${code}_2" -Label @{ en_US = 'new' } } }
            @{ What = 'codes from the pipe'; Script = { $code, "${code}_2" | Set-PimCategory -Label @{ en_US = 'new' } } }
            @{ What = 'categories that were read'; Script = { Get-PimCategory $code, "${code}_2" | Set-PimCategory -Label @{ en_US = 'new' } } }
            @{ What = 'tables'; Script = { @{ code = $code; labels = @{ en_US = 'new' } }, @{ code = "${code}_2"; labels = @{ en_US = 'new' } } | Set-PimCategory } }
            @{ What = 'rows by property name'; Script = { "Code`n$code`n${code}_2" | ConvertFrom-Csv | Set-PimCategory -Label @{ en_US = 'new' } } }
        ) {
            $null = New-PimCategory "${code}_2" -Parent master
            & $Script
            (Get-PimCategory $code, "${code}_2").Labels.en_US | Should -Be new, new
        }

        It 'removes a label with $null and makes a root of an empty parent' {
            Set-PimCategory $code -Label @{ fr_FR = $null } -Parent ''
            $now = Get-PimCategory $code
            $now.Labels.PSObject.Properties.Name | Should -Be en_US
            $now.Parent | Should -BeNullOrEmpty
        }

        It 'changes what a tree asks of products and which channels ask for it' {
            $saas = Start-TestSandbox @{ ProductCount = 30; Edition = 'Serenity'; Provider = 'Akeneo' }
            $session = Connect-TestSandbox $saas @{ Name = 'saas' }
            $now = New-PimCategory tree -Validation @{ max_categories_per_product = 3 } -ChannelRequirement ecommerce, print -Session $session
            $now.Validations.max_categories_per_product | Should -Be 3
            $now.ChannelRequirements | Should -Be ecommerce, print
            $now = Set-PimCategory tree -Validation @{ only_leaves = $true } -ChannelRequirement mobile -PassThru -Session $session
            $now.Validations.max_categories_per_product, $now.Validations.only_leaves | Should -Be 3, $true
            $now.ChannelRequirements | Should -Be mobile
            Get-PimCategory tree -Session $session | Set-PimCategory -Session $session
            (Get-PimCategory tree -Session $session).ChannelRequirements | Should -Be mobile
            (Set-PimCategory tree -ChannelRequirement @() -PassThru -Session $session).ChannelRequirements | Should -BeNullOrEmpty
            Disconnect-Pim $session
            $saas | Stop-PimSandbox
        }

        It 'changes nothing when what was read is sent back' {
            $before = Get-PimCategory $code | Select-Object -ExcludeProperty Updated | ConvertTo-Json -Depth 9
            Get-PimCategory $code | Set-PimCategory
            Get-PimCategory $code | ConvertTo-Json -Depth 9 | ConvertFrom-Json | Set-PimCategory
            Get-PimCategory $code | Select-Object -ExcludeProperty Updated | ConvertTo-Json -Depth 9 | Should -Be $before
        }

        It 'never makes one: PimNotFound, and goes on' {
            Set-PimCategory no_such, $code -Label @{ en_US = 'new' } -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $failed[0].TargetObject | Should -Be no_such
            (Get-PimCategory $code).Labels.en_US | Should -Be new
            Get-PimCategory no_such -ErrorAction Ignore | Should -BeNullOrEmpty
        }

        It 'says when there is nothing to change, before it sends' {
            $seen = Measure-Request $sandbox { Set-PimCategory $code 2>&1 }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match '-Parent, -Label'
        }

        It 'sends nothing with -WhatIf' {
            (Measure-Request $sandbox { Set-PimCategory $code -Parent master -WhatIf }).Requests | Should -Be 0
        }
    }

    Context 'PIMS' {
        BeforeEach {
            Select-PimSession $pims
            Get-PimCategory | Where-Object Code -Match '^(Sp|Moved)' | Where-Object Depth -EQ 0 | Remove-PimCategory -Confirm:$false
            $null = 'Sp', 'Sp > Below' | ForEach-Object { New-PimCategory $_ }
        }

        It 'renames, hides and moves' {
            (Set-PimCategory Sp -Name Moved -Enabled $false -PassThru).Enabled | Should -BeFalse
            (Get-PimCategory 'Moved > Below').Parent | Should -Be Moved
            (Set-PimCategory 'Moved > Below' -Path 'Moved again' -PassThru).Depth | Should -Be 0
        }

        It 'changes nothing when what was read is sent back' {
            $before = Get-PimCategory Sp | ConvertTo-Json -Depth 9
            Get-PimCategory Sp | Set-PimCategory
            Get-PimCategory Sp | ConvertTo-Json -Depth 9 | Should -Be $before
        }
    }
}
