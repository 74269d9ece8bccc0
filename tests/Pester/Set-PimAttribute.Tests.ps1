# Changing attributes.

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

Describe 'Set-PimAttribute' {
    Context 'Akeneo' {
        BeforeEach {
            Select-PimSession $akeneo
            $code = 'sp_' + [guid]::NewGuid().ToString('n').Substring(0, 8)
            $null = New-PimAttribute $code -Type pim_catalog_text -Group other -Label @{ en_US = 'One'; fr_FR = 'Un' }
        }

        It 'changes what is named and nothing else' {
            Set-PimAttribute $code -MaxCharacters 40 -Group marketing | Should -BeNullOrEmpty
            $now = Get-PimAttribute $code
            $now.MaxCharacters | Should -Be 40
            $now.Group | Should -Be marketing
            $now.Labels.fr_FR | Should -Be Un
            Set-PimAttribute $code -MaxCharacters $null
            (Get-PimAttribute $code).MaxCharacters | Should -BeNullOrEmpty
        }

        It 'takes an empty cell of a table for nothing' {
            "Code,Group,Label`n$code,marketing," | ConvertFrom-Csv | Set-PimAttribute -ErrorAction Stop
            $now = Get-PimAttribute $code
            $now.Group, $now.Labels.fr_FR | Should -Be marketing, Un
        }

        It 'says that the main identifier is one, and hands on that it stays so' {
            Set-PimAttribute sku -IsMainIdentifier $true
            @{ code = 'sku'; is_main_identifier = $true } | Set-PimAttribute
            $seen = Measure-Request $sandbox { Set-PimAttribute sku -IsMainIdentifier $false -ErrorAction SilentlyContinue -ErrorVariable script:failed }
            $seen.Routes.Keys | Should -Contain 'PATCH /api/rest/v1/attributes/{code}'
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            "$($failed[0])" | Should -Match is_main_identifier
            (Get-PimAttribute sku).IsMainIdentifier | Should -BeTrue
        }

        It 'changes many: <What>' -ForEach @(
            @{ What = 'an array'; Script = { Set-PimAttribute $code, "${code}_2" -SortOrder 9 } }
            @{ What = 'codes from the pipe'; Script = { $code, "${code}_2" | Set-PimAttribute -SortOrder 9 } }
            @{ What = 'attributes that were read'; Script = { Get-PimAttribute $code, "${code}_2" | Set-PimAttribute -SortOrder 9 } }
            @{ What = 'attributes that were edited'; Script = { Get-PimAttribute $code, "${code}_2" | ForEach-Object { $_.SortOrder = 9; $_ } | Set-PimAttribute } }
            @{ What = 'rows by property name'; Script = { "Code,SortOrder`n$code,9`n${code}_2,9" | ConvertFrom-Csv | Set-PimAttribute } }
        ) {
            $null = New-PimAttribute "${code}_2" -Type pim_catalog_text -Group other
            & $Script
            (Get-PimAttribute $code, "${code}_2").SortOrder | Should -Be 9, 9
        }

        It 'gives it with -PassThru' {
            (Set-PimAttribute $code -Label @{ en_US = 'New' } -PassThru).Labels.en_US | Should -Be New
        }

        It 'changes nothing when what was read is sent back, whatever its type' {
            $before = Get-PimAttribute | ConvertTo-Json -Depth 9
            Get-PimAttribute | Set-PimAttribute -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed | Should -BeNullOrEmpty
            Get-PimAttribute | ConvertTo-Json -Depth 9 | Should -Be $before
        }

        It 'refuses to change what cannot be changed, before it is sent: <Field>' -ForEach @(
            @{ Field = 'type'; Value = 'pim_catalog_number' }, @{ Field = 'localizable'; Value = $true }, @{ Field = 'scopable'; Value = 'true' }, @{ Field = 'unique'; Value = 1 -eq 1 }
        ) {
            $seen = Measure-Request $sandbox { @{ code = $code; $Field = $Value } | Set-PimAttribute 2>&1 }
            $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/attributes/{code}'
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match $Field
        }

        It 'never makes one: PimNotFound, and goes on' {
            Set-PimAttribute no_such, $code -SortOrder 3 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $failed[0].TargetObject | Should -Be no_such
            (Get-PimAttribute $code).SortOrder | Should -Be 3
        }

        It 'sends nothing with -WhatIf' {
            (Measure-Request $sandbox { Set-PimAttribute $code -SortOrder 3 -WhatIf }).Requests | Should -Be 0
        }
    }

    Context 'PIMS' {
        BeforeEach { Select-PimSession $pims }

        It 'changes what is named, and keeps the rest' {
            $null = New-PimAttribute sp_fabric -Type dropdown -Group Basic -Label Fabric -Dictionary cotton, wool -ErrorAction Ignore
            $now = Get-PimAttribute sp_fabric | Set-PimAttribute -IsFilterable $true -Comment Why -PassThru
            $now.IsFilterable | Should -Be y
            $now.Comment.'en-us' | Should -Be Why
            $now.Dictionary.data | Should -Be cotton, wool
        }

        It 'changes nothing when what was read is sent back' {
            $null = New-PimAttribute sp_round -Type text -Group Basic -Label Round -IsSearchable $true
            $before = Get-PimAttribute sp_round | ConvertTo-Json -Depth 9
            Get-PimAttribute sp_round | Set-PimAttribute
            Get-PimAttribute sp_round | ConvertTo-Json -Depth 9 | Should -Be $before
        }

        It 'gives the server''s words for another type' {
            @{ code = 'title'; type = 'number' } | Set-PimAttribute -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'Attribute type can not be modified!'
        }
    }
}
