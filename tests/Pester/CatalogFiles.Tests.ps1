# The files of a catalog, on both kinds of server: told where they differ, and sent from an export that has them.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $option = @{ Provider = 'Both'; Edition = 'Serenity'; Version = 'v20250717143807' }
    $source = Start-TestSandbox ($option + @{ ProductCount = 40 })
    $target = Start-TestSandbox ($option + @{ ProductCount = 0; Seed = 2 })
    $from = Connect-TestSandbox $source @{ Name = 'from'; RetryIntervalSec = 0.05 }
    $to = Connect-TestSandbox $target @{ Name = 'to'; RetryIntervalSec = 0.05 }
    $pimsFrom = Connect-PimsSandbox $source @{ Name = 'pims from' }
    $pimsTo = Connect-PimsSandbox $target @{ Name = 'pims to' }
    [IO.File]::WriteAllBytes("$TestDrive/picture.png", [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))

    # makes some lines all products of an export
    function Edit-ProductLine($Folder, [string[]]$Line) {
        [IO.File]::WriteAllText("$Folder/products.jsonl", "$($Line -join "`n")`n")
        $manifest = Get-Content "$Folder/manifest.json" -Raw | ConvertFrom-Json
        $entry = $manifest.files | Where-Object resource -EQ Product
        $entry.count, $entry.bytes, $entry.hash = $Line.Count, (Get-Item "$Folder/products.jsonl").Length, (Get-FileHash "$Folder/products.jsonl").Hash.ToLowerInvariant()
        $manifest | ConvertTo-Json -Depth 5 | Set-Content "$Folder/manifest.json"
    }

    function Get-Faulty($Result) { $Result | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Message)" } }
    function Get-Changed($Result) { $Result | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status) $($_.Message) $($_.Differences | Out-String)" } }
}

AfterAll {
    Disconnect-Pim -All
    $source, $target | ForEach-Object { Stop-PimSandbox $_.Url }
}

