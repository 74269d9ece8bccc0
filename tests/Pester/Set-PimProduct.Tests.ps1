# Changing products: values of every type, categories on both kinds of server, round trips, and what never reaches the server.

BeforeDiscovery {
    # attribute, what a user writes, and what is stored (as JSON of the data)
    $values = @(
        @{ Attribute = 'erp_name'; Given = 'Lamp'; Stored = '"Lamp"' }
        @{ Attribute = 'erp_name'; Given = 42; Stored = '"42"' }
        @{ Attribute = 'internal_note'; Given = "two`nlines"; Stored = '"two\nlines"' }
        @{ Attribute = 'warranty_years'; Given = 5; Stored = '5' }
        @{ Attribute = 'warranty_years'; Given = '5'; Stored = '5' }
        @{ Attribute = 'warranty_years'; Given = 5.0; Stored = '5' }
        @{ Attribute = 'rating'; Given = 4.5; Stored = '"4.5000"' }
        @{ Attribute = 'rating'; Given = '4.5'; Stored = '"4.5000"' }
        @{ Attribute = 'fragile'; Given = $true; Stored = 'true' }
        @{ Attribute = 'fragile'; Given = 'False'; Stored = 'false' }
        @{ Attribute = 'release_date'; Given = [datetime]'2024-05-06'; Stored = '"2024-05-06T00:00:00+00:00"' }
        @{ Attribute = 'release_date'; Given = '2024-05-06'; Stored = '"2024-05-06T00:00:00+00:00"' }
        @{ Attribute = 'release_date'; Given = [DateTimeOffset]'2024-05-06T10:00:00+02:00'; Stored = '"2024-05-06T00:00:00+00:00"' }
        @{ Attribute = 'brand'; Given = 'alderbay'; Stored = '"alderbay"' }
        @{ Attribute = 'tags'; Given = @('vegan', 'new'); Stored = '["new","vegan"]' }
        @{ Attribute = 'tags'; Given = 'gift'; Stored = '["gift"]' }
        @{ Attribute = 'weight'; Given = 2.5; Stored = '{"amount":"2.5000","unit":"KILOGRAM"}' }
        @{ Attribute = 'weight'; Given = @{ amount = 2500; unit = 'GRAM' }; Stored = '{"amount":"2500.0000","unit":"GRAM"}' }
        @{ Attribute = 'weight'; Given = @{ GRAM = 250 }; Stored = '{"amount":"250.0000","unit":"GRAM"}' }
        @{ Attribute = 'power'; Given = 60; Stored = '{"amount":60,"unit":"WATT"}' }
        @{ Attribute = 'price'; Given = @{ EUR = 10.5 }; Stored = '[{"amount":"10.50","currency":"EUR"}]' }
        @{ Attribute = 'price'; Given = @(@{ amount = 10; currency = 'EUR' }, @{ amount = 12; currency = 'USD' }); Stored = '[{"amount":"10.00","currency":"EUR"},{"amount":"12.00","currency":"USD"}]' }
        @{ Attribute = 'price'; Given = @{ amount = 10; currency = 'USD' }; Stored = '[{"amount":"10.00","currency":"USD"}]' }
        @{ Attribute = 'purchase_price'; Given = @{ EUR = 10; USD = 12 }; Stored = '[{"amount":10,"currency":"EUR"},{"amount":12,"currency":"USD"}]' }
        @{ Attribute = 'contact_email'; Given = 'a@b.example'; Stored = '"a@b.example"' }
    )
    # what does not fit, and a word of the message
    $misfits = @(
        @{ What = 'text for a number'; Values = @{ warranty_years = 'many' }; Word = 'number' }
        @{ What = 'decimals for a whole number'; Values = @{ warranty_years = 1.5 }; Word = 'decimals' }
        @{ What = 'text for true or false'; Values = @{ fragile = 'maybe' }; Word = 'true or false' }
        @{ What = 'text for a date'; Values = @{ release_date = 'soon' }; Word = 'date' }
        @{ What = 'text for a price'; Values = @{ price = 'cheap' }; Word = 'EUR' }
        @{ What = 'a table for text'; Values = @{ erp_name = @{ a = 1; b = 2 } }; Word = 'text' }
        @{ What = 'a list for text'; Values = @{ erp_name = 'a', 'b' }; Word = 'text' }
        @{ What = 'a table for a measurement'; Values = @{ weight = @{ a = 1; b = 2 } }; Word = 'measurement' }
        @{ What = 'no locale'; Values = @{ name = 'x' }; Word = '-Locale' }
        @{ What = 'no channel'; Values = @{ season = 'summer' }; Word = '-Channel' }
        @{ What = 'neither locale nor channel'; Values = @{ description = 'x' }; Word = '-Locale|-Channel' }
        @{ What = 'a locale that the attribute has no values in'; Values = @{ legal_notice_de = @{ en_US = 'x' } }; Word = 'de_DE' }
        @{ What = 'a locale where there is none'; Values = @{ erp_name = @{ locale = 'en_US'; data = 'x' } }; Word = 'locale' }
        @{ What = 'a channel where there is none'; Values = @{ erp_name = @{ scope = 'print'; data = 'x' } }; Word = 'channel' }
        @{ What = 'an attribute that does not exist'; Values = @{ no_such_thing = 'x' }; Word = 'does not exist' }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'ce' }
    $saas = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807' }
    $saasSession = Connect-TestSandbox $saas @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = New-PimProduct set-1 -Family lamps -Category home_basic_indoor_upcoming -Session $session
    $null = New-PimProduct set-2 -Family lamps -Session $session
    # what is known of the catalog by now is not asked for again
    $patch = 'PATCH /api/rest/v1/products-uuid/{uuid}'
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
    Stop-PimSandbox $saas.Url
}

