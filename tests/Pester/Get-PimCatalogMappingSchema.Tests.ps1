# What an app wants products to look like.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
    $shop = Get-PimCatalog | Where-Object Name -EQ Shop
    $outlet = Get-PimCatalog | Where-Object Name -EQ Outlet
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimCatalogMappingSchema' {
    BeforeEach { Select-PimSession $session }

    It 'gives the schema with its own names' {
        $read = Get-PimCatalogMappingSchema $shop.Id
        $read.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.CatalogMappingSchema'
        $read.Catalog | Should -Be $shop.Id
        $read.Schema.'$schema' | Should -Match 'mapping/product'
        $read.Schema.properties.PSObject.Properties.Name | Should -Contain variants
        $read | Format-Table | Out-String -Width 200 | Should -Match '1\.0\.4\s+code, name'
    }

    It 'takes catalogs by pipe and by property name' {
        ($shop, $outlet | Get-PimCatalogMappingSchema).Catalog | Should -Be $shop.Id, $outlet.Id
        ([pscustomobject]@{ Catalog = $shop.Id } | Get-PimCatalogMappingSchema).Catalog | Should -Be $shop.Id
    }

    It 'reports a catalog without one, non-terminating, and goes on' {
        $read = Get-PimCatalog | Get-PimCatalogMappingSchema -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Count | Should -Be 2
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        "$($failed[0])" | Should -Match 'no product mapping schema'
    }
}
