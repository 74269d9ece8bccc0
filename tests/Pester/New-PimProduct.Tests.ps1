# Making products: each exactly once, also when answers get lost.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'new' }
    $post = 'POST /api/rest/v1/products-uuid'
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimProduct' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'FailAfterActingEvery', 'ResetEvery', 'ResetAfterActingEvery', 'HalfBodyEvery', 'LatencyMilliseconds', 'DownAfter') {
            $sandbox.Options.$reset = 0
        }
    }

    Context 'from parameters' {
        It 'makes one and gives it' {
            $made = New-PimProduct new-1 @{ name = 'Lamp'; price = @{ EUR = 10 } } -Locale en_US -Family lamps -Category fashion, home -Enabled $false
            $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Product'
            $made.Identifier | Should -Be new-1
            $made.Family | Should -Be lamps
            $made.Enabled | Should -BeFalse
            $made.Categories | Should -Be fashion, home
            $made.GetValue('name', 'en_US') | Should -Be Lamp
            $made.GetValue('price')[0].currency | Should -Be EUR
            (Get-PimProduct new-1).Uuid | Should -Be $made.Uuid
        }

        It 'is enabled and empty by default' {
            $made = New-PimProduct -Identifier new-2
            $made.Enabled | Should -BeTrue
            $made.Family | Should -BeNullOrEmpty
            @($made.Values.PSObject.Properties.Name) | Should -Be sku
        }

        It 'takes -Sku for -Identifier' {
            (New-PimProduct -Sku new-3).Identifier | Should -Be new-3
        }

        It 'makes one without identifier' {
            $made = New-PimProduct -Family lamps
            $made.Identifier | Should -BeNullOrEmpty
            $made.Uuid | Should -Not -BeNullOrEmpty
            (Get-PimProduct $made.Uuid).Family | Should -Be lamps
        }

        It 'takes the uuid that the caller chooses' {
            $uuid = [guid]::NewGuid()
            (New-PimProduct new-4 -Uuid $uuid).Uuid | Should -Be "$uuid"
        }

        It 'takes associations' {
            $made = New-PimProduct new-5 -Association @{ X_SELL = @{ products = @((Get-PimProduct new-1).Uuid) } }
            $made.Associations.X_SELL.products | Should -Be (Get-PimProduct new-1).Uuid
        }

        It 'makes a variant with -Parent' {
            $variant = Get-PimProduct -Filter @{ parent = @{ operator = 'NOT EMPTY' }; family = 'shoes' } -First 1
            $model = $variant.Parent
            $taken = (Get-PimProduct -Parent $model | ForEach-Object { $_.GetValue('shoe_size') })
            $free = (Invoke-PimRestMethod api/rest/v1/attributes/shoe_size/options).code | Where-Object { $_ -notin $taken } | Select-Object -First 1
            $made = New-PimProduct new-variant @{ shoe_size = $free } -Parent $model
            $made.Parent | Should -Be $model
            $made.Family | Should -Be shoes
        }

        It 'takes rows by property name' {
            $rows = "Sku,Family,Enabled", 'row-1,lamps,true', 'row-2,shoes,false' | ConvertFrom-Csv |
                Select-Object Sku, Family, @{ n = 'Enabled'; e = { [bool]::Parse($_.Enabled) } }, @{ n = 'Categories'; e = { 'home', 'fashion' } }
            $made = $rows | New-PimProduct
            $made.Identifier | Should -Be row-1, row-2
            $made.Family | Should -Be lamps, shoes
            $made.Enabled | Should -Be $true, $false
            $made[1].Categories | Should -Be fashion, home
        }

        It 'refuses a row with a column that it would lose, and makes the others' {
            $rows = [pscustomobject]@{ Identifier = 'lost-1'; Familly = 'shoes' }, [pscustomobject]@{ Identifier = 'kept-1'; Family = 'shoes' }
            $made = $rows | New-PimProduct -ErrorAction SilentlyContinue -ErrorVariable failed
            $made.Identifier | Should -Be kept-1
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($failed[0])" | Should -BeLike "Familly: a row of New-PimProduct has no such column. Did you mean 'Family'?*"
            Get-PimProduct lost-1 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }

        It 'takes rows and objects that say what only the server tells' {
            $source = Get-PimProduct -Family lamps -First 1
            $copy = $source | Select-Object Family, Created, Updated, Provider, @{ n = 'Identifier'; e = { 'told-1' } } | New-PimProduct
            $copy.Family | Should -Be lamps
            $source.PSObject.Properties.Remove('Uuid')
            $source.Identifier = 'told-2'
            $source.Values = $source.Values | Select-Object color
            ($source | New-PimProduct).Identifier | Should -Be told-2
        }

        It 'takes lines of JSON' {
            ('{"identifier":"line-1","family":"lamps"}' | New-PimProduct).Family | Should -Be lamps
            New-PimProduct -InputObject '{"family":' -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'refuses a parameter beside a table' {
            @{ identifier = 'beside-1' } | New-PimProduct -Family lamps -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -BeLike 'Family: does not go with a table*'
        }

        It 'copies a product that is piped in under another name' {
            $source = Get-PimProduct -Family lamps | Where-Object { $_.Values.color -and $_.Values.name } | Select-Object -First 1
            $copy = $source | Select-Object Family, Categories, @{ n = 'Identifier'; e = { 'copied' } }, @{ n = 'Values'; e = { $_.Values | Select-Object color, name } } | New-PimProduct
            $copy.Identifier | Should -Be copied
            $copy.Uuid | Should -Not -Be $source.Uuid
            $copy.GetValue('color') | Should -Be $source.GetValue('color')
            $copy.Categories | Should -Be $source.Categories
        }
    }

    Context 'from tables in the API''s shape' {
        It 'makes them' {
            $made = @{ identifier = 'table-1'; family = 'lamps' }, @{ uuid = [guid]::NewGuid(); family = 'shoes' } | New-PimProduct
            $made.Family | Should -Be lamps, shoes
            $made[0].Identifier | Should -Be table-1
            (New-PimProduct -InputObject @{ family = 'lamps'; values = @{ sku = @(@{ locale = $null; scope = $null; data = 'table-2' }) } }).Identifier | Should -Be table-2
        }
    }

    Context 'refusals' {
        It 'reports one that exists already, non-terminating, and goes on' {
            $made = @{ identifier = 'new-1' }, @{ identifier = 'after-1' } | New-PimProduct -ErrorAction SilentlyContinue -ErrorVariable failed
            $made.Identifier | Should -Be after-1
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'PimRefused,PimPowerShell.Commands.Products.NewPimProductCommand'
            $failed[0].CategoryInfo.Category | Should -Be InvalidData
            $failed[0].TargetObject.identifier | Should -Be new-1
            "$($failed[0])" | Should -Match 'new-1 .*already used'
            New-PimProduct new-1 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].TargetObject | Should -Be new-1
            { New-PimProduct new-1 -ErrorAction Stop } | Should -Throw -ErrorId 'PimRefused,*'
        }

        It 'refuses values that do not fit before any write: <Word>' -ForEach @(
            @{ Values = @{ warranty_years = 'many' }; Word = 'number' }
            @{ Values = @{ name = 'x' }; Word = '-Locale' }
            @{ Values = @{ no_such_thing = 'x' }; Word = 'no_such_thing' }
            @{ Values = 'text'; Word = 'table' }
        ) {
            $seen = Measure-Request $sandbox { New-PimProduct never -Values $Values -ErrorAction SilentlyContinue -ErrorVariable script:failed }
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($failed[0])" | Should -Match $Word
            $seen.Routes.Keys | Should -Not -Contain $post
        }

        It 'hands on what the server says' {
            New-PimProduct never -Family no_such_family -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            "$($failed[0])" | Should -Match no_such_family
        }
    }

    Context 'by identifier' {
        BeforeAll { $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old'; RetryIntervalSec = 0.05 } }

        It 'makes one' {
            $seen = Measure-Request $sandbox { New-PimProduct old-1 @{ erp_name = 'x' } -Family lamps -Session $old }
            $seen.Output.Identifier | Should -Be old-1
            $seen.Output[0].GetValue('erp_name') | Should -Be x
            $seen.Routes.Keys | Should -Contain 'POST /api/rest/v1/products'
        }

        It 'needs an identifier' {
            New-PimProduct -Family lamps -Session $old -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'makes exactly one when answers get lost' {
            $sandbox.Options.ResetAfterActingEvery = 2
            $failed = $null
            $made = 1..6 | ForEach-Object { New-PimProduct "old-lost-$_" -Session $old -ErrorVariable +failed }
            $sandbox.Options.ResetAfterActingEvery = 0
            $failed | Should -BeNullOrEmpty
            $made.Identifier | Should -Be (1..6 | ForEach-Object { "old-lost-$_" })
        }
    }

    Context 'faults' {
        It 'makes exactly one product for each input past <What>' -ForEach @(
            @{ What = 'answers that get lost'; Knob = 'ResetAfterActingEvery'; Every = 2 }
            @{ What = 'connections reset before'; Knob = 'ResetEvery'; Every = 3 }
            @{ What = 'errors before acting'; Knob = 'FailEvery'; Every = 3 }
            @{ What = 'errors after acting'; Knob = 'FailAfterActingEvery'; Every = 2 }
            @{ What = 'answers cut in half'; Knob = 'HalfBodyEvery'; Every = 3 }
        ) {
            $before = (Get-PimProduct -IncludeTotalCount -First 0) -as [int]
            $faults = $sandbox.Counters.Faults
            $sandbox.Options.$Knob = $Every
            $failed = $null
            $made = 1..8 | ForEach-Object { New-PimProduct "lost-$Knob-$_" -Family lamps -ErrorVariable +failed }
            $sandbox.Options.$Knob = 0
            $failed | Should -BeNullOrEmpty
            $made.Identifier | Should -Be (1..8 | ForEach-Object { "lost-$Knob-$_" })
            $sandbox.Counters.Faults | Should -BeGreaterThan $faults
            ((Get-PimProduct -IncludeTotalCount -First 0) -as [int]) - $before | Should -Be 8
        }

        It 'makes exactly one without identifier when the answer gets lost' {
            $before = (Get-PimProduct -IncludeTotalCount -First 0) -as [int]
            $sandbox.Options.ResetAfterActingEvery = 2
            $made = 1..4 | ForEach-Object { New-PimProduct -Family lamps; New-PimProduct -InputObject @{ family = 'shoes' } }
            $sandbox.Options.ResetAfterActingEvery = 0
            @($made.Uuid | Select-Object -Unique).Count | Should -Be 8
            ((Get-PimProduct -IncludeTotalCount -First 0) -as [int]) - $before | Should -Be 8
        }

        It 'still says that a product exists when it did before' {
            $sandbox.Options.ResetEvery = 3
            $failed = $null
            1..4 | ForEach-Object { New-PimProduct new-1 -ErrorAction SilentlyContinue -ErrorVariable +failed }
            $sandbox.Options.ResetEvery = 0
            @($failed | Where-Object FullyQualifiedErrorId -Like 'PimRefused,*').Count | Should -Be 4
        }
    }

    Context '-WhatIf' {
        It 'makes nothing and gives nothing' {
            $seen = Measure-Request $sandbox { New-PimProduct never -Family lamps -WhatIf }
            $seen.Output | Should -BeNullOrEmpty
            $seen.Routes.Keys | Should -Not -Contain $post
            Get-PimProduct never -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }

        It 'shows what would be sent' {
            $text = Get-WhatIfText $sandbox 'New-PimProduct new-9 @{ name = "Cap" } -Locale en_US -Family lamps -WhatIf'
            $text | Should -Match "What if: Make product 'new-9'"
            $text | Should -Match ([regex]::Escape('"family":"lamps"'))
            $text | Should -Match ([regex]::Escape('"name":[{"locale":"en_US","scope":null,"data":"Cap"}]'))
            $text | Should -Match ([regex]::Escape('"sku":[{"locale":null,"scope":null,"data":"new-9"}]'))
        }
    }

    Context 'session and prompt' {
        It 'sends -CreateMissingOption with the write' {
            $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '{"access_token":"a","expires_in":3600,"refresh_token":"r"}' },
                @{ Status = 200; Type = 'application/json'; Body = '{"version":"7.0.42","edition":"CE"}' },
                @{ Status = 422; Type = 'application/json'; Body = '{"code":422,"message":"no"}' }
            try {
                $fake = Connect-TestSandbox $sandbox @{ Url = $server.Url; Name = 'fake' }
                New-PimProduct -Family lamps -CreateMissingOption -Session $fake -ErrorAction SilentlyContinue
                $server.Requests[2].Path | Should -Be '/api/rest/v1/products-uuid?create_missing_options=true'
                $server.Requests[2].Body | Should -Match '^\{"uuid":"[0-9a-f-]{36}","family":"lamps"\}$'
            }
            finally { $server.Stop() }
        }

        It 'completes -Family, -Category, -Locale and -Channel' {
            Complete 'New-PimProduct x -Family l' | Should -Contain lamps
            Complete 'New-PimProduct x -Category fash' | Should -Contain fashion
            Complete 'New-PimProduct x -Locale en' | Should -Be en_US
            Complete 'New-PimProduct x -Channel ' | Should -Contain ecommerce
        }

        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { New-PimProduct stopped -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
