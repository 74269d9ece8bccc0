# The sandbox: what it is started with is how it behaves.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
}

AfterAll { Disconnect-Pim -All }

Describe 'Start-PimSandbox' {
    AfterEach { if (Get-PimSandbox) { Stop-PimSandbox } }

    It 'gives what a login needs, and live counters' {
        $sandbox = Start-PimSandbox
        $sandbox.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Sandbox'
        $sandbox.Url | Should -BeOfType [uri]
        $sandbox.Credential | Should -BeOfType [pscredential]
        $sandbox.ClientSecret | Should -BeOfType [securestring]
        $sandbox.AppToken | Should -BeOfType [securestring]
        $sandbox.Counters.Requests | Should -Be 0
        Connect-Pim -Url $sandbox.Url -Credential $sandbox.Credential -ClientId $sandbox.ClientId -ClientSecret $sandbox.ClientSecret
        $sandbox.Counters.Requests | Should -Be 2
        $sandbox.Counters.PasswordGrants | Should -Be 1
        (Get-PimProduct -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 1000'
    }

    It 'takes a port, by position too' {
        $free = (Start-PimSandbox).Url.Port
        Stop-PimSandbox
        (Start-PimSandbox -Port $free).Url.Port | Should -Be $free
        Stop-PimSandbox
        (Start-PimSandbox $free).Url.Port | Should -Be $free
    }

    It 'refuses a port that is taken: terminating PimInvalidInput' {
        $sandbox = Start-PimSandbox
        $record = Get-Terminating { Start-PimSandbox -Port $sandbox.Url.Port }
        $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$record" | Should -Match $sandbox.Url.Port
        @(Get-PimSandbox).Count | Should -Be 1
    }

    It 'tells a version of the edition''s form, unless one is given' {
        (Start-PimSandbox -Edition Serenity -ProductCount 3).Options.Version | Should -Be v20250717143807
        Stop-PimSandbox
        (Start-PimSandbox -Edition EE -ProductCount 3).Options.Version | Should -Be 7.0.42
        Stop-PimSandbox
        $null = Start-PimSandbox -Edition Serenity -Version 7.0.42 -ProductCount 3
        Connect-Pim -Sandbox
        # the edition says what it is, whatever the version looks like
        $id = (Get-PimProduct -First 1).Uuid
        ([pscustomobject]@{ uuid = $id; add_categories = @('master') } | Invoke-PimBulkUpsert -Validate).Status | Should -Be Updated
    }

    It 'takes the edition in any case, and puts the changes of one who owns nothing into drafts' {
        $sandbox = Start-PimSandbox -Edition serenity -OwnsProducts $false -ProductCount 3
        $sandbox.Options.Edition | Should -BeExactly Serenity
        $sandbox.Options.OwnsProducts | Should -BeFalse
        Connect-Pim -Sandbox
        $product = Get-PimProduct -First 1
        $product | Set-PimProduct -Enabled (-not $product.Enabled)
        (Get-PimProduct $product.Uuid).Enabled | Should -Be $product.Enabled
        (Get-PimProductDraft $product.Uuid).Enabled | Should -Be (-not $product.Enabled)
    }

    It 'has with -EveryAttributeType an attribute of each type of edition <Edition>, with values' -ForEach @(
        @{ Edition = 'CE'; More = 'pim_reference_data_simpleselect', 'pim_reference_data_multiselect' }
        @{ Edition = 'EE'; More = 'pim_reference_data_simpleselect', 'pim_reference_data_multiselect', 'akeneo_reference_entity', 'akeneo_reference_entity_collection', 'pim_catalog_asset_collection', 'pim_catalog_table' }
        @{ Edition = 'Serenity'; More = 'pim_reference_data_simpleselect', 'pim_reference_data_multiselect', 'akeneo_reference_entity', 'akeneo_reference_entity_collection', 'pim_catalog_asset_collection', 'pim_catalog_table', 'pim_catalog_product_link' }
    ) {
        $null = Start-PimSandbox -Edition $Edition -EveryAttributeType -ProductCount 20
        Connect-Pim -Sandbox
        $types = (Get-PimAttribute).Type | Select-Object -Unique
        $More | ForEach-Object { $types | Should -Contain $_ }
        $types.Count | Should -Be (12 + $More.Count)
        $products = Get-PimProduct -Family designer_pieces
        $products.Identifier | Should -Be DES-1, DES-2, DES-3
        foreach ($attribute in Get-PimAttribute -Type $More) {
            $products | ForEach-Object { $_.GetValue($attribute.Code) | Should -Not -BeNullOrEmpty }
            if ($attribute.Type -in 'akeneo_reference_entity', 'akeneo_reference_entity_collection') {
                Get-PimReferenceEntityRecord $products[0].GetValue($attribute.Code) -ReferenceEntity $attribute.ReferenceDataName | Should -Not -BeNullOrEmpty
            }
            elseif ($attribute.Type -eq 'pim_catalog_asset_collection') {
                @(Get-PimAsset $products[0].GetValue($attribute.Code) -AssetFamily $attribute.ReferenceDataName).Count | Should -Be 2
            }
        }
        # what is there is what a write takes
        ($products | Invoke-PimBulkUpsert -Validate).Status | Should -Be Updated, Updated, Updated
        ($products | Invoke-PimBulkUpsert -OnlyChanged).Status | Should -Be Unchanged, Unchanged, Unchanged
        @(Get-PimProduct).Count | Should -Be 23
    }

    It 'hands on -<Name>' -ForEach @(
        @{ Name = 'ProductCount'; Value = 12 }, @{ Name = 'Seed'; Value = 7 }, @{ Name = 'LatencyMilliseconds'; Value = 1 }, @{ Name = 'RequestsPerSecond'; Value = 50 }
        @{ Name = 'MaximumConcurrency'; Value = 3 }, @{ Name = 'OptionWritesPerSecond'; Value = 2 }, @{ Name = 'TokenLifetimeSec'; Value = 60 }
        @{ Name = 'RefreshTokenLifetimeSec'; Value = 61 }, @{ Name = 'TokenDiesEvery'; Value = 9 }, @{ Name = 'FailEvery'; Value = 8 }, @{ Name = 'FailAfterActingEvery'; Value = 7 }
        @{ Name = 'FailStatusCode'; Value = 503 }, @{ Name = 'ResetEvery'; Value = 6 }, @{ Name = 'ResetAfterActingEvery'; Value = 5 }, @{ Name = 'HalfBodyEvery'; Value = 4 }
        @{ Name = 'DownAfter'; Value = 100 }, @{ Name = 'Version'; Value = '6.0.1' }, @{ Name = 'Edition'; Value = 'EE' }, @{ Name = 'Compress'; Value = $true }, @{ Name = 'ReadOnlyUser'; Value = $true }
        @{ Name = 'EveryAttributeType'; Value = $true }
        @{ Name = 'Provider'; Value = 'Pims' }, @{ Name = 'PimsErrorStatusCode'; Value = 400 }
    ) {
        $option = @{ $Name = $Value }
        (Start-PimSandbox @option).Options.$Name | Should -Be $Value
    }

    It 'turns Retry-After off with -NoRetryAfter' {
        (Start-PimSandbox).Options.SendRetryAfter | Should -BeTrue
        (Start-PimSandbox -NoRetryAfter).Options.SendRetryAfter | Should -BeFalse
    }

    It 'makes the same catalog of the same seed, another of another' {
        $identifiers = foreach ($seed in 3, 3, 4) {
            $sandbox = Start-TestSandbox @{ Seed = $seed; ProductCount = 40 }
            , @(Get-PimProduct -Session (Connect-TestSandbox $sandbox @{ Name = "seed$seed" }) | ForEach-Object { "$($_.Uuid) $($_.Identifier) $($_.Family)" })
        }
        $identifiers[1] | Should -Be $identifiers[0]
        $identifiers[2] | Should -Not -Be $identifiers[0]
    }

    It 'holds a million products at no cost' {
        $watch = Start-SteadyClock
        $sandbox = Start-PimSandbox -ProductCount 1000000
        $null = Connect-TestSandbox $sandbox
        @(Get-PimProduct -First 200).Count | Should -Be 200
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
    }

    It 'reads the same compressed' {
        $plain = Start-TestSandbox @{ ProductCount = 30 }
        $packed = Start-TestSandbox @{ ProductCount = 30; Compress = $true }
        $one = Get-PimProduct -Session (Connect-TestSandbox $plain @{ Name = 'plain' })
        $two = Get-PimProduct -Session (Connect-TestSandbox $packed @{ Name = 'packed' })
        $two.Uuid | Should -Be $one.Uuid
    }

    It 'refuses a user who only reads with 403' {
        $sandbox = Start-TestSandbox @{ ReadOnlyUser = $true }
        $null = Connect-TestSandbox $sandbox
        New-PimProduct x -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
    }

    It 'starts none with -WhatIf' {
        Start-PimSandbox -WhatIf | Should -BeNullOrEmpty
        Get-PimSandbox | Should -BeNullOrEmpty
    }

    It 'takes no value out of range: <Name> <Value>' -ForEach @(
        @{ Name = 'Port'; Value = 70000 }, @{ Name = 'ProductCount'; Value = -1 }, @{ Name = 'FailStatusCode'; Value = 200 }, @{ Name = 'Edition'; Value = 'XX' }
        @{ Name = 'Provider'; Value = 'XX' }, @{ Name = 'PimsErrorStatusCode'; Value = 199 }
    ) {
        $option = @{ $Name = $Value }
        (Get-Terminating { Start-PimSandbox @option }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }

    It 'completes -Edition and -Provider' {
        Complete 'Start-PimSandbox -Edition ' | Should -Contain Serenity
        Complete 'Start-PimSandbox -Provider ' | Should -Be Akeneo, Both, Pims
    }

    It 'can be written as JSON' {
        $sandbox = Start-TestSandbox
        $null = Connect-TestSandbox $sandbox
        $json = $sandbox | ConvertTo-Json -Depth 5 -WarningAction Stop
        $json | Should -Not -Match (ConvertFrom-Secret $sandbox.ClientSecret)
        $json | Should -Not -Match (ConvertFrom-Secret $sandbox.ApiKey)
        $sandbox.Counters.Statuses['200'] | Should -Be 2
        ($json | ConvertFrom-Json).Counters.Statuses.200 | Should -Be 2
    }

    Context 'PIMS' {
        It 'is served at the address of Akeneo' {
            $sandbox = Start-TestSandbox
            $sandbox.PimsUrl | Should -Be $sandbox.Url
            $sandbox.ApiKey, $sandbox.ReadOnlyApiKey | Should -BeOfType [securestring]
            (Connect-Pim -Url $sandbox.PimsUrl -ApiKey $sandbox.ApiKey -PassThru).Provider | Should -Be Pims
            (Connect-Pim -Sandbox -PassThru).Provider | Should -Be Akeneo
            (Connect-Pim -Sandbox -Provider pims -PassThru).Provider | Should -Be Pims
        }

        It 'is served alone: what is Akeneo''s is null' {
            $sandbox = Start-TestSandbox @{ Provider = 'Pims' }
            $sandbox.PimsUrl | Should -Be $sandbox.Url
            'Credential', 'ClientId', 'ClientSecret', 'AppToken' | ForEach-Object { $sandbox.$_ | Should -BeNullOrEmpty -Because $_ }
            $session = Connect-Pim -Sandbox -View Web -PassThru
            $session.Provider | Should -Be Pims
            (Get-PimProduct -First 1 -Session $session).Provider | Should -Be Pims
            $record = Get-Terminating { Connect-Pim -Sandbox -Provider Akeneo }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Match 'does not serve Akeneo'
            $sandbox | Format-List | Out-String | Should -Match 'PimsUrl\s+: http'
            $sandbox | Stop-PimSandbox
            Get-PimSandbox | Should -BeNullOrEmpty
        }

        It 'is left out: what is its is null' {
            $sandbox = Start-TestSandbox @{ Provider = 'akeneo' }
            'PimsUrl', 'ApiKey', 'ReadOnlyApiKey' | ForEach-Object { $sandbox.$_ | Should -BeNullOrEmpty -Because $_ }
            (Connect-Pim -Sandbox -PassThru).Provider | Should -Be Akeneo
            "$(Get-Terminating { Connect-Pim -Sandbox -Provider Pims })" | Should -Match 'does not serve Pims\..*Start-PimSandbox -Provider Pims'
        }

        It 'takes the names on the wire, in any case' {
            $sandbox = Start-TestSandbox @{ PimsFieldName = @{ SkuList = 'skuArray'; pagesize = 'rows' } }
            $sandbox.Options.PimsFieldNames['SkuList'] | Should -Be skuArray
            $sandbox.Options.PimsFieldNames['PageSize'] | Should -Be rows
            $sandbox.Options.PimsFieldNames['PageNumber'] | Should -Be pageNum
            $session = Connect-Pim -Sandbox -Provider Pims -FieldName @{ SkuList = 'skuArray'; PageSize = 'rows' } -PassThru
            @(Get-PimProduct -First 30 -PageSize 30 -Session $session).Count | Should -Be 30
            $skus = (Get-PimProduct -First 2 -Session $session).Identifier
            (Get-PimProduct $skus -Session $session).Identifier | Should -Be $skus
        }

        It 'refuses <What> before it starts: terminating PimInvalidInput' -ForEach @(
            @{ What = 'an unknown field'; Names = @{ PageSise = 'rows' }; Says = 'PageSise.*SkuList, PageSize, PageNumber' }
            @{ What = 'a field without a name'; Names = @{ PageSize = $null }; Says = 'PageSize.*no name' }
        ) {
            foreach ($isWhatIf in $true, $false) {
                $record = Get-Terminating { Start-PimSandbox -PimsFieldName $Names -WhatIf:$isWhatIf }
                $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
                "$record" | Should -Match $Says
            }
            Get-PimSandbox | Should -BeNullOrEmpty
        }

        It 'says Error with the status that is set' {
            $sandbox = Start-TestSandbox @{ Provider = 'Pims'; PimsErrorStatusCode = 400 }
            $session = Connect-Pim -Sandbox -PassThru
            $session.Provider | Should -Be Pims
            Get-PimProduct nope -Session $session -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }
    }

    It 'is a table and a list at the prompt, without its secrets' {
        $sandbox = Start-TestSandbox
        $text = ($sandbox | Format-Table | Out-String -Width 200) + ($sandbox | Format-List | Out-String -Width 200)
        $text | Should -Match 'Url\s+.*Products\s+Requests'
        $text | Should -Match "$($sandbox.Url)\s+.*250\s+0"
        $text | Should -Not -Match (ConvertFrom-Secret $sandbox.ClientSecret)
        $text | Should -Not -Match ([regex]::Escape((ConvertFrom-Secret $sandbox.Credential.Password)))
        $text | Should -Match '(?m)^User\s+: '
    }
}
