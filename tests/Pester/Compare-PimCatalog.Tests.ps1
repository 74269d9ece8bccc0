# Comparing two servers, and making one as the other is.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $edition = @{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 120 }
    $picture = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
    $staging = Start-TestSandbox $edition
    $production = Start-TestSandbox $edition
    $from = Connect-TestSandbox $staging @{ Name = 'staging' }
    $to = Connect-TestSandbox $production @{ Name = 'production' }

    # what is left after a promotion
    function Get-Rest { Compare-PimCatalog $from $to | Where-Object Status -NE Extra }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $staging.Url
    Stop-PimSandbox $production.Url
}

Describe 'Compare-PimCatalog' {
    It 'finds nothing where nothing differs, and all with -IncludeEqual' {
        Compare-PimCatalog -ReferenceSession $from -DifferenceSession $to | Should -BeNullOrEmpty
        $all = Compare-PimCatalog $from $to -Resource Family -IncludeEqual
        $all.Status | Select-Object -Unique | Should -Be Equal
        $all.Key | Sort-Object | Should -Be ((Get-PimFamily -Session $from).Code | Sort-Object)
        ($all | Invoke-PimBulkUpsert -Session $to).Status | Select-Object -Unique | Should -Be Unchanged
    }

    It 'tells what differs of a product, and only that is sent' {
        $product = Get-PimProduct -Session $from -Filter @{ family = 'cameras' } -First 1
        Set-PimProduct $product -Values @{ name = 'Promoted'; warranty_years = 9 } -Locale en_US -Enabled (-not $product.Enabled) -Session $from
        $found = Compare-PimCatalog $from $to
        $found | Should -HaveCount 1
        $found.Status, $found.Resource, $found.Key | Should -Be Different, Product, $product.Identifier
        $found.Differences.Attribute | Should -Contain warranty_years
        $name = $found.Differences | Where-Object Attribute -EQ name
        $name.Wanted, $name.Locale | Should -Be Promoted, en_US
        $change = $found.Change | ConvertFrom-Json
        $change.PSObject.Properties.Name | Sort-Object | Should -Be enabled, identifier, values
        $change.values.PSObject.Properties.Name | Sort-Object | Should -Be name, warranty_years

        $result = $found | Invoke-PimBulkUpsert -Session $to
        $result.Status | Should -Be Updated
        Get-Rest | Should -BeNullOrEmpty
    }

    It 'erases what the reference has no more, unless -IgnoreExtraValue' {
        $product = Get-PimProduct -Session $to -Filter @{ family = 'cameras' } -First 1
        Set-PimProduct $product -Values @{ internal_note = 'left over' } -Association @{ X_SELL = @{ product_models = @((Get-PimProductModel -First 1 -Session $to).Code) } } -Session $to
        Compare-PimCatalog $from $to -IgnoreExtraValue | Should -BeNullOrEmpty
        $found = Compare-PimCatalog $from $to -Resource Product
        $found.Differences.Property | Sort-Object | Should -Be associations, values
        ($found.Differences | Where-Object Attribute -EQ internal_note).Wanted | Should -BeNullOrEmpty
        ($found | Invoke-PimBulkUpsert -Session $to).Status | Should -Be Updated
        Get-Rest | Should -BeNullOrEmpty
        (Get-PimProduct $product.Identifier -Session $to).GetValue('internal_note') | Should -BeNullOrEmpty
    }

    It 'leaves out what the other edition does not know, where that says nothing, and warns once' {
        $community = Start-TestSandbox @{ Edition = 'CE'; ProductCount = 0 }
        try {
            $ce = Connect-TestSandbox $community @{ Name = 'ce' }
            $kinds = 'Attribute', 'Category', 'Family'
            Compare-PimCatalog $from $ce -Resource $kinds -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            @($warned -like 'Attribute: *is_mandatory*').Count, @($warned -like 'Category: validations*').Count | Should -Be 1, 1
            Set-PimAttribute name -IsMandatory $true -Label @{ en_US = 'Names' } -Session $from
            Set-PimAttribute brand -Label @{ en_US = 'Brands' } -Session $from
            $found = Compare-PimCatalog $from $ce -Resource $kinds -WarningAction SilentlyContinue
            $results = $found | Invoke-PimBulkUpsert -Session $ce -ErrorAction SilentlyContinue
            ($results | Where-Object Key -EQ brand).Status | Should -Be Updated
            # what says something is the server's to refuse
            $refused = $results | Where-Object Key -EQ name
            $refused.Status | Should -Be Failed
            "$($refused.Message) $($refused.Errors.Message)" | Should -Match is_mandatory
            Compare-PimCatalog $ce $from -Resource Category, Family -WarningVariable warned | Should -BeNullOrEmpty
            $warned | Should -BeNullOrEmpty
        }
        finally {
            Compare-PimCatalog $to $from -Resource Attribute | Invoke-PimBulkUpsert -Session $from | Out-Null
            Stop-PimSandbox $community.Url
        }
    }

    It 'keeps what a value has more with -IgnoreExtraValue' {
        $null = New-PimProduct PRICED-1 -Values @{ price = @{ EUR = 10 } } -Session $from
        $null = New-PimProduct PRICED-1 -Values @{ price = @{ EUR = 9; USD = 11 } } -Session $to
        $found = Compare-PimCatalog $from $to -Resource Product -IgnoreExtraValue
        ($found | Invoke-PimBulkUpsert -Session $to).Status | Should -Be Updated
        (Get-PimProduct PRICED-1 -Session $to).Values.price[0].data | Sort-Object currency | ForEach-Object { "$($_.currency) $([int]$_.amount)" } |
            Should -Be 'EUR 10', 'USD 11'
        Compare-PimCatalog $from $to -Resource Product -IgnoreExtraValue | Should -BeNullOrEmpty
        ($from, $to) | ForEach-Object { Remove-PimProduct PRICED-1 -Session $_ -Confirm:$false }
    }

    It 'promotes structure with products that need it, in one run' {
        $null = New-PimAttributeGroup promoted_group -Label @{ en_US = 'New' } -Session $from
        $null = New-PimAttribute promoted -Type pim_catalog_simpleselect -Group promoted_group -Session $from
        $null = New-PimAttributeOption one -Attribute promoted -Label @{ en_US = 'One' } -Session $from
        $null = New-PimCategory promoted_parent -Parent master -Session $from
        $null = New-PimCategory a_promoted_child -Parent promoted_parent -Session $from
        $null = New-PimFamily promoted_family -Attribute sku, promoted -Session $from
        Set-PimFamilyVariant -Family shoes -Identity shoes_size -Label @{ en_US = 'Promoted' } -Session $from
        Set-PimReferenceEntityRecord alderbay -ReferenceEntity brand -Values @{ founded = 1901 } -Session $from
        $null = New-PimProduct PROMOTED-1 -Family promoted_family -Category a_promoted_child -Values @{ promoted = 'one' } -Session $from
        $null = New-PimProduct -Family promoted_family -Session $from

        $found = Compare-PimCatalog $from $to
        $option = $found | Where-Object Resource -EQ AttributeOption
        $option.Status, $option.Owners.attribute | Should -Be Missing, promoted
        ($found | Where-Object Resource -EQ FamilyVariant).Owners.family | Should -Be shoes
        ($found | Where-Object Resource -EQ Product) | Should -HaveCount 2
        # kinds that others refer to come first
        $kinds = @($found.Resource | Select-Object -Unique)
        $kinds.IndexOf('AttributeGroup') | Should -BeLessThan $kinds.IndexOf('Attribute')
        $kinds.IndexOf('Family') | Should -BeLessThan $kinds.IndexOf('Product')

        $results = $found | Invoke-PimBulkUpsert -Session $to -InOrder
        $results.Status | Where-Object { $_ -notin 'Created', 'Updated' } | Should -BeNullOrEmpty
        Get-Rest | Should -BeNullOrEmpty
    }

    It 'shows a change of a model once, and not with its variants' {
        $model = Get-PimProductModel -Session $from -Filter @{ 'parent EMPTY' = $null } -First 1
        Set-PimProductModel $model -Values @{ erp_name = 'Promoted' } -Session $from
        $found = Compare-PimCatalog $from $to
        $found.Resource | Should -Be ProductModel
        ($found | Invoke-PimBulkUpsert -Session $to).Status | Should -Be Updated
        Get-Rest | Should -BeNullOrEmpty
    }

    It 'says what is extra, and never deletes it' {
        $null = New-PimProduct EXTRA-1 -Session $to
        $null = New-PimCategory extra_category -Parent master -Session $to
        $found = Compare-PimCatalog $from $to
        "$($found | Sort-Object Key)" | Should -Be "Extra Category 'extra_category' Extra Product 'EXTRA-1'"
        $seen = Measure-Request $production { $found | Invoke-PimBulkUpsert -Session $to }
        $seen.Output.Status | Should -Be Skipped, Skipped
        $seen.Output[0].Message | Should -Match 'nothing is deleted'
        $seen.Requests | Should -Be 0
        (Get-PimProduct EXTRA-1 -Session $to).Identifier | Should -Be EXTRA-1
    }

    It 'takes a filter for one kind of thing, on both sides' {
        Set-PimProduct PROMOTED-1 -Enabled $false -Session $from
        Compare-PimCatalog $from $to -Resource Product -Filter @{ family = 'shoes' } | Should -BeNullOrEmpty
        (Compare-PimCatalog $from $to -Resource Product -Filter @{ family = 'promoted_family' }).Key | Should -Be PROMOTED-1
        # there, and found by the filter on one side only
        Compare-PimCatalog $from $to -Resource Product -Filter @{ enabled = $true } | Where-Object Status -EQ Extra | ForEach-Object Key | Should -Be EXTRA-1
        (Get-Terminating { Compare-PimCatalog $from $to -Filter @{ family = 'shoes' } }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        Set-PimProduct PROMOTED-1 -Enabled $true -Session $from
    }

    It 'does not send files, and says which differ' {
        $product = Get-PimProduct -Session $from -Filter @{ family = 'lamps' } -First 1
        [IO.File]::WriteAllBytes("$TestDrive/promoted.png", $picture)
        $null = Send-PimMediaFile "$TestDrive/promoted.png" -Product $product.Identifier -Attribute picture -Session $from
        $found = Compare-PimCatalog $from $to -Resource Product | Where-Object Status -NE Extra
        $found.Files.Attribute, $found.Differences.Attribute | Should -Be picture, picture
        $found.Change | Should -BeNullOrEmpty
        $result = $found | Invoke-PimBulkUpsert -Session $to
        $result.Status | Should -Be Skipped
        $result.Message | Should -Match 'Send-PimMediaFile'
        # another code for a file of the same name is the same
        $null = Send-PimMediaFile "$TestDrive/promoted.png" -Product $product.Identifier -Attribute picture -Session $to
        Get-Rest | Should -BeNullOrEmpty
    }

    It 'keeps the image that a category has, when its other values are sent' {
        [IO.File]::WriteAllBytes("$TestDrive/category.png", $picture)
        $image = @{ Category = 'master'; Attribute = 'image_1'; Locale = 'en_US'; Channel = 'ecommerce' }
        $null = Send-PimMediaFile "$TestDrive/category.png" @image -Session $from
        $found = Compare-PimCatalog $from $to -Resource Category | Where-Object Status -EQ Different
        $found.Files.Attribute, $found.Change | Should -Be image_1, $null
        $own = (Send-PimMediaFile "$TestDrive/category.png" @image -Session $to).Code
        $text = @{ code = 'master'; values = @(@{ attribute_code = 'short_text'; locale = 'en_US'; channel = $null; data = 'Promoted' }) }
        $null = $text | Invoke-PimBulkUpsert -Resource Category -Session $from
        $found = Compare-PimCatalog $from $to -Resource Category | Where-Object Status -EQ Different
        $found.Differences.Attribute | Should -Be short_text
        ($found | Invoke-PimBulkUpsert -Session $to).Status | Should -Be Updated
        Get-Rest | Should -BeNullOrEmpty
        (Get-PimCategory master -WithEnrichedAttributes -Session $to).Values.PSObject.Properties.Value.data.file_path | Should -Contain $own
    }

    It 'can be kept in a file, and promoted later' {
        Set-PimCategory master -Label @{ en_US = 'Later' } -Session $from
        Compare-PimCatalog $from $to -Resource Category | Export-Clixml "$TestDrive/promotion.xml"
        $results = Import-Clixml "$TestDrive/promotion.xml" | Invoke-PimBulkUpsert -Session $to
        ($results | Sort-Object Status).Status | Should -Be Skipped, Updated
        (Get-PimCategory master -Session $to).Labels.en_US | Should -Be Later
    }

    It 'sends nothing with -WhatIf' {
        Set-PimCategory master -Label @{ en_US = 'Never' } -Session $from
        $seen = Measure-Request $production { Compare-PimCatalog $from $to -Resource Category | Invoke-PimBulkUpsert -Session $to -WhatIf }
        $seen.Routes.Keys -like 'PATCH*' | Should -BeNullOrEmpty
        Set-PimCategory master -Label @{ en_US = 'Later' } -Session $from
    }

    It 'stops asking when the pipeline has enough' {
        Set-PimFamily shoes -Label @{ en_US = 'Stop' } -Session $from
        $seen = Measure-Request $production { Compare-PimCatalog $from $to -Resource Family, Product | Select-Object -First 1 }
        $seen.Output.Key | Should -Be shoes
        $seen.Routes.Keys -like '*products*' | Should -BeNullOrEmpty
    }

    It 'passes over what a server has not, and says so where it was asked for' {
        $community = Start-TestSandbox @{ ProductCount = 10 }
        try {
            $ce = Connect-TestSandbox $community @{ Name = 'ce' }
            $found = Compare-PimCatalog $ce $to
            $found.Resource | Should -Not -Contain ReferenceEntityRecord
            (Get-Terminating { Compare-PimCatalog $ce $to -Resource ReferenceEntityRecord }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }
        finally { Stop-PimSandbox $community.Url }
        (Get-Terminating { Compare-PimCatalog $from $to -Resource Locale }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }

    It 'compares PIMS with PIMS' {
        $one, $other = $staging, $production | ForEach-Object { Connect-PimsSandbox $_ @{ Name = "pims$($_.Url.Port)" } }
        Compare-PimCatalog $one $other | Should -BeNullOrEmpty
        $sku = (Get-PimProduct -First 1 -Session $one).Identifier
        Set-PimProduct $sku -Values @{ title = 'Promoted'; brand = $null } -Session $one
        $found = Compare-PimCatalog $one $other
        $found.Key, $found.Status | Should -Be $sku, Different
        ($found | Invoke-PimBulkUpsert -Session $other).Status | Should -Be Updated
        Compare-PimCatalog $one $other | Should -BeNullOrEmpty
        $wrong = Get-Terminating { Compare-PimCatalog $one $to }
        $wrong.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$wrong" | Should -Match 'Copy-PimProduct'
    }

    It 'has the deleted parents of variants of PIMS, so that what is piped on promotes both' {
        $one, $other = $staging, $production | ForEach-Object { Connect-PimsSandbox $_ @{ Name = "pims$($_.Url.Port)" } }
        foreach ($number in 1, 2) {
            $null = New-PimProduct "family$number" -Values @{ title = 'Parent' } -Session $one
            1..12 | ForEach-Object { $null = New-PimProduct "family$number-$_" -Values @{ title = 'Variant'; variation_of = "family$number" } -Session $one }
            Remove-PimProduct "family$number" -Confirm:$false -Session $one
        }
        $found = Compare-PimCatalog $one $other
        $found | Should -HaveCount 26
        $found.Status | Sort-Object -Unique | Should -Be Missing
        $found[0, 1].Key | Should -Be family1, family2
        ($found | Where-Object Key -Like 'family1*' | Invoke-PimBulkUpsert -Session $other).Status | Sort-Object -Unique | Should -Be Created
        [array]::Reverse($found)
        ($found | Where-Object Key -Like 'family2*' | Invoke-PimBulkUpsert -Session $other -InOrder).Status | Sort-Object -Unique | Should -Be Created
        Compare-PimCatalog $one $other | Should -BeNullOrEmpty
        (Compare-PimCatalog $one $other -Resource Product -IncludeEqual | Where-Object Key -EQ family1).Status | Should -Be Equal
        (Get-PimProduct family1, family2 -Session $other).Status | Should -Be deleted, deleted

        Restore-PimProduct family1 -Session $one
        Set-PimProduct family2 -Values @{ title = 'Other' } -Session $other
        $found = Compare-PimCatalog $one $other
        $found | ForEach-Object { "$($_.Key) $($_.Status)" } | Sort-Object | Should -Be 'family1 Different', 'family2 Different'
        ($found | Invoke-PimBulkUpsert -Session $other).Status | Should -Be Updated, Updated
        (Get-PimProduct family1 -Session $other).Status | Should -Be active
        Compare-PimCatalog $one $other | Should -BeNullOrEmpty
    }

    It 'needs two sessions' {
        $null = Select-PimSession $to
        (Get-Terminating { Compare-PimCatalog }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        Compare-PimCatalog $from -Resource AssociationType | Should -BeNullOrEmpty
    }
}
