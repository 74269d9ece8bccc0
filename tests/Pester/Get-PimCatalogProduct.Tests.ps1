# The products of an app's catalog.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
    $shop = Get-PimCatalog | Where-Object Name -EQ Shop
    $outlet = Get-PimCatalog | Where-Object Name -EQ Outlet
    $uuids = Invoke-PimRestMethod "api/rest/v1/catalogs/$($shop.Id)/product-uuids"
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimCatalogProduct' {
    BeforeEach { Select-PimSession $session }

    It 'gives the products of a catalog' {
        $products = Get-PimCatalogProduct -Catalog $shop
        $products.Uuid | Should -Be $uuids
        $products[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.CatalogProduct'
        $products[0].Catalog | Should -Be $shop.Id
        ($products.Family | Sort-Object -Unique) | Should -Be lamps, shoes
        $products[0] | Format-Table | Out-String -Width 200 | Should -Match 'Uuid\s+Family\s+Enabled'
    }

    It 'gives products that can be written as those of Get-PimProduct can: <What>' -ForEach @(
        @{ What = 'alone'; Script = { Get-PimCatalogProduct -Catalog $shop -First 1 | Set-PimProduct } }
        @{ What = 'from JSON'; Script = { Get-PimCatalogProduct -Catalog $shop -First 1 | ConvertTo-Json -Depth 9 | ConvertFrom-Json | Set-PimProduct } }
        @{ What = 'in bulk'; Script = { Get-PimCatalogProduct -Catalog $shop -First 1 | Invoke-PimBulkUpsert } }
        @{ What = 'in bulk, with their kind'; Script = { Get-PimCatalogProduct -Catalog $shop -First 1 | Invoke-PimBulkUpsert -Resource Product } }
    ) {
        $before = (Get-PimProduct $uuids[0]).Values | ConvertTo-Json -Depth 9
        $result = & $Script 2>&1
        @($result | Where-Object { $_ -is [Management.Automation.ErrorRecord] -or $_.Status -ne 'Updated' }) | Should -BeNullOrEmpty
        (Get-PimProduct $uuids[0]).Values | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'gives what has no such shape, which bulk refuses' {
        (Get-PimCatalogProduct -Catalog $shop -Mapped -First 1 | Invoke-PimBulkUpsert).Status | Should -Be Failed
    }

    It 'takes the catalog by id, by pipe and by property name' {
        (Get-PimCatalogProduct -Catalog $shop.Id -First 1).Uuid | Should -Be $uuids[0]
        ($shop | Get-PimCatalogProduct -First 1).Uuid | Should -Be $uuids[0]
        ([pscustomobject]@{ Catalog = $shop.Id } | Get-PimCatalogProduct -First 1).Uuid | Should -Be $uuids[0]
    }

    It 'takes no product for a catalog' {
        $product = Get-PimCatalogProduct -Catalog $shop -First 1
        $product.PSTypeNames.Insert(0, 'PimPowerShell.Product')
        foreach ($name in 'PimPowerShell.CatalogProduct', 'Deserialized.PimPowerShell.CatalogProduct') { $null = $product.PSTypeNames.Remove($name) }
        $product.PSObject.Properties.Remove('Catalog')
        $seen = Measure-Request $sandbox { $product | Get-PimCatalogProduct -ErrorAction SilentlyContinue -ErrorVariable failed; $failed }
        $seen.Requests | Should -Be 0
        "$($seen.Output)" | Should -BeLike "*'Catalog'*objects of the kind Catalog, and '*' is of the kind Product."
        ($product | Get-PimCatalogProduct -Catalog $shop).Uuid | Should -Be $product.Uuid
    }

    It 'takes products that were read for what they are' {
        (Get-PimCatalogProduct -Catalog $shop -First 2 | Get-PimCatalogProduct).Uuid | Should -Be $uuids[0..1]
        (Get-PimCatalogProduct -Catalog $shop -UuidOnly -First 1 | Get-PimCatalogProduct).Uuid | Should -Be $uuids[0]
    }

    It 'pages by cursor, and stops with Select-Object -First' {
        (Get-PimCatalogProduct -Catalog $shop -PageSize 7).Uuid | Should -Be $uuids
        (Measure-Request $sandbox { Get-PimCatalogProduct -Catalog $shop -PageSize 2 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
        (Get-PimCatalogProduct -Catalog $shop -UuidOnly -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($uuids.Count)"
        (Get-PimCatalogProduct -Catalog $shop -IncludeTotalCount -First 0).ToString() | Should -Be 'Unknown total count'
        (Get-PimCatalog -IncludeTotalCount -First 0).ToString() | Should -Be 'Unknown total count'
    }

    It 'gives the variants of models that are piped in' {
        $models = Get-PimCatalogProduct -Catalog $shop -MappedModel -First 2
        $seen = Measure-Request $sandbox { $models | Get-PimCatalogProduct }
        $seen.Output[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MappedVariant'
        $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/catalogs/{id}/mapped-models/{model_code}/variants'
        $seen.Output.Count | Should -Be @($models | ForEach-Object { Get-PimCatalogProduct -Catalog $shop -Model $_.Code }).Count
    }

    It 'gives products, and the variants of models, of a list that has both' {
        $product = Get-PimCatalogProduct -Catalog $shop -First 1
        $model = Get-PimCatalogProduct -Catalog $shop -MappedModel -First 1
        $variants = @(Get-PimCatalogProduct -Catalog $shop -Model $model.Code)
        $mixed = @(Get-PimCatalogProduct -Catalog $shop -Identity $product, $model)
        $mixed.Uuid | Should -Be (@($product.Uuid) + @($variants.Uuid))
        $mixed[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.CatalogProduct'
        $mixed[1].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MappedVariant'
        @($model, $model | Get-PimCatalogProduct).Uuid | Should -Be (@($variants.Uuid) + @($variants.Uuid))
        @(Get-PimCatalogProduct -Catalog $shop -Identity $model).Uuid | Should -Be $variants.Uuid
    }

    It 'says what a login is that may not: the app''s token' {
        $user = Connect-TestSandbox $sandbox @{ Name = 'no app' }
        $failed = Get-Terminating { Get-PimCatalog -Session $user }
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        $failed.ErrorDetails.RecommendedAction | Should -Match '-AppToken'
    }

    It 'gives single products' {
        (Get-PimCatalogProduct -Catalog $shop -Identity $uuids[1], $uuids[0]).Uuid | Should -Be $uuids[1], $uuids[0]
        (Get-PimCatalogProduct -Catalog $shop -UuidOnly -First 2 | ForEach-Object { Get-PimCatalogProduct -Catalog $_.Catalog -Identity $_.Uuid }).Uuid | Should -Be $uuids[0..1]
        $other = (Get-PimProduct -Family cameras -First 1).Uuid
        Get-PimCatalogProduct -Catalog $shop -Identity $other -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'gives uuids alone, which name products' {
        $one = Get-PimCatalogProduct -Catalog $shop -UuidOnly -First 1
        $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.CatalogProductUuid'
        ($one | Get-PimProduct).Uuid | Should -Be $uuids[0]
    }

    It 'gives mapped products, models and variants' {
        $mapped = Get-PimCatalogProduct -Catalog $shop -Mapped -First 1
        $mapped.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MappedProduct'
        $mapped.Name | Should -Not -BeNullOrEmpty
        $models = Get-PimCatalogProduct -Catalog $shop -MappedModel -PageSize 2
        $models[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MappedModel'
        @($models).Count | Should -BeGreaterThan 2
        $variants = Get-PimCatalogProduct -Catalog $shop -Model $models[0].Code
        $variants[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MappedVariant'
        $variants[0].Model | Should -Be $models[0].Code
        $variants.Uuid | Should -BeIn $uuids
        ($models[0] | Get-PimCatalogProduct -Model { $_.Code }).Uuid | Should -Be $variants.Uuid
        $mapped, $models[0], $variants[0] | ForEach-Object { $_ | Format-Table | Out-String -Width 200 | Should -Match 'Key\s+Name\s+Targets' }
    }

    It 'takes times' {
        $seen = Measure-Request $sandbox { Get-PimCatalogProduct -Catalog $shop -UpdatedAfter '2023-06-01T02:00:00+02:00' -UpdatedBefore '2023-09-01T00:00:00Z' }
        $seen.Query.updated_after | Should -Be '2023-06-01T00:00:00Z'
        $seen.Query.updated_before | Should -Be '2023-09-01T00:00:00Z'
        $seen.Output.Count | Should -BeGreaterThan 0
        $seen.Output | Where-Object { $_.Updated -lt '2023-06-01' -or $_.Updated -gt '2023-09-01' } | Should -BeNullOrEmpty
    }

    It 'takes the error of a disabled catalog for one, and goes on' {
        $read = $outlet, $shop | Get-PimCatalogProduct -UuidOnly -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Count | Should -Be $uuids.Count
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'has been disabled on the PIM side'
        Get-PimCatalogProduct -Catalog $outlet -Identity $uuids[0] -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'has been disabled on the PIM side'
    }

    It 'reports a catalog without a schema, and one that does not exist' {
        $marketplace = Get-PimCatalog | Where-Object Name -EQ Marketplace
        Get-PimCatalogProduct -Catalog $marketplace -Mapped -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        Get-PimCatalogProduct -Catalog '00000000-0000-4000-8000-000000000000' -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }
}
