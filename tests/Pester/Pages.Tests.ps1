# Lists that begin at a later page, or behind a cursor. Coverage.Tests.ps1 has each list of Akeneo's API from there to its end.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/Operations.psm1"
    $readers = Get-Operation | Where-Object { $_.Operation -like 'GET *' -and $_.Command -like 'Get-*' -and (Get-Command $_.Command).Parameters.ContainsKey('PageSize') } |
        Group-Object Command | ForEach-Object {
            $query = $_.Group.Query
            @{ Command = $_.Name; Parameters = @('StartPage' * ($query -contains 'page'); 'SearchAfter' * ($query -contains 'search_after')) | Where-Object { $_ } }
        }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 250 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $null = Select-PimSession $session
    $attributes = Get-PimAttribute
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe '<Command>' -ForEach $readers {
    It 'has a parameter for each way in which its lists are paged, and no other' {
        'StartPage', 'SearchAfter' | Where-Object { (Get-Command $Command).Parameters.ContainsKey($_) } | Should -Be $Parameters
    }
}

Describe 'Pages' {
    BeforeEach { $null = Select-PimSession $session }

    It 'have 100 items, however few of them are wanted' {
        $seen = Measure-Request $sandbox { Get-PimAttributeOption -Attribute color -StartPage 2 -First 3 }
        $seen.Query.page, $seen.Query.limit | Should -Be '2', '100'
        $seen = Measure-Request $sandbox { Get-PimProduct -PaginationType Page -StartPage 2 -First 3 }
        $seen.Output.Uuid | Should -Be (Get-PimProduct -PaginationType Page -First 103 | Select-Object -Last 3).Uuid
        $seen.Routes['GET /api/rest/v1/products-uuid'] | Should -Be 1
    }

    It 'are counted from the one that the list begins with' {
        $seen = Measure-Request $sandbox { Get-PimAttribute -StartPage 3 -PageSize 5 -Skip 2 -First 6 }
        $seen.Output.Code | Should -Be $attributes[12..17].Code
        $seen.Requests | Should -Be 2
        Get-PimAttribute -Page 2 -PageSize 5 | Select-Object -First 1 -ExpandProperty Code | Should -Be $attributes[5].Code
    }

    It 'are none behind the last' {
        Get-PimAttribute -StartPage 999 | Should -BeNullOrEmpty
        Get-PimReferenceEntity -SearchAfter zzz | Should -BeNullOrEmpty
    }

    It 'leave the number of all as it is' {
        $total, $items = Get-PimAttribute -StartPage 2 -PageSize 10 -IncludeTotalCount
        $total | Should -Be $attributes.Count
        $items.Code | Should -Be $attributes[10..$attributes.Count].Code
    }

    It 'are those of each list where there are several' {
        $all = Get-PimAttributeOption -Attribute color
        $read = 'color', 'color' | Get-PimAttributeOption -StartPage 2 -PageSize 3
        $read.Code | Should -Be @($all[3..$all.Count].Code; $all[3..$all.Count].Code)
        $records = Get-PimReferenceEntityRecord -ReferenceEntity brand
        (Get-PimReferenceEntity brand | Get-PimReferenceEntityRecord -SearchAfter $records[1].Code -First 2).Code | Should -Be $records[2, 3].Code
    }

    It 'begin behind a product that was read' {
        $uuids = (Get-PimProduct).Uuid
        $third = Get-PimProduct -First 1 -Skip 2
        (Get-PimProduct -SearchAfter $third -First 2).Uuid | Should -Be $uuids[3, 4]
        (Get-PimProduct -SearchAfter ([guid]$third.Uuid) -First 2).Uuid | Should -Be $uuids[3, 4]
    }

    It 'have parents beyond them all the same' {
        $category = Get-PimCategory -StartPage 2 -PageSize 20 -First 1
        $category.Path | Should -Be (Get-PimCategory $category.Code).Path
    }

    It 'are refused before any request: <What>' -ForEach @(
        @{ What = 'a number of none'; Script = { Get-PimFamily -StartPage 0 }; Id = 'ParameterArgumentValidationError'; Names = 'StartPage' }
        @{ What = 'an empty cursor'; Script = { Get-PimReferenceEntity -SearchAfter '' }; Id = 'ParameterArgumentValidationError'; Names = 'SearchAfter' }
        @{ What = 'a page of what is asked for by its key'; Script = { Get-PimFamily -Identity lamps -StartPage 2 }; Id = 'AmbiguousParameterSet'; Names = 'Parameter set' }
        @{ What = 'a page of a list by cursor'; Script = { Get-PimProduct -StartPage 2 }; Id = 'PimInvalidInput'; Names = 'StartPage' }
        @{ What = 'a cursor that is no uuid'; Script = { Get-PimProduct -SearchAfter shoe-1 }; Id = 'PimInvalidInput'; Names = "SearchAfter.*uuid.*'shoe-1' is none" }
        @{ What = 'an object without a uuid'; Script = { Get-PimProduct -SearchAfter ([pscustomobject]@{ Code = 'x' }) }; Id = 'PimInvalidInput'; Names = 'SearchAfter' }
        @{ What = 'an object where a cursor is the server''s own'; Script = { Get-PimProductModel -SearchAfter ([pscustomobject]@{ Uuid = 'x'; Code = 'x' }) }; Id = 'PimInvalidInput'; Names = 'SearchAfter' }
        @{ What = 'a page and a cursor'; Script = { Get-PimProductModel -StartPage 2 -PaginationType Page -SearchAfter x }; Id = 'PimInvalidInput'; Names = 'SearchAfter' }
    ) {
        $seen = Measure-Request $sandbox { Get-Terminating $Script }
        $seen.Output.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($seen.Output)" | Should -Match $Names
        $seen.Requests | Should -Be 0
    }
}

Describe 'Pages of PIMS' {
    BeforeEach { $null = Select-PimSession $pims }

    It 'of products begin where -StartPage says' {
        $all = Get-PimProduct
        (Get-PimProduct -StartPage 3 -PageSize 40).Identifier | Should -Be $all[80..$all.Count].Identifier
        (Get-PimProduct -StartPage 2 -Skip 1 -First 3).Identifier | Should -Be $all[101..103].Identifier
        $total, $items = Get-PimProduct -StartPage 999 -IncludeTotalCount
        $total | Should -Be $all.Count
        $items | Should -BeNullOrEmpty
    }

    It 'are refused where one answer holds all, before any request: <Parameter> of <Command>' -ForEach @(
        @{ Command = 'Get-PimAttribute'; Parameter = 'StartPage'; Value = 1 }
        @{ Command = 'Get-PimAttributeGroup'; Parameter = 'StartPage'; Value = 2 }
        @{ Command = 'Get-PimCategory'; Parameter = 'StartPage'; Value = 2 }
        @{ Command = 'Get-PimAsset'; Parameter = 'SearchAfter'; Value = 'x' }
        @{ Command = 'Get-PimProduct'; Parameter = 'SearchAfter'; Value = 'x' }
    ) {
        $argument = @{ $Parameter = $Value }
        $seen = Measure-Request $sandbox { Get-Terminating { & $Command @argument } }
        $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output)" | Should -Match "Pims has no -$Parameter for .*leave out -$Parameter"
        $seen.Requests | Should -Be 0
    }
}
