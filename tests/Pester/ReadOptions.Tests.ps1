# An object that was read with options that change what it holds goes back without changing anything on the server.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60; EveryAttributeType = $true }
    $session = Connect-TestSandbox $sandbox
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Measurements in the units of a channel' {
    BeforeAll {
        Select-PimSession $session
        Set-PimChannel ecommerce -ConversionUnit @{ weight = 'TON'; power = 'WATT' }
        $null = New-PimProduct -Identifier converted -Family shoes -Category master -Values @{ weight = @{ GRAM = 3 }; erp_name = 'Shoe' }
        function Get-Converted { Get-PimProduct converted -Channel ecommerce -ConvertMeasurements }
        function Get-Weight { (Get-PimProduct converted).Values.weight.data | ForEach-Object { "$($_.amount) $($_.unit)" } }
    }

    It 'stay as they are: <What>' -ForEach @(
        @{ What = 'by Set-PimProduct'; Script = { Get-Converted | Set-PimProduct } }
        @{ What = 'after a look at the values'; Script = { $one = Get-Converted; $null = $one.Values.weight.data.amount; $one | Set-PimProduct } }
        @{ What = 'as a whole object'; Script = { Set-PimProduct -InputObject (Get-Converted) } }
        @{ What = 'by Invoke-PimBulkUpsert'; Script = { Get-Converted | Invoke-PimBulkUpsert } }
        @{ What = 'of a copy with some properties'; Script = { Get-Converted | Select-Object Uuid, Values | Set-PimProduct } }
        @{ What = 'of a copy with all properties'; Script = { Get-Converted | Select-Object * | Set-PimProduct } }
        @{ What = 'of a copy in bulk'; Script = { Get-Converted | Select-Object Uuid, Values | Invoke-PimBulkUpsert } }
        @{ What = 'of a copy of the object'; Script = { (Get-Converted).PSObject.Copy() | Set-PimProduct } }
        @{ What = 'as values alone'; Script = { Set-PimProduct converted -Values (Get-Converted).Values } }
        @{ What = 'as a copy of the values'; Script = { Set-PimProduct converted -Values (Get-Converted).Values.PSObject.Copy() } }
        @{ What = 'in a table'; Script = { Set-PimProduct -InputObject @{ identifier = 'converted'; values = (Get-Converted).Values } } }
        @{ What = 'in a table in bulk'; Script = { @{ identifier = 'converted'; values = (Get-Converted).Values } | Invoke-PimBulkUpsert } }
        @{ What = 'put on another object'; Script = { $one = Get-PimProduct converted; $one.Values = (Get-Converted).Values; $one | Set-PimProduct } }
        @{ What = 'of a list'; Script = { Get-PimProduct -Filter @{ identifier = 'converted' } -Channel ecommerce -ConvertMeasurements | Invoke-PimBulkUpsert } }
    ) {
        (Get-Converted).Values.weight.data.unit | Should -Be TON
        $null = & $Script 3>$null
        Get-Weight | Should -Be '3.0000 GRAM'
    }

    It 'are said to be left out, once' {
        $one = Get-Converted
        $one, $one | Set-PimProduct -WarningAction SilentlyContinue -WarningVariable warned
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike 'weight: -ConvertMeasurements*'
    }

    It 'are the same for -OnlyChanged, which sends nothing' {
        $seen = Measure-Request $sandbox { (Get-Converted | Invoke-PimBulkUpsert -OnlyChanged -WarningAction SilentlyContinue).Status }
        $seen.Output | Should -Be Unchanged
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' -and $_ -notlike '*/search' } | Should -BeNullOrEmpty
    }

    It 'that somebody has changed are sent, and so is all else' {
        $one = Get-Converted
        $one.Values.erp_name[0].data = 'Boot'
        $one | Set-PimProduct -WarningAction SilentlyContinue
        (Get-PimProduct converted).GetValue('erp_name') | Should -Be Boot
        Get-Weight | Should -Be '3.0000 GRAM'
        $one = Get-Converted
        $one.Values.weight[0].data.amount = 2
        $one | Set-PimProduct
        Get-Weight | Should -Be '2.0000 TON'
        Set-PimProduct converted -Values @{ weight = @{ GRAM = 3 } }
    }

    It 'that somebody has changed are sent from copies too' {
        $copy = Get-Converted | Select-Object Uuid, Values
        $copy.Values.weight[0].data.amount = 2
        $copy | Set-PimProduct
        Get-Weight | Should -Be '2.0000 TON'
        Set-PimProduct converted -Values @{ weight = @{ GRAM = 3 } }
        $values = (Get-Converted).Values
        $values.erp_name[0].data = 'Sandal'
        Set-PimProduct converted -Values $values -WarningAction SilentlyContinue -WarningVariable warned
        $warned[0].Message | Should -BeLike 'weight: -ConvertMeasurements*'
        (Get-PimProduct converted).GetValue('erp_name') | Should -Be Sandal
        Get-Weight | Should -Be '3.0000 GRAM'
    }

    It 'are values as any other for another product' {
        $null = New-PimProduct heavy -Family (Get-Converted).Family
        $values = (Get-Converted).Values
        $values.PSObject.Properties.Remove('sku')
        Set-PimProduct heavy -Values $values -ErrorAction Stop
        (Get-PimProduct heavy).Values.weight.data.unit | Should -Be TON
        $made = @{ identifier = 'heavier'; values = $values } | Invoke-PimBulkUpsert -WarningVariable warned
        "$($made.Status)$warned" | Should -Be Created
        (Get-PimProduct heavier).Values.weight.data.unit | Should -Be TON
        Remove-PimProduct heavy, heavier -Confirm:$false
    }

    It 'are refused by name after <What>' -ForEach @(
        @{ What = 'a job or a file'; Pass = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 5)) } }
        @{ What = 'JSON'; Pass = { $_ | ConvertTo-Json -Depth 9 | ConvertFrom-Json } }
        @{ What = 'JSON that stays text'; Pass = { $_ | ConvertTo-Json -Depth 9 -Compress } }
    ) {
        $passed = Get-Converted | ForEach-Object $Pass
        $result = $passed | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
        $result.Status | Should -Be Failed
        "$($result.Message)$($result.Errors.Message)" | Should -Match 'ConvertedFor|converted_for'
        Set-PimProduct -InputObject $passed -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match 'ConvertedFor|converted_for'
        Get-Weight | Should -Be '3.0000 GRAM'
    }

    It 'show nothing of what they remember' {
        $plain = (Get-PimProduct converted).Values
        $values = (Get-Converted).Values
        $units = '"(amount|unit|symbol)":.*'
        ($values | ConvertTo-Json -Depth 9) -replace $units | Should -Be (($plain | ConvertTo-Json -Depth 9) -replace $units)
        ($values | Get-Member).Name | Should -Be ($plain | Get-Member).Name
    }

    It 'are in rows, as they were read' {
        $row = Get-Converted | ConvertTo-PimRow -Attribute weight
        "$($row.PSObject.Properties.Value)" | Should -Match 'TON'
    }
}

