# Reading products: by identity, as a list, with every option, past every fault.

BeforeDiscovery {
    # each parameter that stands for a query option of the server, and what then is in the query
    $options = @(
        @{ Name = 'Channel'; Option = @{ Channel = 'ecommerce' }; Key = 'scope'; Value = 'ecommerce' }
        @{ Name = 'Locale'; Option = @{ Locale = 'en_US', 'fr_FR' }; Key = 'locales'; Value = 'en_US,fr_FR' }
        @{ Name = 'Attribute'; Option = @{ Attribute = 'name', 'price' }; Key = 'attributes'; Value = 'name,price,sku' }
        @{ Name = 'SearchScope'; Option = @{ SearchScope = 'print' }; Key = 'search_scope'; Value = 'print' }
        @{ Name = 'SearchLocale'; Option = @{ SearchLocale = 'de_DE' }; Key = 'search_locale'; Value = 'de_DE' }
        @{ Name = 'ConvertMeasurements'; Option = @{ ConvertMeasurements = $true; Channel = 'ecommerce' }; Key = 'convert_measurements'; Value = 'true' }
        @{ Name = 'WithAttributeOptions'; Option = @{ WithAttributeOptions = $true }; Key = 'with_attribute_options'; Value = 'true' }
        @{ Name = 'WithAssetShareLinks'; Option = @{ WithAssetShareLinks = $true }; Key = 'with_asset_share_links'; Value = 'true' }
        @{ Name = 'WithQualityScores'; Option = @{ WithQualityScores = $true }; Key = 'with_quality_scores'; Value = 'true' }
        @{ Name = 'WithCompletenesses'; Option = @{ WithCompletenesses = $true }; Key = 'with_completenesses'; Value = 'true' }
        @{ Name = 'WithRootParent'; Option = @{ WithRootParent = $true }; Key = 'with_root_parent'; Value = 'true' }
        @{ Name = 'WithWorkflowExecutionStatuses'; Option = @{ WithWorkflowExecutionStatuses = $true }; Key = 'with_workflow_execution_statuses'; Value = 'true' }
        @{ Name = 'WithEnabledAssetsOnly'; Option = @{ WithEnabledAssetsOnly = $true }; Key = 'with_enabled_assets_only'; Value = 'true' }
        @{ Name = 'PageSize'; Option = @{ PageSize = 37 }; Key = 'limit'; Value = '37' }
        @{ Name = 'SearchAfter'; Option = @{ SearchAfter = '80000000-0000-0000-0000-000000000000' }; Key = 'search_after'; Value = '80000000-0000-0000-0000-000000000000' }
        @{ Name = 'PaginationType'; Option = @{ PaginationType = 'Page' }; Key = 'page'; Value = '1' }
        @{ Name = 'PaginationType (default)'; Option = @{ }; Key = 'pagination_type'; Value = 'search_after' }
    )
    # conditions, and the search that is sent
    $searches = @(
        @{ Name = '-Family'; Option = @{ Family = 'shoes', 'lamps' }; Search = '{"family":[{"operator":"IN","value":["shoes","lamps"]}]}' }
        @{ Name = '-Category'; Option = @{ Category = 'electronics' }; Search = '{"categories":[{"operator":"IN","value":["electronics"]}]}' }
        @{ Name = '-Category -Recurse'; Option = @{ Category = 'electronics'; Recurse = $true }; Search = '{"categories":[{"operator":"IN CHILDREN","value":["electronics"]}]}' }
        @{ Name = '-Parent'; Option = @{ Parent = 'tshirts_000001' }; Search = '{"parent":[{"operator":"=","value":"tshirts_000001"}]}' }
        @{ Name = '-Parent, several'; Option = @{ Parent = 'a', 'b' }; Search = '{"parent":[{"operator":"IN","value":["a","b"]}]}' }
        @{ Name = '-Enabled'; Option = @{ Enabled = $true }; Search = '{"enabled":[{"operator":"=","value":true}]}' }
        @{ Name = '-Enabled $false'; Option = @{ Enabled = $false }; Search = '{"enabled":[{"operator":"=","value":false}]}' }
        @{ Name = '-UpdatedSince'; Option = @{ UpdatedSince = [DateTimeOffset]'2024-02-03T04:05:06+01:00' }; Search = '{"updated":[{"operator":">","value":"2024-02-03 03:05:06"}]}' }
        @{ Name = '-Filter property'; Option = @{ Filter = @{ family = 'shoes' } }; Search = '{"family":[{"operator":"IN","value":["shoes"]}]}' }
        @{ Name = '-Filter $null'; Option = @{ Filter = @{ Family = $null } }; Search = '{"family":[{"operator":"EMPTY"}]}' }
        @{ Name = '-Filter operator'; Option = @{ Filter = @{ identifier = @{ 'STARTS WITH' = 'LAM' } } }; Search = '{"identifier":[{"operator":"STARTS WITH","value":"LAM"}]}' }
        @{ Name = '-Filter attribute'; Option = @{ Filter = @{ brand = 'dornhus' } }; Search = '{"brand":[{"operator":"IN","value":["dornhus"]}]}' }
        @{
            Name   = '-Filter condition with locale and scope'
            Option = @{ Filter = @{ description = @{ Operator = 'contains'; Value = 'a'; Locale = 'en_US'; Scope = 'ecommerce' } } }
            Search = '{"description":[{"operator":"CONTAINS","value":"a","locale":"en_US","scope":"ecommerce"}]}'
        }
        @{
            Name   = '-Filter several conditions'
            Option = @{ Filter = @{ warranty_years = @{ '>' = 1 }, @{ '<' = 9 } | ForEach-Object { @{ operator = "$($_.Keys)"; value = "$($_.Values)" -as [int] } } } }
            Search = '{"warranty_years":[{"operator":">","value":1},{"operator":"<","value":9}]}'
        }
        @{ Name = '-Filter JSON'; Option = @{ Filter = '{"enabled": [ {"operator":"=","value":true} ]}' }; Search = '{"enabled":[{"operator":"=","value":true}]}' }
        @{
            Name   = '-Filter JSON and parameters together'
            Option = @{ Filter = '{"enabled":[{"operator":"=","value":true}]}'; Family = 'shoes' }
            Search = '{"enabled":[{"operator":"=","value":true}],"family":[{"operator":"IN","value":["shoes"]}]}'
        }
        @{ Name = '-Filter with a date'; Option = @{ Filter = @{ release_date = @{ '>' = [datetime]'2024-01-05' } } }; Search = '{"release_date":[{"operator":">","value":"2024-01-05"}]}' }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05 }
    $all = Get-PimProduct
    $lamps = @($all | Where-Object Family -EQ lamps)
    $one = $lamps[0]
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimProduct' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'ResetEvery', 'HalfBodyEvery', 'ResetAfterActingEvery', 'RequestsPerSecond', 'LatencyMilliseconds', 'DownAfter') {
            $sandbox.Options.$reset = 0
        }
    }

    Context 'by identity' {
        It 'takes an identifier' {
            $seen = Measure-Request $sandbox { Get-PimProduct $one.Identifier }
            $seen.Output.Uuid | Should -Be $one.Uuid
            $seen.Requests | Should -Be 1
            (Get-PimProduct -Identity $one.Identifier).Uuid | Should -Be $one.Uuid
        }

        It 'takes a uuid, as text or as a uuid, in one request for one item' {
            $seen = Measure-Request $sandbox { Get-PimProduct $one.Uuid }
            $seen.Output.Identifier | Should -Be $one.Identifier
            $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/products-uuid/{uuid}'
            (Get-PimProduct ([guid]$one.Uuid)).Identifier | Should -Be $one.Identifier
            (Get-PimProduct $one.Uuid.ToUpper()).Identifier | Should -Be $one.Identifier
        }

        It 'takes its aliases <_>' -ForEach 'Identifier', 'Sku', 'Code' {
            $option = @{ $_ = $one.Identifier }
            (Get-PimProduct @option).Uuid | Should -Be $one.Uuid
        }

        It 'takes a number, for identifiers that are' {
            $null = New-PimProduct 990099
            (Get-PimProduct 990099).Identifier | Should -Be '990099'
            Remove-PimProduct 990099 -Confirm:$false
            (Get-PimProduct '0815').Identifier | Should -Be '0815'
        }

        It 'takes many, in the order asked for, in chunks of 100' {
            $asked = $all[7, 3, 200, 3].Identifier
            (Get-PimProduct $asked).Identifier | Should -Be $asked
            $seen = Measure-Request $sandbox { Get-PimProduct $all.Identifier }
            $seen.Output.Identifier | Should -Be $all.Identifier
            $seen.Requests | Should -Be 3
        }

        It 'takes uuids and identifiers together, in any case' {
            $asked = $all[0].Uuid, $all[1].Identifier, $all[2].Uuid.ToUpper(), $all[3].Identifier.ToLower()
            (Get-PimProduct $asked).Uuid | Should -Be $all[0..3].Uuid
        }

        It 'takes -First and -Skip, as lists do' {
            (Get-PimProduct $all[0..9].Identifier -First 2).Uuid | Should -Be $all[0..1].Uuid
            ($all[0..9].Uuid | Get-PimProduct -Skip 8).Uuid | Should -Be $all[8..9].Uuid
        }

        It 'takes them from the pipe, in chunks too' {
            $seen = Measure-Request $sandbox { $all.Uuid | Get-PimProduct }
            $seen.Output.Count | Should -Be 250
            $seen.Requests | Should -Be 3
            ($all[5, 6].Identifier | Get-PimProduct).Identifier | Should -Be $all[5, 6].Identifier
        }

        It 'takes objects from the pipe: <What>' -ForEach @(
            @{ What = 'products'; Make = { $all[0..2] } }
            @{ What = 'rows with Sku'; Make = { $all[0..2] | ForEach-Object { [pscustomobject]@{ Sku = $_.Identifier; Color = 'red' } } } }
            @{ What = 'rows with identifier'; Make = { $all[0..2] | ForEach-Object { [pscustomobject]@{ identifier = $_.Identifier } } } }
            @{ What = 'rows with Uuid'; Make = { $all[0..2] | ForEach-Object { [pscustomobject]@{ Uuid = [guid]$_.Uuid } } } }
            @{ What = 'tables'; Make = { $all[0..2] | ForEach-Object { @{ identifier = $_.Identifier } } } }
            @{ What = 'rows of a CSV file'; Make = { $all[0..2] | Select-Object @{ n = 'SKU'; e = 'Identifier' } | ConvertTo-Csv | ConvertFrom-Csv } }
        ) {
            $read = & $Make | Get-PimProduct
            $read.Uuid | Should -Be $all[0..2].Uuid
        }

        It 'takes an array of objects' {
            (Get-PimProduct $all[0..2]).Uuid | Should -Be $all[0..2].Uuid
        }

        It 'finds identifiers that need escaping' {
            $strange = 'a/b#c+d%e f"g', ('sn' + [char]0xE4 + 'ck'), "it's", 'x\y', 'a&b=c?d'
            $strange | ForEach-Object { $null = New-PimProduct $_ }
            try { (Get-PimProduct $strange).Identifier | Should -Be $strange }
            finally { Remove-PimProduct $strange -Confirm:$false }
        }

        It 'reports one that does not exist, and goes on' {
            $read = Get-PimProduct 'no-such', $one.Identifier -ErrorAction SilentlyContinue -ErrorVariable missing
            $read.Uuid | Should -Be $one.Uuid
            $missing.Count | Should -Be 1
            $missing[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Products.GetPimProductCommand'
            $missing[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $missing[0].TargetObject | Should -Be 'no-such'
            "$($missing[0])" | Should -Match "Product 'no-such' does not exist"
        }

        It 'reports a single one that does not exist without ending: <_>' -ForEach 'no-such', '11111111-2222-4333-8444-555555555555' {
            Get-Terminating { Get-PimProduct $_ } | Should -BeNullOrEmpty
            $null = Get-PimProduct $_ -ErrorAction SilentlyContinue -ErrorVariable missing
            $missing.Count | Should -Be 1
            $missing[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $missing[0].TargetObject | Should -Be $_
        }

        It 'makes that an exception with -ErrorAction Stop' {
            { Get-PimProduct 'no-such' -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }

        It 'gives the object that was piped in as the target of the error' {
            $row = [pscustomobject]@{ Sku = 'no-such'; Price = 7 }
            $null = $row | Get-PimProduct -ErrorAction SilentlyContinue -ErrorVariable missing
            $missing[0].TargetObject.Price | Should -Be 7
        }

        It 'refuses null, an empty text and an object without a name' {
            (Get-Terminating { Get-PimProduct $null }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            (Get-Terminating { Get-PimProduct '' }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            (Get-Terminating { Get-PimProduct ([pscustomobject]@{ Price = 1 }) }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        }

        It 'gives nothing for nothing piped in' {
            $seen = Measure-Request $sandbox { @() | Get-PimProduct }
            $seen.Output | Should -BeNullOrEmpty
            $seen.Requests | Should -Be 0
        }

        It 'hands options on for single items' {
            $read = Get-PimProduct $one.Uuid -WithCompletenesses
            @($read.Completenesses).Count | Should -BeGreaterThan 0
            $read = Get-PimProduct $one.Uuid -Attribute price
            # with the identifier, which the object could not show otherwise
            $read.Values.PSObject.Properties.Name | Sort-Object | Should -Be 'price', 'sku'
            $read.Identifier | Should -Be $one.Identifier
        }
    }

    Context 'by identity, outside the category tree of -Channel' {
        BeforeAll {
            Select-PimSession $session
            $values = @{
                name = @{ en_US = 'Cap'; fr_FR = 'Casquette'; de_DE = 'Kappe' }; weight = 2; erp_name = 'x'
                description = @(foreach ($place in 'ecommerce', 'print') { @{ locale = 'en_US'; scope = $place; data = "In $place" } })
            }
            $inside = New-PimProduct inside -Category print_catalog -Values $values
            $outside = New-PimProduct outside -Values $values
            $others = New-PimProduct others -Values @{ description = @{ locale = 'en_US'; scope = 'ecommerce'; data = 'x' } }
            $told = { param($product) $product.Values | Select-Object * -ExcludeProperty sku | ConvertTo-Json -Depth 9 }
        }

        AfterAll { $inside, $outside, $others | Remove-PimProduct -Session $session -Confirm:$false }

        It 'gives the values that one within has: <What>' -ForEach @(
            @{ What = 'a uuid'; Get = { param($product) Get-PimProduct $product.Uuid -Channel print @option } }
            @{ What = 'an identifier'; Get = { param($product) Get-PimProduct $product.Identifier -Channel print @option } }
            @{ What = 'by identifier alone'; Get = { param($product) Get-PimProduct $product.Identifier -Channel print -Session $old @option } }
            @{ What = 'one of several'; Get = { param($product) Get-PimProduct $all[0].Uuid, $product.Uuid -Channel print @option | Select-Object -Last 1 } }
        ) {
            $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' }
            Select-PimSession $session
            foreach ($option in @{}, @{ Locale = 'en_US' }, @{ Attribute = 'name', 'description' }) {
                $found = & $Get $outside
                $found.Identifier | Should -Be outside
                & $told $found | Should -Be (& $told (& $Get $inside))
            }
            (& $Get $outside).GetValue('description') | Should -Be 'In print'
            @((& $Get $others).Values.PSObject.Properties.Name) | Should -Not -Contain description
        }

        It 'gives what is not there as an error, still' {
            Get-PimProduct no-such, outside -Channel print -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object Identifier | Should -Be outside
            $failed.FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }

        It 'says why there are no measurements in the units of the channel' {
            Get-PimProduct outside, inside -Channel print -ConvertMeasurements -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object Identifier | Should -Be inside
            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($failed[0])" | Should -BeLike "*'outside'*channel 'print'*"
        }

        It 'is left out of a list' {
            @(Get-PimProduct -Filter @{ 'sku STARTS WITH' = 'outside' } -Channel print).Count | Should -Be 0
        }
    }

    Context 'as a list' {
        It 'reads every product once, 100 in a request' {
            $seen = Measure-Request $sandbox { Get-PimProduct }
            $seen.Output.Count | Should -Be 250
            @($seen.Output.Uuid | Select-Object -Unique).Count | Should -Be 250
            $seen.Requests | Should -Be 3
        }

        It 'reads nothing from an empty list' {
            @(Get-PimProduct -Filter @{ identifier = 'no-such' }).Count | Should -Be 0
        }

        It 'reads by page number with -PaginationType Page' {
            @((Get-PimProduct -PaginationType Page).Uuid | Select-Object -Unique).Count | Should -Be 250
        }

        It 'begins behind -SearchAfter' {
            $rest = Get-PimProduct -SearchAfter $all[99].Uuid
            $rest.Uuid | Should -Be $all[100..249].Uuid
        }

        It 'gives the same with any -PageSize' {
            (Get-PimProduct -PageSize 7).Uuid | Should -Be $all.Uuid
        }

        It 'keeps its options on every page, though the server''s links lose some' {
            $read = Get-PimProduct -PageSize 10 -Filter '{"name":[{"operator":"NOT EMPTY"}]}' -SearchLocale en_US -Attribute name -Locale en_US
            $read.Count | Should -BeGreaterThan 20
            foreach ($product in $read) {
                $product.Values.PSObject.Properties.Name | Where-Object { $_ -notin 'name', 'sku' } | Should -BeNullOrEmpty
                @($product.Values.name.locale) | Should -Be 'en_US'
            }
        }

        It 'sends -<Name>' -ForEach $options {
            $sent = Measure-Request $sandbox { Get-PimProduct @Option -First 1 }
            $sent.Query[$Key] | Should -Be $Value
        }

        It 'sends the search of <Name>' -ForEach $searches {
            $sent = Measure-Request $sandbox { Get-Terminating { Get-PimProduct @Option } }
            $sent.Query.search | Should -Be $Search
        }

        It 'finds what <What> asks for' -ForEach @(
            @{ What = '-Family'; Option = @{ Family = 'lamps' }; Want = { $_.Family -eq 'lamps' } }
            @{ What = '-Enabled $false'; Option = @{ Enabled = $false }; Want = { -not $_.Enabled } }
            @{ What = '-Category'; Option = @{ Category = 'home_basic_indoor_upcoming' }; Want = { $_.Categories -contains 'home_basic_indoor_upcoming' } }
            @{ What = '-Category -Recurse'; Option = @{ Category = 'fashion'; Recurse = $true }; Want = { @($_.Categories -like 'fashion*').Count -gt 0 } }
            @{ What = '-Filter with a prefix'; Option = @{ Filter = @{ identifier = @{ 'STARTS WITH' = 'LAM-' } } }; Want = { $_.Identifier -like 'LAM-*' } }
            @{ What = '-UpdatedSince'; Option = @{ UpdatedSince = '2024-06-01' }; Want = { $_.Updated -gt [DateTimeOffset]'2024-06-01' } }
            @{ What = '-Family and -Enabled'; Option = @{ Family = 'lamps', 'shoes'; Enabled = $true }; Want = { $_.Family -in 'lamps', 'shoes' -and $_.Enabled } }
        ) {
            $wanted = @($all | Where-Object $Want)
            $wanted.Count | Should -BeGreaterThan 0
            (Get-PimProduct @Option).Uuid | Should -Be $wanted.Uuid
        }

        It 'finds the variants of -Parent, however deep' {
            $variant = $all | Where-Object Parent -Like '*_*_*' | Select-Object -First 1
            $root = (Get-PimProduct $variant.Uuid -WithRootParent).RootParent
            $root | Should -Not -BeNullOrEmpty
            (Get-PimProduct -Parent $root).Uuid | Should -Contain $variant.Uuid
            @(Get-PimProduct -Parent $root | Where-Object Parent -NotLike "$root*") | Should -BeNullOrEmpty
        }

        It 'refuses a combination that makes no sense, before any request: <What>' -ForEach @(
            @{ What = '-ConvertMeasurements without -Channel'; Option = @{ ConvertMeasurements = $true } }
            @{ What = '-Recurse without -Category'; Option = @{ Recurse = $true } }
            @{ What = '-SearchAfter with pages'; Option = @{ SearchAfter = 'x'; PaginationType = 'Page' } }
            @{ What = 'a filter that is no table'; Option = @{ Filter = 7 } }
            @{ What = 'JSON that is none'; Option = @{ Filter = '{"family":' } }
            @{ What = 'JSON of another shape'; Option = @{ Filter = '{"family":"shoes"}' } }
            @{ What = 'an operator that the property lacks'; Option = @{ Filter = @{ family = @{ 'STARTS WITH' = 'x' } } } }
        ) {
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct @Option } }
            $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $seen.Output.CategoryInfo.Category | Should -Be InvalidArgument
            $seen.Requests | Should -Be 0
        }

        It 'names a filter that is neither property nor attribute' {
            $record = Get-Terminating { Get-PimProduct -Filter @{ no_such_thing = 1 } }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Match 'no_such_thing'
        }

        It 'hands on what the server says of a search that it refuses' {
            $record = Get-Terminating { Get-PimProduct -Filter '{"categories":[{"operator":"IN","value":["nonsense"]}]}' }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            $record.Exception.StatusCode | Should -Be 422
            "$record" | Should -Match 'nonsense'
        }

        It 'takes page sizes of 1 to 100 only' {
            (Get-Terminating { Get-PimProduct -PageSize 0 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
            (Get-Terminating { Get-PimProduct -PageSize 101 }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'has no root parent by identifier: PimNotSupported' {
            $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' }
            $record = Get-Terminating { Get-PimProduct -WithRootParent -Session $old }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
            $record.CategoryInfo.Category | Should -Be NotImplemented
        }

        It 'reads by identifier as well' {
            $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' }
            @(Get-PimProduct -Session $old).Count | Should -Be 250
            (Get-PimProduct $one.Identifier -Session old).Identifier | Should -Be $one.Identifier
            (Get-PimProduct $one.Identifier -Session old).Family | Should -Be lamps
            (Get-PimProduct $all[0..4] -Session old).Identifier | Should -Be $all[0..4].Identifier
        }
    }

    Context 'paging' {
        It 'asks for -First in one request of just that size' {
            $seen = Measure-Request $sandbox { Get-PimProduct -First 5 }
            $seen.Output.Uuid | Should -Be $all[0..4].Uuid
            $seen.Requests | Should -Be 1
            $seen.Query.limit | Should -Be 5
        }

        It 'asks for no page too many with -First' {
            $seen = Measure-Request $sandbox { Get-PimProduct -First 150 }
            $seen.Output.Count | Should -Be 150
            $seen.Requests | Should -Be 2
        }

        It 'skips with -Skip' {
            (Get-PimProduct -Skip 240).Uuid | Should -Be $all[240..249].Uuid
            (Get-PimProduct -Skip 95 -First 10).Uuid | Should -Be $all[95..104].Uuid
            Get-PimProduct -Skip 1000 | Should -BeNullOrEmpty
        }

        It 'gives the count before the items with -IncludeTotalCount' {
            $read = Get-PimProduct -IncludeTotalCount -First 3 -Family lamps
            $read[0] | Should -Be $lamps.Count
            $read[0].ToString() | Should -Be "Total count: $($lamps.Count)"
            $read[1..3].Family | Should -Be lamps, lamps, lamps
        }

        It 'only counts with -First 0' {
            $seen = Measure-Request $sandbox { Get-PimProduct -IncludeTotalCount -First 0 }
            $seen.Output[0].ToString() | Should -Be 'Total count: 250'
            $seen.Requests | Should -Be 1
            (Measure-Request $sandbox { Get-PimProduct -First 0 }).Requests | Should -Be 0
        }

        It 'stops the requests when the pipeline has enough' {
            $large = Start-TestSandbox @{ ProductCount = 5000 }
            try {
                $other = Connect-TestSandbox $large @{ Name = 'large' }
                $null = Get-PimProduct -Session $other -First 1
                $seen = Measure-Request $large {
                    Get-PimProduct -Session $other | Select-Object -First 1
                    Start-Sleep -Milliseconds 300
                }
                $seen.Output.Count | Should -Be 1
                $seen.Requests | Should -BeLessOrEqual 2
            }
            finally { Stop-PimSandbox $large.Url }
        }

        It 'reads one page ahead, no more' -Tag Alone {
            $large = Start-TestSandbox @{ ProductCount = 1000 }
            try {
                $other = Connect-TestSandbox $large @{ Name = 'large' }
                $null = Get-PimProduct -Session $other -First 1
                $before = $large.Counters.ApiRequests
                $seen = 0
                Get-PimProduct -Session $other | ForEach-Object {
                    $seen++
                    if ($seen -eq 150) {
                        for ($looks = 0; $looks -lt 1000 -and $large.Counters.ApiRequests - $before -lt 3; $looks++) { Start-Sleep -Milliseconds 20 }
                        Start-Sleep -Milliseconds 300
                        $script:ahead = $large.Counters.ApiRequests - $before
                    }
                }
                $seen | Should -Be 1000
                $ahead | Should -Be 3 -Because 'page 2 is being used and page 3 is read'
            }
            finally { Stop-PimSandbox $large.Url }
        }

        It 'stops the requests at break' {
            $large = Start-TestSandbox @{ ProductCount = 3000 }
            try {
                $other = Connect-TestSandbox $large @{ Name = 'large' }
                $null = Get-PimProduct -Session $other -First 1
                $seen = Measure-Request $large {
                    foreach ($once in 1) { Get-PimProduct -Session $other | ForEach-Object { break } }
                    Start-Sleep -Milliseconds 200
                }
                $seen.Requests | Should -BeLessOrEqual 2
                for ($looks = 0; $looks -lt 1000 -and $large.Counters.InFlight; $looks++) { Start-Sleep -Milliseconds 20 }
                $large.Counters.InFlight | Should -Be 0
            }
            finally { Stop-PimSandbox $large.Url }
        }

        It 'reads and writes in one pipeline, even one call at a time' {
            $single = Connect-TestSandbox $sandbox @{ ThrottleLimit = 1; Name = 'single' }
            $results = Get-PimProduct -Session $single | Invoke-PimBulkUpsert -Session $single
            $results.Count | Should -Be 250
            $results | Where-Object Status -NE Updated | Should -BeNullOrEmpty
            $simple = @{ family = 'lamps'; parent = $null }
            $count = @(Get-PimProduct -Filter $simple).Count
            $written = Get-PimProduct -Filter $simple -PageSize 5 -Session $single | Set-PimProduct -Values @{ erp_name = 'written while reading' } -PassThru -Session $single
            $written.Count | Should -Be $count
            @(Get-PimProduct -Filter $simple | Where-Object { $_.GetValue('erp_name') -eq 'written while reading' }).Count | Should -Be $count
        }

        It 'ends quietly when something downstream fails' {
            $thrown = Get-Terminating { Get-PimProduct | ForEach-Object { throw 'enough' } }
            "$thrown" | Should -Be 'enough'
            for ($looks = 0; $looks -lt 1000 -and $sandbox.Counters.InFlight; $looks++) { Start-Sleep -Milliseconds 20 }
            $sandbox.Counters.InFlight | Should -Be 0
        }
    }

    Context 'the object' {
        It 'has first-level properties in Pascal case and the rest as the server spells it' {
            $read = Get-PimProduct $one.Uuid
            $read.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Product'
            foreach ($name in 'Provider', 'Identifier', 'Uuid', 'Enabled', 'Status', 'Family', 'Parent', 'Categories', 'Groups', 'Values',
                'Associations', 'QuantifiedAssociations', 'Created', 'Updated') {
                $read.PSObject.Properties.Name | Should -Contain $name
            }
            $read.PSObject.Properties.Name | Should -Not -Contain '_links'
            $read.Provider | Should -Be 'Akeneo'
            $read.Created | Should -BeOfType [DateTimeOffset]
            $read.Updated | Should -BeOfType [DateTimeOffset]
            $read.Enabled | Should -BeOfType [bool]
            $read.Status | Should -Be 'enabled'
            $read.Values.name[0].PSObject.Properties.Name | Should -Be 'locale', 'scope', 'data'
        }

        It 'has GetValue(attribute, locale, channel)' {
            $one.GetValue('name', 'fr_FR', $null) | Should -Be (@($one.Values.name) | Where-Object locale -EQ fr_FR).data
            $one.GetValue('sku', $null, $null) | Should -Be $one.Identifier
            $one.GetValue('no_such', $null, $null) | Should -BeNullOrEmpty
            $garden = $all | Where-Object { $_.Values.season } | Select-Object -First 1
            $garden.GetValue('season', $null, 'print') | Should -Be (@($garden.Values.season) | Where-Object scope -EQ print).data
        }

        It 'needs no locale and channel for GetValue' {
            $one.GetValue('sku') | Should -Be $one.Identifier
        }

        It 'is a table at the prompt' {
            $text = $one | Format-Table | Out-String -Width 200
            $text | Should -Match 'Identifier\s+Family\s+Enabled\s+.*Updated'
            $text | Should -Match "$($one.Identifier)\s+lamps\s+True\s+.*$($one.Updated.ToLocalTime().ToString('yyyy-MM-dd HH:mm'))"
        }

        It 'is a list with Format-List' {
            $text = $one | Format-List | Out-String -Width 200
            $text | Should -Match "(?m)^Identifier\s+: $($one.Identifier)"
            $text | Should -Match "(?m)^Uuid\s+: $($one.Uuid)"
            $text | Should -Match '(?m)^Provider\s+: Akeneo'
        }

        It 'becomes JSON that has every value' {
            $json = $one | ConvertTo-Json -Depth 20 | ConvertFrom-Json
            $json.Values.name[0].data | Should -Be $one.Values.name[0].data
            $json.Values.price[0].data[0].currency | Should -Be $one.Values.price[0].data[0].currency
        }

        It 'can be changed, copied and compared' {
            $copy = $one.PSObject.Copy()
            $copy.Values.name[0].data | Should -Be $one.Values.name[0].data
            $read = Get-PimProduct $one.Uuid
            $read.Values.name[0].data = 'changed here'
            $read.Values.name[0].data | Should -Be 'changed here'
            $read.Family = 'other'
            $read.Family | Should -Be 'other'
        }
    }

    Context 'session' {
        It 'needs one: terminating PimNotConnected' {
            $other = Invoke-InRunspace { try { Get-PimProduct } catch { $_ } }
            $other.Output.Count | Should -Be 1
            $other.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
            $other.Output[0].CategoryInfo.Category | Should -Be ConnectionError
            $other.Output[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-Pim'
        }

        It 'takes one by name' {
            @(Get-PimProduct -First 1 -Session $session.Name).Count | Should -Be 1
            (Get-Terminating { Get-PimProduct -Session no-such }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        }

        It 'refuses one that is closed: PimSessionClosed' {
            $closed = Connect-TestSandbox $sandbox @{ Name = 'closed' }
            Disconnect-Pim $closed
            (Get-Terminating { Get-PimProduct -Session $closed }).FullyQualifiedErrorId | Should -BeLike 'PimSessionClosed,*'
        }
    }

    Context 'completion' {
        It 'completes -<Name> from the server' -ForEach @(
            @{ Name = 'Family'; Word = 'l'; Offer = 'lamps' }
            @{ Name = 'Category'; Word = 'electronics_ba'; Offer = 'electronics_basic' }
            @{ Name = 'Attribute'; Word = 'we'; Offer = 'weight' }
            @{ Name = 'Locale'; Word = ''; Offer = 'en_US' }
            @{ Name = 'Channel'; Word = 'e'; Offer = 'ecommerce' }
            @{ Name = 'SearchScope'; Word = 'p'; Offer = 'print' }
            @{ Name = 'SearchLocale'; Word = 'fr'; Offer = 'fr_FR' }
        ) {
            $offers = Complete "Get-PimProduct -$Name $Word"
            $offers | Should -Contain $Offer
            $offers | Where-Object { $_ -notlike "$Word*" } | Should -BeNullOrEmpty
        }

        It 'offers enabled locales only' {
            Complete 'Get-PimProduct -Locale ' | Should -Not -Contain 'af_ZA'
        }

        It 'asks the server once a session' {
            $null = Complete 'Get-PimProduct -Family '
            (Measure-Request $sandbox { Complete 'Get-PimProduct -Family s' }).Requests | Should -Be 0
        }

        It 'completes the second of several' {
            Complete 'Get-PimProduct -Family shoes,l' | Should -Contain 'lamps'
        }

        It 'completes -PaginationType and -Session' {
            Complete 'Get-PimProduct -PaginationType ' | Should -Be 'Page', 'SearchAfter'
            Complete 'Get-PimProduct -Session ' | Should -Contain $session.Name
        }

        It 'offers nothing, and no error, without a session' {
            $other = Invoke-InRunspace {
                $line = 'Get-PimProduct -Family '
                [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
            }
            $other.Output | Should -Not -Contain 'lamps'
            $other.Error | Should -BeNullOrEmpty
        }
    }

    Context 'faults' {
        It 'reads every product exactly once past <What>' -ForEach @(
            @{ What = 'errors of a proxy'; Knob = 'FailEvery'; Every = 3 }
            @{ What = 'connections reset before'; Knob = 'ResetEvery'; Every = 3 }
            @{ What = 'connections reset after'; Knob = 'ResetAfterActingEvery'; Every = 4 }
            @{ What = 'answers cut in half'; Knob = 'HalfBodyEvery'; Every = 3 }
        ) {
            $faults = $sandbox.Counters.Faults
            $sandbox.Options.$Knob = $Every
            $read = Get-PimProduct -PageSize 10 -ErrorVariable failed
            $sandbox.Options.$Knob = 0
            $failed | Should -BeNullOrEmpty
            $read.Uuid | Should -Be $all.Uuid
            $sandbox.Counters.Faults - $faults | Should -BeGreaterThan 5
        }

        It 'reads every product exactly once in a storm of 429, <What>' -ForEach @(
            @{ What = 'with Retry-After'; Send = $true; PageSize = 50 }
            @{ What = 'without Retry-After'; Send = $false; PageSize = 20 }
        ) {
            $sandbox.Options.SendRetryAfter = $Send
            $throttled = $sandbox.Counters.Throttled
            $patient = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; MaximumRetryCount = 10; Name = 'patient' }
            $sandbox.Options.RequestsPerSecond = 2
            $read = Get-PimProduct -PageSize $PageSize -Session $patient -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $read.Uuid | Should -Be $all.Uuid
            $sandbox.Counters.Throttled | Should -BeGreaterThan $throttled
        }

        It 'waits as long as Retry-After says, <What>' -ForEach @(
            @{ What = 'in seconds'; Wait = { '1' } }
            @{ What = 'as a date'; Wait = { [DateTimeOffset]::UtcNow.AddSeconds(2).ToString('r') } }
        ) {
            $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' },
                @{ Status = 429; Headers = @{ 'Retry-After' = (& $Wait) } }, @{ Status = 200; Type = 'application/json'; Body = '{"code":"lamps"}' }
            try {
                $app = Connect-Pim -Url $server.Url -AppToken $sandbox.AppToken -Name app -RetryIntervalSec 0.01 -PassThru
                $watch = [Diagnostics.Stopwatch]::StartNew()
                (Get-PimFamily lamps -Session $app).Code | Should -Be lamps
                $watch.ElapsedMilliseconds | Should -BeGreaterOrEqual 850
            }
            finally { $server.Stop() }
        }

        It 'gives up on an answer that takes longer than -TimeoutSec: PimTimeout' -Tag Alone {
            $hasty = Connect-TestSandbox $sandbox @{ TimeoutSec = 2; MaximumRetryCount = 1; RetryIntervalSec = 0.01; Name = 'hasty' }
            $null = Get-PimProduct -Session $hasty -First 1
            $sandbox.Options.LatencyMilliseconds = 60000
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Session $hasty } }
            $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimTimeout,*'
            $seen.Output.CategoryInfo.Category | Should -Be OperationTimeout
            $seen.Requests | Should -Be 2
        }

        It 'gives up after -MaximumRetryCount: <Id>' -ForEach @(
            @{ Knob = 'FailEvery'; Id = 'PimServerFault'; Category = 'ResourceUnavailable'; Status = 502 }
            @{ Knob = 'ResetEvery'; Id = 'PimConnectionBroken'; Category = 'ConnectionError'; Status = $null }
            @{ Knob = 'HalfBodyEvery'; Id = 'PimConnectionBroken'; Category = 'ConnectionError'; Status = $null }
        ) {
            $sandbox.Options.$Knob = 1
            $quick = Connect-Sandbox
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Session $quick } }
            $seen.Output.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $seen.Output.CategoryInfo.Category | Should -Be $Category
            $seen.Output.Exception.StatusCode | Should -Be $Status
            $seen.Requests | Should -Be 3 -Because 'there are two retries'
        }

        It 'gives what it has before it fails' {
            $quick = Connect-Sandbox
            $sandbox.Options.DownAfter = $sandbox.Counters.ApiRequests + 4
            $read = [Collections.ArrayList]::new()
            $record = Get-Terminating { Get-PimProduct -Session $quick -PageSize 10 | ForEach-Object { $null = $read.Add($_) } }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimConnectionBroken,*'
            $read.Count | Should -BeIn 30, 40
        }

        It 'says in verbose lines that it tries again' {
            $quick = Connect-Sandbox
            $sandbox.Options.FailEvery = 2
            $lines = Get-PimProduct -Session $quick -PageSize 50 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
            $lines -match ' -> 502 in \d+ ms \(attempt 1\)' | Should -Not -BeNullOrEmpty
            $lines -match ' again in \d+\.\d s \(attempt 1: 502\)' | Should -Not -BeNullOrEmpty
            $lines -match ' -> 200 in \d+ ms \(attempt 2\)' | Should -Not -BeNullOrEmpty
        }

        BeforeAll {
            function Connect-Sandbox {
                $kept = @{}
                foreach ($name in 'FailEvery', 'ResetEvery', 'HalfBodyEvery') { $kept[$name] = $sandbox.Options.$name; $sandbox.Options.$name = 0 }
                $quick = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.02; MaximumRetryCount = 2; Name = 'quick' }
                # what a read needs to know of the catalog beforehand
                $null = Get-PimProduct -Session $quick -First 1
                foreach ($name in $kept.Keys) { $sandbox.Options.$name = $kept[$name] }
                $quick
            }
        }
    }

    Context 'Ctrl+C' {
        It 'ends a slow read within a second' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimProduct -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
            $stopped.Error | Should -BeNullOrEmpty
        }

        It 'ends a wait for the next attempt within a second' {
            $slow = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 30; Name = 'slow' }
            $null = Get-PimProduct -Session $slow -First 1
            $sandbox.Options.FailEvery = 1
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimProduct -Session $session } @{ session = $slow } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }

        It 'ends a wait for the rate limit within a second' {
            $slow = Connect-TestSandbox $sandbox @{ DelayMilliseconds = 2500; Name = 'slow' }
            $stopped = Measure-Stop { Get-PimProduct -Session $session } @{ session = $slow } -AfterMilliseconds 300
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }

    Context 'a large catalog' -Tag Soak {
        It 'is read with constant memory' {
            $count = 100000
            $result = Invoke-InFreshPwsh @"
                `$sandbox = Start-PimSandbox -ProductCount $count
                `$session = `$sandbox | Connect-Pim -RequestsPerSecond 0 -PassThru
                `$half = 0
                `$seen = 0
                Get-PimProduct | ForEach-Object {
                    `$seen++
                    if (`$seen -eq 20000) { [GC]::Collect(); `$half = [GC]::GetTotalMemory(`$true) }
                }
                `$seen
                [math]::Round(([GC]::GetTotalMemory(`$true) - `$half) / 1MB)
"@ -TimeoutSec 600
            $result.Error | Should -BeNullOrEmpty
            $result.Output[0] | Should -Be $count
            [int]$result.Output[1] | Should -BeLessThan 30
        }
    }

    Context 'a search that is too long for an address' {
        BeforeAll {
            $hosted = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 130 }
            $saas = Connect-TestSandbox $hosted @{ Name = 'hosted' }
            $all = Get-PimProduct -Session $saas
            $filter = @{ 'uuid NOT IN' = @(1..300 | ForEach-Object { [guid]::NewGuid().ToString() }) }
        }

        AfterAll { Stop-PimSandbox $hosted.Url }

        It 'goes in the body of a POST, and gives the same' {
            $call = Measure-Request $hosted { Get-PimProduct -Filter $filter -Session $saas -PageSize 50 }
            $call.Output.Uuid | Should -Be $all.Uuid
            $call.Routes.Keys | Should -Be 'POST /api/rest/v1/products-uuid/search'
        }

        It 'takes -First, -Skip and -IncludeTotalCount' {
            (Get-PimProduct -Filter $filter -Session $saas -First 3 -Skip 2).Uuid | Should -Be $all[2..4].Uuid
            $counted = Get-PimProduct -Filter $filter -Session $saas -IncludeTotalCount -First 1
            $counted[0].ToString() | Should -Be "Total count: $($all.Count)"
            (Get-PimProduct -Filter $filter -Session $saas -PaginationType Page -First 2).Uuid | Should -Be $all[0..1].Uuid
        }

        It 'is told by -Verbose' {
            $text = Get-PimProduct -Filter $filter -Session $saas -First 1 -Verbose 4>&1
            "$text" | Should -Match 'POST http\S+/products-uuid/search'
        }

        It 'is an error before anything is sent where the server has no such way' {
            $byIdentifier = Connect-TestSandbox $hosted @{ Name = 'by identifier'; ProductIdFormat = 'Identifier' }
            $long = @{ 'identifier NOT IN' = @(1..100 | ForEach-Object { "$_".PadLeft(70, 'x') }) }
            $call = Measure-Request $hosted { { Get-PimProduct -Filter $long -Session $byIdentifier } | Should -Throw '*ProductIdFormat Uuid*' -ErrorId 'PimInvalidInput,*' }
            $call.Routes.Keys | Should -Not -Contain 'GET /api/rest/v1/products'
        }
    }
}
