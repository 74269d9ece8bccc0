# A catalog written to another server: everything arrives, in order, and the second time nothing is sent.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $option = @{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 150 }
    $source = Start-TestSandbox $option
    $from = Connect-TestSandbox $source @{ RetryIntervalSec = 0.05; Name = 'from' }
    $target = Start-TestSandbox (@{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 0; Seed = 2 })
    $to = Connect-TestSandbox $target @{ RetryIntervalSec = 0.05; Name = 'to' }
    $null = Select-PimSession $from

    # what the other server has nothing of
    $null = New-PimAttributeGroup new_group -Label @{ en_US = 'New' }
    $null = New-PimAttribute new_color -Type pim_catalog_simpleselect -Group new_group
    $null = New-PimAttribute new_text -Type pim_catalog_text -Group new_group
    'red', 'blue' | ForEach-Object { $null = New-PimAttributeOption $_ -Attribute new_color }
    $null = New-PimAssociationType new_pair
    $null = New-PimCategory zz_top -Parent master
    $null = New-PimCategory aa_below -Parent zz_top
    $null = New-PimFamily new_family -Attribute sku, new_color, new_text -AttributeAsLabel sku
    $null = New-PimFamilyVariant new_variant -Family new_family -VariantAttributeSet @(@{ level = 1; axes = @('new_color'); attributes = @('sku', 'new_color') })
    $null = New-PimProductModel new_model -FamilyVariant new_variant -Value @{ new_text = 'Text' }
    $null = New-PimProduct NEW-1 -Parent new_model -Value @{ new_color = 'red' } -Category aa_below
    $null = New-PimProduct NEW-2 -Parent new_model -Value @{ new_color = 'blue' }
    $first, $second = 'NEW-1', 'NEW-2' | ForEach-Object { (Get-PimProduct $_).Uuid }
    # each refers to the other
    @{ uuid = $first; associations = @{ new_pair = @{ products = @($second); product_models = @('new_model') } } },
    @{ uuid = $second; associations = @{ new_pair = @{ products = @($first) } } } | Invoke-PimBulkUpsert | ForEach-Object Status | Should -Be Updated, Updated

    $folder = Join-Path $TestDrive 'catalog'
    $files = Export-PimCatalog $folder
    $quiet = @{ Session = $to; WarningAction = 'SilentlyContinue' }
}

AfterAll {
    Disconnect-Pim -All
    $source, $target | ForEach-Object { Stop-PimSandbox $_.Url }
}