Describe 'Product models in the units of a channel' {
    It 'stay as they are' {
        Select-PimSession $session
        $model = Get-PimProductModel -Channel ecommerce -ConvertMeasurements | Where-Object { $_.Values.PSObject.Properties.Value.data.unit } | Select-Object -First 1
        if (-not $model) { Set-ItResult -Skipped -Because 'no model has a measurement'; return }
        $before = (Get-PimProductModel $model.Code).Values | ConvertTo-Json -Depth 9
        $model | Set-PimProductModel -WarningAction SilentlyContinue
        $model | Select-Object Code, Values | Set-PimProductModel -WarningAction SilentlyContinue
        Set-PimProductModel $model.Code -Values $model.Values -WarningAction SilentlyContinue
        (Get-PimProductModel $model.Code).Values | ConvertTo-Json -Depth 9 | Should -Be $before
    }
}

Describe 'Values with the enabled assets alone' {
    BeforeAll {
        Select-PimSession $session
        $assets = @(Get-PimAsset -AssetFamily packshots -First 4).Code
        $product = (Get-PimProduct -First 60 | Where-Object { $_.Values.packshots } | Select-Object -First 1).Uuid
        Set-PimProduct $product -Values @{ packshots = $assets[0..2] }
        Set-PimAsset $assets[1] -AssetFamily packshots -Status disabled
        function Get-Enabled { Get-PimProduct $product -WithEnabledAssetsOnly }
        function Get-Code { (Get-PimProduct $product).Values.packshots.data }
    }

    It 'lack those that are disabled' {
        (Get-Enabled).Values.packshots.data | Should -Be $assets[0, 2]
        Get-Code | Should -Be $assets[0..2]
    }

    It 'go back without taking them away: <What>' -ForEach @(
        @{ What = 'one by one'; Script = { Get-Enabled | Set-PimProduct } }
        @{ What = 'in bulk'; Script = { $null = Get-Enabled | Invoke-PimBulkUpsert } }
    ) {
        & $Script
        Get-Code | Should -Be $assets[0..2]
    }

    It 'are refused where somebody has changed the list, before anything is sent' {
        $one = Get-Enabled
        $one.Values.packshots[0].data = @($assets[0], $assets[3])
        $writes = Get-WriteCount $sandbox
        $one | Set-PimProduct -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match "'packshots'.*-WithEnabledAssetsOnly"
        $result = $one | Invoke-PimBulkUpsert
        $result.Status | Should -Be Failed
        Get-WriteCount $sandbox | Should -Be $writes
        Get-Code | Should -Be $assets[0..2]
    }

    It 'may have other lists changed' {
        $one = Get-Enabled
        $one.Values | Add-Member tags @([pscustomobject]@{ locale = $null; scope = $null; data = @('gift') }) -Force
        $one | Set-PimProduct -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Not -Match 'WithEnabledAssetsOnly'
        Get-Code | Should -Be $assets[0..2]
    }
}
