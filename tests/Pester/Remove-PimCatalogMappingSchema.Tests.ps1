# Deleting what an app wants products to look like.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
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

Describe 'Remove-PimCatalogMappingSchema' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $copy = Copy-PimCatalog $shop
    }

    AfterEach {
        $copy | Remove-PimCatalog -Confirm:$false
    }

    It 'deletes by id, and gives nothing' {
        Remove-PimCatalogMappingSchema $copy.Id -Confirm:$false | Should -BeNullOrEmpty
        { Get-PimCatalogMappingSchema $copy -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'deletes from the pipe: <What>' -ForEach @(
        @{ What = 'a catalog'; Make = { $copy } }
        @{ What = 'a schema that was read'; Make = { Get-PimCatalogMappingSchema $copy } }
    ) {
        & $Make | Remove-PimCatalogMappingSchema -Confirm:$false
        { Get-PimCatalogMappingSchema $copy -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        '00000000-0000-4000-8000-000000000000', $copy.Id | Remove-PimCatalogMappingSchema -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        { Get-PimCatalogMappingSchema $copy -ErrorAction Stop } | Should -Throw
    }

    It 'refuses an action, with -WhatIf too' {
        $action = ConvertFrom-PimAction '{"data":{"productUuid":"00000000-0000-4000-8000-000000000000"},"timestamp":1}'
        foreach ($preview in $true, $false) {
            { Remove-PimCatalogMappingSchema $action -Confirm:$false -WhatIf:$preview -ErrorAction Stop } | Should -Throw 'An action is no item*' -ErrorId 'PimInvalidInput,*'
        }
    }

    It 'sends nothing with -WhatIf, and asks otherwise' {
        (Measure-Request $sandbox { $copy | Remove-PimCatalogMappingSchema -WhatIf }).Requests | Should -Be 0
        (Invoke-InRunspace { try { Remove-PimCatalogMappingSchema $id -Session $session } catch { 'asked' } } @{ session = $session; id = $copy.Id }).Output | Should -Be asked
    }
}