Describe 'Import-PimCatalog' {
    It 'tells with -WhatIf what it would send, and sends no write' {
        $results = Import-PimCatalog $folder @quiet -WhatIf -Include AssociationType, Family, FamilyVariant, AttributeOption
        ($results | Group-Object Status).Name | Sort-Object | Should -Be Skipped, Unchanged
        ($results | Where-Object Key -EQ new_family).Differences.Property | Should -Contain attributes
        Get-PimFamily new_family -Session $to -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-PimProduct -Session $to | Should -BeNullOrEmpty
    }

    It 'writes everything, one result a line, and warns once of what cannot be written' {
        $results = Import-PimCatalog $folder -Session $to -SummaryVariable summary -WarningVariable warned -WarningAction SilentlyContinue
        $written = $files | Where-Object Resource -NotIn Locale, Currency
        $results | Should -HaveCount ($written | Measure-Object Count -Sum).Sum
        $results | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Message) $($_.Errors.Message)" } | Should -BeNullOrEmpty
        $results.Index | Sort-Object -Unique | Should -HaveCount $results.Count
        @($warned -like 'Locale:*').Count, @($warned -like 'Currency:*').Count | Should -Be 1, 1
        $summary.Total | Should -Be $results.Count
        $summary.Created | Should -Be @($results | Where-Object Status -EQ Created).Count
        $summary.Requests | Should -BeGreaterThan 10
        ($results | Where-Object Key -In new_family, new_variant, new_model, new_pair, zz_top, aa_below, new_color).Status | Sort-Object -Unique | Should -Be Created
    }

    It 'associates items of the folder with each other' {
        (Get-PimProduct $first -Session $to).Associations.new_pair.products | Should -Be $second
        (Get-PimProduct $first -Session $to).Associations.new_pair.product_models | Should -Be new_model
        (Get-PimProduct $second -Session $to).Associations.new_pair.products | Should -Be $first
        (Get-PimAttributeGroup new_group -Session $to).Attributes | Sort-Object | Should -Be new_color, new_text
    }

    It 'finds nothing to change the second time' {
        $before = Get-WriteCount $target
        $before | Should -BeGreaterThan 0
        $results = Import-PimCatalog $folder @quiet
        $results | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status) $($_.Differences | Out-String)" } | Should -BeNullOrEmpty
        Get-WriteCount $target | Should -Be $before
    }

    It 'leaves attributes that the export has not in their groups, also with -Force' {
        $null = New-PimAttribute their_text -Type pim_catalog_text -Group marketing -Session $to
        $before = Get-WriteCount $target
        $results = Import-PimCatalog $folder @quiet -Include AttributeGroup, Attribute
        $results | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status)" } | Should -BeNullOrEmpty
        Get-WriteCount $target | Should -Be $before
        $moved = (Get-PimAttributeGroup marketing -Session $from).Attributes[0]
        Set-PimAttribute $moved -Group other -Session $to
        (Import-PimCatalog $folder @quiet -Include AttributeGroup | Where-Object Status -NE Unchanged).Key | Should -Contain marketing
        (Get-PimAttribute $moved, their_text -Session $to).Group | Should -Be marketing, marketing
        (Import-PimCatalog $folder @quiet -Include AttributeGroup -Force).Status | Sort-Object -Unique | Should -Be Updated
        (Get-PimAttribute their_text -Session $to).Group | Should -Be marketing
        Import-PimCatalog $folder @quiet -Include AttributeGroup, Attribute | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status)" } | Should -BeNullOrEmpty
    }

    It 'sends only what differs, and all with -Force' {
        Set-PimProduct $first -Session $to -Value @{ sku = 'NEW-1' } -Category @()
        $results = Import-PimCatalog $folder @quiet -Include Product
        ($results | Where-Object Status -EQ Updated).Key | Should -Be $first
        ($results | Where-Object Key -EQ $first).Differences.Property | Should -Be categories
        (Import-PimCatalog $folder @quiet -Include Channel, Family -Force).Status | Sort-Object -Unique | Should -Be Updated
    }

    It 'refuses files that were changed before anything is sent' {
        Copy-Item $folder "$TestDrive/changed" -Recurse
        Add-Content "$TestDrive/changed/families.jsonl" '{"code":"more"}'
        $before = $target.Counters.Requests
        { Import-PimCatalog "$TestDrive/changed" @quiet } | Should -Throw '*families.jsonl*' -ErrorId 'PimInvalidInput,*'
        $target.Counters.Requests | Should -Be $before
        (Import-PimCatalog "$TestDrive/changed" @quiet -Include Channel).Status | Sort-Object -Unique | Should -Be Unchanged
    }

    It 'refuses a folder without a finished export, or of another kind of server' {
        $null = New-Item "$TestDrive/empty" -ItemType Directory
        { Import-PimCatalog "$TestDrive/empty" @quiet } | Should -Throw '*manifest.json*' -ErrorId 'PimInvalidInput,*'
        $pims = Connect-PimsSandbox $target @{ Name = 'pims' }
        { Import-PimCatalog $folder -Session $pims } | Should -Throw '*Akeneo*' -ErrorId 'PimInvalidInput,*'
        { Import-PimCatalog $folder @quiet -Include Nothing } | Should -Throw -ErrorId 'PimInvalidInput,*'
    }

    It 'loses no line of those that fail, and ends when too many do' {
        $null = Remove-PimProduct $first, $second -Session $to -Confirm:$false
        Copy-Item $folder "$TestDrive/broken" -Recurse
        $path = "$TestDrive/broken/products.jsonl"
        $lines = @(Get-Content $path | ForEach-Object { $_ -replace '"family":"\w+"', '"family":"nowhere"' })
        [IO.File]::WriteAllText($path, ($lines -join "`n") + "`n")
        $manifest = Get-Content "$TestDrive/broken/manifest.json" -Raw | ConvertFrom-Json
        $entry = $manifest.files | Where-Object resource -EQ Product
        $entry.bytes = (Get-Item $path).Length
        $entry.hash = (Get-FileHash $path).Hash.ToLowerInvariant()
        $manifest | ConvertTo-Json -Depth 5 | Set-Content "$TestDrive/broken/manifest.json"

        $results = Import-PimCatalog "$TestDrive/broken" @quiet -Include Product -ErrorAction SilentlyContinue -ErrorVariable failed
        $results | Should -HaveCount $lines.Count
        @($results | Where-Object Status -EQ Failed).Count | Should -Be @($failed | Where-Object FullyQualifiedErrorId -Like 'PimItemFailed,*').Count
        ($results | Where-Object Status -EQ Failed | Select-Object -First 1).InputObject | Should -BeLike '{"uuid":*'
        $ended = try { Import-PimCatalog "$TestDrive/broken" @quiet -Include Product -MaximumFailure 3 -ErrorAction SilentlyContinue -SummaryVariable summary } catch { $_ }
        @($ended)[-1].FullyQualifiedErrorId | Should -BeLike 'PimMaximumFailureReached,*'
        $summary.EndedBy | Should -Match 'More than 3'
    }

    It 'has a result for each line when the server is gone, too' {
        $gone = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 0 }
        try {
            $there = Connect-TestSandbox $gone @{ Name = 'gone'; MaximumRetryCount = 0 }
            $gone.Options.DownAfter = $gone.Counters.Requests + 40
            $ended = try { Import-PimCatalog $folder -Session $there -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -OutVariable results -SummaryVariable summary } catch { $_ }
            @($ended)[-1].FullyQualifiedErrorId | Should -BeLike 'PimConnectionBroken,*'
            $written = $files | Where-Object Resource -NotIn Locale, Currency
            $results.Index | Sort-Object -Unique | Should -HaveCount ($written | Measure-Object Count -Sum).Sum
            $summary.Total | Should -Be $results.Count
            $results[-1].Status | Should -Be Skipped
        }
        finally { Stop-PimSandbox $gone.Url }
    }

    It 'goes on by its checkpoint, and ends in time' {
        Import-PimCatalog $folder @quiet -Include Product -Checkpoint "$TestDrive/run.journal" | Out-Null
        (Import-PimCatalog $folder @quiet -Include Product -Checkpoint "$TestDrive/run.journal").Message | Sort-Object -Unique | Should -Be 'Written by an earlier run.'
        $results = Import-PimCatalog $folder -Session $to -TimeBudget 00:00:00.001 -WarningVariable warned -WarningAction SilentlyContinue
        $results.Status | Sort-Object -Unique | Should -Be Skipped
        $warned -like '*time budget of 00:00:00.001*' | Should -HaveCount 1
        { Import-PimCatalog $folder -Session $to -TimeBudget 10 } | Should -Throw -ExpectedMessage '*too short*'
    }

    It 'knows products by their identifiers where the server gave them other uuids' {
        $other = Start-TestSandbox (@{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 0; Seed = 2 })
        try {
            $there = Connect-TestSandbox $other @{ Name = 'there' }
            $null = Select-PimSession $from
            Import-PimCatalog $folder -Session $there -WarningAction SilentlyContinue -Exclude Product | Out-Null
            $null = New-PimProduct NEW-1 -Session $there -Parent new_model -Value @{ new_color = 'red' }
            $null = New-PimProduct NEW-2 -Session $there -Parent new_model -Value @{ new_color = 'blue' }
            $own = (Get-PimProduct NEW-1 -Session $there).Uuid
            $own | Should -Not -Be $first
            $results = Import-PimCatalog $folder -Session $there -WarningAction SilentlyContinue -Include Product
            $results | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
            ($results | Where-Object Key -EQ $own).Status | Should -Be Updated
            (Get-PimProduct NEW-2 -Session $there).Associations.new_pair.products | Should -Be $own
            $again = Import-PimCatalog $folder -Session $there -WarningAction SilentlyContinue
            $again.Count | Should -BeGreaterThan 0
            $again | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status) $($_.Message)" } | Should -BeNullOrEmpty
            Compare-PimCatalog $from $there -Resource Product, ProductModel | ForEach-Object { "$($_.Key) $($_.Status) $($_.Differences.Attribute)" } | Where-Object { $_ -notmatch 'Different .*(picture|side_view|user_manual|data_sheet)' } | Should -BeNullOrEmpty
        }
        finally { Stop-PimSandbox $other.Url }
    }

    It 'leaves out what the edition does not know, where that says nothing' {
        $community = Start-TestSandbox @{ Edition = 'CE'; ProductCount = 0 }
        try {
            $ce = Connect-TestSandbox $community @{ Name = 'ce' }
            $kinds = 'Attribute', 'Category', 'Family'
            $results = Import-PimCatalog $folder -Session $ce -Include (@('AttributeGroup') + $kinds) -WarningVariable warned -WarningAction SilentlyContinue
            $results | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
            @($warned -like 'Attribute: *is_mandatory*').Count, @($warned -like 'Category: validations*').Count | Should -Be 1, 1
            # what says something is the server's to refuse
            Set-PimAttribute new_text -IsMandatory $true -Session $from
            $null = Export-PimCatalog "$TestDrive/mandatory" -Include Attribute -Session $from
            $failed = Import-PimCatalog "$TestDrive/mandatory" -Session $ce -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Where-Object Status -NE Unchanged
            $failed.Key, $failed.Status | Should -Be new_text, Failed
            $failed.Message | Should -Match is_mandatory
        }
        finally {
            Set-PimAttribute new_text -IsMandatory $false -Session $from
            Stop-PimSandbox $community.Url
        }
    }

    It 'leaves out kinds of things that the edition does not have, and goes by identifiers where the session does' {
        $community = Start-TestSandbox @{ Edition = 'CE'; ProductCount = 0 }
        try {
            $ce = Connect-TestSandbox $community @{ Name = 'ce'; ProductIdFormat = 'Identifier' }
            $results = Import-PimCatalog $folder -Session $ce -WarningVariable warned -WarningAction SilentlyContinue
            $results | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
            @($warned -like 'Asset: *edition has no such things*').Count, @($warned -like 'ReferenceEntityRecord: *edition has no such things*').Count | Should -Be 1, 1
            $results.Resource | Should -Not -Contain Asset
            (Get-PimProduct NEW-1 -Session $ce).Associations.new_pair.products | Should -Be NEW-2
            $again = Import-PimCatalog $folder -Session $ce -WarningAction SilentlyContinue
            $again | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status) $($_.Differences | Out-String)" } | Should -BeNullOrEmpty
            Compare-PimCatalog $from $ce -Resource Product, ProductModel | Where-Object Change | ForEach-Object { "$($_.Key) $($_.Change)" } | Should -BeNullOrEmpty
            # what is asked for by name is the server's to refuse
            (Import-PimCatalog $folder -Session $ce -Include Asset -WarningAction SilentlyContinue -ErrorAction SilentlyContinue).Status | Sort-Object -Unique | Should -Be Failed
        }
        finally { Stop-PimSandbox $community.Url }
    }

    It 'leaves out the status of assets where it is the usual one' {
        $enterprise = Start-TestSandbox @{ Edition = 'EE'; ProductCount = 0 }
        try {
            $ee = Connect-TestSandbox $enterprise @{ Name = 'ee' }
            $results = Import-PimCatalog $folder -Session $ee -Include AssetFamily, Asset -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            ($results | Where-Object { $_.Resource -eq 'AssetFamily' -or $_.Key -like 'packshot*' }).Status | Sort-Object -Unique | Should -Be Unchanged
            $warned -like 'Asset: end_date, start_date, status is left out*' | Should -HaveCount 1
        }
        finally { Stop-PimSandbox $enterprise.Url }
    }

    It 'imports PIMS too' {
        $pimsFrom = Connect-PimsSandbox $source @{ Name = 'pims from' }
        $pimsTo = Connect-PimsSandbox $target @{ Name = 'pims to' }
        $null = New-PimCategory 'Fresh' -Session $pimsFrom
        $null = New-PimCategory 'Fresh > Below' -Session $pimsFrom
        $null = New-PimAttribute fresh -Type string -Label @{ 'en-us' = 'Fresh' } -Session $pimsFrom
        Export-PimCatalog "$TestDrive/pims" -Session $pimsFrom | Out-Null
        $results = Import-PimCatalog "$TestDrive/pims" -Session $pimsTo -WarningAction SilentlyContinue
        $results | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
        ($results | Where-Object Key -EQ 'Fresh > Below').Status | Should -Be Created
        $again = Import-PimCatalog "$TestDrive/pims" -Session $pimsTo -WarningAction SilentlyContinue
        $again | Where-Object Status -NE Unchanged | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status) $($_.Differences | Out-String)" } | Should -BeNullOrEmpty
    }

    It 'brings a catalog of PIMS over whole, with the deleted parents of variants' {
        $default = Start-TestSandbox @{ Provider = 'Pims'; ProductCount = 1000 }
        $empty = Start-TestSandbox @{ Provider = 'Pims'; ProductCount = 0 }
        try {
            $pimsFrom = Connect-PimsSandbox $default @{ Name = 'default' }
            $pimsTo = Connect-PimsSandbox $empty @{ Name = 'empty'; RequestsPerSecond = 0 }
            $option = @{ Session = $pimsTo; WarningAction = 'SilentlyContinue' }
            Export-PimCatalog "$TestDrive/default" -Session $pimsFrom | Out-Null
            $would = Import-PimCatalog "$TestDrive/default" @option -WhatIf 6> $null
            $empty.Counters.Routes.Keys | Where-Object { $_ -match 'createProduct|editProduct' } | Should -BeNullOrEmpty
            $results = Import-PimCatalog "$TestDrive/default" @option
            $results | Where-Object Status -NotIn Created, Updated, Unchanged | ForEach-Object { "$($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
            @($results | Where-Object Status -NE Unchanged) | Should -HaveCount 988
            @($would | Where-Object Status -EQ Skipped).Key | Sort-Object | Should -Be (($results | Where-Object Status -NE Unchanged).Key | Sort-Object)
            (Get-PimProduct PIM-0000406 -Session $pimsTo).Status | Should -Be deleted
            (Get-PimProduct PIM-0000406-1 -Session $pimsTo).Parent | Should -Be PIM-0000406

            $before = Get-WriteCount $empty
            $before | Should -BeGreaterThan 987
            (Import-PimCatalog "$TestDrive/default" @option).Status | Sort-Object -Unique | Should -Be Unchanged
            Get-WriteCount $empty | Should -Be $before
            # files alone, which no line brings
            Compare-PimCatalog $pimsFrom $pimsTo | Where-Object { $_.Change -or $_.Status -ne 'Different' } | Should -BeNullOrEmpty
        }
        finally { $default, $empty | ForEach-Object { Stop-PimSandbox $_.Url } }
    }
}
