# What was read can be sent back as it is, alone and in bulk, and changes nothing.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60 }
    $session = Connect-TestSandbox $sandbox
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Values of categories' {
    BeforeAll {
        Select-PimSession $session
        $picture = Join-Path $TestDrive sun.png
        [IO.File]::WriteAllBytes($picture, [byte[]](1..300 | ForEach-Object { $_ % 251 }))
        $values = @(
            @{ attribute_code = 'notes'; channel = $null; locale = $null; data = 'Sun & sea' }
            @{ attribute_code = 'short_text'; channel = $null; locale = 'en_US'; data = 'Sun' }
            @{ attribute_code = 'short_text'; channel = $null; locale = 'fr_FR'; data = 'Soleil' }
            @{ attribute_code = 'description'; channel = 'ecommerce'; locale = 'en_US'; data = '<p>Sun</p>' }
            @{ attribute_code = 'description'; channel = 'print'; locale = 'en_US'; data = '<p>Paper</p>' }
        )
        $null = New-PimCategory beach -Parent master -Value $values
        $null = Send-PimMediaFile $picture -Category beach -Attribute image_1 -Locale en_US -Channel ecommerce
        $null = Send-PimMediaFile $picture -Category beach -Attribute icon
        function Get-Beach { Get-PimCategory beach -WithEnrichedAttributes }
        $read = Get-Beach
        $before = $read | ConvertTo-Json -Depth 9
    }

    It 'are read with their texts and images, by locale and channel' {
        $read.Values.PSObject.Properties.Value.type | Sort-Object | Should -Be image, image, richtext, richtext, text, text, textarea
    }

    It 'go back: <What>' -ForEach @(
        @{ What = 'by Set-PimCategory'; Script = { $read | Set-PimCategory } }
        @{ What = 'as text of JSON that was read again'; Script = { $before | ConvertFrom-Json | Set-PimCategory } }
        @{ What = 'as a parameter'; Script = { Set-PimCategory beach -Value $read.Values } }
        @{ What = 'as a list, with codes as they were read'; Script = { Set-PimCategory beach -Value $read.Values.PSObject.Properties.Value } }
        @{ What = 'by Invoke-PimBulkUpsert'; Script = { $read | Invoke-PimBulkUpsert -Resource Category } }
        @{ What = 'as a line of JSON'; Script = { $read | ConvertTo-Json -Depth 9 -Compress | ForEach-Object { $_ -creplace '"Values"', '"values"' -creplace '"Code"', '"code"' } | Invoke-PimBulkUpsert -Resource Category } }
    ) {
        & $Script | Where-Object { $_ } | ForEach-Object Status | Should -BeIn $null, 'Updated'
        Get-Beach | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'are found to be the same by -OnlyChanged, and nothing is sent' {
        $seen = Measure-Request $sandbox { Get-PimCategory -WithEnrichedAttributes | Invoke-PimBulkUpsert -Resource Category -OnlyChanged }
        $seen.Output.Status | Select-Object -Unique | Should -Be Unchanged
        $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/categories'
    }

    It 'pass -Validate' {
        ($read | Invoke-PimBulkUpsert -Resource Category -Validate).Status | Should -Be Updated
    }

    It 'can be changed in the object that was read' {
        $changed = Get-Beach
        ($changed.Values.PSObject.Properties.Value | Where-Object { $_.attribute_code -like 'short_text*' -and $_.locale -eq 'fr_FR' }).data = 'Plage'
        $changed | Set-PimCategory
        $now = Get-Beach
        ($now.Values.PSObject.Properties.Value | Where-Object locale -EQ fr_FR).data | Should -Be Plage
        @($now.Values.PSObject.Properties).Count | Should -Be @($read.Values.PSObject.Properties).Count
        $read | Set-PimCategory
    }

    It 'are taken by attribute, as those of other things' {
        Set-PimCategory beach -Value @{
            notes       = 'Sand'
            short_text  = @{ en_US = 'Sand'; fr_FR = 'Sable' }
            description = @{ channel = 'print'; locale = 'en_US'; data = '<p>Sand</p>' }
        }
        $now = (Get-Beach).Values.PSObject.Properties.Value
        ($now | Where-Object attribute_code -Like notes*).data | Should -Be Sand
        ($now | Where-Object attribute_code -Like short_text* | Sort-Object locale).data | Should -Be Sand, Sable
        ($now | Where-Object { $_.attribute_code -like 'description*' -and $_.channel -eq 'print' }).data | Should -Be '<p>Sand</p>'
        ($now | Where-Object { $_.attribute_code -like 'description*' -and $_.channel -eq 'ecommerce' }).data | Should -Be '<p>Sun</p>'
        $read | Set-PimCategory
    }

    It 'leave what is no value to the server, which says so' {
        $now = Get-Beach | ConvertTo-Json -Depth 9
        Set-PimCategory beach -Value @{ short_text = 'Sun' } -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        Get-Beach | ConvertTo-Json -Depth 9 | Should -Be $now
    }
}