Describe 'Set-PimProduct' {
    BeforeEach { Select-PimSession $session }

    Context 'identity' {
        It 'takes an identifier, and gives nothing without -PassThru' {
            Set-PimProduct set-1 @{ erp_name = 'by position' } | Should -BeNullOrEmpty
            (Get-PimProduct set-1).GetValue('erp_name') | Should -Be 'by position'
        }

        It 'takes a uuid' {
            $uuid = (Get-PimProduct set-1).Uuid
            Set-PimProduct $uuid -Values @{ erp_name = 'by uuid' }
            (Get-PimProduct set-1).GetValue('erp_name') | Should -Be 'by uuid'
        }

        It 'takes many, from an array and from the pipe' {
            Set-PimProduct set-1, set-2 -Values @{ erp_name = 'many' }
            (Get-PimProduct set-1, set-2 | ForEach-Object { $_.GetValue('erp_name') }) | Should -Be 'many', 'many'
            'set-1', 'set-2' | Set-PimProduct -Values @{ erp_name = 'piped' }
            (Get-PimProduct set-1, set-2 | ForEach-Object { $_.GetValue('erp_name') }) | Should -Be 'piped', 'piped'
        }

        It 'takes objects and rows from the pipe' {
            Get-PimProduct set-1, set-2 | Set-PimProduct -Values @{ erp_name = 'objects' }
            (Get-PimProduct set-2).GetValue('erp_name') | Should -Be 'objects'
            [pscustomobject]@{ Sku = 'set-2' } | Set-PimProduct -Values @{ erp_name = 'row' }
            (Get-PimProduct set-2).GetValue('erp_name') | Should -Be 'row'
        }

        It 'gives the changed product with -PassThru' {
            $changed = Set-PimProduct set-1 -Values @{ erp_name = 'passed' } -PassThru
            $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Product'
            $changed.Identifier | Should -Be set-1
            $changed.GetValue('erp_name') | Should -Be 'passed'
            @(Set-PimProduct set-1, set-2 -Enabled $true -PassThru).Identifier | Should -Be set-1, set-2
        }

        It 'reports one that does not exist, makes none, and goes on' {
            $changed = Set-PimProduct no-such, set-2 -Values @{ erp_name = 'after' } -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
            $changed.Identifier | Should -Be set-2
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Products.SetPimProductCommand'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no-such
            Get-PimProduct no-such -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            { Set-PimProduct no-such -Enabled $true -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }

        It 'makes none of a uuid that does not exist' {
            $uuid = [guid]::NewGuid()
            Set-PimProduct $uuid -Enabled $true -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            Get-PimProduct $uuid -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }

        It 'says so when there is nothing to change' {
            $seen = Measure-Request $sandbox { Set-PimProduct set-1 -ErrorAction SilentlyContinue -ErrorVariable script:failed }
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $seen.Requests | Should -Be 0
        }
    }

    Context 'values' {
        It 'writes <Attribute> = <Given>' -ForEach $values {
            Set-PimProduct set-1 -Values @{ $Attribute = $Given }
            $data = (Get-PimProduct set-1).GetValue($Attribute)
            ConvertTo-Json -InputObject $data -Depth 5 -Compress | Should -Be $Stored
        }

        It 'writes what belongs to a locale, with -Locale' {
            Set-PimProduct set-1 -Values @{ name = 'English'; erp_name = 'without' } -Locale en_US
            Set-PimProduct set-1 -Values @{ name = 'Francais' } -Locale fr_FR
            $now = Get-PimProduct set-1
            $now.GetValue('name', 'en_US') | Should -Be English
            $now.GetValue('name', 'fr_FR') | Should -Be Francais
            $now.GetValue('erp_name') | Should -Be without
        }

        It 'writes several locales at once' {
            Set-PimProduct set-1 -Values @{ name = @{ en_US = 'Two'; fr_FR = 'Deux' } }
            (Get-PimProduct set-1).GetValue('name', 'fr_FR') | Should -Be Deux
            (Get-PimProduct set-1).GetValue('name', 'en_US') | Should -Be Two
        }

        It 'writes what belongs to a channel, with -Channel' {
            Set-PimProduct set-1 -Values @{ season = 'summer'; end_of_life = '2030-01-01' } -Channel print
            $now = Get-PimProduct set-1
            $now.GetValue('season', $null, 'print') | Should -Be summer
            @($now.Values.season).Count | Should -Be 1
        }

        It 'writes what belongs to both' {
            Set-PimProduct set-1 -Values @{ description = @{ en_US = 'A'; de_DE = 'B' } } -Channel ecommerce
            Set-PimProduct set-1 -Values @{ meta_title = 'M' } -Channel ecommerce -Locale en_US
            $now = Get-PimProduct set-1
            $now.GetValue('description', 'de_DE', 'ecommerce') | Should -Be B
            $now.GetValue('meta_title', 'en_US', 'ecommerce') | Should -Be M
        }

        It 'takes values in the API''s own shape' {
            Set-PimProduct set-1 -Values @{ name = @(@{ locale = 'en_US'; scope = $null; data = 'Shaped' }, @{ locale = 'de_DE'; scope = $null; data = 'Geformt' }) }
            $now = Get-PimProduct set-1
            $now.GetValue('name', 'en_US') | Should -Be Shaped
            $now.GetValue('name', 'de_DE') | Should -Be Geformt
            Set-PimProduct set-1 -Values @{ erp_name = @{ data = 'single' } }
            (Get-PimProduct set-1).GetValue('erp_name') | Should -Be single
        }

        It 'takes the values of another product' {
            $lamp = Get-PimProduct -Family lamps | Where-Object { $_.Values.color -and $_.Values.weight -and $_.Values.name } | Select-Object -First 1
            Set-PimProduct set-1 -Values @{ color = $lamp.Values.color; weight = $lamp.Values.weight }
            $now = Get-PimProduct set-1
            $now.GetValue('color') | Should -Be $lamp.GetValue('color')
            $now.GetValue('weight').unit | Should -Be $lamp.GetValue('weight').unit
            Set-PimProduct set-1 -Values ($lamp.Values | Select-Object color, name)
            (Get-PimProduct set-1).GetValue('name', 'de_DE') | Should -Be $lamp.GetValue('name', 'de_DE')
        }

        It 'erases with $null, with an empty text and with an empty list' {
            Set-PimProduct set-1 -Values @{ erp_name = 'x'; color = 'red'; tags = 'new'; weight = 1; price = @{ EUR = 1; USD = 2 } }
            Set-PimProduct set-1 -Values @{ erp_name = $null; color = ''; tags = @(); weight = $null; price = $null }
            $left = (Get-PimProduct set-1).Values.PSObject.Properties.Name
            foreach ($gone in 'erp_name', 'color', 'tags', 'weight', 'price') { $left | Should -Not -Contain $gone }
        }

        It 'erases one locale with -Locale' {
            Set-PimProduct set-1 -Values @{ name = @{ en_US = 'Two'; fr_FR = 'Deux' } }
            Set-PimProduct set-1 -Values @{ name = $null } -Locale fr_FR
            $now = Get-PimProduct set-1
            $now.GetValue('name', 'fr_FR') | Should -BeNullOrEmpty
            $now.GetValue('name', 'en_US') | Should -Be Two
        }

        It 'takes names in any case' {
            Set-PimProduct set-1 -Values @{ ERP_Name = 'any case' }
            (Get-PimProduct set-1).GetValue('erp_name') | Should -Be 'any case'
        }

        It 'asks for the attributes it does not know, once' {
            $fresh = Connect-TestSandbox $sandbox @{ Name = 'fresh' }
            $uuid = (Get-PimProduct set-1).Uuid
            $first = Measure-Request $sandbox { Set-PimProduct $uuid -Values @{ erp_name = 'a'; color = 'red' } -Session $fresh }
            $first.Routes['GET /api/rest/v1/attributes'] | Should -Be 1
            $second = Measure-Request $sandbox { Set-PimProduct $uuid -Values @{ erp_name = 'b'; color = 'blue' } -Session $fresh }
            $second.Routes.Keys | Should -Not -Contain 'GET /api/rest/v1/attributes'
            $second.Routes[$patch] | Should -Be 1
        }

        It 'refuses <What>, names the attribute and changes nothing' -ForEach $misfits {
            $seen = Measure-Request $sandbox { Set-PimProduct set-1 -Values $Values -ErrorAction SilentlyContinue -ErrorVariable script:failed }
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $failed[0].CategoryInfo.Category | Should -Be InvalidArgument
            "$($failed[0])" | Should -Match "'$($Values.Keys)'"
            "$($failed[0])" | Should -Match $Word
            $failed[0].TargetObject | Should -Be set-1
            $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' -or $_ -like 'POST*' } | Should -BeNullOrEmpty
        }

        It 'refuses values that are no table' {
            Set-PimProduct set-1 -Values 'name' -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        }

        It 'hands on what the server refuses, with its field errors' {
            Set-PimProduct set-1 -Values @{ color = 'no_such' } -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            $failed[0].CategoryInfo.Category | Should -Be InvalidData
            $failed[0].Exception.StatusCode | Should -Be 422
            "$($failed[0])" | Should -Match '\[color\]'
        }

        It 'does not depend on the culture of the caller' {
            $kept = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = [cultureinfo]'de-DE'
                Set-PimProduct set-1 -Values @{ rating = 3.5; weight = 1.25; price = @{ EUR = 9.99 }; release_date = [datetime]'2024-03-04' }
            }
            finally { [cultureinfo]::CurrentCulture = $kept }
            $now = Get-PimProduct set-1
            $now.GetValue('rating') | Should -Be '3.5000'
            $now.GetValue('weight').amount | Should -Be '1.2500'
            $now.GetValue('price')[0].amount | Should -Be '9.99'
            $now.GetValue('release_date') | Should -Be '2024-03-04T00:00:00+00:00'
        }
    }

    Context 'other fields' {
        It 'sets -Family, and takes it out with $null' {
            (Set-PimProduct set-2 -Family kitchen -PassThru).Family | Should -Be kitchen
            (Set-PimProduct set-2 -Family $null -PassThru).Family | Should -BeNullOrEmpty
            (Set-PimProduct set-2 -Family lamps -PassThru).Family | Should -Be lamps
        }

        It 'sets -Enabled, and says so in Status' {
            $now = Set-PimProduct set-2 -Enabled $false -PassThru
            $now.Enabled | Should -BeFalse
            $now.Status | Should -Be disabled
            (Set-PimProduct set-2 -Enabled $true -PassThru).Enabled | Should -BeTrue
        }

        It 'sets -Association, and leaves the other kinds alone' {
            $other = Get-PimProduct -Family lamps -First 1
            Set-PimProduct set-2 -Association @{ X_SELL = @{ products = @($other.Uuid) } }
            Set-PimProduct set-2 -Association @{ UPSELL = @{ products = @($other.Uuid) } }
            $now = Get-PimProduct set-2
            $now.Associations.X_SELL.products | Should -Be $other.Uuid
            $now.Associations.UPSELL.products | Should -Be $other.Uuid
            Set-PimProduct set-2 -Association @{ X_SELL = @{ products = @() } }
            (Get-PimProduct set-2).Associations.X_SELL.products | Should -BeNullOrEmpty
            (Get-PimProduct set-2).Associations.UPSELL.products | Should -Be $other.Uuid
            # those of a product that was read, whose lists nobody has looked at
            $before = Get-PimProduct set-2
            Set-PimProduct set-2 -Association (Get-PimProduct set-2).Associations
            (Get-PimProduct set-2).Updated | Should -Be $before.Updated
        }

        It 'takes the -QuantifiedAssociation of a product that was read' {
            $other = Get-PimProduct -Family lamps -First 1
            Set-PimProduct set-2 -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @(@{ uuid = $other.Uuid; quantity = 3 }) } }
            $before = Get-PimProduct set-2
            $before.QuantifiedAssociations.PRODUCT_SET.products.quantity | Should -Be 3
            Set-PimProduct set-2 -QuantifiedAssociation $before.QuantifiedAssociations
            (Get-PimProduct set-2).Updated | Should -Be $before.Updated
            Set-PimProduct set-1 -QuantifiedAssociation $before.QuantifiedAssociations
            (Get-PimProduct set-1).QuantifiedAssociations.PRODUCT_SET.products.uuid | Should -Be $other.Uuid
        }

        It 'changes several things in one request' {
            $uuid = (Get-PimProduct set-2).Uuid
            $seen = Measure-Request $sandbox { Set-PimProduct $uuid -Values @{ erp_name = 'all' } -Enabled $false -Family lamps -Category home }
            $seen.Routes[$patch] | Should -Be 1
            $now = Get-PimProduct set-2
            $now.Enabled | Should -BeFalse
            $now.Categories | Should -Be home
            $now.GetValue('erp_name') | Should -Be all
        }

        It 'leaves alone what is not named' {
            $before = Get-PimProduct set-1
            Set-PimProduct set-1 -Values @{ erp_name = "other $(Get-Random)" }
            $after = Get-PimProduct set-1
            $after.Categories | Should -Be $before.Categories
            $after.Family | Should -Be $before.Family
            $after.GetValue('name', 'en_US') | Should -Be $before.GetValue('name', 'en_US')
        }
    }

    Context 'categories on <Server>' -ForEach @(
        @{ Server = 'a Community Edition'; IsSaas = $false }
        @{ Server = 'the SaaS edition'; IsSaas = $true }
    ) {
        BeforeEach {
            $here = if ($IsSaas) { $saas } else { $sandbox }
            Select-PimSession $(if ($IsSaas) { $saasSession } else { $session })
            if (-not (Get-PimProduct cats -ErrorAction SilentlyContinue)) { $null = New-PimProduct cats -Family lamps }
            Set-PimProduct cats -Category fashion, home
        }

        It 'replaces them with -Category' {
            (Set-PimProduct cats -Category electronics -PassThru).Categories | Should -Be electronics
            (Set-PimProduct cats -Category @() -PassThru).Categories | Should -BeNullOrEmpty
        }

        It 'refuses an empty code among others of -<Parameter> before anything is sent' -ForEach @(
            @{ Parameter = 'Category'; Field = 'Categories' }
            @{ Parameter = 'Group'; Field = 'Groups' }
        ) {
            foreach ($wrong in @($null, 'home'), @('home', '')) {
                $given = @{ $Parameter = $wrong }
                $before = Get-WriteCount $here
                Set-PimProduct cats @given -ErrorAction SilentlyContinue -ErrorVariable failed
                Get-WriteCount $here | Should -Be $before
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
                "$($failed[0])" | Should -BeLike "${Field}:*one of them is empty*"
            }
        }

        It 'adds with -AddCategory' {
            (Set-PimProduct cats -AddCategory electronics, home -PassThru).Categories | Should -Be electronics, fashion, home
        }

        It 'removes with -RemoveCategory' {
            (Set-PimProduct cats -RemoveCategory home, electronics -PassThru).Categories | Should -Be fashion
        }

        It 'does both at once' {
            (Set-PimProduct cats -AddCategory electronics -RemoveCategory fashion -PassThru).Categories | Should -Be electronics, home
        }

        It 'needs to read the product first only where the server cannot do it' {
            $uuid = (Get-PimProduct cats).Uuid
            $seen = Measure-Request $here { Set-PimProduct $uuid -AddCategory garden }
            $seen.Routes[$patch] | Should -Be 1
            (Get-PimProduct cats).Categories | Should -Contain garden
        }

        It 'reports a category that does not exist' {
            Set-PimProduct cats -AddCategory no_such -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
            "$($failed[0])" | Should -Match no_such
        }

        It 'changes nothing with -<Parameter> of $null, an empty list or an empty cell' -ForEach @(
            @{ Parameter = 'AddCategory' }
            @{ Parameter = 'RemoveCategory' }
        ) {
            $before = (Get-PimProduct cats).Categories
            foreach ($nothing in $null, @(), '', @(, $null)) {
                $given = @{ $Parameter = $nothing }
                (Set-PimProduct cats @given -PassThru).Categories | Should -Be $before
                (Set-PimProduct cats -Enabled $true @given -PassThru).Categories | Should -Be $before
            }
            foreach ($wrong in @('home', ''), @($null, 'home')) {
                $given = @{ $Parameter = $wrong }
                Set-PimProduct cats @given -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
                "$($failed[0])" | Should -BeLike "$Parameter*"
            }
        }

        It 'changes nothing with -Category or -Group of nothing but $null' {
            $before = (Get-PimProduct cats).Categories
            (Set-PimProduct cats -Category @($null) -Group @($null) -PassThru).Categories | Should -Be $before
        }

        It 'refuses -Category together with -AddCategory' {
            (Get-Terminating { Set-PimProduct cats -Category home -AddCategory fashion }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            (Set-PimProduct cats -Category '' -AddCategory home -PassThru).Categories | Should -Contain home
        }
    }

    Context 'round trips' {
        It 'changes nothing when products read are sent back, <Way>' -ForEach @(
            @{ Way = 'as they are'; Convert = { $_ } }
            @{ Way = 'through JSON'; Convert = { $_ | ConvertTo-Json -Depth 20 | ConvertFrom-Json } }
            @{ Way = 'through a file of Export-Clixml'; Convert = { $_ | Export-Clixml "$TestDrive/p.xml" -Depth 10; Import-Clixml "$TestDrive/p.xml" } }
            @{ Way = 'after a look at all values'; Convert = { $null = $_.Values.PSObject.Properties.Value.data; $_ } }
        ) {
            $read = Get-PimProduct -First 12
            $read | ForEach-Object $Convert | Set-PimProduct -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $again = Get-PimProduct -First 12
            ($again | ConvertTo-Json -Depth 20) | Should -Be ($read | ConvertTo-Json -Depth 20)
        }

        It 'changes nothing with -InputObject either, a table of the API''s shape' {
            $read = Get-PimProduct set-1
            Set-PimProduct -InputObject $read
            (Get-PimProduct set-1).Updated | Should -Be $read.Updated
            Set-PimProduct -InputObject @{ uuid = $read.Uuid; enabled = $read.Enabled }
            (Get-PimProduct set-1).Updated | Should -Be $read.Updated
            Set-PimProduct -InputObject @{ identifier = 'set-1'; enabled = $false }
            (Get-PimProduct set-1).Enabled | Should -BeFalse
        }

        It 'sends back a change made on the object' {
            $read = Get-PimProduct set-1
            $read.Enabled = -not $read.Enabled
            $read.Categories = @($read.Categories) + 'electronics'
            ($read | Set-PimProduct -PassThru).Categories | Should -Contain electronics
            (Get-PimProduct set-1).Enabled | Should -Be $read.Enabled
        }

        It 'works by identifier as well' {
            $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' }
            (Set-PimProduct set-2 -Values @{ erp_name = 'old way' } -Session $old -PassThru).GetValue('erp_name') | Should -Be 'old way'
            $read = Get-PimProduct -First 5 -Session $old
            $read | ConvertTo-Json -Depth 20 | ConvertFrom-Json | Set-PimProduct -Session $old -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            ((Get-PimProduct -First 5 -Session $old) | ConvertTo-Json -Depth 20) | Should -Be ($read | ConvertTo-Json -Depth 20)
            Set-PimProduct no-such -Enabled $true -Session $old -ErrorAction SilentlyContinue -ErrorVariable missing
            $missing[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }

        It 'gives another identifier, addressed by <What>' -ForEach @(
            @{ What = 'identifier'; Format = 'Identifier'; Write = { Set-PimProduct name-1 -Values @{ sku = 'name-2' } -PassThru -Session $by } }
            @{ What = 'uuid'; Format = 'Uuid'; Write = { Set-PimProduct name-1 -Values @{ sku = 'name-2' } -PassThru -Session $by } }
            @{ What = 'identifier, only what differs'; Format = 'Identifier'; Write = { Set-PimProduct name-1 -Values @{ sku = 'name-2' } -OnlyChanged -PassThru -Session $by } }
            @{ What = 'the identifier in a table'; Format = 'Uuid'
               Write = { Set-PimProduct -InputObject @{ identifier = 'name-1'; values = @{ sku = @(@{ locale = $null; scope = $null; data = 'name-2' }) } } -PassThru -Session $by } }
        ) {
            $by = Connect-TestSandbox $sandbox @{ ProductIdFormat = $Format; Name = 'rename' }
            $made = New-PimProduct name-1 -Family shoes -Session $by
            try {
                (& $Write).Identifier | Should -Be 'name-2'
                (Get-PimProduct name-2 -Session $by).Family | Should -Be shoes
                Get-PimProduct name-1 -Session $by -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            }
            finally { Remove-PimProduct $made.Uuid -Session $session -Confirm:$false }
        }

        It 'gives another identifier that was changed on a product that was read: <What>' -ForEach @(
            @{ What = 'sent back'; Write = { $_ | Set-PimProduct } }
            @{ What = 'only what differs'; Write = { $_ | Set-PimProduct -OnlyChanged } }
            @{ What = 'in bulk'; Write = { $_ | Invoke-PimBulkUpsert } }
            @{ What = 'in bulk, only what differs'; Write = { $_ | Invoke-PimBulkUpsert -OnlyChanged } }
        ) {
            $made = New-PimProduct edited-1 -Family shoes
            try {
                $read = Get-PimProduct edited-1
                $read.Identifier = 'edited-2'
                $read | ForEach-Object $Write
                (Get-PimProduct $made.Uuid).Identifier | Should -Be 'edited-2'
                # values that were changed win over an identifier that was not
                $read = Get-PimProduct edited-2
                $read.Values.sku[0].data = 'edited-3'
                $read | ForEach-Object $Write
                (Get-PimProduct $made.Uuid).Identifier | Should -Be 'edited-3'
                $read = Get-PimProduct edited-3
                $read.Identifier = 'edited-4'
                $read.Values.sku[0].data = 'edited-5'
                $ErrorActionPreference = 'SilentlyContinue'
                $read | ForEach-Object $Write -ErrorVariable failed
                "$failed" | Should -Match "'edited-4'.*'edited-5'"
                (Get-PimProduct $made.Uuid).Identifier | Should -Be 'edited-3'
            }
            finally { Remove-PimProduct $made.Uuid -Confirm:$false }
        }

        It 'is refused an identifier that is taken or empty where that is the address' {
            $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' }
            $taken = (Get-PimProduct -First 1 -Session $old).Identifier
            Set-PimProduct set-2 -Values @{ sku = $taken } -Session $old -ErrorAction SilentlyContinue -ErrorVariable failed
            Set-PimProduct set-2 -Values @{ sku = $null } -Session $old -ErrorAction SilentlyContinue -ErrorVariable +failed
            $failed.FullyQualifiedErrorId | Should -Be (@('PimRefused,PimPowerShell.Commands.Products.SetPimProductCommand') * 2)
            (Get-PimProduct set-2 -Session $old).Identifier | Should -Be set-2
        }
    }

    Context '-WhatIf and -Confirm' {
        It 'sends nothing with -WhatIf' {
            $before = Get-PimProduct set-1
            $seen = Measure-Request $sandbox { Set-PimProduct set-1 -Values @{ erp_name = 'never' } -Enabled $false -WhatIf -PassThru }
            $seen.Output | Should -BeNullOrEmpty
            $seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
            (Get-PimProduct set-1).GetValue('erp_name') | Should -Be $before.GetValue('erp_name')
        }

        It 'shows what would be sent' {
            $text = Get-WhatIfText $sandbox 'Set-PimProduct set-1 -Values @{ name = "Cap"; weight = 2 } -Locale en_US -Enabled $false -WhatIf'
            $text | Should -Match "What if: Change product 'set-1'"
            $text | Should -Match ([regex]::Escape('"enabled":false'))
            $text | Should -Match ([regex]::Escape('"name":[{"locale":"en_US","scope":null,"data":"Cap"}]'))
            $text | Should -Match ([regex]::Escape('"weight":[{"locale":null,"scope":null,"data":{"amount":"2","unit":"KILOGRAM"}}]'))
        }
    }

    Context 'session and prompt' {
        It 'sends -CreateMissingOption' {
            (Measure-Request $sandbox { Set-PimProduct (Get-PimProduct set-1).Uuid -Enabled $true -CreateMissingOption }).Query.create_missing_options | Should -Be true
        }

        It 'sends -UpdateParentValues' {
            (Measure-Request $sandbox { Set-PimProduct (Get-PimProduct set-1).Uuid -Enabled $true -UpdateParentValues }).Query.update_parent_values | Should -Be true
        }

        It 'may not, as a user who only reads: PimForbidden' {
            $sandbox.Options.ReadOnlyUser = $true
            Set-PimProduct set-1 -Enabled $true -ErrorAction SilentlyContinue -ErrorVariable failed
            $sandbox.Options.ReadOnlyUser = $false
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
            $failed[0].CategoryInfo.Category | Should -Be PermissionDenied
        }

        It 'completes -Family, -Category, -AddCategory, -Locale and -Channel' {
            Complete 'Set-PimProduct x -Family l' | Should -Contain lamps
            Complete 'Set-PimProduct x -Category fash' | Should -Contain fashion
            Complete 'Set-PimProduct x -AddCategory fash' | Should -Contain fashion
            Complete 'Set-PimProduct x -RemoveCategory fash' | Should -Contain fashion
            Complete 'Set-PimProduct x -Locale en' | Should -Be en_US
            Complete 'Set-PimProduct x -Channel ' | Should -Contain ecommerce
        }

        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Set-PimProduct set-1 -Enabled $true -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}

Describe 'Set-PimProduct -OnlyChanged' {
    BeforeAll {
        Select-PimSession $session
        $uuid = (New-PimProduct only -Family lamps -Category home -Values @{
            name = @{ en_US = 'Cap'; fr_FR = 'Casquette' }; weight = 2; price = @{ EUR = 10; USD = 12 }; tags = 'new', 'gift'
            rating = 4.5; release_date = '2026-01-01'; erp_name = '12'
        }).Uuid
    }

    BeforeEach { Select-PimSession $session }

    It 'sends nothing where nothing differs, <What>' -ForEach @(
        @{ What = 'numbers written otherwise'; Values = @{ weight = '2.00'; rating = 4.5; price = @{ USD = '12'; EUR = 10.0 } } }
        @{ What = 'a day with its time'; Values = @{ release_date = @{ locale = $null; scope = $null; data = '2026-01-01T10:00:00+00:00' } } }
        @{ What = 'options in another order'; Values = @{ tags = 'gift', 'new' } }
        @{ What = 'one locale of several'; Values = @{ name = @{ fr_FR = 'Casquette' } } }
        @{ What = 'erasing what is not there'; Values = @{ color = $null; name = @{ de_DE = $null } } }
    ) {
        $seen = Measure-Request $sandbox { Set-PimProduct only -Values $Values -Category HOME -OnlyChanged -DiffVariable script:differences }
        $seen.Output | Should -BeNullOrEmpty
        @($seen.Routes.Keys | Where-Object { $_ -like 'PATCH*' }) | Should -BeNullOrEmpty
        $differences.Count | Should -Be 0
    }

    It 'says so, and gives the product with -PassThru after one request' {
        $null = Set-PimProduct only -Values @{ weight = 2 } -OnlyChanged
        $seen = Measure-Request $sandbox { Set-PimProduct $uuid -Values @{ weight = 2 } -OnlyChanged -PassThru -Verbose 4>&1 }
        $seen.Requests | Should -Be 1
        ($seen.Output | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message | Should -Contain "product '$uuid': nothing differs, and nothing is sent."
        ($seen.Output | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).Identifier | Should -Be only
    }

    It 'sends what differs, after one read, and tells it' {
        $seen = Measure-Request $sandbox {
            Set-PimProduct $uuid -Values @{ name = @{ en_US = 'Hat'; fr_FR = 'Casquette' }; weight = 2; erp_name = '12.0' } -Enabled $true -OnlyChanged -DiffVariable script:differences
        }
        $seen.Routes[$patch] | Should -Be 1
        $seen.Requests | Should -Be 2
        $differences | ForEach-Object { $_.PSObject.TypeNames[0] } | Select-Object -Unique | Should -Be PimPowerShell.Difference
        $differences.Attribute | Sort-Object | Should -Be erp_name, name
        $name = $differences | Where-Object Attribute -EQ name
        $name.Key, $name.Property, $name.Locale, $name.Channel, $name.Present, $name.Wanted | Should -Be $uuid, values, en_US, $null, Cap, Hat
        $now = Get-PimProduct only
        $now.GetValue('name', 'en_US'), $now.GetValue('name', 'fr_FR'), $now.GetValue('erp_name') | Should -Be Hat, Casquette, '12.0'
    }

    It 'sends back of a product that was read what was edited' {
        $read = Get-PimProduct only
        $read.Enabled = $false
        $read.Values.weight[0].data.amount = 3
        $read | Set-PimProduct -OnlyChanged -DiffVariable differences
        $differences.Count | Should -Be 2
        ($differences | Where-Object Property -EQ enabled).Wanted | Should -BeFalse
        ($differences | Where-Object Attribute -EQ weight).Present.amount | Should -Be '2.0000'
        Set-PimProduct -InputObject $read -OnlyChanged -DiffVariable differences
        $differences.Count | Should -Be 0
    }

    It 'sets the variable where it was called, and adds to it with a plus sign' {
        function Invoke-Inside {
            Set-PimProduct only -Enabled $true -OnlyChanged -DiffVariable inside
            Set-PimProduct only, set-2 -Values @{ erp_name = 'again' } -OnlyChanged -DiffVariable +inside
            $inside
        }
        (Invoke-Inside).Key | Should -Be only, only, set-2
        $inside | Should -BeNullOrEmpty
        $kept = 'text'
        Set-PimProduct only -Values @{ erp_name = 'more' } -OnlyChanged -DiffVariable +kept
        $kept[0], $kept[1].Wanted | Should -Be text, more
    }

    It 'shows with -WhatIf what differs, and fills the variable' {
        $before = (Get-PimProduct only).Updated
        Set-PimProduct only -Values @{ erp_name = 'never' } -OnlyChanged -DiffVariable differences -WhatIf
        $differences.Wanted | Should -Be never
        (Get-PimProduct only).Updated | Should -Be $before
        $text = Get-WhatIfText $sandbox 'Set-PimProduct set-2 -Values @{ name = "Cap"; description = "a" * 100; color = $null; warranty_years = 9 } -Locale en_US -Channel print -AddCategory fashion -OnlyChanged -WhatIf'
        $text | Should -Match "What if: Change product 'set-2' on sandbox|What if: Change product 'set-2' on localhost"
        $text | Should -Match ([regex]::Escape("name (en_US): nothing -> 'Cap'"))
        $text | Should -Match "description \(en_US, print\): nothing -> 'a{50,60}\.\.\.'"
        $text | Should -Match 'warranty_years: (nothing|\d+) -> 9'
        $text | Should -Match 'categories: .* -> .*"fashion"'
        $text | Should -Not -Match 'color'
        $text | Should -Not -Match '"values"'
    }

    It 'says that a product does not exist, and goes on' {
        Set-PimProduct no-such, only -Values @{ erp_name = 'on' } -OnlyChanged -ErrorAction SilentlyContinue -ErrorVariable failed -DiffVariable differences
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $differences.Key | Should -Be only
    }

    It 'sends what the server refuses, so that it says why' {
        Set-PimProduct -InputObject @{ uuid = $uuid; values = @{ no_such = @(@{ locale = $null; scope = $null; data = $null }) } } -OnlyChanged -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'refuses -DiffVariable alone' {
        (Get-Terminating { Set-PimProduct only -Enabled $true -DiffVariable x }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'adds a category that the product has not, on <Edition>' -ForEach @{ Edition = 'CE' }, @{ Edition = 'Serenity' } {
        $server, $login = if ($Edition -eq 'CE') { $sandbox, $session } else { $saas, $saasSession }
        $null = New-PimProduct "added-$Edition" -Category home -Session $login
        Set-PimProduct "added-$Edition" -AddCategory home, fashion -OnlyChanged -DiffVariable differences -Session $login
        $differences.Property, ($differences.Wanted -join ' ') | Should -Be categories, 'home fashion'
        (Measure-Request $server { Set-PimProduct "added-$Edition" -AddCategory fashion -RemoveCategory print -OnlyChanged -Session $login }).Routes.Keys | Should -Not -Contain $patch
    }

    It 'works by identifier, and with PIMS' {
        $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'identifiers' }
        Set-PimProduct set-2 -Values @{ erp_name = 'x'; rating = 3 } -OnlyChanged -DiffVariable differences -Session $old
        $differences.Count | Should -Be 2
        Set-PimProduct set-2 -Values @{ erp_name = 'x'; rating = '3.00' } -OnlyChanged -DiffVariable differences -Session $old
        $differences.Count | Should -Be 0
        $both = Start-TestSandbox @{ Provider = 'Both' }
        try {
            $pims = Connect-PimsSandbox $both @{ Name = 'pims' }
            $sku = (Get-PimProduct -First 1 -Session $pims).Identifier
            Set-PimProduct $sku -Values @{ title = 'Changed'; weight = 1.5 } -OnlyChanged -DiffVariable differences -Session $pims
            $differences.Attribute | Should -Contain title
            $now = Set-PimProduct $sku -Values @{ title = 'Changed'; weight = '1.50' } -OnlyChanged -DiffVariable differences -PassThru -Session $pims
            $differences.Count | Should -Be 0
            $now.Values.title | Should -Be Changed
        }
        finally { Stop-PimSandbox $both.Url }
    }

    It 'has a table view' {
        Set-PimProduct only -Values @{ price = @{ EUR = 99 } } -OnlyChanged -DiffVariable differences -WhatIf
        $differences | Out-String -Width 160 | Should -Match '(?s)Key\s+Name\s+Locale\s+Channel\s+Present\s+Wanted.*only\s+price\s+\[\{"amount":"10\.00".*99'
    }
}

Describe 'Associations as users write them' {
    BeforeAll {
        Import-Module "$PSScriptRoot/PimTest.psm1"
        $server = Start-TestSandbox
        $null = Connect-TestSandbox $server @{ Name = 'associations' }
        $first, $second, $third = Get-PimProduct -First 3
    }

    AfterAll {
        Disconnect-Pim -All
        Stop-PimSandbox $server.Url
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'one identifier'; Given = { $second.Identifier }; Count = 1 }
        @{ What = 'one uuid'; Given = { $second.Uuid }; Count = 1 }
        @{ What = 'one product that was read'; Given = { $second }; Count = 1 }
        @{ What = 'all of these in a list'; Given = { @($second.Identifier, $third) }; Count = 2 }
    ) {
        $null = Set-PimProduct $first.Identifier -Association @{ PACK = @{ products = @() } }
        $changed = Set-PimProduct $first.Identifier -Association @{ PACK = @{ products = & $Given } } -PassThru
        @($changed.Associations.PACK.products) | Should -Be @($second.Uuid, $third.Uuid)[0..($Count - 1)]
        (New-PimProduct "associated-$What" -Association @{ PACK = @{ products = & $Given } }).Associations.PACK.products.Count | Should -Be $Count
    }

    It 'says before it changes anything that there is no such product' {
        (Measure-Request $server { { Set-PimProduct $first.Identifier -Association @{ PACK = @{ products = 'none' } } -ErrorAction Stop } |
                Should -Throw "Association: there is no product 'none'." }).Routes.Keys | Where-Object { $_ -like 'PATCH*' } | Should -BeNullOrEmpty
        { Set-PimProduct $first.Identifier -Association 'PACK' -ErrorAction Stop } | Should -Throw 'Association: takes lists by type*'
    }

    It 'takes the cells of a row for what they stand for' {
        "Identifier,Enabled`n$($first.Identifier),false" | ConvertFrom-Csv | Set-PimProduct
        (Get-PimProduct $first.Uuid).Enabled | Should -BeFalse
    }

    It 'finds a product whose identifier looks like a uuid, as Get-PimProduct does' {
        $name = [guid]::NewGuid().ToString()
        $made = New-PimProduct -Identifier $name
        Set-PimProduct $name -Values @{ erp_name = 'Found' }
        (Get-PimProduct $made.Uuid).GetValue('erp_name') | Should -Be Found
        Remove-PimProduct $name -Confirm:$false
        Get-PimProduct $made.Uuid -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        { Set-PimProduct $name -Values @{ erp_name = 'Gone' } -ErrorAction Stop } | Should -Throw '*does not exist*'
        { Remove-PimProduct $name -Confirm:$false -ErrorAction Stop } | Should -Throw
    }
}

Describe 'Set-PimProduct and links to products' {
    BeforeAll {
        $types = Start-TestSandbox @{ Edition = 'Serenity'; EveryAttributeType = $true; ProductCount = 250 }
        $ways = @{ Uuid = Connect-TestSandbox $types @{ Name = 'types' }; Identifier = Connect-TestSandbox $types @{ Name = 'types-old'; ProductIdFormat = 'Identifier' } }
    }
    AfterAll {
        $ways.Values | Disconnect-Pim
        Stop-PimSandbox $types.Url
    }

    It 'takes <What>, in a session by <Format>' -ForEach @(
        foreach ($format in 'Uuid', 'Identifier') {
            @{ Format = $format; What = 'an identifier'; Given = { 'DES-3' }; Wanted = { '{"type":"product","identifier":"DES-3"}' } }
            @{ Format = $format; What = 'a uuid'; Given = { 'de516e00-0000-4000-8000-000000000003' }; Wanted = { '{"type":"product","id":"de516e00-0000-4000-8000-000000000003"}' } }
            @{ Format = $format; What = 'a product that was read'; Given = { Get-PimProduct DES-2 }; Wanted = { '{"type":"product","id":"de516e00-0000-4000-8000-000000000002"}' } }
            @{ Format = $format; What = 'a product model that was read'; Given = { $script:linked = Get-PimProductModel -First 1; $linked }; Wanted = { "{`"type`":`"product_model`",`"id`":`"$($linked.Code)`"}" } }
            @{ Format = $format; What = 'the form of the API'; Given = { @{ type = 'product'; id = 'de516e00-0000-4000-8000-000000000002' } }; Wanted = { '{"type":"product","id":"de516e00-0000-4000-8000-000000000002"}' } }
            @{ Format = $format; What = 'an object with a uuid'; Given = { [pscustomobject]@{ uuid = 'de516e00-0000-4000-8000-000000000003'; identifier = 'DES-3' } }; Wanted = { '{"type":"product","id":"de516e00-0000-4000-8000-000000000003"}' } }
            @{ Format = $format; What = 'a value of the API'; Given = { @{ locale = $null; scope = $null; data = 'DES-2' } }; Wanted = { '{"type":"product","identifier":"DES-2"}' } }
        }
    ) {
        $null = Select-PimSession $ways[$Format]
        Set-PimProduct DES-1 -Values @{ goes_with = & $Given } -ErrorAction Stop
        $stored = (Get-PimProduct DES-1).GetValue('goes_with')
        $link = & $Wanted | ConvertFrom-Json
        $stored.PSObject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" } | Sort-Object | Should -Be @($link.PSObject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" } | Sort-Object)
    }

    It 'sends back what was read' {
        $null = Select-PimSession $ways.Uuid
        $read = Get-PimProduct DES-1
        $seen = Measure-Request $types { $read | Set-PimProduct -Values @{ goes_with = $read.GetValue('goes_with') } }
        $seen.Output | Should -BeNullOrEmpty
        (Get-PimProduct DES-1).Updated | Should -Be $read.Updated
    }

    It 'refuses what is no link, before it is sent' {
        $null = Select-PimSession $ways.Uuid
        $null = Get-PimAttribute goes_with
        foreach ($wrong in @{ code = 'x'; labels = @{} }, 7) {
            $before = Get-WriteCount $types
            { Set-PimProduct DES-1 -Values @{ goes_with = $wrong } -ErrorAction Stop } | Should -Throw '*goes_with*'
            Get-WriteCount $types | Should -Be $before
        }
    }
}
