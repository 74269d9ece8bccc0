# PIMS behind the cmdlets that all back ends have.

BeforeDiscovery {
    # the names on the wire of servers that differ from the likeliest guess
    $names = @(
        @{ What = 'limit and page'; Size = 'limit'; Number = 'page' }
        @{ What = 'page_size and page_num'; Size = 'page_size'; Number = 'page_num' }
        @{ What = 'pageSize and page'; Size = 'pageSize'; Number = 'page' }
        @{ What = 'limit and pageNum'; Size = 'limit'; Number = 'pageNum' }
    )
    # what PIMS cannot do, and what the error says to use instead
    $foreign = @(
        @{ What = 'families of products'; Script = { Get-PimProduct -Family cameras }; Instead = 'attribute or a category' }
        @{ What = 'families beside a filter'; Script = { Get-PimProduct -Filter @{ brand = 'x' } -Family cameras }; Instead = 'attribute or a category' }
        @{ What = 'the time of change beside a filter'; Script = { Get-PimProduct -Filter @{ brand = 'x' } -UpdatedSince 2024-01-01 }; Instead = 'Get-PimProductHistory' }
        @{ What = 'products by the time of change'; Script = { Get-PimProduct -UpdatedSince 2024-01-01 }; Instead = 'Get-PimProductHistory' }
        @{ What = 'locales of products'; Script = { Get-PimProduct -Locale en_US }; Instead = '-Search' }
        @{ What = 'channels of products'; Script = { Get-PimProduct -Channel web }; Instead = '-Search' }
        @{ What = 'single attributes of products'; Script = { Get-PimProduct -Attribute title }; Instead = '-Search' }
        @{ What = 'completeness'; Script = { Get-PimProduct -WithCompletenesses }; Instead = '-Search' }
        @{ What = 'cursors'; Script = { Get-PimProduct -SearchAfter x }; Instead = 'leave out' }
        @{ What = 'a choice of paging'; Script = { Get-PimProduct -PaginationType Page }; Instead = 'leave out' }
        @{ What = 'searches in JSON'; Script = { Get-PimProduct -Filter '{"enabled":[]}' }; Instead = '-ConditionQuery' }
        @{ What = 'two categories at once'; Script = { Get-PimProduct -Category Fashion, Home }; Instead = 'one category at a time' }
        @{ What = 'product models'; Script = { Get-PimProductModel }; Instead = 'Product, Attribute, Category' }
        @{ What = 'families'; Script = { Get-PimFamily }; Instead = 'Product, Attribute, Category' }
        @{ What = 'channels'; Script = { Get-PimChannel }; Instead = 'Product, Attribute, Category' }
        @{ What = 'locales'; Script = { Get-PimLocale }; Instead = 'Product, Attribute, Category' }
        @{ What = 'categories by the time of change'; Script = { Get-PimCategory -UpdatedSince 2024-01-01 }; Instead = 'updated' }
        @{ What = 'positions of categories'; Script = { Get-PimCategory -WithPosition }; Instead = 'none here' }
        @{ What = 'a family to set'; Script = { Set-PimProduct 0815 -Family x }; Instead = 'no family' }
        @{ What = 'groups to set'; Script = { Set-PimProduct 0815 -Group x }; Instead = 'no groups' }
        @{ What = 'associations to set'; Script = { Set-PimProduct 0815 -Association @{ PACK = @{ products = @('x') } } }; Instead = 'no associations' }
        @{ What = 'locales of values'; Script = { Set-PimProduct 0815 -Values @{ title = 'x' } -Locale en_US }; Instead = 'leave out -Locale' }
        @{ What = 'new options by the way'; Script = { Set-PimProduct 0815 -Values @{ title = 'x' } -CreateMissingOption }; Instead = 'dictionary' }
        @{ What = 'values of parents'; Script = { Set-PimProduct 0815 -Values @{ title = 'x' } -UpdateParentValues }; Instead = 'what the value belongs to' }
        @{ What = 'new options in bulk'; Script = { @{ sku = 'x' } | Invoke-PimBulkUpsert -CreateMissingOption }; Instead = 'Leave it out' }
        @{ What = 'categories in bulk'; Script = { @{ code = 'x' } | Invoke-PimBulkUpsert -Resource Category }; Instead = 'It has one for Product' }
    )
    # and what Akeneo cannot
    $ours = @(
        @{ What = '-Status'; Script = { Get-PimProduct -Status active } }
        @{ What = '-IncludeDeleted'; Script = { Get-PimProduct -IncludeDeleted } }
        @{ What = '-IncludeVariant'; Script = { Get-PimProduct -IncludeVariant } }
        @{ What = '-Search'; Script = { Get-PimProduct -Search lamp } }
        @{ What = '-ConditionQuery'; Script = { Get-PimProduct -ConditionQuery '1' } }
        @{ What = '-Sort'; Script = { Get-PimProduct -Sort sku } }
        @{ What = '-PauseReIndexing'; Script = { @{ identifier = 'x' } | Invoke-PimBulkUpsert -PauseReIndexing } }
    )
    # every error that the six actions are documented to give, and the cmdlet that meets it
    $messages = @(
        @{ Action = 'historyProduct'; Message = 'Product does not exist!'; Id = 'PimNotFound'; Script = { Get-PimProductHistory X } }
        @{ Action = 'editProduct'; Message = 'Product does not exist!'; Id = 'PimNotFound'; Script = { Set-PimProduct X -Values @{ title = 'x' } } }
        @{ Action = 'editProduct'; Message = 'SKU cannot be empty!'; Id = 'PimRefused'; Script = { Set-PimProduct X -Values @{ title = 'x' } } }
        @{ Action = 'createProduct'; Message = 'SKU cannot be empty!'; Id = 'PimRefused'; Script = { New-PimProduct X -Values @{ title = 'x' } } }
        @{ Action = 'createProduct'; Message = 'Product already exists!'; Id = 'PimRefused'; Script = { New-PimProduct X -Values @{ title = 'x' } } }
        @{ Action = 'listProductsBySku'; Message = 'SKU list is not provided!'; Id = 'PimRefused'; Script = { Get-PimProduct X, Y } }
        @{ Action = 'listProductsBySku'; Message = 'List of SKUs should be an ARRAY!'; Id = 'PimRefused'; Script = { Get-PimProduct X, Y } }
        @{ Action = 'listProductsBySku'; Message = 'The SKU list is empty!'; Id = 'PimRefused'; Script = { Get-PimProduct X, Y } }
        @{ Action = 'getList'; Message = 'Access denied!'; Id = 'PimForbidden'; Script = { Get-PimProduct } }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $products = 'POST /api/{locale}/pim/manage/products'
    $all = Get-PimProduct
    $every = Get-PimProduct -IncludeVariant -IncludeDeleted
    $knobs = 'FailEvery', 'FailAfterActingEvery', 'ResetEvery', 'ResetAfterActingEvery', 'HalfBodyEvery', 'RequestsPerSecond', 'LatencyMilliseconds', 'DownAfter'

    # an answer that fits every request: a key that may do all, one product, its definition
    $definition = '{"title":{"type":"string","collection":"n"},"color":{"type":"dropdown","collection":"y","dictionary":{"columns":["v","n"],"data":[["Red",1],["Blue",2]]}}}'
    $good = @{
        Status = 200
        Type   = 'application/json'
        Body   = '{"status":"OK","permissions":{"pim_editor":1,"pim_user":1},"sku":"X","sku_count":0,"products":[],"total_count":0,"history":[],"definition":' +
        $definition + ',"data":{"attributes":{"sku":"X","title":"x","status":"active"},"definition":' + $definition + '}}'
    }
    function Get-Sent($Server) { @($Server.Requests | Where-Object Body | ForEach-Object { $_.Body | ConvertFrom-Json }) }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Connect-Pim to PIMS' {
    AfterAll { Select-PimSession $session }

    It 'logs in with a key: status, then key information' {
        $seen = Measure-Request $sandbox { Connect-PimsSandbox $sandbox @{ Name = 'login' } }
        $seen.Output[0].Provider | Should -Be Pims
        $seen.Output[0].ProductIdFormat | Should -Be Sku
        $seen.Routes.Keys | Sort-Object | Should -Be 'GET /api/{locale}/pim/keyinfo', 'GET /api/{locale}/pim/status'
        Test-PimConnection -Session login | Should -BeTrue
    }

    It 'takes a table: <What>' -ForEach @(
        @{ What = 'secure key'; Make = { param($s) @{ url = $s.Url; apiKey = $s.ApiKey } } }
        @{ What = 'key as text, view and language'; Make = { param($s) @{ Url = "$($s.Url)"; api_key = ConvertFrom-Secret $s.ApiKey; ApiView = 'Web'; language = 'en-us' } } }
    ) {
        $made = Connect-Pim -Connection (& $Make $sandbox) -Name table -PassThru
        $made.Provider | Should -Be Pims
        (Get-PimProduct -First 1 -Session table).Identifier | Should -Be '0815'
    }

    It 'takes the environment' {
        $env:PIM_URL, $env:PIM_API_KEY, $env:PIM_VIEW = "$($sandbox.Url)", (ConvertFrom-Secret $sandbox.ApiKey), 'Web'
        try { $made = Connect-Pim -FromEnvironment -Name environment -PassThru }
        finally { $env:PIM_URL, $env:PIM_API_KEY, $env:PIM_VIEW = $null, $null, $null }
        $made.Provider | Should -Be Pims
        (Get-PimAttribute name -Session environment).Code | Should -Be name
    }

    It 'takes -Provider, which must fit the login' {
        (Connect-PimsSandbox $sandbox @{ Provider = 'Pims'; Name = 'fits' }).Provider | Should -Be Pims
        (Connect-Pim -Sandbox -Provider Pims -Name fits -PassThru).Provider | Should -Be Pims
        (Connect-Pim -Sandbox -Name fits -PassThru).Provider | Should -Be Akeneo
        $failed = Get-Terminating { Connect-PimsSandbox $sandbox @{ Provider = 'Akeneo' } }
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$failed" | Should -Match 'takes no API key'
        "$(Get-Terminating { Connect-TestSandbox $sandbox @{ Provider = 'Pims' } })" | Should -Match 'give -ApiKey'
    }

    It 'refuses a wrong key, an empty one, a host that is no PIMS and one that is not there' {
        $failed = Get-Terminating { Connect-PimsSandbox $sandbox @{ ApiKey = ConvertTo-Secret wrong } }
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimUserRefused,*'
        "$failed" | Should -Match 'invalid or expired'
        (Get-Terminating { Connect-PimsSandbox $sandbox @{ ApiKey = ConvertTo-Secret '' } }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $server = Start-FakeServer
        try { (Get-Terminating { Connect-PimsSandbox $sandbox @{ Url = $server.Url } }).FullyQualifiedErrorId | Should -BeLike 'PimWrongServer,*' }
        finally { $server.Stop() }
        (Get-Terminating { Connect-PimsSandbox $sandbox @{ Url = 'http://localhost:1/' } }).FullyQualifiedErrorId | Should -BeLike 'PimUnreachable,*'
    }

    It 'refuses a field name that is none' {
        $failed = Get-Terminating { Connect-PimsSandbox $sandbox @{ FieldName = @{ Seitengroesse = 'x' } } }
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$failed" | Should -Match 'PageSize, PageNumber'
    }

    It 'sends key, view and language' {
        $server = Start-FakeServer $good
        try { $null = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k1) -View Web -Language de-de -Name fake }
        finally { $server.Stop() }
        $server.Requests[0].Headers['ApiKey'] | Should -Be k1
        $server.Requests[0].Headers['ApiView'] | Should -Be Web
        $server.Requests.Path | Should -Be '/api/de-de/pim/status', '/api/de-de/pim/keyinfo'
    }

    It 'knows success by the word in the body, in any case and behind any path' {
        $sandbox.Options.PimsStatusText = 'Ok'
        try { @(Get-PimProduct -First 3 -Session pims).Count | Should -Be 3 }
        finally { $sandbox.Options.PimsStatusText = 'OK' }
    }

    It 'shows permissions, counters and limits' {
        $test = Test-PimConnection -Detailed -Session pims
        $test.Success | Should -BeTrue
        $test.Provider | Should -Be Pims
        $test.Permissions.pim_editor | Should -BeTrue
        $test.Counters.totalSKUs | Should -BeGreaterOrEqual 250
        $test.Limits.maxSKUs | Should -BeGreaterThan $test.Counters.totalSKUs
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $test = Test-PimConnection -Detailed -Session $reader
        $test.Permissions.pim_editor | Should -BeFalse
        $test.Permissions.pim_user | Should -BeTrue
    }

    It 'shows the key nowhere' {
        $plain = ConvertFrom-Secret $sandbox.ApiKey
        $result = Invoke-InRunspace {
            $session = Connect-Pim -Url $sandbox.Url -ApiKey $sandbox.ApiKey -Name quiet -PassThru -Verbose
            $session | Format-List * -Force | Out-String
            $session | ConvertTo-Json -Depth 4
            Get-PimProduct -First 2 -Verbose | Out-String
            Set-PimProduct no-such -Values @{ title = 'x' } -Verbose
            @{ sku = 'no'; color = @('x') } | Invoke-PimBulkUpsert -Verbose | Format-List | Out-String
        } @{ sandbox = $sandbox }
        $result.Ended | Should -BeNullOrEmpty
        $result.Verbose.Count | Should -BeGreaterThan 3
        $text = ($result.Output + $result.Verbose + @($result.Error | ForEach-Object { "$_"; "$($_.Exception)"; "$($_.TargetObject)" })) -join "`n"
        $text | Should -Not -Match ([regex]::Escape($plain))
    }
}

Describe 'Reading from PIMS' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in $knobs) { $sandbox.Options.$reset = 0 }
    }

    Context 'by identity' {
        It 'reads one with listProduct, deleted ones too' {
            $seen = Measure-Request $sandbox { Get-PimProduct '0815' }
            $seen.Routes.Keys | Should -Be "$products listProduct"
            $seen.Output.Identifier | Should -Be '0815'
            $deleted = Get-PimProduct -Status deleted | Select-Object -First 1
            (Get-PimProduct $deleted.Identifier).Status | Should -Be deleted
        }

        It 'reads several with listProductsBySku, in the order asked for, 100 in a request' {
            $asked = $all[7, 3, 120, 3].Identifier
            $seen = Measure-Request $sandbox { Get-PimProduct $asked }
            $seen.Output.Identifier | Should -Be $asked
            $seen.Routes.Keys | Should -Be "$products listProductsBySku"
            $seen = Measure-Request $sandbox { $all.Identifier | Get-PimProduct }
            $seen.Output.Identifier | Should -Be $all.Identifier
            $seen.Requests | Should -Be ([math]::Ceiling($all.Count / 100))
        }

        It 'finds SKUs that need care' {
            (Get-PimProduct '4711/B').Identifier | Should -Be '4711/B'
            (Get-PimProduct "5 O'Clock", '0815').Identifier | Should -Be "5 O'Clock", '0815'
        }

        It 'reports one that does not exist, and goes on: <Sku>' -ForEach @{ Sku = @('no-such') }, @{ Sku = @('no-such', '0815') } {
            $read = Get-PimProduct $Sku -ErrorAction SilentlyContinue -ErrorVariable missing
            @($read).Count | Should -Be ($Sku.Count - 1)
            $missing.Count | Should -Be 1
            $missing[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $missing[0].TargetObject | Should -Be no-such
        }

        It 'finds out the name of the SKU list, once a session, and takes it as told' {
            $sandbox.Options.PimsFieldNames['SkuList'] = 'sku'
            try {
                $made = Connect-PimsSandbox $sandbox @{ Name = 'names' }
                (Measure-Request $sandbox { Get-PimProduct '0815', '4711/B' -Session $made }).Requests | Should -Be 2
                $seen = Measure-Request $sandbox { Get-PimProduct '0815', '4711/B' -Session $made }
                $seen.Requests | Should -Be 1
                $seen.Output.Identifier | Should -Be '0815', '4711/B'
                $sandbox.Options.PimsFieldNames['SkuList'] = 'list'
                $null = Get-PimProduct '0815', '4711/B' -Session (Connect-PimsSandbox $sandbox @{ Name = 'names' }) -ErrorAction SilentlyContinue -ErrorVariable failed
                "$($failed[0])" | Should -Match 'SKU list is not provided!.*-FieldName @{ SkuList = '
                $told = Connect-PimsSandbox $sandbox @{ Name = 'told'; FieldName = @{ SkuList = 'list' } }
                (Get-PimProduct '0815', '4711/B' -Session $told).Identifier | Should -Be '0815', '4711/B'
            }
            finally { $sandbox.Options.PimsFieldNames['SkuList'] = 'skus' }
        }
    }

    Context 'objects' {
        It 'have the same first level as those of Akeneo have' {
            $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
            $there = (Get-PimProduct -First 1 -Session $akeneo).PSObject.Properties.Name
            $here = (Get-PimProduct -First 1 -Session $session).PSObject.Properties.Name
            $here | Should -Be 'Identifier', 'Uuid', 'Enabled', 'Status', 'Family', 'Parent', 'Categories', 'Values', 'Provider'
            $here | Where-Object { $_ -notin $there } | Should -BeNullOrEmpty
        }

        It 'have status, parent, categories and values' {
            $variant = $every | Where-Object Parent | Select-Object -First 1
            $variant.Parent | Should -BeIn $every.Identifier
            $variant.Provider | Should -Be Pims
            $variant.Categories[0] | Should -Match ' > |Uncategorized'
            $variant.GetValue('title') | Should -Be $variant.Values.title
            ($every | Where-Object Status -EQ inactive).Enabled | Sort-Object -Unique | Should -BeFalse
            ($every | Where-Object Status -EQ active).Enabled | Sort-Object -Unique | Should -BeTrue
        }

        It 'have the names of the view, and the SKU where the view renames that' {
            $web = Connect-PimsSandbox $sandbox @{ View = 'Web'; Name = 'web' }
            (Get-PimProduct '0815' -Session $web).Values.name | Should -Be (Get-PimProduct '0815' -Session pims).Values.title
            $erp = Connect-PimsSandbox $sandbox @{ View = 'Erp'; Name = 'erp' }
            (Get-PimProduct -First 2 -Session $erp).Identifier | Should -Be '0815', '4711/B'
            (Get-PimProduct '0815' -Session $erp).Values.ItemNo | Should -Be '0815'
        }
    }

    Context 'as a list' {
        It 'reads every product once, and asks until a page is empty' {
            $null = Get-PimProduct -First 1
            $seen = Measure-Request $sandbox { Get-PimProduct }
            @($seen.Output.Identifier | Sort-Object -Unique).Count | Should -Be $all.Count
            $seen.Requests | Should -Be ([math]::Ceiling($all.Count / 100) + 1)
        }

        It 'takes pages of <_>' -ForEach 1, 7, 24, 250, 500 {
            @((Get-PimProduct -PageSize $_ -First 60).Identifier) | Should -Be @($all[0..59].Identifier)
        }

        It 'takes no pages of 501, and none of 101 for Akeneo' {
            (Get-Terminating { Get-PimProduct -PageSize 501 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
            $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -PageSize 101 -Session $akeneo } }
            $seen.Requests | Should -Be 0
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'keeps to -First, -Skip and -IncludeTotalCount' {
            (Get-PimProduct -First 3 -Skip 110).Identifier | Should -Be $all[110..112].Identifier
            $counted = Get-PimProduct -First 1 -IncludeTotalCount
            "$($counted[0])" | Should -Match "$($all.Count)$"
            $counted[1].Identifier | Should -Be '0815'
            (Measure-Request $sandbox { Get-PimProduct -First 5 }).Requests | Should -Be 1
        }

        It 'asks no further than Select-Object needs' {
            (Measure-Request $sandbox { Get-PimProduct -PageSize 5 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
        }

        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimProduct -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        }

        It 'reads every product once past <Knob>' -ForEach @{ Knob = 'FailEvery' }, @{ Knob = 'FailAfterActingEvery' }, @{ Knob = 'ResetEvery' }, @{ Knob = 'ResetAfterActingEvery' }, @{ Knob = 'HalfBodyEvery' } {
            $sandbox.Options.$Knob = 3
            $read = Get-PimProduct -PageSize 20
            $sandbox.Options.$Knob = 0
            $read.Identifier | Should -Be $all.Identifier
        }

        It 'waits at 429' {
            $patient = Connect-PimsSandbox $sandbox @{ Name = 'patient'; MaximumRetryCount = 20 }
            $sandbox.Options.RequestsPerSecond = 20
            $sandbox.Options.SendRetryAfter = $false
            $read = Get-PimProduct -PageSize 8 -Session $patient
            $sandbox.Options.RequestsPerSecond = 0
            $sandbox.Options.SendRetryAfter = $true
            $read.Count | Should -Be $all.Count
        }

        It 'ends loudly after the last attempt' {
            $sandbox.Options.FailEvery = 1
            $failed = Get-Terminating { Get-PimProduct }
            $sandbox.Options.FailEvery = 0
            $failed.FullyQualifiedErrorId | Should -BeLike 'PimServerFault,*'
        }
    }

    Context 'the names of size and number' {
        AfterEach {
            $sandbox.Options.PimsFieldNames['PageSize'] = 'pageSize'
            $sandbox.Options.PimsFieldNames['PageNumber'] = 'pageNum'
        }

        It 'are found out: <What>' -ForEach $names {
            $sandbox.Options.PimsFieldNames['PageSize'] = $Size
            $sandbox.Options.PimsFieldNames['PageNumber'] = $Number
            $made = Connect-PimsSandbox $sandbox @{ Name = 'names' }
            (Get-PimProduct -Session $made).Identifier | Should -Be $all.Identifier
            $seen = Measure-Request $sandbox { Get-PimProduct -First 1 -Session $made }
            $seen.Requests | Should -Be 1
            @(Get-PimProductHistory '0815' -Session $made).Count | Should -BeGreaterThan 0
        }

        It 'are taken as told' {
            $sandbox.Options.PimsFieldNames['PageSize'] = 'rows'
            $sandbox.Options.PimsFieldNames['PageNumber'] = 'nr'
            $made = Connect-PimsSandbox $sandbox @{ Name = 'names'; FieldName = @{ PageSize = 'rows'; pagenumber = 'nr' } }
            (Get-PimProduct -Session $made).Identifier | Should -Be $all.Identifier
        }

        It 'are an error where none works: <Field>' -ForEach @{ Field = 'PageSize' }, @{ Field = 'PageNumber' } {
            $sandbox.Options.PimsFieldNames[$Field] = 'rows'
            $made = Connect-PimsSandbox $sandbox @{ Name = 'names' }
            $read = @()
            $failed = Get-Terminating { Get-PimProduct -Session $made -OutVariable read }
            $failed.FullyQualifiedErrorId | Should -BeLike 'PimWrongServer,*'
            "$failed" | Should -Match "-FieldName @{ $Field = "
            $read.Count | Should -Be 0
        }

        It 'are an error where the one that was told is wrong' {
            $made = Connect-PimsSandbox $sandbox @{ Name = 'names'; FieldName = @{ PageNumber = 'nr' } }
            (Get-Terminating { Get-PimProduct -Session $made }).FullyQualifiedErrorId | Should -BeLike 'PimWrongServer,*'
        }

        It 'are asked about again where a later page repeats page 1' {
            $made = Connect-PimsSandbox $sandbox @{ Name = 'names' }
            $null = Get-PimProduct -First 1 -Session $made
            $sandbox.Options.PimsFieldNames['PageNumber'] = 'nr'
            $failed = Get-Terminating { Get-PimProduct -Session $made }
            $failed.FullyQualifiedErrorId | Should -BeLike 'PimWrongServer,*'
            "$failed" | Should -Match 'repeats page 1'
        }

        It 'do not matter to an empty catalog' {
            $empty = Start-TestSandbox @{ ProductCount = 0 }
            try { Get-PimProduct -Session (Connect-PimsSandbox $empty @{ Name = 'empty' }) | Should -BeNullOrEmpty }
            finally { Stop-PimSandbox $empty.Url }
        }
    }

    It 'is loud where the pages hold fewer than the server counts' {
        $page = { param($skus, $count) @{ Status = 200; Type = 'application/json'; Body = '{"status":"OK","permissions":{"pim_editor":1},"sku_count":' + $count + ',"products":[' + (@($skus | ForEach-Object { '{"sku":"' + $_ + '","data":{"attributes":{"sku":"' + $_ + '"}}}' }) -join ',') + ']}' } }
        # status, key information, the two probes, two pages and the empty one
        $server = Start-FakeServer (& $page @() 0), (& $page @() 0), (& $page 'A' 9), (& $page 'B' 9), (& $page ('A', 'B', 'C') 9), (& $page ('D', 'E') 9), (& $page @() 9)
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -PassThru
            $failed = Get-Terminating { Get-PimProduct -Session $fake }
        }
        finally { $server.Stop() }
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimConnectionBroken,*'
        "$failed" | Should -Match 'counts 9 products, and its pages held 5'
    }

    Context 'with conditions' {
        It 'takes values of attributes, one or several' {
            $brands = @($all | ForEach-Object { $_.GetValue('brand') } | Where-Object { $_ } | Sort-Object -Unique)[0, 1]
            $one = Get-PimProduct -Filter @{ brand = $brands[0] }
            @($one).Count | Should -Be @($all | Where-Object { $_.GetValue('brand') -eq $brands[0] }).Count
            $both = Get-PimProduct -Filter @{ Brand = $brands }
            @($both).Count | Should -Be @($all | Where-Object { $_.GetValue('brand') -in $brands }).Count
        }

        It 'takes ranges' {
            $read = Get-PimProduct -Filter @{ price = @{ BETWEEN = 10, 100.5 } }
            @($read).Count | Should -Be @($all | Where-Object { $_.GetValue('price') -and [double]$_.GetValue('price') -ge 10 -and [double]$_.GetValue('price') -le 100.5 }).Count
            "$(Get-Terminating { Get-PimProduct -Filter @{ price = @{ BETWEEN = 'a', 'b' } } })" | Should -Match 'digits and a point'
        }

        It 'refuses what would be misread: <What>' -ForEach @(
            @{ What = 'an unknown attribute'; Filter = @{ nope = 1 }; Message = "no attribute 'nope'" }
            @{ What = 'an operator'; Filter = @{ price = @{ '>' = 3 } }; Message = "no operator '>'" }
            @{ What = 'a bar'; Filter = @{ title = 'a|b' }; Message = 'bar' }
        ) {
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Filter $Filter } }
            "$($seen.Output[0])" | Should -Match $Message
            $seen.Requests | Should -Be 0
        }

        It 'refuses a condition of New-PimFilter as a value' {
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProduct -Filter @{ title = 'a', (New-PimFilter brand '=' x) } } }
            "$($seen.Output[0])" | Should -BeLike "*'title' is compared with a value, and not with a condition*"
            $seen.Requests | Should -Be 0
        }

        It 'takes -Enabled and -Status' {
            @(Get-PimProduct -Enabled $false).Count | Should -Be @($all | Where-Object Status -EQ inactive).Count
            @(Get-PimProduct -Enabled $true).Count | Should -Be @($all | Where-Object Status -EQ active).Count
            @(Get-PimProduct -Status active, inactive).Count | Should -Be $all.Count
            (Get-PimProduct -Status deleted).Status | Sort-Object -Unique | Should -Be deleted
            $all.Status | Should -Not -Contain deleted
            @(Get-PimProduct -IncludeDeleted).Count | Should -Be ($all.Count + @(Get-PimProduct -Status deleted).Count)
        }

        It 'takes a category by path or number, with -Recurse those below' {
            $category = Get-PimCategory Fashion
            $below = Get-PimProduct -Category Fashion -Recurse
            $own = @(Get-PimProduct -Category Fashion)
            @($below).Count | Should -BeGreaterThan $own.Count
            @($below).Count | Should -Be @($all | Where-Object { @($_.Categories) -match '^Fashion( >|$)' }).Count
            @(Get-PimProduct -Category $category.Id -Recurse).Count | Should -Be @($below).Count
            $leaf = ($below | Select-Object -First 1).Categories | Where-Object { $_ -match '^Fashion' } | Select-Object -First 1
            (Get-PimProduct -Category $leaf).Identifier | Should -Contain $below[0].Identifier
            "$(Get-Terminating { Get-PimProduct -Category nope })" | Should -Match "no category 'nope'"
        }

        It 'takes variants with -IncludeVariant, and those of one product with -Parent' {
            $all.Parent | Where-Object { $_ } | Should -BeNullOrEmpty
            $variants = @($every | Where-Object { $_.Parent -and $_.Status -ne 'deleted' })
            @(Get-PimProduct -IncludeVariant).Count | Should -Be ($all.Count + $variants.Count)
            $parent = $variants[0].Parent
            (Get-PimProduct -Parent $parent).Identifier | Should -Be @($variants | Where-Object Parent -EQ $parent).Identifier
        }

        It 'takes -Search, -Sort and -ConditionQuery' {
            $word = ($all[5].GetValue('title') -split ' ')[1]
            (Get-PimProduct -Search $word).Identifier | Should -Contain $all[5].Identifier
            $prices = Get-PimProduct -Sort 'price DESC' -First 20 | ForEach-Object { [double]$_.GetValue('price') }
            $prices | Should -Be @($prices | Sort-Object -Descending)
            (Get-PimProduct -Sort 'sku ASC' -First 3).Identifier | Should -Be $all[0..2].Identifier
            @(Get-PimProduct -Sort 'brand', 'price desc' -First 3).Count | Should -Be 3
            @(Get-PimProduct -ConditionQuery "[[sku]] LIKE 'IMP%'").Count | Should -Be @($all | Where-Object Identifier -Like 'IMP*').Count
            (Get-Terminating { Get-PimProduct -ConditionQuery 'no condition' }).FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        }

        It 'names <Field> as told' -ForEach @(
            @{ Field = 'Search'; Wire = 'searchWord'; Option = @{ Search = 'nothing has this' }; Wrong = 'more' }
            @{ Field = 'IncludeDeleted'; Wire = 'include_deleted'; Option = @{ IncludeDeleted = $true }; Wrong = 'fewer' }
            @{ Field = 'IncludeVariants'; Wire = 'variants'; Option = @{ IncludeVariant = $true }; Wrong = 'fewer' }
            @{ Field = 'IncludeChildren'; Wire = 'subcategories'; Option = @{ Category = 'Fashion'; Recurse = $true }; Wrong = 'fewer' }
        ) {
            $right = @(Get-PimProduct @Option).Count
            $default = $sandbox.Options.PimsFieldNames[$Field]
            $sandbox.Options.PimsFieldNames[$Field] = $Wire
            try {
                $told = Connect-PimsSandbox $sandbox @{ Name = 'told'; FieldName = @{ $Field = $Wire } }
                @(Get-PimProduct @Option -Session $told).Count | Should -Be $right
                $untold = @(Get-PimProduct @Option -Session pims).Count
                if ($Wrong -eq 'more') { $untold | Should -BeGreaterThan $right } else { $untold | Should -BeLessThan $right }
            }
            finally { $sandbox.Options.PimsFieldNames[$Field] = $default }
        }

        It 'says once a session that a name is a guess, and what may come of it' {
            $made = Connect-PimsSandbox $sandbox @{ Name = 'guess' }
            $lines = { @($args[0] | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and "$_" -notmatch '->' } | ForEach-Object { "$_" }) }
            & $lines (Get-PimProduct -IncludeVariant -Session $made -Verbose 4>&1) | Should -Be "The name 'includeVariants' of the field IncludeVariants is not documented; Connect-Pim -FieldName changes it."
            & $lines (Get-PimProduct -IncludeVariant -Session $made -Verbose 4>&1) | Should -BeNullOrEmpty
            $sandbox.Options.PimsFieldNames['IncludeVariants'] = 'variants'
            try { & $lines (Get-PimProduct -IncludeVariant -Session $made -Verbose 4>&1) | Should -Match 'No variant came' }
            finally { $sandbox.Options.PimsFieldNames['IncludeVariants'] = 'includeVariants' }
        }

        It 'names the fields of -Sort as told' {
            $sandbox.Options.PimsFieldNames['OrderAttribute'] = 'field'
            $sandbox.Options.PimsFieldNames['OrderDirection'] = 'dir'
            try {
                $null = Get-PimProduct -Sort 'price DESC' -First 50 -Session pims -WarningVariable warned -WarningAction SilentlyContinue
                "$warned" | Should -Match "not sorted by 'price' descending.*OrderAttribute.*-FieldName"
                $told = Connect-PimsSandbox $sandbox @{ Name = 'told'; FieldName = @{ OrderAttribute = 'field'; OrderDirection = 'dir' } }
                (Get-PimProduct -Sort 'sku DESC' -First 1 -Session $told).Identifier | Should -Be $all[-1].Identifier
            }
            finally {
                $sandbox.Options.PimsFieldNames['OrderAttribute'] = 'attribute'
                $sandbox.Options.PimsFieldNames['OrderDirection'] = 'direction'
            }
        }
    }

    Context 'structure' {
        It 'gives attributes from the definition, read once a session' {
            $made = Connect-PimsSandbox $sandbox @{ Name = 'attributes' }
            $seen = Measure-Request $sandbox { Get-PimAttribute -Session $made; Get-PimAttribute -Session $made }
            $seen.Requests | Should -Be 1
            $brand = Get-PimAttribute brand
            $brand.Type | Should -Be dropdown
            $brand.Label.'en-us' | Should -Be Brand
            $brand.Dictionary.data.Count | Should -BeGreaterThan 10
            (Get-PimAttribute color).Collection | Should -Be y
            (Get-PimAttribute -Type dropdown, number).Type | Sort-Object -Unique | Should -Be 'dropdown', 'number'
            $null = Get-PimAttribute nope -ErrorAction SilentlyContinue -ErrorVariable missing
            $missing[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }

        It 'gives the attributes of the view' {
            $erp = Connect-PimsSandbox $sandbox @{ View = 'Erp'; Name = 'erp' }
            (Get-PimAttribute -Session $erp).Code | Sort-Object | Should -Be 'Description', 'Inventory', 'ItemNo', 'State', 'UnitPrice', 'Vendor'
        }

        It 'gives the category tree, parents first' {
            $tree = Get-PimCategory
            $tree.Count | Should -Be 103
            $seen = @{}
            foreach ($category in $tree) {
                if ($category.Parent) { $seen[$category.Parent] | Should -BeTrue }
                $seen[$category.Code] = $true
                $category.Path | Should -Be $category.Code
                $category.Depth | Should -Be (($category.Code -split ' > ').Count - 1)
            }
            (Get-PimCategory -Root).Code | Should -Contain Uncategorized
            (Get-PimCategory -Parent Fashion).Code | Should -Be 'Fashion > Basic', 'Fashion > Comfort', 'Fashion > Junior', 'Fashion > Professional'
            @(Get-PimCategory -Parent Fashion -Recurse).Count | Should -Be 16
            @(Get-PimCategory Fashion -Recurse).Count | Should -Be 17
            @($all[0].Categories)[0] | Get-PimCategory | ForEach-Object Depth | Should -BeGreaterThan 0
        }
    }
}

