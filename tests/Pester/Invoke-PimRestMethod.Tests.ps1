# Any endpoint: every parameter, placeholders in every place, paging, other hosts, errors.

BeforeDiscovery {
    # what addresses and JSON have to escape
    $strange = @(
        @{ What = 'a slash'; Text = 'a/b' }, @{ What = 'a hash'; Text = 'a#b' }, @{ What = 'a plus'; Text = 'a+b' }, @{ What = 'a percent sign'; Text = '50%25' }
        @{ What = 'a quote'; Text = 'a"b' }, @{ What = 'a backslash'; Text = 'a\b' }, @{ What = 'a space'; Text = 'a b' }, @{ What = 'an ampersand'; Text = 'a&b=c' }
        @{ What = 'a question mark'; Text = 'a?b' }, @{ What = 'letters beyond ASCII'; Text = "sn$([char]0xE4)ck $([char]0x65E5)$([char]::ConvertFromUtf32(0x1F600))" }
        @{ What = 'a line break'; Text = "a`r`nb" }, @{ What = 'braces'; Text = '{{x}}' }, @{ What = 'an apostrophe'; Text = "it's" }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05 }
    $all = Get-PimProduct
    $ok = @{ Status = 200; Type = 'application/json'; Body = '{"ok":true}' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Invoke-PimRestMethod' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'FailAfterActingEvery', 'ResetEvery', 'ResetAfterActingEvery', 'HalfBodyEvery', 'LatencyMilliseconds', 'DownAfter') {
            $sandbox.Options.$reset = 0
        }
    }

    Context 'GET' {
        It 'reads one thing, as the server spells it' {
            $read = Invoke-PimRestMethod api/rest/v1/families/lamps
            $read.code | Should -Be lamps
            $read.attribute_as_label | Should -Be name
            $read.labels.en_US | Should -Not -BeNullOrEmpty
        }

        It 'takes the address <Address>' -ForEach @(
            @{ Address = 'api/rest/v1/locales/en_US' }, @{ Address = '/api/rest/v1/locales/en_US' }, @{ Address = 'complete' }
        ) {
            if ($Address -eq 'complete') { $Address = "$($sandbox.Url)api/rest/v1/locales/en_US" }
            (Invoke-PimRestMethod $Address).code | Should -Be en_US
            (Invoke-PimRestMethod -Uri $Address -Method GET).code | Should -Be en_US
        }

        It 'follows the links of a list and gives its items one by one' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/categories }
            $seen.Output.Count | Should -Be @(Get-PimCategory).Count
            $seen.Output[0].code | Should -Not -BeNullOrEmpty
            $seen.Requests | Should -Be 5
            $seen.Query.limit | Should -Be 100
        }

        It 'follows cursors' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod 'api/rest/v1/products-uuid?pagination_type=search_after' }
            @($seen.Output.uuid | Select-Object -Unique).Count | Should -Be 250
            $seen.Requests | Should -Be 3
        }

        It 'keeps the address''s own options on every page' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod 'api/rest/v1/products-uuid?pagination_type=search_after&limit=30&attributes=name&search={"enabled":[{"operator":"=","value":true}]}' }
            $seen.Output.Count | Should -Be @($all | Where-Object Enabled).Count
            $seen.Output | Where-Object { @($_.values.PSObject.Properties.Name) -ne 'name' } | Should -BeNullOrEmpty
            $seen.Query.limit | Should -Be 30
        }

        It 'takes -PageSize' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/families -PageSize 4 }
            $seen.Output.Count | Should -Be 10
            $seen.Requests | Should -Be 3
            $seen.Query.limit | Should -Be 4
        }

        It 'begins with -StartPage' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/families -PageSize 4 -StartPage 2 }
            $seen.Output.Count | Should -Be 6
            $seen.Requests | Should -Be 2
        }

        It 'stops after -MaximumPage pages' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/families -PageSize 3 -MaximumPage 2 }
            $seen.Output.Count | Should -Be 6
            $seen.Requests | Should -Be 2
        }

        It 'reads one page with -NoFollow' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/families -PageSize 3 -NoFollow }
            $seen.Output.Count | Should -Be 3
            $seen.Requests | Should -Be 1
        }

        It 'waits -DelayMilliseconds between two requests, not before the first' {
            $clock = Start-SteadyClock
            $null = Invoke-PimRestMethod api/rest/v1/families/lamps -DelayMilliseconds 2000
            $clock.Elapsed.TotalMilliseconds | Should -BeLessThan 1500
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = Invoke-PimRestMethod api/rest/v1/families -PageSize 3 -DelayMilliseconds 100
            $watch.ElapsedMilliseconds | Should -BeGreaterOrEqual 250
        }

        It 'stops the requests when the pipeline has enough' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod 'api/rest/v1/products-uuid?pagination_type=search_after&limit=10' | Select-Object -First 3 }
            $seen.Output.Count | Should -Be 3
            $seen.Requests | Should -BeLessOrEqual 2
        }

        It 'refuses a body' {
            (Get-Terminating { Invoke-PimRestMethod api/rest/v1/families -Body x }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'gives text that is no JSON as it is' {
            $server = Start-FakeServer @{ Status = 200; Type = 'text/plain'; Body = "one`ntwo" }
            try { Invoke-PimRestMethod "$($server.Url)x" | Should -Be "one`ntwo" } finally { $server.Stop() }
        }

        It 'gives lists and scalars of any JSON' {
            $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '[{"a":1},{"a":2}]' },
                @{ Status = 200; Type = 'application/json'; Body = '{"a":12345678901234567890.5,"b":null,"c":[1,2.5,"x",true],"":1}' }
            try {
                (Invoke-PimRestMethod "$($server.Url)x").a | Should -Be 1, 2
                $read = Invoke-PimRestMethod "$($server.Url)x"
                $read.a | Should -Be ([decimal]::Parse('12345678901234567890.5', [cultureinfo]::InvariantCulture))
                $read.b | Should -BeNullOrEmpty
                $read.c | Should -Be 1, 2.5, 'x', $true
            }
            finally { $server.Stop() }
        }
    }

    Context 'writing' {
        It 'makes with POST from a table, and gives status and place' {
            $result = Invoke-PimRestMethod api/rest/v1/categories POST @{ code = 'rest_1'; parent = 'master'; labels = @{ en_US = 'Rest' } }
            $result.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.RestResult'
            $result.StatusCode | Should -Be 201
            "$($result.Location)" | Should -BeLike '*/api/rest/v1/categories/rest_1'
            $result.Content | Should -BeNullOrEmpty
            (Get-PimCategory rest_1).Labels.en_US | Should -Be Rest
            $result | Format-Table | Out-String | Should -Match 'StatusCode\s+Location'
        }

        It 'changes with PATCH from text' {
            (Invoke-PimRestMethod -Uri api/rest/v1/categories/rest_1 -Method PATCH -Body '{"labels":{"en_US":"Changed"}}').StatusCode | Should -Be 204
            (Get-PimCategory rest_1).Labels.en_US | Should -Be Changed
        }

        It 'deletes with DELETE' {
            $null = New-PimProduct rest-delete
            (Invoke-PimRestMethod "api/rest/v1/products/rest-delete" DELETE).StatusCode | Should -Be 204
            Get-PimProduct rest-delete -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }

        It 'sends <What> as <Sent>' -ForEach @(
            @{ What = 'a table'; Body = [ordered]@{ a = 1; b = @{ c = $null } }; Sent = '{"a":1,"b":{"c":null}}' }
            @{ What = 'an object'; Body = [pscustomobject]@{ a = 'x'; b = $true }; Sent = '{"a":"x","b":true}' }
            @{ What = 'a list'; Body = @(@{ a = 1 }, @{ a = 2 }); Sent = '[{"a":1},{"a":2}]' }
            @{ What = 'text'; Body = '{ "a" : 1 }'; Sent = '{ "a" : 1 }' }
            @{ What = 'bytes'; Body = [Text.Encoding]::UTF8.GetBytes('{"bytes":1}'); Sent = '{"bytes":1}' }
        ) {
            $server = Start-FakeServer $ok
            try {
                $null = Invoke-PimRestMethod "$($server.Url)x" PUT $Body
                $server.Requests[0].Method | Should -Be PUT
                $server.Requests[0].Body | Should -Be $Sent
                $server.Requests[0].Headers['Content-Type'] | Should -Be 'application/json'
                $server.Requests[0].Headers.ContainsKey('Accept-Encoding') | Should -BeFalse
            }
            finally { $server.Stop() }
        }

        It 'gives the lines of a batch''s answer one by one, with -ContentType' {
            $lines = '{"identifier":"rest-batch-1"}', '{"identifier":"rest-batch-2","family":"no_such"}' -join "`n"
            $answers = Invoke-PimRestMethod api/rest/v1/products PATCH $lines -ContentType application/vnd.akeneo.collection+json
            $answers.line | Should -Be 1, 2
            $answers.status_code | Should -Be 201, 422
            $answers[1].message | Should -Match no_such
        }

        It 'gives the body of an answer that has one' {
            $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '{"id":7}' }
            try {
                $result = Invoke-PimRestMethod "$($server.Url)x" POST @{ a = 1 }
                $result.StatusCode | Should -Be 200
                $result.Content.id | Should -Be 7
            }
            finally { $server.Stop() }
        }

        It 'sends a session''s token to its own host only' {
            $server = Start-FakeServer $ok
            try {
                (Invoke-PimRestMethod "$($server.Url)api/rest/v1/x").ok | Should -BeTrue
                $null = Invoke-PimRestMethod "$($server.Url)api/rest/v1/x" POST @{ a = 1 }
                # the same host by another name or port is another one
                $server.Requests.Count | Should -Be 2
                foreach ($request in $server.Requests) { $request.Headers.ContainsKey('Authorization') | Should -BeFalse }
            }
            finally { $server.Stop() }
        }

        It 'does not take the token along a link to another host' {
            $other = Start-FakeServer $ok
            $token = @{ Status = 200; Type = 'application/json'; Body = '{"access_token":"a","expires_in":3600,"refresh_token":"r"}' }
            $page = @{
                Status = 200
                Type   = 'application/json'
                Body   = "{`"_links`":{`"next`":{`"href`":`"$($other.Url)api/rest/v1/more?cursor=2`"}},`"_embedded`":{`"items`":[{`"code`":`"a`"}]}}"
            }
            $own = Start-FakeServer $token, @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' }, $page
            try {
                $fake = Connect-TestSandbox $sandbox @{ Url = $own.Url; Name = 'fake' }
                $null = Invoke-PimRestMethod api/rest/v1/things -Session $fake -MaximumPage 3
                $own.Requests[2].Headers.Authorization | Should -Be 'Bearer a'
                foreach ($request in $other.Requests) { $request.Headers.ContainsKey('Authorization') | Should -BeFalse }
            }
            finally { $own.Stop(); $other.Stop() }
        }

        It 'sends nothing with -WhatIf, and reads still' {
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/categories POST @{ code = 'never'; parent = 'master' } -WhatIf }
            $seen.Output | Should -BeNullOrEmpty
            $seen.Requests | Should -Be 0
            (Invoke-PimRestMethod api/rest/v1/locales/en_US -WhatIf).code | Should -Be en_US
        }

        It 'shows with -WhatIf what would be sent' {
            $text = Get-WhatIfText $sandbox '[pscustomobject]@{ sku = "a b"; n = 7 } | Invoke-PimRestMethod "api/rest/v1/products/{{sku}}" PATCH "{{data}}" -WhatIf'
            $text | Should -Match ([regex]::Escape("What if: PATCH $($sandbox.Url)api/rest/v1/products/a%20b: {`"sku`":`"a b`",`"n`":7}"))
        }
    }

    Context 'placeholders' {
        BeforeAll {
            $echo = Start-FakeServer $ok
            function Get-Sent([scriptblock] $Script) {
                $null = & $Script
                $echo.Requests[$echo.Requests.Count - 1]
            }
        }
        AfterAll { $echo.Stop() }

        It 'escapes <What> in a path' -ForEach $strange {
            $sent = Get-Sent { Invoke-PimRestMethod "$($echo.Url)p/{{code}}/end" -Variable @{ code = $Text } }
            $sent.Path | Should -Be "/p/$([uri]::EscapeDataString($Text))/end"
        }

        It 'escapes <What> in a query' -ForEach $strange {
            $sent = Get-Sent { Invoke-PimRestMethod "$($echo.Url)p?search={{code}}&x=1" -Variable @{ code = $Text } }
            $sent.Path | Should -Be "/p?search=$([uri]::EscapeDataString($Text))&x=1"
        }

        It 'escapes <What> in JSON text' -ForEach $strange {
            $sent = Get-Sent { Invoke-PimRestMethod "$($echo.Url)p" POST '{"code":"<{{code}}>","x":1}' -Variable @{ code = $Text } }
            ($sent.Body | ConvertFrom-Json).code | Should -BeExactly "<$Text>"
        }

        It 'escapes <What> in a table' -ForEach $strange {
            $sent = Get-Sent { Invoke-PimRestMethod "$($echo.Url)p" POST @{ code = '{{code}}' } -Variable @{ code = $Text } }
            ($sent.Body | ConvertFrom-Json).code | Should -BeExactly $Text
        }

        It 'escapes <What> in {{data}}' -ForEach $strange {
            $sent = Get-Sent { [pscustomobject]@{ code = $Text } | Invoke-PimRestMethod "$($echo.Url)p" POST '{{data}}' }
            ($sent.Body | ConvertFrom-Json).code | Should -BeExactly $Text
        }

        It 'keeps types outside of JSON strings' {
            $sent = Get-Sent { Invoke-PimRestMethod "$($echo.Url)p" POST '{"n":{{n}},"flag":{{flag}},"none":{{none}},"list":{{list}},"table":{{table}},"text":{{text}}}' `
                    -Variable @{ n = 1.5; flag = $true; none = $null; list = 1, 2; table = @{ a = 'b' }; text = 'x"y' } }
            $sent.Body | Should -Be '{"n":1.5,"flag":true,"none":null,"list":[1,2],"table":{"a":"b"},"text":"x\"y"}'
        }

        It 'takes the properties of the piped object, one request for each' {
            $before = $echo.Requests.Count
            'a', 'b' | ForEach-Object { [pscustomobject]@{ code = $_; labels = [pscustomobject]@{ en_US = "Label $_" } } } |
                Invoke-PimRestMethod "$($echo.Url)c/{{code}}" PATCH '{"label":"{{labels.en_US}}"}' | Out-Null
            $echo.Requests.Count - $before | Should -Be 2
            $echo.Requests[$before].Path | Should -Be '/c/a'
            $echo.Requests[$before].Body | Should -Be '{"label":"Label a"}'
            $echo.Requests[$before + 1].Path | Should -Be '/c/b'
        }

        It 'takes a piped table too, and -InputObject' {
            (Get-Sent { @{ code = 'x' } | Invoke-PimRestMethod "$($echo.Url){{code}}" }).Path | Should -Be '/x'
            (Get-Sent { Invoke-PimRestMethod "$($echo.Url){{code}}" -InputObject @{ code = 'y' } }).Path | Should -Be '/y'
        }

        It 'takes -Variable before the piped object, in any case' {
            (Get-Sent { @{ code = 'x' } | Invoke-PimRestMethod "$($echo.Url){{code}}/{{ Channel }}" -Variable @{ CODE = 'y'; channel = 'web' } }).Path | Should -Be '/y/web'
        }

        It 'leaves _meta_ out of {{data}}' {
            $row = [pscustomobject]@{ code = 'x'; _meta_ = @{ secret = 1 }; n = $null }
            (Get-Sent { $row | Invoke-PimRestMethod "$($echo.Url)p" POST '{{data}}' }).Body | Should -Be '{"code":"x","n":null}'
            (Get-Sent { @{ code = 'x'; _meta_ = 1 } | Invoke-PimRestMethod "$($echo.Url)p" POST '{"all":{{data}}}' }).Body | Should -Be '{"all":{"code":"x"}}'
            (Get-Sent { $row | Invoke-PimRestMethod "$($echo.Url)p" POST @{ all = '{{data}}' } }).Body | Should -Be '{"all":{"code":"x","n":null}}'
        }

        It 'leaves JSON''s own braces alone' {
            (Get-Sent { Invoke-PimRestMethod "$($echo.Url)p" POST '{"a":{"b":{"c":{}}}}' }).Body | Should -Be '{"a":{"b":{"c":{}}}}'
        }

        It 'reports one without a value as this input''s error, sends nothing and goes on' {
            $before = $echo.Requests.Count
            $answers = @(@{ other = 1 }, @{ code = 'x' } | Invoke-PimRestMethod "$($echo.Url){{code}}" -ErrorAction SilentlyContinue -ErrorVariable failed)
            $answers.Count | Should -Be 1
            $echo.Requests.Count - $before | Should -Be 1
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimMissingVariable,*'
            $failed[0].CategoryInfo.Category | Should -Be InvalidArgument
            $failed[0].TargetObject.other | Should -Be 1
            "$($failed[0])" | Should -Match '\{\{code\}\}'
        }

        It 'reports {{data}} without input' {
            $null = Invoke-PimRestMethod "$($echo.Url)p" POST '{{data}}' -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimMissingVariable,*'
        }

        It 'fills form text without JSON''s escapes' {
            (Get-Sent { Invoke-PimRestMethod "$($echo.Url)p" POST 'a={{code}}' -Variable @{ code = 'x"y' } -ContentType text/plain }).Body | Should -Be 'a=x"y'
        }

        It 'reaches a product whose identifier needs escaping' {
            $name = "rest b#c+d%e f`"g$([char]0xE4)"
            $null = New-PimProduct $name
            (Invoke-PimRestMethod 'api/rest/v1/products/{{code}}' -Variable @{ code = $name }).identifier | Should -Be $name
            $found = Invoke-PimRestMethod 'api/rest/v1/products?search={{search}}' -Variable @{ search = @{ identifier = @(@{ operator = '='; value = $name }) } | ConvertTo-Json -Depth 5 -Compress }
            $found.identifier | Should -Be $name
        }
    }

    Context '-OutFile' {
        It 'writes the body into a file, with placeholders in its name' {
            'en_US', 'fr_FR' | ForEach-Object { @{ code = $_ } } | Invoke-PimRestMethod 'api/rest/v1/locales/{{code}}' -OutFile "$TestDrive/{{code}}.json" | Should -BeNullOrEmpty
            (Get-Content "$TestDrive/fr_FR.json" -Raw | ConvertFrom-Json).code | Should -Be fr_FR
            (Get-Content "$TestDrive/en_US.json" -Raw | ConvertFrom-Json).code | Should -Be en_US
        }

        It 'takes a path of PowerShell, relative ones too' {
            Push-Location $TestDrive
            try { Invoke-PimRestMethod api/rest/v1/locales/en_US -OutFile relative.json } finally { Pop-Location }
            "$TestDrive/relative.json" | Should -Exist
            Invoke-PimRestMethod api/rest/v1/locales/en_US -OutFile TestDrive:/drive.json
            "$TestDrive/drive.json" | Should -Exist
        }

        It 'leaves a file as it was when the request fails' {
            Set-Content "$TestDrive/kept.json" 'before'
            Invoke-PimRestMethod api/rest/v1/locales/no_such -OutFile "$TestDrive/kept.json" -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            Get-Content "$TestDrive/kept.json" | Should -Be 'before'
            Get-ChildItem $TestDrive -Filter *.part -Force | Should -BeNullOrEmpty
        }

        It 'writes the whole file in spite of answers cut in half' {
            $sandbox.Options.HalfBodyEvery = 2
            foreach ($i in 1..4) { Invoke-PimRestMethod 'api/rest/v1/products-uuid?pagination_type=search_after&limit=100' -OutFile "$TestDrive/half$i.json" }
            $sandbox.Options.HalfBodyEvery = 0
            foreach ($i in 1..4) { (Get-Content "$TestDrive/half$i.json" -Raw | ConvertFrom-Json)._embedded.items.Count | Should -Be 100 }
        }
    }

    Context 'errors' {
        It 'not found: PimNotFound, non-terminating, and goes on' {
            $read = @('no_such', 'en_US' | ForEach-Object { @{ code = $_ } } | Invoke-PimRestMethod 'api/rest/v1/locales/{{code}}' -ErrorAction SilentlyContinue -ErrorVariable failed)
            $read.code | Should -Be en_US
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Rest.InvokePimRestMethodCommand'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject.code | Should -Be no_such
            $failed[0].Exception.StatusCode | Should -Be 404
            { Invoke-PimRestMethod api/rest/v1/locales/no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }

        It 'says of a field that is none what the server says, and nothing of rows' {
            $null = Invoke-PimRestMethod api/rest/v1/families/lamps PATCH @{ brand = 'Acme' } -ErrorAction SilentlyContinue -ErrorVariable failed
            "$failed" | Should -Match 'Property "brand" does not exist'
            "$failed" | Should -Not -Match 'ConvertFrom-PimRow'
        }

        It 'refused: PimRefused with the server''s field errors' {
            $null = Invoke-PimRestMethod api/rest/v1/categories POST @{ code = 'bad code!' } -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            $failed[0].Exception.StatusCode | Should -Be 422
            "$($failed[0])" | Should -Match '\[code\]'
        }

        It 'status <Status>: <Id>' -ForEach @(
            @{ Status = 400; Id = 'PimRefused'; Category = 'InvalidData' }
            @{ Status = 403; Id = 'PimForbidden'; Category = 'PermissionDenied' }
            @{ Status = 404; Id = 'PimNotFound'; Category = 'ObjectNotFound' }
            @{ Status = 413; Id = 'PimTooLarge'; Category = 'LimitsExceeded' }
            @{ Status = 415; Id = 'PimRefused'; Category = 'InvalidData' }
            @{ Status = 429; Id = 'PimThrottled'; Category = 'LimitsExceeded' }
            @{ Status = 500; Id = 'PimServerFault'; Category = 'ResourceUnavailable' }
            @{ Status = 503; Id = 'PimServerFault'; Category = 'ResourceUnavailable' }
        ) {
            $quick = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.01; MaximumRetryCount = 1; Name = 'quick' }
            $server = Start-FakeServer @{ Status = $Status; Type = 'text/html'; Body = '<html>oh</html>' }
            try {
                $null = Invoke-PimRestMethod "$($server.Url)x" -Session $quick -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count | Should -Be 1
                $failed[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
                $failed[0].CategoryInfo.Category | Should -Be $Category
                $failed[0].Exception.StatusCode | Should -Be $Status
                "$($failed[0])" | Should -Match 'GET /x was answered with'
            }
            finally { $server.Stop() }
        }

        It 'no address: PimInvalidInput for <Address>' -ForEach @{ Address = 'ftp://x/y' }, @{ Address = 'http://' } {
            (Get-Terminating { Invoke-PimRestMethod $Address }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'nobody there: PimUnreachable' {
            $quick = Connect-TestSandbox $sandbox @{ MaximumRetryCount = 0; Name = 'quick' }
            $null = Invoke-PimRestMethod http://localhost:1/x -Session $quick -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimUnreachable,*'
        }

        It 'no session: terminating PimNotConnected' {
            $other = Invoke-InRunspace { try { Invoke-PimRestMethod api/rest/v1/locales } catch { $_.FullyQualifiedErrorId } }
            $other.Output | Should -BeLike 'PimNotConnected,*'
        }
    }

    Context 'repetition' {
        It 'sends a POST once when its answer is lost' {
            $sandbox.Options.ResetAfterActingEvery = 1
            $seen = Measure-Request $sandbox {
                Invoke-PimRestMethod api/rest/v1/categories POST @{ code = 'once'; parent = 'master' } -ErrorAction SilentlyContinue -ErrorVariable script:failed
            }
            $seen.Requests | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimConnectionBroken,*'
        }

        It 'sends it again with -AllowRepeat' {
            $sandbox.Options.ResetEvery = $sandbox.Counters.ApiRequests + 1
            (Invoke-PimRestMethod api/rest/v1/categories POST @{ code = 'again'; parent = 'master' } -AllowRepeat).StatusCode | Should -Be 201
        }

        It 'sends a PATCH again' {
            $sandbox.Options.FailEvery = $sandbox.Counters.ApiRequests + 1
            $seen = Measure-Request $sandbox { Invoke-PimRestMethod api/rest/v1/categories/once PATCH @{ labels = @{ en_US = 'Again' } } }
            $seen.Output.StatusCode | Should -Be 204
            $seen.Requests | Should -Be 2
        }

        It 'reads a list whole past faults' {
            $sandbox.Options.FailEvery = 3
            $read = Invoke-PimRestMethod 'api/rest/v1/products-uuid?pagination_type=search_after&limit=20'
            ($read.uuid | Where-Object { $_ -in $all.Uuid } | Select-Object -Unique).Count | Should -Be 250
        }
    }

    Context 'attribute options' {
        It 'keeps to -OptionWritesPerSecond, which the server counts apart' -Tag Alone {
            $strict = Start-TestSandbox @{ OptionWritesPerSecond = 3 }
            try {
                $careful = Connect-TestSandbox $strict @{ Name = 'careful' }
                $watch = [Diagnostics.Stopwatch]::StartNew()
                $results = 1..7 | ForEach-Object { @{ code = "option_$_" } } |
                    Invoke-PimRestMethod 'api/rest/v1/attributes/brand/options/{{code}}' PATCH '{"labels":{"en_US":"{{code}}"}}' -Session $careful
                $watch.ElapsedMilliseconds | Should -BeGreaterOrEqual 1000
                $results.StatusCode | Select-Object -Unique | Should -Be 201
                $clock = Start-SteadyClock
                $null = 1..40 | ForEach-Object { Invoke-PimRestMethod api/rest/v1/attributes/brand/options/option_1 -Session $careful }
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 10 -Because 'reads do not count'
            }
            finally { Stop-PimSandbox $strict.Url }
        }

        It 'does not, with -OptionWritesPerSecond 0' -Tag Alone {
            $free = Connect-TestSandbox $sandbox @{ OptionWritesPerSecond = 0; Name = 'free' }
            $clock = Start-SteadyClock
            $null = 1..40 | ForEach-Object { @{ code = "free_$_" } } | Invoke-PimRestMethod api/rest/v1/attributes/brand/options POST '{{data}}' -Session $free
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
        }
    }

    Context 'at the prompt' {
        It 'ends a slow request within a second' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Invoke-PimRestMethod api/rest/v1/locales -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }

        It 'ends a wait of -DelayMilliseconds within a second' {
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Invoke-PimRestMethod api/rest/v1/families -PageSize 2 -DelayMilliseconds 60000 -Session $session } @{ session = $session } `
                -When { $sandbox.Counters.ApiRequests -gt $before }
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }

        It 'completes -Method' {
            Complete 'Invoke-PimRestMethod -Method P' | Should -Be 'PATCH', 'POST', 'PUT'
        }
    }
}
