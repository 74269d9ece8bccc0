# Copying catalogs of an app.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
    $shop = Get-PimCatalog | Where-Object Name -EQ Shop
    $outlet = Get-PimCatalog | Where-Object Name -EQ Outlet
    $before = (Get-PimCatalog).Id
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Copy-PimCatalog' {
    BeforeEach { Select-PimSession $session }

    AfterEach {
        Get-PimCatalog | Where-Object Id -NotIn $before | Remove-PimCatalog -Confirm:$false
    }

    It 'makes a disabled copy and gives it' {
        $copy = Copy-PimCatalog $shop.Id
        $copy.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Catalog'
        $copy.Id | Should -Not -Be $shop.Id
        $copy.Enabled | Should -BeFalse
        $copy.ManagedCurrencies | Should -Be $shop.ManagedCurrencies
        (Get-PimCatalogMappingSchema $copy).Schema.properties.PSObject.Properties.Name | Should -Contain brand
    }

    It 'makes what is named different' {
        $copy = $shop | Copy-PimCatalog -Name German -ManagedLocale de_DE -ManagedCurrency USD -ReplaceMappingLocalesWith de_DE -SkipRequiredCheck
        $copy.Name | Should -Be German
        $copy.ManagedLocales | Should -Be de_DE
        $copy.ManagedCurrencies | Should -Be USD
    }

    It 'takes many, by array, pipe and property name' {
        @(Copy-PimCatalog $shop, $outlet).Count | Should -Be 2
        @($shop.Id, $outlet.Id | Copy-PimCatalog).Count | Should -Be 2
        @([pscustomobject]@{ Id = $shop.Id } | Copy-PimCatalog).Count | Should -Be 1
    }

    It 'takes what is different from rows, and nothing from empty cells and catalogs that were read' {
        $rows = [pscustomobject]@{ Id = $shop.Id; Name = 'Shop9'; ManagedLocale = 'en_US'; ManagedCurrency = 'USD, EUR'; SkipRequiredCheck = '' },
            [pscustomobject]@{ Id = $shop.Id; Name = ''; ManagedLocale = ''; ManagedCurrency = $null; SkipRequiredCheck = 'False' }
        $copies = $rows | Copy-PimCatalog
        $copies[0].Name, $copies[0].ManagedLocales, $copies[0].ManagedCurrencies | ForEach-Object { $_ } | Should -Be Shop9, en_US, USD, EUR
        $copies[1].ManagedLocales | Should -Be $shop.ManagedLocales
        $copies[1].ManagedCurrencies | Should -Be $shop.ManagedCurrencies
        ($shop | Copy-PimCatalog).Name | Should -Be (Copy-PimCatalog $shop.Id).Name
        ($shop | Copy-PimCatalog -ManagedLocale @()).ManagedLocales | Should -BeNullOrEmpty
        { Copy-PimCatalog $shop -Name '' } | Should -Throw -ErrorId 'PimInvalidInput,*'
    }

    It 'takes rows in the spelling of the API' {
        $row = [pscustomobject]@{ id = $shop.Id; name = 'Api'; managed_locales = 'de_DE'; managed_currencies = 'USD'; replace_mapping_locales_with = 'de_DE'; skip_required_checks = 'true' }
        $copy = $row | Copy-PimCatalog
        $copy.Name, $copy.ManagedLocales, $copy.ManagedCurrencies | ForEach-Object { $_ } | Should -Be Api, de_DE, USD
        ([pscustomobject]@{ id = $shop.Id; managed_locale = 'en_US' } | Copy-PimCatalog).ManagedLocales | Should -Be en_US
        [pscustomobject]@{ id = $shop.Id; replace_mapping_locales_with = 'xx_XX' } | Copy-PimCatalog -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'reports one that does not exist or that the server refuses, and goes on' {
        $copy = Copy-PimCatalog '00000000-0000-4000-8000-000000000000', $shop -ErrorAction SilentlyContinue -ErrorVariable failed
        @($copy).Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        Copy-PimCatalog $shop -ReplaceMappingLocalesWith xx_XX -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        Copy-PimCatalog 'a/b' -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'refuses an action, with -WhatIf too' {
        $action = ConvertFrom-PimAction '{"data":{},"timestamp":1}'
        foreach ($preview in $true, $false) {
            { $action | Copy-PimCatalog -WhatIf:$preview -ErrorAction Stop } | Should -Throw 'An action is no item*'
        }
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { $shop | Copy-PimCatalog -WhatIf }).Requests | Should -Be 0
    }
}
