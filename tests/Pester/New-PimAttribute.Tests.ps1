# Making attributes.

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

Describe 'New-PimAttribute' {
    Context 'Akeneo' {
        BeforeEach { Select-PimSession $akeneo }

        It 'makes one and gives it' {
            $made = New-PimAttribute np_weight -Type pim_catalog_metric -Group logistics -MetricFamily Weight -DefaultMetricUnit GRAM -DecimalsAllowed $true -NegativeAllowed $false -NumberMin 0 -Label @{ en_US = 'Weight' }
            $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Attribute'
            $made.Code | Should -Be np_weight
            $made.MetricFamily | Should -Be Weight
            $made.DecimalsAllowed | Should -BeTrue
            [decimal]$made.NumberMin | Should -Be 0
            (Get-PimAttribute np_weight).Labels.en_US | Should -Be Weight
        }

        It 'makes many: <What>' -ForEach @(
            @{ What = 'tables'; Script = { "${P}_a", "${P}_b" | ForEach-Object { @{ code = $_; type = 'pim_catalog_text'; group = 'other' } } | New-PimAttribute } }
            @{ What = 'rows by property name, all text'; Script = { "Code,Type,Group,Localizable,Sort_Order,Available_Locales`n${P}_a,pim_catalog_text,other,true,4,`"en_US,fr_FR`"`n${P}_b,pim_catalog_text,other,0,5," | ConvertFrom-Csv | New-PimAttribute } }
            @{ What = 'lines of JSON with parameters for all'; Script = { "{`"code`":`"${P}_a`"}", "{`"code`":`"${P}_b`"}" | New-PimAttribute -Type pim_catalog_text -Group other } }
        ) {
            $P = 'np_' + [guid]::NewGuid().ToString('n').Substring(0, 8)
            (& $Script).Code | Should -Be "${P}_a", "${P}_b"
            (Get-PimAttribute "${P}_a", "${P}_b").Group | Should -Be other, other
        }

        It 'takes rows as they come from a file: flags, numbers, lists, empty cells' {
            $made = "code,type,group,localizable,scopable,sort_order,available_locales,max_characters`nnp_row,pim_catalog_text,other,True,,7,`"en_US, de_DE`"," | ConvertFrom-Csv | New-PimAttribute
            $made.Localizable | Should -BeTrue
            $made.Scopable | Should -BeFalse
            $made.SortOrder | Should -Be 7
            $made.AvailableLocales | Should -Be en_US, de_DE
            $made.MaxCharacters | Should -BeNullOrEmpty
        }

        It 'says what is wrong before it sends: <What>' -ForEach @(
            @{ What = 'no type'; Script = { New-PimAttribute np_x -Group other }; Match = 'needs type' }
            @{ What = 'no group'; Script = { New-PimAttribute np_x -Type pim_catalog_text }; Match = 'needs group' }
            @{ What = 'no flag'; Script = { New-PimAttribute np_x -Type pim_catalog_text -Group other -Scopable maybe }; Match = "Scopable: 'maybe'" }
            @{ What = 'no number'; Script = { New-PimAttribute np_x -Type pim_catalog_text -Group other -SortOrder first }; Match = "SortOrder: 'first'" }
        ) {
            $seen = Measure-Request $sandbox { & $Script 2>&1 }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match $Match
        }

        It 'says what the server refuses, in its words, and goes on' {
            $made = 'name', 'np_good' | ForEach-Object { @{ code = $_; type = 'pim_catalog_text'; group = 'other' } } | New-PimAttribute -ErrorAction SilentlyContinue -ErrorVariable failed
            $made.Code | Should -Be np_good
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            $failed[0].TargetObject.code | Should -Be name
        }

        It 'has nothing for PIMS'' parameters: terminating PimNotSupported, before any request' {
            $seen = Measure-Request $sandbox { Get-Terminating { New-PimAttribute np_x -Type pim_catalog_text -Group other -IsFilterable $true } }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }

        It 'sends nothing with -WhatIf' {
            (Measure-Request $sandbox { New-PimAttribute np_x -Type pim_catalog_text -Group other -WhatIf }).Requests | Should -Be 0
        }

        It 'completes types and groups' {
            Complete 'New-PimAttribute x -Type pim_catalog_te' | Should -Be 'pim_catalog_text', 'pim_catalog_textarea'
            Complete 'New-PimAttribute x -Group log' | Should -Be logistics
        }
    }

    Context 'PIMS' {
        BeforeEach { Select-PimSession $pims }

        It 'makes a dropdown with its values' {
            $made = New-PimAttribute np_fabric -Type dropdown -Group Basic -Label Fabric -Comment 'What it is made of' -Dictionary cotton, wool -IsFilterable true -Collection $true
            $made.Type | Should -Be dropdown
            $made.Label.'en-us' | Should -Be Fabric
            $made.Dictionary.data | Should -Be cotton, wool
            $made.IsFilterable | Should -Be y
            $made.Collection | Should -Be y
        }

        It 'needs a label, said before it sends' {
            $seen = Measure-Request $sandbox { New-PimAttribute np_x -Type text 2>&1 }
            $seen.Requests | Should -Be 0
            "$($seen.Output[0])" | Should -Match 'needs label'
        }

        It 'gives the server''s words for one that exists' {
            New-PimAttribute title -Type text -Label x -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'Attribute with such name exists'
        }
    }
}
