# Filters as users write them, and the products that they find; the whole table of properties and operators is among the
# tests of Core.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 120 }
    $session = Connect-TestSandbox $sandbox @{ Name = 'reader' }
    $all = Get-PimProduct -WithCompletenesses

    function Get-Percent($Product, $Channel, $Locale) {
        ($Product.Completenesses | Where-Object { $_.scope -eq $Channel -and $_.locale -eq $Locale }).data
    }
    # a measurement in grams
    function Get-Gram($Product) {
        $weight = $Product.GetValue('weight')
        if ($weight) { [decimal]$weight.amount * $(if ($weight.unit -eq 'KILOGRAM') { 1000 } else { 1 }) }
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe '-Filter' {
    It 'finds the products that meet <What>' -ForEach @(
        @{ What = 'a property'; Filter = @{ family = 'shoes', 'lamps' }; Want = { $_.Family -in 'shoes', 'lamps' } }
        @{ What = 'its opposite'; Filter = @{ 'family NOT IN' = 'shoes', 'lamps' }; Want = { $_.Family -notin 'shoes', 'lamps' } }
        @{ What = '!= of a flag'; Filter = @{ 'enabled !=' = $true }; Want = { -not $_.Enabled } }
        @{ What = 'a parent that is empty'; Filter = @{ 'parent EMPTY' = $true }; Want = { -not $_.Parent } }
        @{ What = 'a text'; Filter = @{ 'identifier starts with' = 'cam' }; Want = { $_.Identifier -like 'CAM*' } }
        @{ What = 'a number'; Filter = @{ 'warranty_years >=' = 5 }; Want = { $_.GetValue('warranty_years') -ge 5 } }
        @{ What = 'a range of two keys'; Filter = @{ 'warranty_years >' = 2; 'warranty_years <' = 7 }; Want = { $v = $_.GetValue('warranty_years'); $null -ne $v -and $v -gt 2 -and $v -lt 7 } }
        @{ What = 'a number as text'; Filter = @{ 'rating <' = '3' }; Want = { $v = $_.GetValue('rating'); $null -ne $v -and [decimal]$v -lt 3 } }
        @{ What = 'a measurement in its own unit'; Filter = @{ 'weight >' = 10 }; Want = { (Get-Gram $_) -gt 10000 } }
        @{ What = 'a measurement in another'; Filter = @{ 'weight <=' = @{ amount = 5000; unit = 'GRAM' } }; Want = { $g = Get-Gram $_; $null -ne $g -and $g -le 5000 } }
        @{ What = 'a price'; Filter = @{ 'price <' = @{ EUR = 200 } }; Want = { $p = $_.GetValue('price') | Where-Object currency -EQ EUR; $p -and [decimal]$p.amount -lt 200 } }
        @{ What = 'options'; Filter = @{ color = 'red', 'white' }; Want = { $_.GetValue('color') -in 'red', 'white' } }
        @{ What = 'an option of several'; Filter = @{ 'tags IN' = 'gift' }; Want = { 'gift' -in $_.GetValue('tags') } }
        @{ What = 'a flag'; Filter = @{ waterproof = $false }; Want = { $_.GetValue('waterproof') -eq $false -and $null -ne $_.GetValue('waterproof') } }
        @{ What = 'a day'; Filter = @{ 'release_date >' = [datetime]'2024-01-05' }; Want = { $d = $_.GetValue('release_date'); $d -and ([datetimeoffset]$d).Date -gt [datetime]'2024-01-05' } }
        @{ What = 'a text of a locale'; Filter = @{ 'name CONTAINS' = @{ value = 'a'; locale = 'en_US' } }; Want = { "$($_.GetValue('name', 'en_US'))" -like '*a*' } }
        @{ What = 'an option of a channel'; Filter = @{ season = @{ value = 'summer'; channel = 'ecommerce' } }; Want = { $_.GetValue('season', $null, 'ecommerce') -eq 'summer' } }
        @{ What = 'completeness'; Filter = @{ 'completeness >' = @{ value = 70; scope = 'ecommerce'; locale = 'en_US' } }; Want = { (Get-Percent $_ ecommerce en_US) -gt 70 } }
        @{
            What   = 'completeness in several locales'
            Filter = @{ 'completeness LOWER THAN ON ALL LOCALES' = @{ value = 80; scope = 'ecommerce'; locales = 'en_US', 'fr_FR' } }
            Want   = { $e = Get-Percent $_ ecommerce en_US; $f = Get-Percent $_ ecommerce fr_FR; $null -ne $e -and $null -ne $f -and $e -lt 80 -and $f -lt 80 }
        }
        @{ What = 'tables and JSON together'; Filter = @{ enabled = $true }, '{"family":[{"operator":"IN","value":["shoes"]}]}', @{ 'warranty_years NOT EMPTY' = $null }; Want = { $_.Enabled -and $_.Family -eq 'shoes' -and $null -ne $_.GetValue('warranty_years') } }
    ) {
        $found = Get-PimProduct -Filter $Filter -ErrorAction Stop
        @($found).Identifier | Sort-Object | Should -Be @($all | Where-Object $Want | Sort-Object Identifier).Identifier
        @($found).Count | Should -BeGreaterThan 0
    }

    It 'asks for the definitions of all attributes at once, and once' {
        $fresh = Connect-TestSandbox $sandbox @{ Name = 'fresh' }
        $seen = Measure-Request $sandbox { Get-PimProduct -Filter @{ 'warranty_years >' = 1; color = 'red'; 'rating >' = 1 } -Session $fresh }
        # theirs, that of the identifier, and the list
        $seen.Requests | Should -Be 3
        (Measure-Request $sandbox { Get-PimProduct -Filter @{ 'rating <' = 3 } -Session $fresh }).Requests | Should -Be 1
        Disconnect-Pim $fresh
        Select-PimSession $session
    }

    It 'sends nothing when <What>' -ForEach @(
        @{ What = 'a property is wrong beside an unknown attribute'; Filter = @{ 'family >' = 1; no_such = 1 }; Message = "'family' has no operator '>'" }
        @{ What = 'JSON of several is no object'; Filter = @{ no_such = 1 }, '[]'; Message = 'it is no object' }
        @{ What = 'JSON of several is none'; Filter = '{}', '{"family"'; Message = 'it is no JSON' }
        @{ What = 'one of several is no filter'; Filter = @{ enabled = $true }, 7; Message = 'not Int32' }
        @{ What = 'a table is empty'; Filter = @{ family = @{} }; Message = "the table of 'family' is empty" }
    ) {
        $fresh = Connect-TestSandbox $sandbox @{ Name = 'fresh' }
        $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Filter $Filter -Session $fresh } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match ([regex]::Escape($Message))
        $seen.Requests | Should -Be 0
        Disconnect-Pim $fresh
        Select-PimSession $session
    }

    It 'checks JSON as it does tables: <What>' -ForEach @(
        @{ What = 'an operator of a property'; Json = '{"family":[{"operator":"CONTAINS","value":"x"}]}'; Message = "'family' has no operator 'CONTAINS'; it has IN, NOT IN, EMPTY, NOT EMPTY" }
        @{ What = 'an operator that none has'; Json = '{"enabled":[{"operator":"NONSENSE","value":true}]}'; Message = "'enabled' has no operator 'NONSENSE'; it has =, !=." }
        @{ What = 'one that is not in capitals'; Json = '{"family":[{"operator":"in","value":["shoes"]}]}'; Message = "'family' has no operator 'in'; it has IN" }
        @{ What = 'none at all'; Json = '{"family":[{"value":["shoes"]}]}'; Message = "'family' has no operator ''; it has IN" }
        @{ What = 'a value'; Json = '{"completeness":[{"operator":">","value":700,"scope":"ecommerce"}]}'; Message = 'a number from 0 to 100' }
        @{ What = 'a place'; Json = '{"completeness":[{"operator":">","value":70}]}'; Message = "'completeness' needs a channel" }
        @{ What = 'a second search'; Json = '{"enabled":[{"operator":"=","value":true}]}', '{"groups":[{"operator":"="}]}'; Message = "'groups' has no operator '='" }
        @{ What = 'a table beside it'; Json = @{ enabled = $true }, '{"parent":[{"operator":">"}]}'; Message = "'parent' has no operator '>'" }
        @{ What = 'families'; Cmdlet = 'Get-PimFamily'; Json = '{"has_products":[{"operator":"IN","value":[true]}]}'; Message = "'has_products' has no operator 'IN'; it has =" }
        @{ What = 'a property of none'; Cmdlet = 'Get-PimFamily'; Json = '{"cod":[{"operator":"IN","value":["x"]}]}'; Message = "Family has no filter 'cod'*Did you mean 'code'" }
        @{ What = 'models'; Cmdlet = 'Get-PimProductModel'; Json = '{"completeness":[{"operator":">","value":70,"scope":"ecommerce","locale":"en_US"}]}'; Message = 'it has AT LEAST COMPLETE' }
        @{ What = 'published products'; Cmdlet = 'Get-PimPublishedProduct'; Json = '{"enabled":[{"operator":"<","value":true}]}'; Message = "'enabled' has no operator '<'" }
        @{ What = 'records'; Cmdlet = 'Get-PimReferenceEntityRecord'; Of = @{ ReferenceEntity = 'brand' }; Json = '{"complete":{"operator":"=","value":true,"locales":["en_US"]}}'; Message = "'complete' needs a channel" }
        @{ What = 'assets'; Cmdlet = 'Get-PimAsset'; Of = @{ AssetFamily = 'packshots' }; Json = '{"code":[{"operator":"=","value":"x"}]}'; Message = "'code' has no operator '='; it has IN" }
        @{ What = 'what Copy-PimProduct reads'; Cmdlet = 'Split-PimProductQuery'; Of = @{ Count = 2 }; Json = '{"family":[{"operator":"="}]}'; Message = "'family' has no operator '='" }
    ) {
        $fresh = Connect-TestSandbox $sandbox @{ Name = 'fresh' }
        if (-not $Of) { $Of = @{} }
        $cmdlet = if ($Cmdlet) { $Cmdlet } else { 'Get-PimProduct' }
        $seen = Measure-Request $sandbox { Get-Terminating { & $cmdlet @Of -Filter $Json -Session $fresh -ErrorAction Stop } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -BeLike "*$Message*"
        $seen.Requests | Should -Be 0
        Disconnect-Pim $fresh
        Select-PimSession $session
    }

    It 'checks JSON by the type of an attribute, before it reads: <Json>' -ForEach @(
        @{ Json = '{"color":[{"operator":">","value":"red"}]}'; Message = "'color', which is of the type pim_catalog_simpleselect, has no operator '>'; it has IN, NOT IN, EMPTY, NOT EMPTY" }
        @{ Json = '{"name":[{"operator":"CONTAINS","value":"a"}]}'; Message = "'name' needs a locale" }
        @{ Json = '{"colr":[{"operator":"IN","value":["red"]}]}'; Message = "'colr' is neither a property of Product nor an attribute" }
        @{ Json = '{"weight":[{"operator":">","value":"much"}]}'; Message = "'weight' is compared with a measurement" }
    ) {
        foreach ($format in 'Uuid', 'Identifier') {
            $fresh = Connect-TestSandbox $sandbox @{ Name = 'fresh'; ProductIdFormat = $format }
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Filter $Json -Session $fresh } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -BeLike "*$Message*"
            $seen.Requests | Should -Be 1 -Because 'the definition is read, and nothing else'
            Disconnect-Pim $fresh
        }
        Select-PimSession $session
    }

    It 'takes the defaults of -SearchLocale and -SearchScope for what a condition needs' {
        $found = Get-PimProduct -Filter @{ 'description NOT EMPTY' = $null; 'completeness >=' = 0 } -SearchLocale en_US -SearchScope ecommerce
        @($found).Count | Should -BeGreaterThan 0
    }

    It 'finds product models by the completeness of their variants' {
        $place = @{ scope = 'ecommerce'; locale = 'en_US' }
        $models = @(Get-PimProductModel)
        $some = @(Get-PimProductModel -Filter @{ 'completeness AT LEAST COMPLETE' = $place })
        $none = @(Get-PimProductModel -Filter @{ 'completeness ALL INCOMPLETE' = $place })
        $some.Count + $none.Count | Should -Be $models.Count
        "$(Get-Terminating { Get-PimProductModel -Filter @{ 'completeness >' = $place } })" | Should -Match 'it has AT LEAST COMPLETE, AT LEAST INCOMPLETE, ALL COMPLETE, ALL INCOMPLETE'
        "$(Get-Terminating { Get-PimProductModel -Filter @{ 'completeness ALL COMPLETE' = @{ scope = 'ecommerce' } } })" | Should -Match 'needs a locale'
    }
}
