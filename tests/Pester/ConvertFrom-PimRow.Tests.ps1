# Rows of a file become items: the round trip through Export-Csv and Import-Csv, and what is wrong with a row.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity' }
    $sandbox.Options.LogSize = 1000
    $main = Connect-TestSandbox $sandbox
    $file = "$TestDrive/rows.csv"
}

AfterAll {
    Disconnect-Pim -All
    $sandbox | Stop-PimSandbox
}

Describe 'ConvertFrom-PimRow' {
    BeforeEach { $null = $main | Select-PimSession }

    It 'changes nothing on the way through a file: <Name>' -ForEach @(
        @{ Name = 'all products'; Read = { Get-PimProduct }; Resource = 'Product' }
        @{ Name = 'product models'; Read = { Get-PimProductModel }; Resource = 'ProductModel' }
        @{ Name = 'families'; Read = { Get-PimFamily }; Resource = 'Family' }
        @{ Name = 'attributes'; Read = { Get-PimAttribute }; Resource = 'Attribute' }
        @{ Name = 'categories'; Read = { Get-PimCategory }; Resource = 'Category' }
        @{ Name = 'options'; Read = { Get-PimAttributeOption -Attribute color }; Resource = 'AttributeOption' }
        @{ Name = 'family variants'; Read = { Get-PimFamily | Get-PimFamilyVariant }; Resource = 'FamilyVariant' }
        @{ Name = 'records'; Read = { Get-PimReferenceEntityRecord -ReferenceEntity brand }; Resource = 'ReferenceEntityRecord' }
    ) {
        $items = @(& $Read)
        $items | Should -Not -BeNullOrEmpty
        $items | ConvertTo-PimRow -WarningAction Stop | Export-Csv $file -NoTypeInformation -Encoding utf8
        $results = Import-Csv $file -Encoding utf8 | ConvertFrom-PimRow -Resource $Resource | Invoke-PimBulkUpsert -Resource $Resource -OnlyChanged
        @($results) | Should -HaveCount $items.Count
        $results | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Key) $($_.Status) $($_.Message) $($_.Differences)" } | Should -BeNullOrEmpty
    }

    It 'changes nothing where products are addressed by identifier, in another culture' {
        $session = Connect-TestSandbox $sandbox @{ Name = 'identifier'; ProductIdFormat = 'Identifier' }
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            Get-PimProduct -First 100 -Session $session | ConvertTo-PimRow -Session $session -DisarmFormula | Export-Csv $file -NoTypeInformation -Encoding utf8
            $results = Import-Csv $file -Encoding utf8 | ConvertFrom-PimRow -Session $session -ArmFormula | Invoke-PimBulkUpsert -Session $session -OnlyChanged
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
        $results.Status | Group-Object -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" } | Should -Be '100 Unchanged'
    }

    It 'changes nothing with PIMS' {
        $null = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
        Get-PimProduct -First 60 -Session pims | ConvertTo-PimRow -Session pims | Export-Csv $file -NoTypeInformation -Encoding utf8
        $results = Import-Csv $file -Encoding utf8 | ConvertFrom-PimRow -Session pims | Invoke-PimBulkUpsert -Session pims -OnlyChanged
        $results.Status | Group-Object -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" } | Should -Be '60 Unchanged'
    }

    It 'changes nothing where the column of the uuid is taken away' {
        Get-PimProduct | Where-Object Identifier | ConvertTo-PimRow | Select-Object * -ExcludeProperty uuid | Export-Csv $file -NoTypeInformation -Encoding utf8
        $results = Import-Csv $file -Encoding utf8 | ConvertFrom-PimRow | Invoke-PimBulkUpsert -OnlyChanged
        $results | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Key) $($_.Status) $($_.Message) $($_.Errors)" } | Should -BeNullOrEmpty
        @($results).Count | Should -BeGreaterThan 20
    }

    It 'says of a unit without an amount that it says nothing' {
        $sku = (Get-PimProduct -Family cameras -First 1).Identifier
        $item = @{ identifier = $sku; 'weight-unit' = 'GRAM'; weight = '' } | ConvertFrom-PimRow -WarningVariable told -WarningAction SilentlyContinue
        $item.Values.PSObject.Properties.Name | Should -Not -Contain weight
        "$told" | Should -BeLike 'Row 1, weight-unit: *no amount*'
        @{ identifier = $sku; 'weight-unit' = 'GRAM'; weight = '2' } | ConvertFrom-PimRow -WarningVariable told | Out-Null
        $told | Should -BeNullOrEmpty
    }

    It 'writes what a file changes' {
        $product = Get-PimProduct -Family cameras -First 1
        $rows = @($product | ConvertTo-PimRow -Attribute name, price)
        $rows[0].'name-en_US' = 'Changed, and "quoted"'
        $rows[0].'price-EUR' = '12.50'
        $rows | Export-Csv $file -NoTypeInformation -Encoding utf8
        (Import-Csv $file -Encoding utf8 | ConvertFrom-PimRow | Invoke-PimBulkUpsert).Status | Should -Be Updated
        $after = Get-PimProduct $product
        $after.GetValue('name', 'en_US', $null) | Should -BeExactly 'Changed, and "quoted"'
        ($after.Values.price[0].data | Where-Object currency -EQ EUR).amount | Should -Be 12.5
    }

    It 'has what the row says and no more' {
        $item = [pscustomobject]@{ identifier = 'A'; 'name-en_US' = 'Cap'; enabled = '' } | ConvertFrom-PimRow
        $item.PSObject.TypeNames[0] | Should -Be PimPowerShell.Product
        $item.Identifier | Should -Be A
        $item.GetValue('name', 'en_US', $null) | Should -Be Cap
        $item.PSObject.Properties.Name | Where-Object { $_ -in 'Enabled', 'Status', 'Family', 'Categories' } | Should -BeNullOrEmpty
        (@{ identifier = 'A'; enabled = '0' } | ConvertFrom-PimRow).Enabled | Should -BeFalse
    }

    It 'takes the same by parameter and as an array' {
        $rows = @{ identifier = 'A' }, [pscustomobject]@{ identifier = 'B' }
        (ConvertFrom-PimRow $rows).Identifier | Should -Be A, B
        (ConvertFrom-PimRow -InputObject $rows).Identifier | Should -Be A, B
        ($rows | ConvertFrom-PimRow).Identifier | Should -Be A, B
    }

    It 'erases with -EmptyValue Clear, and leaves alone without' {
        $row = [pscustomobject]@{ identifier = 'A'; 'name-en_US' = ''; categories = '' }
        $row | ConvertFrom-PimRow | ForEach-Object { $_.PSObject.Properties.Name } | Should -Not -Contain Values
        $cleared = $row | ConvertFrom-PimRow -EmptyValue Clear
        $cleared.Values.name[0].locale | Should -Be en_US
        $cleared.Values.name[0].data | Should -BeNullOrEmpty
        @($cleared.Categories) | Should -BeNullOrEmpty
        $cleared.PSObject.Properties.Name | Should -Contain Categories
    }

    It 'names row and column of what is wrong, gives no object for it, and goes on' {
        $items = @'
identifier,name-en_US,price-EUR,weight
A,Cap,10,1
B,Cap,ten,1
C,Cap,10,1
'@ | ConvertFrom-Csv | ConvertFrom-PimRow -ErrorVariable errors -ErrorAction SilentlyContinue
        $items.Identifier | Should -Be A, C
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $errors[0].TargetObject.identifier | Should -Be B
        "$($errors[0])" | Should -BeLike "Row 2, column 'price-EUR': *takes a number, not 'ten'*"
    }

    It 'sends nothing where a column means nothing' {
        $seen = Measure-Request $sandbox {
            [pscustomobject]@{ identifier = 'A'; colour = 'red' } | ConvertFrom-PimRow -ErrorAction SilentlyContinue | Invoke-PimBulkUpsert
        }
        $seen.Log | Should -Not -BeNullOrEmpty
        $seen.Log | Where-Object { $_.Route -notlike 'GET *' } | Should -BeNullOrEmpty
        { [pscustomobject]@{ identifier = 'A'; 'name-xx_XX' = 'x' } | ConvertFrom-PimRow -ErrorAction Stop } | Should -Throw "Row 1, column 'name-xx_XX': 'xx_XX' is no active locale*"
    }

    It 'is what is missing where rows were written without it' {
        $row = "identifier,brand,name-en_US-ecommerce`nrow_alone,Acme,Cap" | ConvertFrom-Csv
        $label = "code,label-en_US`nshoes,Shoes" | ConvertFrom-Csv
        $hint = '{0}.*If it is a column of a file, send what ConvertFrom-PimRow makes of its rows'
        $results = @(
            $row | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
            $row | Invoke-PimBulkUpsert -Validate -ErrorAction SilentlyContinue
            $label | Invoke-PimBulkUpsert -Resource Family -ErrorAction SilentlyContinue
        )
        $results.Status | Should -Be Failed, Failed, Failed
        $results[0].Message | Should -Match ($hint -f 'Property "brand" does not exist')
        $results[1].Errors.Property | Should -Be brand, name-en_US-ecommerce
        $results[1].Errors.Message | Should -Match ($hint -f 'is no field of Product')
        $results[2].Message | Should -Match ($hint -f 'Property "label-en_US" does not exist')

        $null = Get-PimProduct -First 1 | Select-Object Uuid, @{ Name = 'brand'; Expression = { 'Acme' } } | Set-PimProduct -ErrorAction SilentlyContinue -ErrorVariable alone
        "$($alone[0])" | Should -Match ($hint -f 'Property "brand" does not exist')
        $null = @{ code = 'row_family'; brand = 'Acme' } | New-PimFamily -ErrorAction SilentlyContinue -ErrorVariable alone
        "$($alone[0])" | Should -Match ($hint -f 'Property "brand" does not exist')
    }

    It 'passes over rows without any cell' {
        $items = [pscustomobject]@{ identifier = ''; 'name-en_US' = $null }, @{ identifier = 'A' } | ConvertFrom-PimRow
        @($items).Identifier | Should -Be A
    }

    It 'says that it cannot: <Message>' -ForEach @(
        @{ Resource = 'Nothing'; Message = '*has no Nothing*' }
        @{ Resource = 'Locale'; Message = '*fields of Locale*' }
    ) {
        $record = Get-Terminating { @{ code = 'A' } | ConvertFrom-PimRow -Resource $Resource }
        $record.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$record" | Should -BeLike $Message
    }
}