Describe 'Files of PIMS' {
    It 'are not sent as texts, and a warning says so' {
        Export-PimCatalog "$TestDrive/pims" -Session $pimsFrom | Out-Null
        $results = Import-PimCatalog "$TestDrive/pims" -Session $pimsTo -WarningVariable warned -WarningAction SilentlyContinue
        Get-Faulty $results | Should -BeNullOrEmpty
        $warned -like 'Product: the values of files in * -IncludeMedia *' | Should -HaveCount 1
        (Get-PimProduct -Session $pimsTo -IncludeVariant).Values.thumbnail | Where-Object { $_ } | Should -BeNullOrEmpty
        (Get-PimProduct -Session $pimsTo -IncludeVariant).Values.video_url | Where-Object { $_ } | Should -Not -BeNullOrEmpty
    }

    It 'are told by a comparison, which has nothing else to send' {
        $found = @(Compare-PimCatalog $pimsFrom $pimsTo)
        $found.Status | Sort-Object -Unique | Should -Be Different
        $found.Files.Attribute | Sort-Object -Unique | Should -Be datasheet, gallery, image, thumbnail
        $found.Change | Where-Object { $_ } | Should -BeNullOrEmpty
        $result = $found | Select-Object -First 3 | Invoke-PimBulkUpsert -Session $pimsTo
        $result.Status | Sort-Object -Unique | Should -Be Skipped
        $result[0].Message | Should -Match 'Send-PimMediaFile'
    }

    It 'are sent from an export that has them, once' {
        $one, $other = (Get-PimProduct -Session $pimsFrom -First 5 | Where-Object { $_.Values.thumbnail } | Select-Object -First 2).Identifier
        Set-PimProduct $other -Values @{ thumbnail = (Get-PimProduct $one -Session $pimsFrom).Values.thumbnail } -Session $pimsFrom
        Export-PimCatalog "$TestDrive/pims media" -IncludeMedia -Session $pimsFrom | Out-Null
        $before = Get-WriteCount $target
        $before | Should -BeGreaterThan 0
        $would = Import-PimCatalog "$TestDrive/pims media" -Session $pimsTo -WhatIf
        ($would | Where-Object Status -EQ Skipped).Differences.Attribute | Sort-Object -Unique | Should -Be datasheet, gallery, image, thumbnail
        Get-WriteCount $target | Should -Be $before
        $results = Import-PimCatalog "$TestDrive/pims media" -Session $pimsTo -WarningVariable warned
        Get-Faulty $results | Should -BeNullOrEmpty
        $warned | Should -BeNullOrEmpty
        $results.Index | Sort-Object -Unique | Should -HaveCount $results.Count
        $links = (Get-PimProduct -Session $pimsTo -IncludeVariant).Values | ForEach-Object { $_.thumbnail; $_.gallery } | Where-Object { $_ }
        $links | Where-Object { -not $_.StartsWith("$($target.PimsUrl)api/a/") } | Should -BeNullOrEmpty
        # an asset that two products have stays one
        (Get-PimProduct $other -Session $pimsTo).Values.thumbnail | Should -Be (Get-PimProduct $one -Session $pimsTo).Values.thumbnail
        Get-Changed (Import-PimCatalog "$TestDrive/pims media" -Session $pimsTo) | Should -BeNullOrEmpty
        Compare-PimCatalog $pimsFrom $pimsTo | Should -BeNullOrEmpty
    }

    It 'of a deleted parent come with it and its variants' {
        $other = Start-TestSandbox @{ Provider = 'Pims'; ProductCount = 0 }
        try {
            $session = Connect-PimsSandbox $other @{ Name = 'other' }
            $parent = (Get-PimProduct -Session $pimsFrom -IncludeVariant | Where-Object Parent | Select-Object -First 1).Parent
            Remove-PimProduct $parent -Confirm:$false -Session $pimsFrom
            Export-PimCatalog "$TestDrive/deleted" -IncludeMedia -Session $pimsFrom | Out-Null
            Get-Faulty (Import-PimCatalog "$TestDrive/deleted" -Session $session) | Should -BeNullOrEmpty
            (Get-PimProduct $parent -Session $session).Values.thumbnail | Should -BeLike "$($other.PimsUrl)api/a/*"
            $before = Get-WriteCount $other
            Get-Changed (Import-PimCatalog "$TestDrive/deleted" -Session $session) | Should -BeNullOrEmpty
            Get-WriteCount $other | Should -Be $before
            Compare-PimCatalog $pimsFrom $session | Should -BeNullOrEmpty
        }
        finally { Stop-PimSandbox $other.Url }
    }
}