Describe 'Writing to PIMS' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in $knobs) { $sandbox.Options.$reset = 0 }
    }

    It 'makes a product with createProduct, reads it and gives it' {
        $seen = Measure-Request $sandbox { New-PimProduct made-1 -Values @{ title = 'Made'; price = 9.5; color = 'Red', 'Blue'; is_new = $true; release_date = [datetime]'2026-01-31' } -Category 'Fashion > Basic' -Enabled $false }
        $seen.Routes.Keys | Sort-Object | Should -Be "$products createProduct", "$products listProduct"
        $made = $seen.Output[0]
        $made.Identifier | Should -Be made-1
        $made.Status | Should -Be inactive
        $made.Categories | Should -Be 'Fashion > Basic'
        $made.Values.price | Should -Be '9.5'
        $made.Values.color | Sort-Object | Should -Be 'Blue', 'Red'
        $made.Values.is_new | Should -Be 'true'
        $made.Values.release_date | Should -Be '2026-01-31'
    }

    It 'makes a variant by its parent' {
        $null = New-PimProduct parent-1
        (New-PimProduct parent-1-a -Parent parent-1).Parent | Should -Be parent-1
        # a list in a list, as the API documents it
        (Get-PimProduct parent-1).Values.variation_skus | ForEach-Object { $_ } | Should -Contain parent-1-a
    }

    It 'refuses one that is there, deleted or not' {
        $null = New-PimProduct twice-1
        $null = New-PimProduct twice-1 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'already exists'
        Remove-PimProduct twice-1 -Confirm:$false
        $null = New-PimProduct twice-1 -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'already exists'
    }

    It 'changes what is named and nothing else' {
        $null = New-PimProduct set-1 -Values @{ title = 'Old'; price = 1 }
        $changed = Set-PimProduct set-1 -Values @{ price = 2 } -PassThru
        $changed.Values.title | Should -Be Old
        $changed.Values.price | Should -Be '2'
        $entry = @(Get-PimProductHistory set-1)
        ($entry | Where-Object { $_.New.PSObject.Properties['price'] -and $_.New.price -eq '2' }).New.PSObject.Properties.Name | Should -Be price
        (Set-PimProduct set-1 -Values @{ title = $null } -PassThru).GetValue('title') | Should -BeNullOrEmpty
    }

    It 'adds and takes away categories' {
        $null = New-PimProduct cat-1 -Category Fashion
        (Set-PimProduct cat-1 -AddCategory 'Home > Basic' -PassThru).Categories | Should -Be 'Fashion', 'Home > Basic'
        (Set-PimProduct cat-1 -RemoveCategory Fashion -PassThru).Categories | Should -Be 'Home > Basic'
    }

    It 'refuses before sending: <What>' -ForEach @(
        @{ What = 'a value that the dictionary lacks'; Values = @{ brand = 'Nobody' }; Message = "'brand' has no 'Nobody' in its dictionary; it has" }
        @{ What = 'one in a collection'; Values = @{ color = 'Red', 'Nocolor' }; Message = "no 'Nocolor'" }
        @{ What = 'an unknown attribute'; Values = @{ nope = 1 }; Message = "'nope' does not exist in this view" }
        @{ What = 'a list for one value'; Values = @{ title = 'a', 'b' }; Message = 'one value, not a list' }
        @{ What = 'a text for a number'; Values = @{ price = 'cheap' }; Message = "a number, not 'cheap'" }
        @{ What = 'what the server computes'; Values = @{ completeness = 100 }; Message = 'cannot be set' }
    ) {
        $null = Get-PimAttribute -First 1
        $seen = Measure-Request $sandbox { Set-PimProduct 0815 -Values $Values -ErrorAction SilentlyContinue -ErrorVariable failed; $failed }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match $Message
    }

    It 'checks dropdowns in bulk and in -InputObject too' {
        $null = Get-PimAttribute -First 1
        $seen = Measure-Request $sandbox {
            @{ sku = 'drop-1'; brand = 'Nobody' } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
            Set-PimProduct -InputObject @{ sku = '0815'; color = @('Nocolor') } -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed
        }
        $seen.Requests | Should -Be 0
        $seen.Output[0].Status | Should -Be Failed
        $seen.Output[0].Message | Should -Match "no 'Nobody' in its dictionary"
        $seen.Output[1].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'warns of attributes that the server ignored, and with -Strict makes errors of them' {
        $seen = Set-PimProduct -InputObject @{ sku = '0815'; nope = 'x' } -WarningVariable warned -WarningAction SilentlyContinue
        $seen | Should -BeNullOrEmpty
        "$warned" | Should -Match "0815: .*ignored the attribute 'nope'"
        Set-PimProduct -InputObject @{ sku = '0815'; nope = 'x' } -Strict -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotKept,PimPowerShell.Commands.Products.SetPimProductCommand'
        "$($failed[0])" | Should -Match 'nope'
        $results = @{ sku = '0815'; nope = 'x' } | Invoke-PimBulkUpsert -WarningVariable warned -WarningAction SilentlyContinue
        $results.Status | Should -Be Updated
        "$warned" | Should -Match 'nope'
        $results = @{ sku = '0815'; nope = 'x' } | Invoke-PimBulkUpsert -Strict -ErrorAction SilentlyContinue -ErrorVariable failed
        @($results).Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotKept,*'
        $null = New-PimProduct -InputObject @{ sku = 'strict-1'; nope = 'x' } -Strict -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotKept,*'
    }

    It 'warns where a view does not let an attribute be written' {
        $erp = Connect-PimsSandbox $sandbox @{ View = 'Erp'; Name = 'erp' }
        $other = (Get-PimAttribute Vendor -Session $erp).Dictionary.data | Where-Object { $_ -ne $all[0].GetValue('brand') } | Select-Object -First 1
        Set-PimProduct '0815' -Values @{ Vendor = $other; UnitPrice = 5 } -Session $erp -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 1
        "$warned" | Should -Match "for the attribute 'Vendor' instead of '$other'"
    }

    It 'says that a deletion was not taken' {
        $erp = Connect-PimsSandbox $sandbox @{ View = 'Erp'; Name = 'erp' }
        Remove-PimProduct '0815' -Confirm:$false -Session $erp -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'was not deleted'
        (Get-PimProduct '0815' -Session pims).Status | Should -Be active
    }

    It 'does not warn where the server writes a number otherwise, or keeps a list in another order' {
        Set-PimProduct '0815' -Values @{ price = '12.500'; color = 'White', 'Black' } -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'deletes by a status, and brings back' {
        $null = New-PimProduct gone-1
        $seen = Measure-Request $sandbox { Remove-PimProduct gone-1 -Confirm:$false }
        $seen.Routes.Keys | Should -Be "$products editProduct"
        (Get-PimProduct gone-1).Status | Should -Be deleted
        (Get-PimProduct).Identifier | Should -Not -Contain gone-1
        Restore-PimProduct gone-1
        (Get-PimProduct).Identifier | Should -Contain gone-1
        Remove-PimProduct no-such -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'deletes everything that it reads, in pages of <_>' -ForEach 1, 7, 100 {
        $whole = Start-TestSandbox
        try {
            $made = Connect-PimsSandbox $whole @{ Name = 'whole' }
            $before = (Get-PimProduct -Session $made).Identifier
            Get-PimProduct -PageSize $_ -Session $made | Tee-Object -Variable read | Remove-PimProduct -Confirm:$false -Session $made
            $read.Identifier | Should -Be $before
            Get-PimProduct -Session $made | Should -BeNullOrEmpty
            (Get-PimProduct $before -Session $made).Status | Sort-Object -Unique | Should -Be deleted
        }
        finally {
            Select-PimSession $session
            Stop-PimSandbox $whole.Url
        }
    }

    It 'finds as many as -First asks for while they are deleted' {
        $whole = Start-TestSandbox
        try {
            $made = Connect-PimsSandbox $whole @{ Name = 'whole' }
            $read = Get-PimProduct -First 150 -PageSize 20 -Session $made | ForEach-Object { $_; $_ | Remove-PimProduct -Confirm:$false -Session $made }
            @($read.Identifier | Sort-Object -Unique).Count | Should -Be 150
        }
        finally {
            Select-PimSession $session
            Stop-PimSandbox $whole.Url
        }
    }

    It 'does not bring back a deleted product with -Enabled: <What>' -ForEach @(
        @{ What = 'on'; Script = { Set-PimProduct dead-1 -Enabled $true } }
        @{ What = 'off'; Script = { Set-PimProduct dead-1 -Enabled $false } }
        @{ What = 'a table'; Script = { Set-PimProduct -InputObject @{ sku = 'dead-1'; enabled = $true } } }
    ) {
        $null = @{ sku = 'dead-1'; status = 'deleted' } | Invoke-PimBulkUpsert
        $seen = Measure-Request $sandbox { & $Script 2> $null }
        $seen.Routes.Keys | Should -Be "$products listProduct"
        (Get-PimProduct dead-1).Status | Should -Be deleted
    }

    It 'says that Restore-PimProduct brings it back, and lets a status be set as such' {
        $null = @{ sku = 'dead-2'; status = 'deleted' } | Invoke-PimBulkUpsert
        Set-PimProduct dead-2 -Enabled $true -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match "'dead-2' is deleted.*Restore-PimProduct"
        Set-PimProduct dead-2 -Values @{ title = 'kept dead' }
        (Get-PimProduct dead-2).Status | Should -Be deleted
        (Set-PimProduct dead-2 -Values @{ status = 'active' } -PassThru).Status | Should -Be active
        $null = @{ sku = 'dead-2'; status = 'deleted' }, @{ sku = 'dead-2'; enabled = 'true' } | Invoke-PimBulkUpsert
        (Get-PimProduct dead-2).Status | Should -Be active
    }

    It 'has no uuids: <What>' -ForEach @(
        @{ What = 'to make with'; Script = { New-PimProduct uuid-1 -Uuid ([guid]::NewGuid()) } }
        @{ What = 'in a table'; Script = { New-PimProduct -InputObject @{ sku = 'uuid-1'; uuid = "$([guid]::NewGuid())" } } }
        @{ What = 'to read an object by'; Script = { [pscustomobject]@{ Uuid = [guid]::NewGuid() } | Get-PimProduct } }
    ) {
        $seen = Measure-Request $sandbox { Get-Terminating $Script }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match 'uuid'
    }

    It 'says that it has no uuids where one is not found, and takes an empty one for none' {
        $null = Get-PimProduct -Uuid ([guid]::NewGuid()) -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        $sku = "$([guid]::NewGuid())"
        $made = [pscustomobject]@{ Identifier = $sku; Uuid = $null } | New-PimProduct
        ($made | Get-PimProduct).Identifier | Should -Be $sku
        (Get-PimProduct $sku).Identifier | Should -Be $sku
    }

    It 'sends back what was read without changing anything' {
        $before = Get-PimProduct -IncludeVariant -IncludeDeleted -ConditionQuery "[[sku]] LIKE 'PIM-%'"
        $entries = @($before | Get-PimProductHistory).Count
        $sent = $before | ConvertTo-Json -Depth 20 | ConvertFrom-Json
        $sent | Set-PimProduct -WarningVariable warned
        $results = $before | ForEach-Object { $_ | ConvertTo-Json -Depth 20 -Compress } | Invoke-PimBulkUpsert -WarningVariable +warned
        $warned | Should -BeNullOrEmpty
        $results.Status | Sort-Object -Unique | Should -Be Updated
        @($before | Get-PimProductHistory).Count | Should -Be $entries
        $after = Get-PimProduct -IncludeVariant -IncludeDeleted -ConditionQuery "[[sku]] LIKE 'PIM-%'"
        $after | ConvertTo-Json -Depth 20 | Should -Be ($before | ConvertTo-Json -Depth 20)
    }

    It 'never sends what only the server writes' {
        $server = Start-FakeServer $good
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -PassThru
            $item = @{ sku = 'X'; title = 'x'; variation_skus = @('a'); variation_matrix = @{ X = @{} }; Uuid = $null; Provider = 'Pims' }
            Set-PimProduct -InputObject $item -Session $fake
            $null = $item | Invoke-PimBulkUpsert -Session $fake
            Set-PimProduct X -Values @{ title = 'x' } -Session $fake
        }
        finally { $server.Stop() }
        $writes = @(Get-Sent $server | Where-Object action -EQ editProduct)
        $writes.Count | Should -Be 3
        foreach ($write in $writes) {
            $write.sku | Should -Be X
            $write.data.attributes.PSObject.Properties.Name | Should -Be title
        }
    }

    It 'checks a dictionary of several columns by its first' {
        $server = Start-FakeServer $good
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -PassThru
            Set-PimProduct X -Values @{ color = 'Red' } -Session $fake -WarningAction SilentlyContinue -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            Set-PimProduct X -Values @{ color = '1' } -Session $fake -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'it has Red, Blue'
        }
        finally { $server.Stop() }
    }

    It 'shows what it would send with -WhatIf, and sends nothing' {
        $null = Get-PimAttribute -First 1
        $seen = Measure-Request $sandbox {
            New-PimProduct what-1 -WhatIf
            Set-PimProduct 0815 -Values @{ title = 'What' } -WhatIf
            Remove-PimProduct 0815 -WhatIf
            @{ sku = 'what-2' } | Invoke-PimBulkUpsert -WhatIf
        }
        $seen.Requests | Should -Be 0
        $seen.Output.Status | Should -Be Skipped
    }

    Context 'past faults' {
        It 'makes each product exactly once past <Knob>' -ForEach @{ Knob = 'ResetEvery' }, @{ Knob = 'ResetAfterActingEvery' }, @{ Knob = 'FailEvery' }, @{ Knob = 'FailAfterActingEvery' }, @{ Knob = 'HalfBodyEvery' } {
            $skus = 1..9 | ForEach-Object { "once-$Knob-$_" }
            $sandbox.Options.$Knob = 3
            $made = $skus | ForEach-Object { New-PimProduct $_ -Values @{ title = $_ } -ErrorVariable +failed }
            $sandbox.Options.$Knob = 0
            $failed | Should -BeNullOrEmpty
            $made.Identifier | Should -Be $skus
            (Get-PimProduct $skus).Values.title | Should -Be $skus
            foreach ($sku in $skus) { @(Get-PimProductHistory $sku).Count | Should -Be 1 }
        }

        It 'changes each product past <Knob>' -ForEach @{ Knob = 'ResetEvery' }, @{ Knob = 'ResetAfterActingEvery' }, @{ Knob = 'FailEvery' }, @{ Knob = 'FailAfterActingEvery' }, @{ Knob = 'HalfBodyEvery' } {
            $skus = $all[10..18].Identifier
            $sandbox.Options.$Knob = 3
            $skus | Set-PimProduct -Values @{ title = $Knob } -ErrorVariable failed
            $sandbox.Options.$Knob = 0
            $failed | Should -BeNullOrEmpty
            (Get-PimProduct $skus).Values.title | Sort-Object -Unique | Should -Be $Knob
        }
    }
}

