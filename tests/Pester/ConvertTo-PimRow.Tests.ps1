# Flat rows of what was read: their columns, and what stands in them.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity' }
    $sandbox.Options.LogSize = 1000
    $null = Connect-TestSandbox $sandbox
    $currency = @(Get-PimCurrency -Filter @{ enabled = $true }).Code | Sort-Object
}

AfterAll {
    Disconnect-Pim -All
    $sandbox | Stop-PimSandbox
}

Describe 'ConvertTo-PimRow' {
    It 'makes plain objects of scalar properties' {
        $rows = @(Get-PimProduct -First 20 | ConvertTo-PimRow)
        $rows | Should -HaveCount 20
        $rows[0].PSObject.TypeNames[0] | Should -Be 'System.Management.Automation.PSCustomObject'
        foreach ($property in $rows | ForEach-Object { $_.PSObject.Properties }) {
            $null -eq $property.Value -or $property.Value -is [string] -or $property.Value -is [bool] | Should -BeTrue -Because $property.Name
        }
        ($rows | ForEach-Object { $_.PSObject.Properties.Name -join '|' } | Select-Object -Unique) | Should -HaveCount 1
    }

    It 'takes the same by parameter, as an array, and down the pipe' {
        $products = Get-PimProduct -First 3
        $piped = $products | ConvertTo-PimRow -Attribute name | ConvertTo-Csv
        ConvertTo-PimRow $products -Attribute name | ConvertTo-Csv | Should -Be $piped
        ConvertTo-PimRow -InputObject $products -Attribute name | ConvertTo-Csv | Should -Be $piped
    }

    It 'has columns for locale, channel, unit and currency' {
        $row = Get-PimProduct -Family cameras -First 1 | ConvertTo-PimRow -Attribute name, description, weight, price
        $names = $row.PSObject.Properties.Name
        'uuid', 'identifier', 'enabled', 'family', 'parent', 'categories', 'groups', 'name-en_US', 'weight', 'weight-unit', 'X_SELL-products', 'X_SELL-product_models', 'X_SELL-groups' |
            Where-Object { $_ -cnotin $names } | Should -BeNullOrEmpty
        $names -like 'price-*' | Should -Be ($currency | ForEach-Object { "price-$_" })
        $names | Where-Object { $_ -like 'description-*-ecommerce' } | Should -Not -BeNullOrEmpty
        $names | Where-Object { $_ -like 'color*' } | Should -BeNullOrEmpty
    }

    It 'has the same columns in all rows where -Family or -Attribute name them, and streams' {
        $seen = Measure-Request $sandbox { Get-PimProduct -PageSize 10 | ConvertTo-PimRow -Attribute name -WarningAction Stop | Select-Object -First 1 }
        @($seen.Log | Where-Object { $_.Route -like '*products-uuid*' }).Count | Should -BeIn 1, 2, 3
        $rows = Get-PimProduct -Family cameras -First 5 | ConvertTo-PimRow -Family cameras, headphones
        $rows.ForEach{ $_.PSObject.Properties.Name -join '|' } | Select-Object -Unique | Should -HaveCount 1
        $rows[0].PSObject.Properties.Name.Count | Should -BeGreaterThan (Get-PimFamily cameras).Attributes.Count
    }

    It 'takes the item of a change' {
        New-PimProduct row-gone -Family cameras
        $changes = Sync-PimProduct "$TestDrive/state"
        $changes | ConvertTo-PimRow -Attribute name | ConvertTo-Csv | Should -Be ($changes | ForEach-Object Item | ConvertTo-PimRow -Attribute name | ConvertTo-Csv)
        Remove-PimProduct row-gone -Confirm:$false
        $one = Get-PimProduct -First 1
        $one | Set-PimProduct -Enabled (-not $one.Enabled)
        $rows = Sync-PimProduct "$TestDrive/state" | ConvertTo-PimRow -ErrorAction SilentlyContinue -ErrorVariable failed
        $rows.uuid | Should -Be $one.Uuid
        "$failed" | Should -Be "Product 'row-gone' was removed: the change has no item."
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'asks for the kind of what has a code alone' {
        $plain = Get-PimFamily cameras | Select-Object *
        { $plain | ConvertTo-PimRow -ErrorAction Stop } | Should -Throw "'cameras' has a code, and nothing that a Product goes by. Say with -Resource what it is."
        $plain | ConvertTo-PimRow -Resource Family | ConvertTo-Csv | Should -Be (Get-PimFamily cameras | ConvertTo-PimRow | ConvertTo-Csv)
    }

    It 'asks for the kind of what has lost it, and has nothing of a product: <Noun>' -ForEach @(
        @{ Noun = 'UiExtension'; Field = 'Name' }
        @{ Noun = 'Workflow'; Field = 'Code' }
        @{ Noun = 'ModelizationSuggestion'; Field = 'Source' }
    ) {
        $read = & "Get-Pim$Noun" | Select-Object -First 1
        foreach ($plain in ($read | Select-Object *), ($read | ConvertTo-Json -Depth 9 | ConvertFrom-Json)) {
            { $plain | ConvertTo-PimRow -ErrorAction Stop } | Should -Throw -ErrorId 'PimInvalidInput,*' -ExpectedMessage "${Field}: a Product has no such field,*Say with -Resource what it is."
            $plain | ConvertTo-PimRow -Resource $Noun | ConvertTo-Csv | Should -Be ($read | ConvertTo-PimRow | ConvertTo-Csv)
        }
    }

    It 'takes products that have lost their kind, whole or in part' {
        $read = Get-PimProduct -First 1
        ($read | Select-Object * | ConvertTo-PimRow -Attribute name | ConvertTo-Csv) | Should -Be ($read | ConvertTo-PimRow -Attribute name | ConvertTo-Csv)
        ($read | Select-Object Uuid, Enabled, Status, Created | ConvertTo-PimRow -Attribute name).uuid | Should -Be $read.Uuid
        (@{ uuid = $read.Uuid; categories = 'master'; note = 'mine' } | ConvertTo-PimRow -Attribute name).categories | Should -Be master
        (@{ uuid = $read.Uuid; note = 'mine' } | ConvertTo-PimRow -Attribute name -Resource Product).uuid | Should -Be $read.Uuid
    }

    It 'says that there are no rows of media files, and goes on' {
        $file = Get-PimMediaFile -First 1
        $rows = $file, (Get-PimProduct -First 1) | ConvertTo-PimRow -Attribute name -ErrorVariable failed -ErrorAction SilentlyContinue
        $rows | Should -HaveCount 1
        "$failed" | Should -Be "'$($file.Code)' is of the kind MediaFile, and of these there are no rows."
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'gives the times of what went through a file as those of what was just read' {
        $read = Get-PimModelizationSuggestion -First 1
        $read | Export-Clixml "$TestDrive/suggestion.xml"
        Import-Clixml "$TestDrive/suggestion.xml" | ConvertTo-PimRow | ConvertTo-Csv | Should -Be ($read | ConvertTo-PimRow | ConvertTo-Csv)
    }

    It 'says once what has no column' {
        $null = Get-PimProduct -First 30 | ConvertTo-PimRow -Family cameras -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*values without a column*' -Because $warnings
    }

    It 'shows labels instead of codes' {
        $product = Get-PimProduct -Family cameras -First 1
        $row = $product | ConvertTo-PimRow -Attribute brand -Label -Locale en_US
        $row.family | Should -Be (Get-PimFamily cameras).Labels.en_US
        $row.categories | Should -Not -Be ($product.Categories -join ',')
        $again = Measure-Request $sandbox { $product | ConvertTo-PimRow -Attribute brand -Label -Locale en_US }
        $again.Requests | Should -Be 0 -Because 'labels are asked for once a session'
    }

    It 'disarms formulas, and numbers are none' {
        $product = @{ uuid = [guid]::NewGuid(); values = @{
                erp_name = @(@{ locale = $null; scope = $null; data = '=HYPERLINK("x")' })
                weight   = @(@{ locale = $null; scope = $null; data = @{ amount = '-5.00'; unit = 'GRAM' } })
            }
        }
        $row = $product | ConvertTo-PimRow -Attribute erp_name, weight -DisarmFormula
        $row.erp_name | Should -BeExactly '''=HYPERLINK("x")'
        $row.weight | Should -BeExactly '-5.00'
        ($product | ConvertTo-PimRow -Attribute erp_name).erp_name | Should -BeExactly '=HYPERLINK("x")'
    }

    It 'makes rows of other things by what they are: <Noun>' -ForEach @(
        @{ Noun = 'Family'; Column = 'label-en_US', 'requirements-ecommerce', 'attributes' }
        @{ Noun = 'Category'; Column = 'code', 'parent', 'label-en_US' }
        @{ Noun = 'Attribute'; Column = 'code', 'type', 'label-en_US', 'table_configuration' }
        @{ Noun = 'ProductModel'; Column = 'code', 'family_variant', 'name-en_US' }
    ) {
        $row = & "Get-Pim$Noun" -First 1 | ConvertTo-PimRow
        $Column | Where-Object { $_ -cnotin $row.PSObject.Properties.Name } | Should -BeNullOrEmpty
        $row.code | Should -Not -BeNullOrEmpty
    }

    It 'makes rows of options, with their attribute' {
        $row = Get-PimAttributeOption -Attribute color -First 1 | ConvertTo-PimRow
        $row.attribute | Should -Be color
        $row.'label-en_US' | Should -Not -BeNullOrEmpty
    }

    It 'says what is wrong before anything: <Message>' -ForEach @(
        @{ Option = @{ Attribute = 'nope' }; Id = 'PimInvalidInput'; Message = "'nope' does not exist" }
        @{ Option = @{ Family = 'nope' }; Id = 'PimNotFound'; Message = "Family 'nope' does not exist" }
        @{ Option = @{ Label = $true }; Id = 'PimInvalidInput'; Message = 'needs the locale' }
        @{ Option = @{ Label = $true; Locale = 'xx_XX' }; Id = 'PimInvalidInput'; Message = "'xx_XX' is no active locale" }
        @{ Option = @{ Locale = 'en_US' }; Id = 'PimInvalidInput'; Message = 'needs -Label' }
        @{ Option = @{ Resource = 'Family'; Attribute = 'name' }; Id = 'PimInvalidInput'; Message = 'no columns of attributes' }
        @{ Option = @{ Resource = 'Nothing' }; Id = 'PimNotSupported'; Message = 'Nothing' }
    ) {
        $record = Get-Terminating { @{ identifier = 'A' } | ConvertTo-PimRow @Option }
        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$record" | Should -BeLike "*$Message*"
    }

    It 'goes on after an input that is none' {
        $rows = $null, 5, @{ identifier = 'A' } | ConvertTo-PimRow -ErrorVariable errors -ErrorAction SilentlyContinue
        $rows.identifier | Should -Be A
        $errors | Should -HaveCount 2
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'makes rows of what cannot be written by what it has: <Noun>' -ForEach @(
        @{ Noun = 'Locale'; Column = 'code', 'enabled' }
        @{ Noun = 'Currency'; Column = 'code', 'enabled', 'label' }
        @{ Noun = 'Workflow'; Column = 'uuid', 'code', 'label-en_US' }
        @{ Noun = 'SystemInformation'; Column = 'version', 'edition' }
        @{ Noun = 'Endpoint'; Column = 'name', 'route', 'methods' }
    ) {
        $items = @(& "Get-Pim$Noun" | Select-Object -First 3)
        $rows = @($items | ConvertTo-PimRow)
        $rows | Should -HaveCount $items.Count
        $rows.ForEach{ $_.PSObject.Properties.Name -join '|' } | Select-Object -Unique | Should -HaveCount 1
        $Column | Where-Object { $_ -cnotin $rows[0].PSObject.Properties.Name } | Should -BeNullOrEmpty
        $rows[0].($Column[0]) | Should -Be "$($items[0].($Column[0]))"
        foreach ($property in $rows | ForEach-Object { $_.PSObject.Properties }) {
            $null -eq $property.Value -or $property.Value -is [string] -or $property.Value -is [bool] | Should -BeTrue -Because $property.Name
        }
        (Get-Terminating { $rows | ConvertFrom-PimRow -Resource $Noun }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }

    It 'has a column for what only some of such items have, in all rows' {
        $rows = @{ code = 'A'; note = $null }, @{ code = 'B'; list = 'x', 'y,z'; labels = @{ xx_XX = 'Ha' } }, @{ code = 'C'; deep = @{ a = 1 } } | ConvertTo-PimRow -Resource Locale
        foreach ($row in $rows) {
            'code', 'note', 'list', 'label-xx_XX', 'deep' | Where-Object { $_ -cnotin $row.PSObject.Properties.Name } | Should -BeNullOrEmpty
        }
        $rows[1].list | Should -BeExactly 'x,"y,z"'
        $rows[1].'label-xx_XX' | Should -BeExactly Ha
        $rows[2].deep | Should -BeExactly '{"a":1}'
    }

    It 'says what it takes where an item has nothing of its kind' {
        $rows = @{ a = 1 }, @{}, @{ identifier = 'A' } | ConvertTo-PimRow -ErrorVariable errors -ErrorAction SilentlyContinue
        @($rows).identifier | Should -Be A
        $errors | Should -HaveCount 2
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($errors[0])" | Should -BeLike '*nothing that a Product has, such as uuid, identifier,*-Resource*'
        @{} | ConvertTo-PimRow -Resource Locale -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
    }

    It 'makes attributes columns with PIMS' {
        $null = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
        $row = Get-PimProduct -First 1 -Session pims | ConvertTo-PimRow -Session pims
        $row.sku | Should -Not -BeNullOrEmpty
        'title', 'status', 'categories' | Where-Object { $_ -cnotin $row.PSObject.Properties.Name } | Should -BeNullOrEmpty
        $group = @(Get-PimAttributeGroup -Session pims | ConvertTo-PimRow -Session pims)[0]
        $group.code | Should -Not -BeNullOrEmpty
        @{} | ConvertTo-PimRow -Session pims -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$errors" | Should -BeLike '*nothing that a Product has*'
        foreach ($option in @{ Family = 'cameras' }, @{ Label = $true; Locale = 'en_US' }) {
            (Get-Terminating { @{ sku = 'A' } | ConvertTo-PimRow -Session pims @option }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }
    }
}
