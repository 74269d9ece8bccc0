# Categories: single ones, trees, and how many requests they take.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'category' }
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/categories
    $byCode = @{}
    foreach ($category in $raw) { $byCode[$category.code] = $category }
    function Get-ExpectedPath([string] $Code) {
        $path = $Code
        while ($byCode[$Code].parent) {
            $Code = $byCode[$Code].parent
            $path = "$Code/$path"
        }
        $path
    }
    function Get-ExpectedSubtree([string] $Code) { $raw | Where-Object { "/$(Get-ExpectedPath $_.code)/" -like "*/$Code/*" } }
    $list = 'GET /api/rest/v1/categories'
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimCategory' {
    BeforeEach { Select-PimSession $session }

    Context 'all' {
        It 'gives every category in ceil(n / 100) requests' {
            $seen = Measure-Request $sandbox { Get-PimCategory }
            $seen.Output.Count | Should -Be $raw.Count
            $seen.Output.Code | Should -Be $raw.code
            $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
        }

        It 'gives parents before their children' {
            $known = @{}
            foreach ($category in Get-PimCategory) {
                if ($category.Parent) { $known.ContainsKey($category.Parent) | Should -BeTrue }
                $known[$category.Code] = $true
            }
        }

        It 'gives Path and Depth' {
            foreach ($category in Get-PimCategory) {
                $path = Get-ExpectedPath $category.Code
                $category.Path | Should -BeExactly $path
                $category.Depth | Should -Be (@($path -split '/').Count - 1)
            }
        }
    }

    Context 'by identity' {
        It 'takes a code, an array, the pipe and property names' {
            (Get-PimCategory fashion).Path | Should -Be master/fashion
            (Get-PimCategory -Code fashion).Depth | Should -Be 1
            (Get-PimCategory fashion, home, master).Code | Should -Be fashion, home, master
            ('home', 'fashion' | Get-PimCategory).Code | Should -Be home, fashion
            ([pscustomobject]@{ Code = 'home' } | Get-PimCategory).Code | Should -Be home
            (Get-PimCategory -Root | Get-PimCategory).Code | Should -Be (Get-PimCategory -Root).Code
        }

        It 'takes the categories of a product' {
            $product = Get-PimProduct -Category electronics -Recurse -First 1
            (Get-PimCategory $product.Categories).Code | Should -Be $product.Categories
        }

        It 'gives Path and Depth of a deep one, whose ancestors it reads a level in one request' {
            $deep = ($raw | Where-Object { @((Get-ExpectedPath $_.code) -split '/').Count -eq 5 } | Select-Object -First 3).code
            $seen = Measure-Request $sandbox { Get-PimCategory $deep }
            $seen.Output.Path | Should -Be @($deep | ForEach-Object { Get-ExpectedPath $_ })
            $seen.Output.Depth | Should -Be 4, 4, 4
            $seen.Requests | Should -BeLessOrEqual 5
        }

        It 'reports one that does not exist, non-terminating, and goes on' {
            $read = Get-PimCategory no_such, home -ErrorAction SilentlyContinue -ErrorVariable failed
            $read.Code | Should -Be home
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Catalog.GetPimCategoryCommand'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no_such
            { Get-PimCategory no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
            Get-PimCategory no_such -Recurse -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }
    }

    Context 'trees' {
        It 'gives the roots with -Root in one request' {
            $seen = Measure-Request $sandbox { Get-PimCategory -Root }
            $seen.Output.Code | Should -Be @($raw | Where-Object { -not $_.parent }).code
            $seen.Output | Where-Object { $_.Depth -ne 0 -or $_.Path -ne $_.Code } | Should -BeNullOrEmpty
            $seen.Requests | Should -Be 1
            $seen.Query.search | Should -Be '{"is_root":[{"operator":"=","value":true}]}'
        }

        It 'gives the direct children with -Parent' {
            $read = Get-PimCategory -Parent master
            $read.Code | Should -Be @($raw | Where-Object parent -EQ master).code
            $read | Where-Object { $_.Depth -ne 1 -or $_.Parent -ne 'master' } | Should -BeNullOrEmpty
        }

        It 'gives everything below with -Parent -Recurse' {
            $read = Get-PimCategory -Parent fashion -Recurse
            $read.Code | Should -Be @(Get-ExpectedSubtree fashion | Where-Object code -NE fashion).code
            $read | ForEach-Object { $_.Path | Should -Be (Get-ExpectedPath $_.Code) }
        }

        It 'gives a category and everything below it with -Recurse: <Code>' -ForEach @{ Code = 'master' }, @{ Code = 'fashion' }, @{ Code = 'suppliers' }, @{ Code = 'fashion_basic_indoor_current' } {
            $wanted = @(Get-ExpectedSubtree $Code)
            $seen = Measure-Request $sandbox { Get-PimCategory $Code -Recurse }
            $seen.Output.Code | Should -Be $wanted.code
            $seen.Output | ForEach-Object { $_.Path | Should -Be (Get-ExpectedPath $_.Code) }
        }

        It 'takes one request for the top and ceil(n / 100) for what is below a root' {
            $below = @(Get-ExpectedSubtree master).Count - 1
            $seen = Measure-Request $sandbox { Get-PimCategory master -Recurse }
            $seen.Routes[$list] | Should -Be ([math]::Ceiling($below / 100))
            $seen.Requests | Should -BeLessOrEqual ([math]::Ceiling($below / 100) + 1)
        }

        It 'takes several, one after the other, and from the pipe' {
            $both = @(Get-ExpectedSubtree fashion) + @(Get-ExpectedSubtree home)
            (Get-PimCategory fashion, home -Recurse).Code | Should -Be $both.code
            ('fashion', 'home' | Get-PimCategory -Recurse).Code | Should -Be $both.code
            @(Get-PimCategory -Root | Get-PimCategory -Recurse).Count | Should -Be $raw.Count
        }

        It 'shows them as a tree with -AsTree, the same objects' {
            $tree = Get-PimCategory fashion -Recurse -AsTree
            $tree.Code | Should -Be @(Get-ExpectedSubtree fashion).code
            $tree[0].PSObject.TypeNames | Should -Contain 'PimPowerShell.Category'
            $text = $tree | Out-String -Width 200
            $text | Should -Match '(?m)^Category\s+Label'
            $text | Should -Match '(?m)^\s*fashion\s'
            $indents = 'fashion', 'fashion_basic', 'fashion_basic_indoor' | ForEach-Object { [regex]::Match($text, "(?m)^( *)$_ ").Groups[1].Length }
            $indents[1] - $indents[0] | Should -Be 2
            $indents[2] - $indents[1] | Should -Be 2
        }

        It 'stops the requests when the pipeline has enough' {
            $seen = Measure-Request $sandbox { Get-PimCategory master -Recurse | Select-Object -First 2 }
            $seen.Output.Code[0] | Should -Be master
            $seen.Requests | Should -BeLessOrEqual 3
        }
    }

    Context 'options and paging' {
        It 'sends -UpdatedSince in ISO form' {
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimCategory -UpdatedSince '2024-02-03T04:05:06Z' } }
            $seen.Query.search | Should -Be '{"updated":[{"operator":">","value":"2024-02-03T04:05:06Z"}]}'
        }

        It 'sends -WithPosition and -WithEnrichedAttributes' {
            $seen = Measure-Request $sandbox { Get-PimCategory -WithPosition -WithEnrichedAttributes -First 3 }
            $seen.Query.with_position | Should -Be true
            $seen.Query.with_enriched_attributes | Should -Be true
            (Get-PimCategory -Parent master -WithPosition).Position | Should -Be (1..@($raw | Where-Object parent -EQ master).Count)
            (Get-PimCategory fashion -WithPosition).Position | Should -BeGreaterThan 0
        }

        It 'takes a filter, as a table and as JSON' {
            (Get-PimCategory -Filter @{ code = 'fashion', 'home' }).Code | Sort-Object | Should -Be fashion, home
            (Get-PimCategory -Filter '{"code":[{"operator":"IN","value":["home"]}]}').Code | Should -Be home
            (Get-Terminating { Get-PimCategory -Filter @{ nonsense = 1 } }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'takes -First, -Skip, -IncludeTotalCount and -PageSize' {
            (Get-PimCategory -First 3).Code | Should -Be $raw[0..2].code
            (Get-PimCategory -Skip 100 -First 3).Code | Should -Be $raw[100..102].code
            (Get-PimCategory -Skip 100 -First 3).Path | Should -Be @($raw[100..102].code | ForEach-Object { Get-ExpectedPath $_ })
            (Get-PimCategory -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
            (Measure-Request $sandbox { Get-PimCategory -PageSize 30 -First 60 }).Requests | Should -BeLessOrEqual 3
        }
    }

    Context 'the object' {
        It 'has its properties and no links' {
            $one = Get-PimCategory fashion
            $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Category'
            $one.PSObject.Properties.Name | Should -Not -Contain '_links'
            $one.Labels.en_US | Should -Be $byCode.fashion.labels.en_US
            $one.Updated | Should -BeOfType [DateTimeOffset]
            $one.Provider | Should -Be Akeneo
        }

        It 'is a table and a list at the prompt' {
            $text = Get-PimCategory fashion | Format-Table | Out-String -Width 200
            $text | Should -Match 'Code\s+Label\s+Depth\s+Path'
            $text | Should -Match "fashion\s+$([regex]::Escape($byCode.fashion.labels.en_US))\s+1\s+master/fashion"
            Get-PimCategory fashion | Format-List | Out-String | Should -Match '(?m)^Path\s+: master/fashion'
        }
    }

    Context 'session and prompt' {
        It 'completes -Parent' {
            Complete 'Get-PimCategory -Parent fash' | Should -Contain fashion
        }

        It 'reads the tree whole past faults' {
            $sandbox.Options.HalfBodyEvery = 3
            $sandbox.Options.FailEvery = 4
            $read = Get-PimCategory -PageSize 20
            $sandbox.Options.HalfBodyEvery = 0
            $sandbox.Options.FailEvery = 0
            $read.Code | Should -Be $raw.code
        }

        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimCategory master -Recurse -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