Describe 'Writing to PIMS in bulk' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in $knobs) { $sandbox.Options.$reset = 0 }
    }

    It 'gives one result for each input, whatever it is' {
        $results = @{ sku = 'mix-1'; title = 'x' }, @{ Identifier = '0815'; enabled = $true }, @{ title = 'no key' }, $null, '{"sku":"mix-2"}', 'no json', @{ sku = 'mix-3'; price = 'x' } |
            Invoke-PimBulkUpsert -ErrorAction SilentlyContinue -ErrorVariable failed | Sort-Object Index
        $results.Index | Should -Be (0..6)
        $results.Status | Should -Be 'Created', 'Updated', 'Failed', 'Failed', 'Created', 'Failed', 'Failed'
        $results[2].Message | Should -Match 'no sku'
        $results[6].Message | Should -Match 'does not match its type'
        @($failed).Count | Should -Be 4
    }

    It 'writes 1,000 products, each once, never one twice at a time' {
        $run = Connect-PimsSandbox $sandbox @{ Name = 'run'; ThrottleLimit = 8 }
        $lines = $sandbox.Counters.Lines
        $results = 1..1000 | ForEach-Object { @{ sku = "many-$_"; title = "Title $_" } } | Invoke-PimBulkUpsert -Session $run
        $results.Count | Should -Be 1000
        $results.Status | Sort-Object -Unique | Should -Be Created
        # one edit at first, which finds nothing, for each lane
        $sandbox.Counters.Lines - $lines | Should -BeLessOrEqual 1020
        $sandbox.Counters.PeakSameKeyInFlight | Should -Be 1
        (1..1000 | ForEach-Object { "many-$_" } | Get-PimProduct -Session $run).Values.title | Should -Be @(1..1000 | ForEach-Object { "Title $_" })
    }

    It 'keeps the order of one product' {
        $null = 1..40 | ForEach-Object { @{ sku = if ($_ % 2) { 'same-1' } else { 'SAME-1' }; title = "Title $_" } } | Invoke-PimBulkUpsert
        $sandbox.Counters.PeakSameKeyInFlight | Should -Be 1
        (Get-PimProduct same-1).Values.title | Should -Be 'Title 40'
    }

    It 'pauses re-indexing, and ends that with the last of a run' {
        $skus = 1..50 | ForEach-Object { "pause-$_" }
        $null = $skus | ForEach-Object { @{ sku = $_ } } | Invoke-PimBulkUpsert
        $paused, $other = $sandbox.Counters.PausedWrites, $sandbox.Counters.ReIndexingWrites
        $null = $skus | ForEach-Object { @{ sku = $_; title = 'paused' } } | Invoke-PimBulkUpsert -PauseReIndexing
        # the last products were new, so each of the four lanes tries createProduct once
        $sandbox.Counters.PausedWrites - $paused | Should -BeIn (50..54)
        $sandbox.Counters.ReIndexingWrites - $other | Should -Be 1
        $paused = $sandbox.Counters.PausedWrites
        $null = $skus | ForEach-Object { @{ sku = $_; title = 'not' } } | Invoke-PimBulkUpsert
        $sandbox.Counters.PausedWrites | Should -Be $paused
    }

    It 'ends the pause when <What>' -ForEach @(
        @{ What = 'the last items are unchanged'; Rows = { @{ sku = 'pause-1'; title = 'now' }; @{ sku = 'pause-2'; title = 'not' } }; Extra = @{ OnlyChanged = $true } }
        @{ What = 'the last items cannot be sent'; Rows = { @{ sku = 'pause-1'; title = 'again' }; @{ title = 'no sku' } }; Extra = @{ ErrorAction = 'SilentlyContinue' } }
        @{ What = 'the time is used up'; Rows = { 1..200 | ForEach-Object { if ($_ -eq 20) { Start-Sleep -Milliseconds 2100 }; @{ sku = "pause-$($_ % 50)"; title = "$_" } } }; Extra = @{ TimeBudget = '00:00:02'; WarningAction = 'SilentlyContinue' } }
    ) {
        $paused, $other = $sandbox.Counters.PausedWrites, $sandbox.Counters.ReIndexingWrites
        $null = & $Rows | Invoke-PimBulkUpsert -PauseReIndexing @Extra
        $sandbox.Counters.PausedWrites - $paused | Should -BeGreaterThan 0
        $sandbox.Counters.ReIndexingWrites - $other | Should -Be 1
    }

    It 'says that the pause goes on when it cannot be ended' {
        $server = Start-FakeServer $good
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -RetryIntervalSec 0.05 -PassThru
            $null = 1..3 | ForEach-Object { if ($_ -eq 3) { $server.Stop() }; @{ sku = "X$_"; title = 'x' } } |
                Invoke-PimBulkUpsert -PauseReIndexing -Session $fake -ThrottleLimit 1 -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        }
        catch { $null = $_ }
        finally { $server.Stop() }
        "$warnings" | Should -BeLike '*still put off*'
    }

    It 'sends the one that does not pause last, when all others are answered' {
        $server = Start-FakeServer $good
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -PassThru
            $null = 1..9 | ForEach-Object { @{ sku = "X$_"; title = 'x' } } | Invoke-PimBulkUpsert -PauseReIndexing -Session $fake
        }
        finally { $server.Stop() }
        $writes = @(Get-Sent $server | Where-Object action -EQ editProduct)
        $writes.Count | Should -Be 10
        $writes[-1].sku | Should -BeIn $writes[0..8].sku
        $writes[-1].PSObject.Properties.Name | Should -Not -Contain pauseReIndexing
        $writes[0..8].pauseReIndexing | Should -Be @(1..9 | ForEach-Object { 'Y' })
    }

    It 'writes every product past <Knob>, new ones and old ones mixed' -ForEach @{ Knob = 'ResetEvery' }, @{ Knob = 'ResetAfterActingEvery' }, @{ Knob = 'FailEvery' }, @{ Knob = 'FailAfterActingEvery' }, @{ Knob = 'HalfBodyEvery' } {
        $old = 1..30 | ForEach-Object { "old-$Knob-$_" }
        $null = $old | ForEach-Object { @{ sku = $_; title = 'before' } } | Invoke-PimBulkUpsert
        $rows = 1..30 | ForEach-Object { @{ sku = "new-$Knob-$_"; title = "after $_" }; @{ sku = "old-$Knob-$_"; title = "after $_" } }
        $stubborn = Connect-PimsSandbox $sandbox @{ Name = 'stubborn'; MaximumRetryCount = 20; RetryIntervalSec = 0.05 }
        $sandbox.Options.$Knob = 3
        $results = @($rows | Invoke-PimBulkUpsert -Session $stubborn -ErrorVariable failed | Sort-Object Index)
        $sandbox.Options.$Knob = 0
        $failed | Should -BeNullOrEmpty
        $results.Index | Should -Be (0..59)
        $results.Status | Where-Object { $_ -notin 'Created', 'Updated' } | Should -BeNullOrEmpty
        $read = Get-PimProduct $rows.sku
        $read.Values.title | Should -Be @($rows.title)
        $sandbox.Counters.PeakSameKeyInFlight | Should -Be 1
    }

    It 'writes every product past 429' {
        $patient = Connect-PimsSandbox $sandbox @{ Name = 'patient'; MaximumRetryCount = 50 }
        $sandbox.Options.RequestsPerSecond = 40
        $sandbox.Options.SendRetryAfter = $false
        $results = 1..60 | ForEach-Object { @{ sku = "slow-$_"; title = 'x' } } | Invoke-PimBulkUpsert -Session $patient
        $sandbox.Options.RequestsPerSecond = 0
        $sandbox.Options.SendRetryAfter = $true
        $results.Status | Sort-Object -Unique | Should -Be Created
    }

    It 'ends within a second at Ctrl+C, with a result for each input that came' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { 1..20 | ForEach-Object { @{ sku = "stop-$_" } } | Invoke-PimBulkUpsert -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}