Describe 'What only the server writes, at any depth' {
    BeforeAll {
        Select-PimSession $session
        $own = '"_links"|"linked_data"|"attribute_type"|"reference_data_name"'
        $reads = @{
            Product               = { Get-PimProduct -First 60 -WithAttributeOptions | Where-Object { $_.Values.picture } | Select-Object -First 1 }
            ProductModel          = { Get-PimProductModel | Where-Object { $_.Values.picture } | Select-Object -First 1 }
            ReferenceEntityRecord = { Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1 }
            Asset                 = { Get-PimAsset -AssetFamily packshots -First 1 }
        }
    }

    It 'is in what is read: <_>' -ForEach Product, ProductModel, Asset {
        & $reads[$_] | ConvertTo-Json -Depth 9 -Compress | Should -Match $own
    }

    It 'changes nothing, sent one by one or in bulk: <_>' -ForEach Product, ProductModel, ReferenceEntityRecord, Asset {
        $item = & $reads[$_]
        $before = $item | ConvertTo-Json -Depth 9
        $item | & "Set-Pim$_"
        ($item | Invoke-PimBulkUpsert -Resource $_).Status | Should -Be Updated
        & $reads[$_] | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'is not in the body of a single write' {
        $text = Get-WhatIfText $sandbox @'
            Get-PimProduct -First 60 -WithAttributeOptions | Where-Object { $_.Values.picture } | Select-Object -First 1 | Set-PimProduct -WhatIf
            Get-PimProductModel | Where-Object { $_.Values.picture } | Select-Object -First 1 | Set-PimProductModel -WhatIf
            $asset = Get-PimAsset -AssetFamily packshots -First 1
            $asset | Set-PimAsset -WhatIf
            Set-PimAsset $asset.Code -AssetFamily packshots -Value @{ media = $asset.Values.media } -WhatIf
'@
        [regex]::Matches($text, '"(picture|media)":\[\{"locale":null,"(scope|channel)":null,"data":"[^"]+"\}\]').Count | Should -Be 4
        $text | Should -Not -Match $own
    }

    It 'is not in the body of a batch: <What>' -ForEach @(
        @{ What = 'an object'; Form = { $_ } }
        @{ What = 'a line of JSON'; Form = { "{`"code`":`"$($_.Code)`",`"values`":$($_.Values | ConvertTo-Json -Depth 9 -Compress)}" } }
    ) {
        $model = & $reads.ProductModel
        $server = Start-FakeServer @{ Status = 200; Type = 'application/json'; Body = '{"access_token":"t","refresh_token":"r","expires_in":3600,"token_type":"bearer"}' },
            @{ Status = 200; Type = 'application/json'; Body = '{"version":"v20250717143807","edition":"Serenity"}' },
            @{ Status = 200; Type = 'application/vnd.akeneo.collection+json'; Body = "{`"line`":1,`"code`":`"$($model.Code)`",`"status_code`":204}" }
        try {
            $other = Connect-Pim -Url $server.Url -Credential $sandbox.Credential -ClientId $sandbox.ClientId -ClientSecret $sandbox.ClientSecret -Name other -PassThru
            ($model | ForEach-Object $Form | Invoke-PimBulkUpsert -Resource ProductModel -Session $other).Status | Should -Be Updated
            $sent = $server.Requests[-1]
            $sent.Method | Should -Be PATCH
            $sent.Body | Should -Match '"picture":\[\{"locale":null,"scope":null,"data":"[^"]+"\}\]'
            $sent.Body | Should -Not -Match $own
        }
        finally {
            $server.Stop()
            Disconnect-Pim other
            Select-PimSession $session
        }
    }
}

Describe 'What was read is a valid write' {
    It 'of everything that <Edition> keeps: no check refuses it, and neither does the server' -ForEach @(
        @{ Edition = 'CE'; Version = '7.0.42' }
        @{ Edition = 'EE'; Version = '7.0.42' }
        @{ Edition = 'Serenity'; Version = 'v20250717143807' }
    ) {
        $own = Start-TestSandbox @{ Edition = $Edition; Version = $Version; ProductCount = 60 }
        try {
            Connect-TestSandbox $own @{ Name = $Edition } | Select-PimSession
            $reads = [ordered]@{
                Product           = { Get-PimProduct -First 10 }
                ProductModel      = { Get-PimProductModel -First 10 }
                Family            = { Get-PimFamily -First 5 }
                FamilyVariant     = { Get-PimFamilyVariant -Family shoes }
                Attribute         = { Get-PimAttribute -First 50 }
                AttributeOption   = { Get-PimAttributeOption -Attribute color -First 2 }
                AttributeGroup    = { Get-PimAttributeGroup -First 5 }
                AssociationType   = { Get-PimAssociationType }
                Category          = { Get-PimCategory -First 5 }
                Channel           = { Get-PimChannel }
                MeasurementFamily = { Get-PimMeasurementFamily }
            }
            $lone = [ordered]@{}
            if ($Edition -ne 'CE') {
                $reads.ReferenceEntityRecord = { Get-PimReferenceEntityRecord -ReferenceEntity brand -First 5 }
                $reads.Asset = { Get-PimAsset -AssetFamily packshots -First 5 }
                $lone.ReferenceEntity = { Get-PimReferenceEntity }
                $lone.ReferenceEntityAttribute = { Get-PimReferenceEntityAttribute -ReferenceEntity brand }
                $lone.ReferenceEntityAttributeOption = { Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country | Select-Object -First 3 }
                $lone.AssetFamily = { Get-PimAssetFamily }
                $lone.AssetAttribute = { Get-PimAssetAttribute -AssetFamily packshots }
                $lone.AssetAttributeOption = { Get-PimAssetAttributeOption -AssetFamily packshots -Attribute tags }
            }

            foreach ($kind in @($reads.Keys) + $lone.Keys) {
                $read = if ($reads.Contains($kind)) { $reads[$kind] } else { $lone[$kind] }
                $items = @(& $read)
                $items.Count | Should -BeGreaterThan 0 -Because $kind
                $items | & "Set-Pim$kind" -ErrorAction Stop
                foreach ($switch in @(if ($reads.Contains($kind)) { @{}, @{ Validate = $true }, @{ Validate = $true; WhatIf = $true }, @{ WhatIf = $true } })) {
                    $results = $items | Invoke-PimBulkUpsert -Resource $kind @switch -ErrorAction Stop -WarningAction SilentlyContinue
                    $results.Status | Select-Object -Unique | Should -Be $(if ($switch.WhatIf) { 'Skipped' } else { 'Updated' }) -Because $kind
                }
            }
        }
        finally {
            Disconnect-Pim $Edition
            Select-PimSession $session
            Stop-PimSandbox $own.Url
        }
    }
}
