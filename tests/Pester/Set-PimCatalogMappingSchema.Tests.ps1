# Saying what an app wants products to look like.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
    $shop = Get-PimCatalog | Where-Object Name -EQ Shop
    $outlet = Get-PimCatalog | Where-Object Name -EQ Outlet
    $schema = @{ '$schema' = 'https://api.akeneo.com/mapping/product/1.0.4/schema'; type = 'object'; properties = @{ code = @{ type = 'string' }; name = @{ type = 'string' } } }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimCatalogMappingSchema' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $catalog = New-PimCatalog Trial
    }

    AfterEach {
        $catalog | Remove-PimCatalog -Confirm:$false
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'a table'; Convert = { $args[0] } }
        @{ What = 'an object'; Convert = { [pscustomobject]$args[0] } }
        @{ What = 'text'; Convert = { ConvertTo-Json $args[0] -Depth 9 } }
    ) {
        Set-PimCatalogMappingSchema $catalog (& $Convert $schema) | Should -BeNullOrEmpty
        $read = (Get-PimCatalogMappingSchema $catalog).Schema
        $read.properties.PSObject.Properties.Name | Sort-Object | Should -Be code, name
    }

    It 'takes what was read, for the same catalog and for another' {
        $before = (Get-PimCatalogMappingSchema $shop).Schema | ConvertTo-Json -Depth 20
        Get-PimCatalogMappingSchema $shop | Set-PimCatalogMappingSchema
        (Get-PimCatalogMappingSchema $shop).Schema | ConvertTo-Json -Depth 20 | Should -Be $before
        Get-PimCatalogMappingSchema $shop | Set-PimCatalogMappingSchema -Catalog $catalog
        (Get-PimCatalogMappingSchema $catalog).Schema | ConvertTo-Json -Depth 20 | Should -Be $before
    }

    It 'says what is no schema: <Bad>' -ForEach @{ Bad = '[1]' }, @{ Bad = '{' }, @{ Bad = 'text' } {
        $seen = Measure-Request $sandbox { Set-PimCatalogMappingSchema $catalog $Bad -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
    }

    It 'takes 600 targets at most, those of variants aside, as the server does: <Form>' -ForEach @(
        @{ Form = 'one form'; Shape = { @{ type = 'array'; items = @{ type = 'object'; properties = $args[0] } } } }
        @{ Form = 'several forms'; Shape = { @{ oneOf = @(@{ type = 'string' }, @{ type = 'array'; items = @{ type = 'object'; properties = $args[0] } }) } } }
        @{ Form = 'no variants'; Shape = $null }
    ) {
        function Schema([int] $Count) {
            $all = @{}
            $below = @{}
            1..$Count | ForEach-Object { $all["t$_"] = $below["v$_"] = @{ type = 'string' } }
            if ($Shape) { $all.variants = & $Shape $below }
            @{ '$schema' = 'https://api.akeneo.com/mapping/product/1.0.4/schema'; type = 'object'; properties = $all }
        }
        foreach ($preview in $true, $false) {
            $seen = Measure-Request $sandbox { Set-PimCatalogMappingSchema $catalog (Schema 601) -WhatIf:$preview 2>&1 }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($seen.Output[0])" | Should -Be 'properties: takes 600 targets at most, and has 601.'
            $seen.Requests | Should -Be 0
        }
        Set-PimCatalogMappingSchema $catalog (Schema 600) -ErrorAction Stop
        Invoke-PimRestMethod "api/rest/v1/catalogs/$($catalog.Id)/mapping-schemas/product" PUT (Schema 601) -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'up to 600 targets'
    }

    It 'reports what the server refuses, and a catalog that does not exist' {
        Set-PimCatalogMappingSchema $catalog @{ nonsense = 1 } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        Set-PimCatalogMappingSchema '00000000-0000-4000-8000-000000000000' $schema -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'refuses an action, with -WhatIf too' {
        $action = ConvertFrom-PimAction '{"data":{"productUuid":"00000000-0000-4000-8000-000000000000"},"timestamp":1}'
        foreach ($preview in $true, $false) {
            { Set-PimCatalogMappingSchema $action $schema -WhatIf:$preview -ErrorAction Stop } | Should -Throw 'An action is no item*' -ErrorId 'PimInvalidInput,*'
        }
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Set-PimCatalogMappingSchema $catalog $schema -WhatIf }).Requests | Should -Be 0
    }
}