Describe 'What PIMS cannot do' {
    BeforeAll { $fresh = Connect-PimsSandbox $sandbox @{ Name = 'fresh' } }
    BeforeEach { Select-PimSession $fresh }

    It 'is said before any request: <What>' -ForEach $foreign {
        $seen = Measure-Request $sandbox { Get-Terminating $Script }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match ([regex]::Escape($Instead))
    }

    It 'and what Akeneo cannot: <What>' -ForEach $ours {
        $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
        Select-PimSession $akeneo
        $seen = Measure-Request $sandbox { Get-Terminating $Script }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match Akeneo
    }
}

Describe 'A key that may only look at the shop' {
    BeforeAll {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
    }

    It 'is told what it lacks before any request: <What>' -ForEach @(
        @{ What = 'a list'; Script = { Get-PimProduct } }
        @{ What = 'a list with a filter'; Script = { Get-PimProduct -Filter @{ brand = 'x' } } }
        @{ What = 'a product'; Script = { Get-PimProduct 0815 } }
        @{ What = 'attributes'; Script = { Get-PimAttribute } }
        @{ What = 'a change'; Script = { Set-PimProduct 0815 -Enabled $true } }
        @{ What = 'a change of values'; Script = { Set-PimProduct 0815 -Values @{ title = 'x' } } }
        @{ What = 'a new product'; Script = { New-PimProduct new-1 } }
        @{ What = 'a deletion'; Script = { Remove-PimProduct 0815 -Confirm:$false } }
        @{ What = 'a bulk write'; Script = { $null = @{ sku = 'x' } | Invoke-PimBulkUpsert } }
    ) {
        Select-PimSession $reader
        $seen = Measure-Request $sandbox { try { & $Script -ErrorAction Stop 2>&1 } catch { $_ } }
        $seen.Requests | Should -Be 0
        "$($seen.Output)" | Should -Match 'lacks the permission pim_editor'
    }

    It 'reads categories' {
        @(Get-PimCategory -Session $reader).Count | Should -BeGreaterThan 10
    }
}

