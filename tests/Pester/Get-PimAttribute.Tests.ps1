# Attributes.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'reader' }
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/attributes
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimAttribute' {
    BeforeEach { Select-PimSession $session }

    Context 'all' {
        It 'gives every one, as the server has them' {
            $seen = Measure-Request $sandbox { Get-PimAttribute }
            $seen.Output.Code | Should -Be $raw.code
            $seen.Output.Count | Should -BeGreaterThan 40
            $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
        }

        It 'takes -First, -Skip, -IncludeTotalCount and -PageSize' {
            (Get-PimAttribute -First 2).Code | Should -Be $raw[0..1].code
            (Get-PimAttribute -Skip 1 -First 1).Code | Should -Be $raw[1].code
            (Get-PimAttribute -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
            $seen = Measure-Request $sandbox { Get-PimAttribute -PageSize 2 | Select-Object -First 1 }
            $seen.Requests | Should -BeLessOrEqual 2
            $seen.Query.limit | Should -Be 2
            (Get-PimAttribute -PageSize 2).Code | Should -Be $raw.code
        }
    }

    Context 'by identity' {
        It 'takes a code, an array, the pipe, property names and objects' {
            (Get-PimAttribute brand).Code | Should -Be brand
            (Get-PimAttribute -Identity brand).Code | Should -Be brand
            (Get-PimAttribute -Code brand).Code | Should -Be brand
            (Get-PimAttribute name, brand).Code | Should -Be name, brand
            ('name', 'brand' | Get-PimAttribute).Code | Should -Be name, brand
            ([pscustomobject]@{ Code = 'brand' } | Get-PimAttribute).Code | Should -Be brand
            (Get-PimAttribute -First 3 | Get-PimAttribute).Code | Should -Be $raw[0..2].code
        }

        It 'takes one request for one' {
            (Measure-Request $sandbox { Get-PimAttribute brand }).Routes.Keys | Should -Be 'GET /api/rest/v1/attributes/{code}'
        }

        It 'reports one that does not exist, non-terminating, and goes on' {
            $read = Get-PimAttribute no_such, brand -ErrorAction SilentlyContinue -ErrorVariable failed
            $read.Code | Should -Be brand
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no_such
            Get-Terminating { Get-PimAttribute no_such } | Should -BeNullOrEmpty
            { Get-PimAttribute no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }
    }

    Context 'filters' {
        It 'takes -Type, one and several' {
            $seen = Measure-Request $sandbox { Get-PimAttribute -Type pim_catalog_metric, pim_catalog_date }
            $seen.Query.search | Should -Be '{"type":[{"operator":"IN","value":["pim_catalog_metric","pim_catalog_date"]}]}'
            $seen.Output.Code | Should -Be @($raw | Where-Object type -In pim_catalog_metric, pim_catalog_date).code
            (Get-PimAttribute -Type pim_catalog_identifier).Code | Should -Be sku
        }

        It 'completes -Type, and takes no other' {
            Complete 'Get-PimAttribute -Type pim_catalog_pr' | Should -Contain pim_catalog_price_collection
            (Get-Terminating { Get-PimAttribute -Type nonsense }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'sends -WithTableSelectOptions, for a list and for one' {
            (Measure-Request $sandbox { Get-PimAttribute -WithTableSelectOptions -First 1 }).Query.with_table_select_options | Should -Be true
            (Measure-Request $sandbox { Get-PimAttribute brand -WithTableSelectOptions }).Query.with_table_select_options | Should -Be true
        }

        It 'takes a filter, as a table and as JSON' {
            (Get-PimAttribute -Filter @{ code = 'brand', 'name' }).Code | Sort-Object | Should -Be brand, name
            (Get-PimAttribute -Filter '{"type":[{"operator":"IN","value":["pim_catalog_file"]}]}').Code | Should -Be @($raw | Where-Object type -EQ pim_catalog_file).code
        }
    }

    Context 'the object' {
        It 'has its properties and no links' {
            $one = Get-PimAttribute brand
            $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Attribute'
            $one.Provider | Should -Be Akeneo
            $one.PSObject.Properties.Name | Should -Not -Contain '_links'
            foreach ($name in 'Code', 'Type', 'Group', 'Localizable', 'Scopable', 'Unique', 'AvailableLocales', 'Labels') { $one.PSObject.Properties.Name | Should -Contain $name }
        }

        It 'is a table and a list at the prompt' {
            $text = Get-PimAttribute brand | Format-Table | Out-String -Width 200
            $text | Should -Match 'Code\s+Type\s+.*Localizable\s+Scopable'
            $text | Should -Match 'brand\s+pim_catalog_simpleselect\s+.*False\s+False'
            Get-PimAttribute brand | Format-List | Out-String -Width 200 | Should -Match '(?m)^Type\s+: pim_catalog_simpleselect'
        }
    }

    Context 'session' {
        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimAttribute -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
