# Copying products by a map: between kinds of server, both ways, and within one kind.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; ProductCount = 60 }
    $other = Start-TestSandbox @{ ProductCount = 10; Provider = 'Akeneo'; Seed = 2 }
    $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
    $second = Connect-TestSandbox $other @{ Name = 'second' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims'; RequestsPerSecond = 0 }

    $map = @{
        family       = { 'cameras' }
        categories   = { 'electronics' }
        enabled      = { $_.Status -eq 'active' }
        name         = @{ From = 'title'; Locale = 'en_US' }, @{ From = 'title'; Locale = 'de_DE'; Convert = { "$_ (de)" } }
        price        = @{ From = 'price'; Currency = 'EUR' }
        weight       = @{ From = 'weight'; Unit = 'GRAM' }
        release_date = 'release_date'
        erp_name     = 'supplier_sku'
    }
    $sku = 'IMP-0000004'
    Set-PimProduct $sku -Session $pims -Values @{ title = 'Copied'; price = '12.50'; weight = '300'; release_date = '2024-05-06'; supplier_sku = 'S-1'; brand = 'Alderbay' }

    function Get-Copy([string] $Key = $sku) { Get-PimProduct $Key -Session $akeneo }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
    Stop-PimSandbox $other.Url
}

Describe 'Copy-PimProduct' {
    It 'copies from PIMS to Akeneo, shaped by the attributes there' {
        $result = Get-PimProduct $sku -Session $pims | Copy-PimProduct -To $akeneo -Map $map
        $result.Status, $result.Key, $result.InputObject.Identifier | Should -Be Created, $sku, $sku
        $copy = Get-Copy
        $copy.Family, "$($copy.Categories)", $copy.Enabled | Should -Be cameras, electronics, $true
        $copy.GetValue('name', 'en_US'), $copy.GetValue('name', 'de_DE') | Should -Be Copied, 'Copied (de)'
        $copy.Values.price[0].data[0].amount, $copy.Values.price[0].data[0].currency | Should -Be '12.50', EUR
        $copy.Values.weight[0].data.unit | Should -Be GRAM
        [decimal]$copy.Values.weight[0].data.amount | Should -Be 300
        $copy.Values.release_date[0].data | Should -BeLike '2024-05-06*'
    }

    It 'reads by identifier, by filter, and gives one result for each' {
        Copy-PimProduct $sku, 'no such' -From $pims -To $akeneo -Map $map -ErrorAction SilentlyContinue -ErrorVariable wrong | ForEach-Object Status | Should -Be Updated
        $wrong.FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $found = @(Get-PimProduct -Session $pims -Filter @{ brand = 'Alderbay' })
        $results = Copy-PimProduct -Filter @{ brand = 'Alderbay' } -From $pims -To $akeneo -Map $map
        $results | Should -HaveCount $found.Count
        $results.Status | Should -Not -Contain Failed
    }

    It 'refuses what is no product by itself, and copies the others' {
        $category = Get-PimCategory -First 1 -Session $akeneo
        $results = $category, $sku | Copy-PimProduct -From $pims -To $akeneo -Map $map -ErrorAction SilentlyContinue -ErrorVariable wrong
        $results.Key | Should -Be $sku
        $wrong | Should -HaveCount 1
        $wrong.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $wrong.TargetObject | Should -Be $category
    }

    It 'copies all with an empty filter, and finds nothing to change then' {
        $all = @(Get-PimProduct -Session $pims -IncludeVariant)
        Copy-PimProduct -Filter @{} -IncludeVariant -From $pims -To $akeneo -Map $map | Should -HaveCount $all.Count
        $again = Copy-PimProduct -Filter @{} -IncludeVariant -From $pims -To $akeneo -Map $map -OnlyChanged
        $again.Status | Select-Object -Unique | Should -Be Unchanged
    }

    It 'takes by a filter what Get-PimProduct lists' {
        $listed = @(Get-PimProduct -Session $pims -Filter @{})
        $listed.Count | Should -BeLessThan @(Get-PimProduct -Session $pims -IncludeVariant).Count
        (Copy-PimProduct -Filter @{} -From $pims -To $akeneo -Map $map -OnlyChanged).Key | Sort-Object | Should -Be ($listed.Identifier | Sort-Object)
        $wrong = Get-Terminating { Copy-PimProduct -Filter @{} -IncludeVariant -From $akeneo -To $pims -Map @{ title = 'ean' } }
        $wrong.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }

    It 'takes no language that nobody named' {
        $seen = Measure-Request $sandbox { Get-Terminating { Copy-PimProduct -Filter @{} -From $akeneo -To $pims -Map @{ title = 'name' } } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match "'title'.*'name'.*FromLocale"
        $seen.Routes.Keys -match 'products' | Should -BeNullOrEmpty

        # of products that were read already, each says it
        $null = New-PimProduct FRENCH-1 -Family cameras -Session $akeneo -Locale fr_FR -Values @{ name = 'Appareil' }
        $result = Get-PimProduct FRENCH-1 -Session $akeneo | Copy-PimProduct -To $pims -Map @{ title = 'name' } -ErrorAction SilentlyContinue
        $result.Status, $result.Errors.Attribute | Should -Be Failed, title
        "$($result.Errors.Message)" | Should -Match 'FromLocale'
    }

    It 'does not copy a product over another one of the run' {
        $one = $map + @{ identifier = { 'ALL-IN-ONE' } }
        $results = Get-PimProduct -Session $pims -First 3 | Copy-PimProduct -To $akeneo -Map $one -SkipUnmapped -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        ($results | Sort-Object Index).Status | Should -Be Created, Failed, Failed
        "$($results.Errors.Message)" | Should -Match 'overwritten'
    }

    It 'copies associations by identifiers, whatever the uuids are' {
        $null = New-PimProduct ASSOC-2 -Session $akeneo
        $null = New-PimProduct ASSOC-1 -Session $akeneo -Association @{ X_SELL = @{ products = @((Get-Copy ASSOC-2).Uuid) } }
        $links = @{ associations = 'associations' }
        (Copy-PimProduct ASSOC-1, ASSOC-2 -From $akeneo -To $second -Map $links).Status | Should -Be Created, Created
        (Get-PimProduct ASSOC-1 -Session $second).Associations.X_SELL.products | Should -Be (Get-PimProduct ASSOC-2 -Session $second).Uuid

        $result = Get-Copy ASSOC-1 | Copy-PimProduct -To $second -Map $links -ErrorAction SilentlyContinue
        $result.Status | Should -Be Failed
        "$($result.Errors.Message)" | Should -Match 'uuids.*-From'
    }

    It 'tells the differences with -OnlyChanged' {
        Set-PimProduct $sku -Session $pims -Values @{ title = 'Changed' }
        $result = Copy-PimProduct $sku -From $pims -To $akeneo -Map $map -OnlyChanged
        $result.Status | Should -Be Updated
        $result.Differences.Attribute | Should -Be name, name
        (Get-Copy).GetValue('name', 'en_US') | Should -Be Changed
    }

    It 'copies from Akeneo to PIMS' {
        $null = New-PimProduct BACK-1 -Family cameras -Enabled $false -Session $akeneo -Locale en_US -Values @{
            name = 'Back'; price = @{ EUR = 7; USD = 8 }; weight = @{ GRAM = 2 }; release_date = '2023-02-03'; country_of_origin = 'germany'
        }
        $back = @{
            title        = @{ From = 'name'; FromLocale = 'en_US' }
            price        = @{ From = 'price'; Currency = 'EUR' }
            weight       = @{ From = 'weight'; Unit = 'GRAM' }
            release_date = 'release_date'
            enabled      = 'enabled'
            color        = { 'Blue', 'Red' }
        }
        (Copy-PimProduct BACK-1 -From $akeneo -To $pims -Map $back).Status | Should -Be Created
        $copy = Get-PimProduct BACK-1 -Session $pims
        $copy.Status, $copy.Values.title, $copy.Values.release_date | Should -Be inactive, Back, '2023-02-03'
        [decimal]$copy.Values.price, [decimal]$copy.Values.weight | Should -Be 7, 2
        $copy.Values.color | Should -Be Blue, Red
        (Copy-PimProduct BACK-1 -From $akeneo -To $pims -Map $back -OnlyChanged).Status | Should -Be Unchanged

        $back.weight.Unit = 'KILOGRAM'
        $back.price = 'price'
        $failed = Copy-PimProduct BACK-1 -From $akeneo -To $pims -Map $back -ErrorAction SilentlyContinue
        $failed.Status | Should -Be Failed
        "$($failed.Errors.Message | Sort-Object)" | Should -Match 'several currencies.*GRAM'
    }

    It 'keeps locales and channels between servers of one kind' {
        $product = Get-PimProduct -Session $akeneo -Filter @{ family = 'lamps'; 'parent EMPTY' = $null } | Where-Object { $_.Values.description } | Select-Object -First 1
        $result = $product | Copy-PimProduct -To $second -Map @{ family = 'family'; name = 'name'; description = 'description'; identifier = { "copy-$($_.Identifier)" } }
        $result.Status, $result.Key | Should -Be Created, "copy-$($product.Identifier)"
        $copy = Get-PimProduct $result.Key -Session $second
        foreach ($attribute in 'name', 'description') {
            @($copy.Values.$attribute | ForEach-Object { "$($_.locale) $($_.scope) $($_.data)" } | Sort-Object) |
                Should -Be @($product.Values.$attribute | ForEach-Object { "$($_.locale) $($_.scope) $($_.data)" } | Sort-Object)
        }
    }

    It 'fails a product that cannot be mapped, and names each attribute' {
        $wrong = $map + @{ color = { 'no such color' }; brand = { throw 'no brand' }; warranty_years = 'title' }
        $seen = Measure-Request $sandbox { Copy-PimProduct $sku -From $pims -To $akeneo -Map $wrong -ErrorAction SilentlyContinue -ErrorVariable errors }
        $seen.Output.Status | Should -Be Failed
        $seen.Output.Errors.Attribute | Sort-Object | Should -Be brand, color, warranty_years
        $seen.Routes.Keys -like 'PATCH*' | Should -BeNullOrEmpty
    }

    It 'copies the rest with -SkipUnmapped, and says what is left out' {
        $wrong = $map + @{ color = { 'no such color' }; no_such_thing = 'title' }
        $result = Copy-PimProduct $sku -From $pims -To $akeneo -Map $wrong -SkipUnmapped -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Status | Should -Be Updated
        $result.Errors.Attribute | Should -Be color
        "$warnings" | Should -Match "no_such_thing.*color"
    }

    It 'converts values' {
        $words = $map + @{ color = @{ From = 'brand'; Convert = @{ alderbay = 'blue' } }; tags = @{ From = { 'A', 'new' }; Convert = @{ a = 'vegan' } } }
        $null = Copy-PimProduct $sku -From $pims -To $akeneo -Map $words
        (Get-Copy).GetValue('color') | Should -Be blue
        (Get-Copy).GetValue('tags') | Should -Be new, vegan
    }

    It 'leaves or erases what the source has not' {
        Set-PimProduct $sku -Session $pims -Values @{ supplier_sku = $null }
        $null = Copy-PimProduct $sku -From $pims -To $akeneo -Map $map
        (Get-Copy).GetValue('erp_name') | Should -Be 'S-1'
        $null = Copy-PimProduct $sku -From $pims -To $akeneo -Map $map -EmptyValue Clear
        (Get-Copy).GetValue('erp_name') | Should -BeNullOrEmpty
    }

    It 'erases in each locale what the source has no more there' {
        $product = Get-PimProduct -First 1 -Family cameras -Session $akeneo
        Set-PimProduct $product -Values @{ name = @{ en_US = 'E'; de_DE = 'D' } } -Session $akeneo
        $key = $product.Identifier
        $null = New-PimProduct $key -Session $second
        $option = @{ From = $akeneo; To = $second; Map = @{ name = 'name' }; EmptyValue = 'Clear' }
        (Copy-PimProduct $key @option).Status | Should -Be Updated
        (Get-PimProduct $key -Session $second).GetValue('name', 'de_DE') | Should -Be D
        Set-PimProduct $product -Values @{ name = $null } -Locale de_DE -Session $akeneo
        (Copy-PimProduct $key @option -OnlyChanged).Status | Should -Be Updated
        $copy = Get-PimProduct $key -Session $second
        $copy.GetValue('name', 'en_US'), $copy.GetValue('name', 'de_DE') | Should -Be E, $null
        (Copy-PimProduct $key @option -OnlyChanged).Status | Should -Be Unchanged
    }

    It 'takes codes in any case' {
        $null = Copy-PimProduct $sku -From $pims -To $akeneo -Map ($map + @{ description = @{ From = 'title'; Locale = 'EN_us'; Channel = 'Ecommerce' } })
        (Get-Copy).GetValue('description', 'en_US', 'ecommerce') | Should -Be (Get-PimProduct $sku -Session $pims).GetValue('title')
    }

    It 'refuses a map that means nothing, before any product is read: <What>' -ForEach @(
        @{ What = 'no such attribute'; Part = @{ no_such_thing = 'title' }; Word = 'no_such_thing' }
        @{ What = 'no such source'; Part = @{ ean = 'no_such_source' }; Word = 'no_such_source' }
        @{ What = 'a file'; Part = @{ picture = 'image' }; Word = 'Send-PimMediaFile' }
        @{ What = 'an unknown locale'; Part = @{ care_label = @{ From = 'title'; Locale = 'xx_XX' } }; Word = "'xx_XX' is no active locale" }
        @{ What = 'an unknown unit'; Part = @{ weight = @{ From = 'weight'; Unit = 'NOUNIT' } }; Word = "'NOUNIT' is no unit" }
        @{ What = 'an unknown currency'; Part = @{ price = @{ From = 'price'; Currency = 'XXX' } }; Word = "'XXX' is no active currency" }
        @{ What = 'no locale'; Part = @{ care_label = 'title' }; Word = 'Locale' }
        @{ What = 'an unknown word'; Part = @{ ean = @{ From = 'ean'; Local = 'en_US' } }; Word = 'Local' }
        @{ What = 'no source'; Part = @{ ean = $null }; Word = 'ean' }
    ) {
        $seen = Measure-Request $sandbox { Get-Terminating { Copy-PimProduct -Filter @{} -From $pims -To $akeneo -Map $Part } }
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match $Word
        $seen.Routes.Keys -match 'PATCH|products' | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and nothing comes of an empty pipe' {
        $seen = Measure-Request $sandbox {
            Copy-PimProduct $sku -From $pims -To $akeneo -Map $map -WhatIf
            @() | Copy-PimProduct -To $akeneo -Map $map
        }
        $seen.Output.Status | Should -Be Skipped
        $seen.Routes.Keys -like 'PATCH*' | Should -BeNullOrEmpty
        (Get-WhatIfText $sandbox "Get-PimProduct -First 1 -Session `$session | ForEach-Object { `$_.Identifier = 'new-one'; `$_ } | Copy-PimProduct -Map @{ family = { 'shoes' } } -OnlyChanged -WhatIf") |
            Should -Match "new-one.*family: nothing -> 'shoes'"
    }

    It 'needs two sessions' {
        (Get-Terminating { Copy-PimProduct $sku -From $pims -To $pims -Map $map }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $null = Select-PimSession $pims
        (Copy-PimProduct $sku -To $akeneo -Map $map).Status | Should -Be Updated
        $null = Select-PimSession $akeneo
        (Copy-PimProduct $sku -From $pims -Map $map).Status | Should -Be Updated
    }
}