Describe 'Files of Akeneo' {
    BeforeAll {
        $null = Send-PimMediaFile "$TestDrive/picture.png" -Category master -Attribute image_1 -Locale en_US -Channel ecommerce -Session $from
        Export-PimCatalog "$TestDrive/media" -IncludeMedia -Session $from | Out-Null
        $quiet = @{ Session = $to; WarningAction = 'SilentlyContinue' }
    }

    It 'are looked at before anything is sent' {
        $file = "$TestDrive/media/$((Get-Content "$TestDrive/media/media-files.jsonl" -TotalCount 1 | ConvertFrom-Json).path)"
        Move-Item $file "$TestDrive/away"
        $before = $target.Counters.Requests
        { Import-PimCatalog "$TestDrive/media" @quiet } | Should -Throw "*$(Split-Path $file -Leaf)*" -ErrorId 'PimInvalidInput,*'
        $target.Counters.Requests | Should -Be $before
        Move-Item "$TestDrive/away" $file
    }

    It 'arrive with products, models, categories, records and assets, in the result of their lines' {
        $results = Import-PimCatalog "$TestDrive/media" @quiet -SummaryVariable summary
        Get-Faulty $results | Should -BeNullOrEmpty
        $results.Index | Sort-Object -Unique | Should -HaveCount $results.Count
        $summary.Total, ($summary.Created + $summary.Updated + $summary.Unchanged) | Should -Be $results.Count, $results.Count
        # those that send files are counted too
        $summary.Requests | Should -BeGreaterThan 500
        ($results | Where-Object { $_.Resource -eq 'Category' -and $_.Key -eq 'master' }).Status | Should -Be Updated
        Compare-PimCatalog $from $to -IgnoreExtraValue | Where-Object Status -NE Extra | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Differences | Out-String)" } | Should -BeNullOrEmpty
    }

    It 'are not sent a second time, but with -Force' {
        $before = Get-WriteCount $target
        $before | Should -BeGreaterThan 0
        Get-Changed (Import-PimCatalog "$TestDrive/media" @quiet) | Should -BeNullOrEmpty
        Get-WriteCount $target | Should -Be $before
        $product = Get-PimProduct -Session $to -Filter @{ picture = @{ Operator = 'NOT EMPTY' } } -First 1
        (Import-PimCatalog "$TestDrive/media" @quiet -Include Product -Force).Status | Sort-Object -Unique | Should -Be Updated
        (Get-PimProduct $product.Uuid -Session $to).Values.picture[0].data | Should -Not -Be $product.Values.picture[0].data
    }

    It 'that are refused fail their line, which says that all else was written' {
        $product = Get-PimProduct -Session $to -Filter @{ picture = @{ Operator = 'NOT EMPTY' } } -First 1
        Set-PimProduct $product.Uuid -Values @{ picture = $null } -Session $to
        Set-PimAttribute picture -AllowedExtension jpeg -Session $to
        $failed = Import-PimCatalog "$TestDrive/media" @quiet -Include Product -ErrorAction SilentlyContinue -ErrorVariable said | Where-Object Status -NE Unchanged
        $failed.Key, $failed.Status | Should -Be $product.Uuid, Failed
        $failed.Message | Should -BeLike 'The item was written, but not its files: *picture*jpeg*'
        $said[0].FullyQualifiedErrorId | Should -BeLike 'PimItemFailed,*'
        Set-PimAttribute picture -AllowedExtension jpg, jpeg, png -Session $to
        (Import-PimCatalog "$TestDrive/media" @quiet -Include Product | Where-Object Status -NE Unchanged).Status | Should -Be Updated
    }

    It 'of a product without identifier go by way of one that has a file in the same place, and keeps it' {
        $carrier = Get-PimProduct -Session $from -Filter @{ picture = @{ Operator = 'NOT EMPTY' }; parent = @{ Operator = 'EMPTY' } } -First 1
        $nameless = [guid]::NewGuid().ToString()
        @{ uuid = $nameless; family = $carrier.Family } | Invoke-PimBulkUpsert -Session $from | ForEach-Object Status | Should -Be Created
        $null = Send-PimMediaFile "$TestDrive/picture.png" -Product $nameless -Attribute picture -Via $carrier -Session $from
        Export-PimCatalog "$TestDrive/nameless" -Include Product -IncludeMedia -Session $from | Out-Null
        $results = Import-PimCatalog "$TestDrive/nameless" @quiet
        ($results | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Key) $($_.Status) $($_.Message)" }).Trim() | Should -Be "$nameless Created"
        (Get-PimProduct $nameless -Session $to).Values.picture[0].data | Should -BeLike '*_picture.png'
        Get-Changed (Import-PimCatalog "$TestDrive/nameless" @quiet) | Should -BeNullOrEmpty
        Compare-PimCatalog $from $to -Resource Product -IgnoreExtraValue | Where-Object Status -NE Extra | ForEach-Object { "$($_.Key) $($_.Differences | Out-String)" } | Should -BeNullOrEmpty
    }

    It 'of a product without identifier fail where nothing can carry them' {
        $one = [guid]::NewGuid().ToString()
        $folder = New-Item "$TestDrive/alone" -ItemType Directory
        Copy-Item "$TestDrive/nameless/*" $folder -Recurse
        $line = Get-Content "$folder/products.jsonl" | Where-Object { $_ -match '_picture\.png' -and $_ -notmatch '"sku":' } | Select-Object -First 1
        Edit-ProductLine $folder ($line -replace '(?<="uuid":")[^"]+', $one)
        $failed = Import-PimCatalog $folder @quiet -ErrorAction SilentlyContinue
        $failed.Key, $failed.Status | Should -Be $one, Failed
        $failed.Message | Should -BeLike 'The item was written, but not its files: *no identifier*-Via*'
    }

    It 'of a product without identifier go by way of one that holds a file itself, and of no variant that shows its model''s' {
        $null = New-PimAttribute carry_color -Type pim_catalog_simpleselect -Group other -Session $from
        $null = New-PimAttributeOption red -Attribute carry_color -Session $from
        $null = New-PimFamily carry -Attribute sku, carry_color, picture -AttributeAsLabel sku -Session $from
        $null = New-PimFamilyVariant carry_above -Family carry -VariantAttributeSet @(@{ level = 1; axes = @('carry_color'); attributes = @('sku', 'carry_color') }) -Session $from
        $null = New-PimFamilyVariant carry_own -Family carry -VariantAttributeSet @(@{ level = 1; axes = @('carry_color'); attributes = @('sku', 'carry_color', 'picture') }) -Session $from
        # the first of all products
        $shown, $own, $nameless = 1..3 | ForEach-Object { "00000000-0000-4000-8000-00000000000$_" }
        foreach ($pair in @('carry_above', $shown), @('carry_own', $own)) {
            $null = New-PimProductModel "$($pair[0])_model" -FamilyVariant $pair[0] -Session $from
            @{ uuid = $pair[1]; parent = "$($pair[0])_model"; values = @{ sku = @(@{ locale = $null; scope = $null; data = $pair[0] }); carry_color = @(@{ locale = $null; scope = $null; data = 'red' }) } } |
                Invoke-PimBulkUpsert -Session $from | ForEach-Object Status | Should -Be Created
        }
        @{ uuid = $nameless; family = 'carry' } | Invoke-PimBulkUpsert -Session $from | ForEach-Object Status | Should -Be Created
        $null = Send-PimMediaFile "$TestDrive/picture.png" -ProductModel carry_above_model -Attribute picture -Session $from
        Copy-Item "$TestDrive/picture.png" "$TestDrive/own.png"
        $null = Send-PimMediaFile "$TestDrive/own.png" -Product carry_own -Attribute picture -Session $from
        $null = Send-PimMediaFile "$TestDrive/picture.png" -Product $nameless -Attribute picture -Via carry_own -Session $from
        Export-PimCatalog "$TestDrive/carriers" -IncludeMedia -Session $from | Out-Null
        Get-Faulty (Import-PimCatalog "$TestDrive/carriers" @quiet) | Should -BeNullOrEmpty
        (Get-PimProduct $nameless -Session $to).Values.picture[0].data | Should -BeLike '*_picture.png'

        # where nothing but variants could carry it
        Set-PimProduct $nameless -Values @{ picture = $null } -Session $to
        Edit-ProductLine "$TestDrive/carriers" (Get-Content "$TestDrive/carriers/products.jsonl" | Where-Object { $_ -match "$shown|$own|$nameless" })
        $results = Import-PimCatalog "$TestDrive/carriers" @quiet -Include Product
        Get-Faulty $results | Should -BeNullOrEmpty
        ($results | Where-Object Status -NE Unchanged).Key | Should -Be $nameless
        $files = $nameless, $own, $shown | ForEach-Object { (Get-PimProduct $_ -Session $to).Values.picture[0].data -replace '^.*_' }
        $files | Should -Be picture.png, own.png, picture.png
    }

    It 'wait when the time is up' {
        Set-PimProduct (Get-PimProduct -Session $to -Filter @{ picture = @{ Operator = 'NOT EMPTY' } } -First 1).Uuid -Values @{ picture = $null } -Session $to
        $results = Import-PimCatalog "$TestDrive/media" @quiet -Include Product -TimeBudget 00:00:00.001
        $results.Status | Sort-Object -Unique | Should -Be Skipped
    }
}