Describe 'The words of PIMS' {
    It '<Action>: <Message> with status <Code>' -ForEach @(
        foreach ($message in $messages) { foreach ($code in 200, 400, 404) { $message + @{ Code = $code } } }
    ) {
        $bad = @{ Status = $Code; Type = 'application/json'; Body = '{"status":"Error","status_message":"' + $Message + '"}' }
        # status, key information and the definition are good
        $goods = if ($Action -in 'editProduct', 'createProduct') { 3 } elseif ($Action -eq 'historyProduct') { 3 } else { 2 }
        $server = Start-FakeServer (@(1..$goods | ForEach-Object { $good }) + $bad)
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -PassThru -RetryIntervalSec 0.01
            Select-PimSession $fake
            $failed = try { & $Script -ErrorAction Stop 2>&1 } catch { $_ }
        }
        finally {
            $server.Stop()
            Select-PimSession $session
        }
        $failed = @($failed)[-1]
        $failed | Should -BeOfType Management.Automation.ErrorRecord
        $failed.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$failed" | Should -Match ([regex]::Escape($Message))
        if ($Action -ne 'getList') { @(Get-Sent $server)[-1].action | Should -Be $Action }
    }

    It 'listProduct: Product does not exist! is no product' {
        foreach ($code in 200, 400, 404) {
            $sandbox.Options.PimsErrorStatusCode = $code
            $null = Get-PimProduct no-such -ErrorAction SilentlyContinue -ErrorVariable missing
            $sandbox.Options.PimsErrorStatusCode = 200
            $missing[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }
    }

    It 'are the results of a bulk write, with status <_> too' -ForEach 200, 400, 404, 500 {
        $sandbox.Options.PimsErrorStatusCode = $_
        try {
            $results = @{ sku = "word-$_" }, @{ sku = "word-$_-x"; price = 'x' } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue | Sort-Object Index
            $results.Status | Should -Be 'Created', 'Failed'
            $results[1].Message | Should -Match 'does not match its type'
        }
        finally { $sandbox.Options.PimsErrorStatusCode = 200 }
    }
}

