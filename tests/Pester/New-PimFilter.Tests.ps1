# Conditions as objects: their form, and what lists make of them.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
}

AfterAll {
    Disconnect-Pim -All
    Get-PimSandbox | Stop-PimSandbox
}

Describe 'New-PimFilter' {
    Context 'without a session' {
        It 'makes a condition, by position and by name, with the operator in the API''s spelling' {
            $made = New-PimFilter name 'does  not contain' x -Locale en_US -Channel print
            $made.PSObject.TypeNames[0] | Should -Be PimPowerShell.Filter
            "$($made.Property)|$($made.Operator)|$($made.Value)|$($made.Locale)|$($made.Channel)" | Should -Be 'name|DOES NOT CONTAIN|x|en_US|print'
            (New-PimFilter -Property family -Operator EMPTY).Value | Should -BeNullOrEmpty
            (New-PimFilter completeness 'LOWER THAN ON ALL LOCALES' 50 -Locale en_US, fr_FR).Locale | Should -Be en_US, fr_FR
        }

        It 'takes rows whose properties are named as its parameters are; empty cells say nothing' {
            $made = @'
Property,Operator,Value,Locale,Channel
name,contains,cap,en_US,
family,empty,,,
'@ | ConvertFrom-Csv | New-PimFilter
            $made.Operator | Should -Be CONTAINS, EMPTY
            $made[0].Locale | Should -Be en_US
            $made[0].Channel, $made[1].Value, $made[1].Locale | Should -Be $null, $null, $null
        }

        It 'says what is wrong with the form: <Message>' -ForEach @(
            @{ Option = @{ Operator = 'CONTAIN'; Value = 'x' }; Message = "'CONTAIN' is no operator. Did you mean 'CONTAINS'?" }
            @{ Option = @{ Operator = 'EMPTY'; Value = 'x' }; Message = 'EMPTY takes no value' }
            @{ Option = @{ Operator = '>' }; Message = '> needs -Value' }
            @{ Option = @{ Operator = '='; Value = 1, 2 }; Message = '= takes one value, not 2' }
            @{ Option = @{ Operator = 'BETWEEN'; Value = 1 }; Message = 'BETWEEN takes two values' }
            @{ Option = @{ Operator = 'IN' }; Message = 'IN needs -Value' }
            @{ Option = @{ Operator = 'GREATER THAN ON ALL LOCALES'; Value = 1 }; Message = 'needs -Locale' }
        ) {
            $record = Get-Terminating { New-PimFilter a @Option }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $record.TargetObject | Should -Be a
            "$record" | Should -BeLike "*$Message*"
        }

        It 'knows every operator of the API' {
            $operators = Complete 'New-PimFilter a ' | ForEach-Object { $_.Trim("'") }
            $operators.Count | Should -Be 37
            foreach ($operator in $operators) {
                $more = if ($operator -like '*ON ALL LOCALES') { @{ Locale = 'en_US' } } else { @{} }
                $fits = foreach ($value in $null, 1, (1, 2)) {
                    try { (New-PimFilter a $operator $value @more).Operator } catch { continue }
                }
                $fits | Select-Object -Unique | Should -BeExactly $operator
            }
        }
    }

    Context 'in -Filter' {
        BeforeAll {
            $sandbox = Start-TestSandbox @{ Provider = 'Both' }
            $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'reader' }
            $null = Get-PimProduct -First 1
        }

        BeforeEach { Select-PimSession $session }

        It 'is a condition' {
            $seen = Measure-Request $sandbox { Get-PimProduct -Filter (New-PimFilter brand in dornhus) }
            $seen.Query.search | Should -Be '{"brand":[{"operator":"IN","value":["dornhus"]}]}'
            $seen.Output.Count | Should -BeGreaterThan 0
            $seen.Output | ForEach-Object { $_.GetValue('brand') } | Should -Be (@('dornhus') * $seen.Output.Count)
        }

        It 'is one of several, with tables and JSON, which must all hold' {
            $seen = Measure-Request $sandbox {
                Get-PimProduct -Filter (New-PimFilter warranty_years '>=' 2), @{ 'warranty_years <' = 9; enabled = $true }, '{"family":[{"operator":"NOT EMPTY"}]}', '{"family":[{"operator":"NOT IN","value":["shoes"]}]}'
            }
            $search = $seen.Query.search | ConvertFrom-Json
            $search.warranty_years.operator | Should -Be '>=', '<'
            $search.enabled[0].value | Should -BeTrue
            $search.family.operator | Should -Be 'NOT EMPTY', 'NOT IN'
            $seen.Output | ForEach-Object { $_.GetValue('warranty_years') } | ForEach-Object { $_ -ge 2 -and $_ -lt 9 } | Should -Not -Contain $false
            $seen.Output.Family | Should -Not -Contain shoes
        }

        It 'may have been in a file' {
            New-PimFilter completeness '>' 10 -Channel ecommerce -Locale en_US, fr_FR | Export-Clixml "$TestDrive/filter.xml"
            $seen = Measure-Request $sandbox { Get-PimProduct -Filter (Import-Clixml "$TestDrive/filter.xml") -First 1 }
            $seen.Query.search | Should -Be '{"completeness":[{"operator":">","value":10,"scope":"ecommerce","locales":["en_US","fr_FR"]}]}'
        }

        It 'is checked against the attribute before anything is sent: <Message>' -ForEach @(
            @{ Filter = { New-PimFilter brand '>' 1 }; Message = "has no operator '>'; it has IN, NOT IN, EMPTY, NOT EMPTY" }
            @{ Filter = { New-PimFilter name CONTAINS x }; Message = "'name' needs a locale" }
            @{ Filter = { New-PimFilter brand IN x -Channel print }; Message = "'brand' has no channels" }
        ) {
            $null = Get-PimProduct -Filter @{ brand = 'dornhus'; 'name CONTAINS' = @{ value = 'x'; locale = 'en_US' } } -First 1
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Filter (& $Filter) } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Match ([regex]::Escape($Message))
            $seen.Requests | Should -Be 0
        }

        It 'serves lists of other things' {
            (Get-PimFamily -Filter (New-PimFilter code IN shoes, lamps)).Code | Should -Be lamps, shoes
            (Get-PimCategory -Filter (New-PimFilter is_root '=' $true), @{ code = 'master' }).Code | Should -Be master
        }

        It 'completes properties, operators and values from the server' {
            Complete 'New-PimFilter -Property com' | Should -Be completeness, complete
            Complete 'New-PimFilter warr' | Should -Be warranty_years
            Complete 'New-PimFilter color ' | Should -Be IN, "'NOT IN'", EMPTY, "'NOT EMPTY'"
            Complete 'New-PimFilter -Property has_products -Operator ' | Should -Be "'='"
            Complete 'New-PimFilter color IN ' | Should -Contain red
            Complete 'New-PimFilter enabled = ' | Should -Be '$true', '$false'
            Complete 'New-PimFilter family IN sh' | Should -Be shoes
            Complete 'New-PimFilter quality_score IN ' | Should -Be A, B, C, D, E
            Complete 'New-PimFilter name CONTAINS x -Locale en' | Should -Be en_US
        }

        It 'does the same on PIMS, as far as PIMS can' {
            $null = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
            $brand = @(Get-PimProduct | ForEach-Object { $_.GetValue('brand') } | Where-Object { $_ })[0]
            Get-PimProduct -Filter (New-PimFilter brand IN $brand), @{ 'price BETWEEN' = 1, 100000 } | ForEach-Object { $_.GetValue('brand') } |
                Sort-Object -Unique | Should -Be $brand
            "$(Get-Terminating { Get-PimProduct -Filter (New-PimFilter brand CONTAINS x) })" | Should -Match "no operator 'CONTAINS'"
            "$(Get-Terminating { Get-PimProduct -Filter (New-PimFilter brand = x -Locale en_US) })" | Should -Match 'neither locales nor channels'
            "$(Get-Terminating { Get-PimProduct -Filter @{ brend = 'x' } })" | Should -Match "Did you mean 'brand'"
            Complete 'New-PimFilter bra' | Should -Contain brand
            Complete 'New-PimFilter brand ' | Should -Be "'='", IN, BETWEEN
        }

        It 'finds attributes of PIMS that are named as properties are elsewhere' {
            $null = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
            $sku = (Get-PimProduct -First 1).Identifier
            foreach ($name in 'family', 'updated', 'enabled', 'parent') {
                $null = New-PimAttribute $name -Type text -Group Basic -Label $name -IsFilterable $true
                $null = Set-PimProduct $sku -Values @{ $name = 'one of a kind' }
                (Get-PimProduct -Filter @{ $name = 'one of a kind' }).Identifier | Should -Be $sku
                (Get-PimProduct -Filter (New-PimFilter $name = 'one of a kind')).Identifier | Should -Be $sku
            }
        }

        It 'shows in a table' {
            New-PimFilter brand IN dornhus, nord | Out-String | Should -Match '(?s)Property\s+Operator\s+Value.*brand\s+IN\s+\{dornhus, nord\}'
        }
    }
}
