# Product models: the same reading as products, with their own options.

BeforeDiscovery {
    $options = @(
        @{ Name = 'Channel'; Option = @{ Channel = 'ecommerce' }; Key = 'scope'; Value = 'ecommerce' }
        @{ Name = 'Locale'; Option = @{ Locale = 'en_US', 'fr_FR' }; Key = 'locales'; Value = 'en_US,fr_FR' }
        @{ Name = 'Attribute'; Option = @{ Attribute = 'name', 'brand' }; Key = 'attributes'; Value = 'name,brand' }
        @{ Name = 'SearchScope'; Option = @{ SearchScope = 'print' }; Key = 'search_scope'; Value = 'print' }
        @{ Name = 'SearchLocale'; Option = @{ SearchLocale = 'de_DE' }; Key = 'search_locale'; Value = 'de_DE' }
        @{ Name = 'ConvertMeasurements'; Option = @{ ConvertMeasurements = $true; Channel = 'ecommerce' }; Key = 'convert_measurements'; Value = 'true' }
        @{ Name = 'WithAttributeOptions'; Option = @{ WithAttributeOptions = $true }; Key = 'with_attribute_options'; Value = 'true' }
        @{ Name = 'WithAssetShareLinks'; Option = @{ WithAssetShareLinks = $true }; Key = 'with_asset_share_links'; Value = 'true' }
        @{ Name = 'WithQualityScores'; Option = @{ WithQualityScores = $true }; Key = 'with_quality_scores'; Value = 'true' }
        @{ Name = 'WithWorkflowExecutionStatuses'; Option = @{ WithWorkflowExecutionStatuses = $true }; Key = 'with_workflow_execution_statuses'; Value = 'true' }
        @{ Name = 'WithEnabledAssetsOnly'; Option = @{ WithEnabledAssetsOnly = $true }; Key = 'with_enabled_assets_only'; Value = 'true' }
        @{ Name = 'PageSize'; Option = @{ PageSize = 37 }; Key = 'limit'; Value = '37' }
        @{ Name = 'SearchAfter'; Option = @{ SearchAfter = 'lamps' }; Key = 'search_after'; Value = 'lamps' }
        @{ Name = 'PaginationType'; Option = @{ PaginationType = 'Page' }; Key = 'page'; Value = '1' }
    )
    $searches = @(
        @{ Name = '-Family'; Option = @{ Family = 'tshirts' }; Search = '{"family":[{"operator":"IN","value":["tshirts"]}]}' }
        @{ Name = '-Category'; Option = @{ Category = 'fashion' }; Search = '{"categories":[{"operator":"IN","value":["fashion"]}]}' }
        @{ Name = '-Category -Recurse'; Option = @{ Category = 'fashion'; Recurse = $true }; Search = '{"categories":[{"operator":"IN CHILDREN","value":["fashion"]}]}' }
        @{ Name = '-Parent'; Option = @{ Parent = 'tshirts_000001' }; Search = '{"parent":[{"operator":"IN","value":["tshirts_000001"]}]}' }
        @{ Name = '-UpdatedSince'; Option = @{ UpdatedSince = [DateTimeOffset]'2024-02-03T04:05:06+01:00' }; Search = '{"updated":[{"operator":">","value":"2024-02-03 03:05:06"}]}' }
        @{ Name = '-Filter'; Option = @{ Filter = @{ parent = $null } }; Search = '{"parent":[{"operator":"EMPTY"}]}' }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 3000 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'models' }
    $all = Get-PimProductModel
    $sub = $all | Where-Object Parent | Select-Object -First 1
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimProductModel' {
    BeforeEach { Select-PimSession $session }

    Context 'by identity' {
        It 'takes a code, an array, the pipe, property names and objects' {
            $codes = $all[0, 5, 2].Code
            (Get-PimProductModel $codes[0]).Code | Should -Be $codes[0]
            (Get-PimProductModel -Code $codes[0]).Code | Should -Be $codes[0]
            (Get-PimProductModel $codes).Code | Should -Be $codes
            ($codes | Get-PimProductModel).Code | Should -Be $codes
            ([pscustomobject]@{ Code = $codes[1] } | Get-PimProductModel).Code | Should -Be $codes[1]
            ($all[0..3] | Get-PimProductModel).Code | Should -Be $all[0..3].Code
        }

        It 'takes one request for one and one for a hundred' {
            (Measure-Request $sandbox { Get-PimProductModel $all[0].Code }).Routes.Keys | Should -Be 'GET /api/rest/v1/product-models/{code}'
            $seen = Measure-Request $sandbox { Get-PimProductModel $all[0..99].Code }
            $seen.Output.Code | Should -Be $all[0..99].Code
            $seen.Requests | Should -Be 1
        }

        It 'takes the parents of products' {
            $variants = Get-PimProduct -Filter @{ parent = @{ operator = 'NOT EMPTY' } } -First 3
            (Get-PimProductModel $variants.Parent).Code | Should -Be $variants.Parent
        }

        It 'reports one that does not exist, non-terminating, and goes on' {
            $read = Get-PimProductModel no_such, $all[0].Code -ErrorAction SilentlyContinue -ErrorVariable failed
            $read.Code | Should -Be $all[0].Code
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Products.GetPimProductModelCommand'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no_such
            { Get-PimProductModel no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }
    }

    It 'gives models outside the category tree of -Channel too: <What>' -ForEach @(
        @{ What = 'one'; Option = @{} }
        @{ What = 'some attributes'; Option = @{ Attribute = 'name' } }
        @{ What = 'measurements in its units'; Option = @{ ConvertMeasurements = $true } }
    ) {
        $inside = @((Get-PimProductModel -Channel print).Code)
        $codes = (Get-PimProductModel).Code | Where-Object { $_ -notin $inside } | Select-Object -First 2
        (Get-PimProductModel $codes -Channel print @Option).Code | Should -Be $codes
        (Get-PimProductModel $codes[0] -Channel print @Option).Code | Should -Be $codes[0]
    }

    Context 'as a list' {
        It 'reads every one once' {
            $all.Count | Should -BeGreaterThan 200
            $seen = Measure-Request $sandbox { Get-PimProductModel }
            @($seen.Output.Code | Select-Object -Unique).Count | Should -Be $all.Count
            $seen.Requests | Should -Be ([math]::Ceiling($all.Count / 100))
            (Get-PimProductModel -PaginationType Page).Code | Sort-Object | Should -Be ($all.Code | Sort-Object)
        }

        It 'sends -<Name>' -ForEach $options {
            (Measure-Request $sandbox { Get-PimProductModel @Option -First 1 }).Query[$Key] | Should -Be $Value
        }

        It 'sends the search of <Name>' -ForEach $searches {
            (Measure-Request $sandbox { Get-Terminating { Get-PimProductModel @Option } }).Query.search | Should -Be $Search
        }

        It 'finds what it was asked for' {
            (Get-PimProductModel -Family shoes).Code | Should -Be @($all | Where-Object Family -EQ shoes).Code
            (Get-PimProductModel -Filter @{ parent = $null }).Code | Should -Be @($all | Where-Object { -not $_.Parent }).Code
            (Get-PimProductModel -Parent $sub.Parent).Code | Should -Contain $sub.Code
        }

        It 'takes -First, -Skip and -IncludeTotalCount' {
            $seen = Measure-Request $sandbox { Get-PimProductModel -First 3 }
            $seen.Output.Code | Should -Be $all[0..2].Code
            $seen.Requests | Should -Be 1
            (Get-PimProductModel -Skip 98 -First 4).Code | Should -Be $all[98..101].Code
            (Get-PimProductModel -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($all.Count)"
        }

        It 'stops the requests when the pipeline has enough' {
            (Measure-Request $sandbox { Get-PimProductModel -PageSize 10 | Select-Object -First 1; Start-Sleep -Milliseconds 200 }).Requests | Should -BeLessOrEqual 2
        }

        It 'reads every one exactly once past faults' {
            $sandbox.Options.ResetEvery = 5
            $sandbox.Options.FailEvery = 3
            $read = Get-PimProductModel -PageSize 20
            $sandbox.Options.ResetEvery = 0
            $sandbox.Options.FailEvery = 0
            $read.Code | Should -Be $all.Code
        }
    }

    Context 'the object' {
        It 'has its properties, GetValue and no links' {
            $all[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductModel'
            foreach ($name in 'Provider', 'Code', 'Family', 'FamilyVariant', 'Parent', 'Categories', 'Values', 'Created', 'Updated') {
                $sub.PSObject.Properties.Name | Should -Contain $name
            }
            $sub.PSObject.Properties.Name | Should -Not -Contain '_links'
            $sub.Updated | Should -BeOfType [DateTimeOffset]
            $named = $all | Where-Object { $_.Values.name } | Select-Object -First 1
            $named.GetValue('name', 'en_US') | Should -Be (@($named.Values.name) | Where-Object locale -EQ en_US).data
        }

        It 'is a table and a list at the prompt' {
            $text = $sub | Format-Table | Out-String -Width 200
            $text | Should -Match 'Code\s+Family\s+FamilyVariant'
            $text | Should -Match "$($sub.Code)\s+$($sub.Family)\s+.*$($sub.FamilyVariant)"
            $sub | Format-List | Out-String -Width 200 | Should -Match "(?m)^FamilyVariant\s+: $($sub.FamilyVariant)"
        }
    }

    Context 'session and prompt' {
        It 'completes -Family, -Category, -Attribute, -Locale and -Channel' {
            Complete 'Get-PimProductModel -Family t' | Should -Contain tshirts
            Complete 'Get-PimProductModel -Category fash' | Should -Contain fashion
            Complete 'Get-PimProductModel -Attribute na' | Should -Contain name
            Complete 'Get-PimProductModel -Locale en' | Should -Be en_US
            Complete 'Get-PimProductModel -Channel ' | Should -Contain ecommerce
        }

        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimProductModel -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