Describe 'One script for both' {
    It 'lists, changes, upserts 1,000, deletes and restores where it can, with the same columns' {
        $script = {
            param($session)
            $rows = [ordered]@{}
            $first = Get-PimProduct -First 3 -Session $session
            $rows.Listed = $first | Select-Object Identifier, Uuid, Enabled, Status, Family, Parent, Categories, Values, Provider
            $rows.Changed = $first[0] | Set-PimProduct -Enabled $false -PassThru -Session $session | Select-Object Identifier, Enabled
            $rows.Written = 1..1000 | ForEach-Object { @{ identifier = "both-$_"; enabled = $true } } | Invoke-PimBulkUpsert -Session $session
            $rows.Read = 'both-1', 'both-1000' | Get-PimProduct -Session $session | Select-Object Identifier, Enabled, Categories
            $rows.Deleted = @(Remove-PimProduct both-1 -Confirm:$false -Session $session)
            $rows.Restored = try { Restore-PimProduct both-1 -PassThru -Session $session } catch { $_.FullyQualifiedErrorId }
            $rows.History = try { @(Get-PimProductHistory both-2 -Session $session)[0] } catch { $_.FullyQualifiedErrorId }
            $rows
        }
        $both = Start-TestSandbox @{ ProductCount = 60 }
        try {
            $akeneo = & $script (Connect-TestSandbox $both @{ Name = 'one' })
            $pims = & $script (Connect-PimsSandbox $both @{ Name = 'two' })
        }
        finally { Stop-PimSandbox $both.Url }
        foreach ($step in 'Listed', 'Changed', 'Written', 'Read') {
            $pims.$step[0].PSObject.Properties.Name | Should -Be $akeneo.$step[0].PSObject.Properties.Name
            @($pims.$step).Count | Should -Be @($akeneo.$step).Count
        }
        $pims.Changed.Enabled | Should -BeFalse
        $akeneo.Changed.Enabled | Should -BeFalse
        $pims.Written.Status | Sort-Object -Unique | Should -Be Created
        $akeneo.Written.Status | Sort-Object -Unique | Should -Be Created
        $pims.Read.Identifier | Should -Be $akeneo.Read.Identifier
        $pims.Restored.Status | Should -Be active
        $akeneo.Restored | Should -BeLike 'PimNotSupported,*'
        $pims.History.New.status | Should -Be active
        $akeneo.History | Should -BeLike 'PimNotSupported,*'
    }
}
