# A catalog of one edition in a server of another, which cannot have all of it.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $serenity = @{ Edition = 'Serenity'; Version = 'v20250717143807' }
    $source = Start-TestSandbox ($serenity + @{ ProductCount = 40; EveryAttributeType = $true })
    $from = Connect-TestSandbox $source @{ Name = 'from' }
    $null = Select-PimSession $from

    # variants by an attribute that not all editions have
    $null = New-PimAttribute by_designer -Type akeneo_reference_entity -Group marketing -ReferenceDataName designer
    $null = New-PimFamily designed -Attribute sku, name, by_designer, composition -AttributeAsLabel sku
    $null = New-PimFamilyVariant designed_by_one -Family designed -VariantAttributeSet @(@{ level = 1; axes = @('by_designer'); attributes = @('sku', 'by_designer') })
    $null = New-PimProductModel designed_model -FamilyVariant designed_by_one -Value @{ name = 'Model' } -Locale en_US
    $null = New-PimProduct DESIGNED-1 -Parent designed_model -Value @{ by_designer = 'designer_001' }

    $folder = Join-Path $TestDrive 'catalog'
    $null = Export-PimCatalog $folder
    $lacking = 'by_designer', 'composition', 'designed_by', 'goes_with', 'packshots', 'palette'

    function Get-Fault($Result) { $Result | Where-Object Status -NotIn Created, Updated, Unchanged, Skipped | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Message)" } }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $source.Url
}

Describe 'Import-PimCatalog into another edition' {
    It 'tells lines that are no JSON, and writes the others' {
        $broken = "$TestDrive/garbled"
        Copy-Item $folder $broken -Recurse
        $manifest = Get-Content "$broken/manifest.json" -Raw | ConvertFrom-Json
        foreach ($entry in $manifest.files | Where-Object resource -In Category, Family, Product) {
            $path = "$broken/$($entry.path)"
            $lines = @(Get-Content $path)
            $lines[-1] = $lines[-1].Substring(0, $lines[-1].Length - 1)
            [IO.File]::WriteAllText($path, ($lines -join "`n") + "`n")
            $entry.bytes = (Get-Item $path).Length
            $entry.hash = (Get-FileHash $path).Hash.ToLowerInvariant()
        }
        $manifest | ConvertTo-Json -Depth 5 | Set-Content "$broken/manifest.json"
        $target = Start-TestSandbox @{ Edition = 'CE'; ProductCount = 0; Seed = 2 }
        try {
            $to = Connect-TestSandbox $target @{ Name = 'garbled' }
            $results = Import-PimCatalog $broken -Session $to -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            $garbled = $results | Where-Object Message -Match 'JSON'
            $garbled.Resource | Sort-Object | Should -Be Category, Family, Product
            $garbled.Status | Sort-Object -Unique | Should -Be Failed
            @($results | Where-Object Status -EQ Created).Count | Should -BeGreaterThan 40
        }
        finally { Stop-PimSandbox $target.Url }
    }

    It 'leaves out of <Edition> what it cannot have, with all that goes with it, and the second time finds nothing to change' -ForEach @(
        @{ Edition = 'EE'; Skipped = 'main_shot', 'more_shots', 'auto_tags'; Warnings = 'Asset: what * lines say of *main_shot*no attributes of that type.' }
        @{ Edition = 'CE'; Skipped = 'by_designer', 'composition', 'designed_by', 'goes_with', 'packshots', 'palette', 'designed_by_one', 'designed_model', 'DESIGNED-1'
            Warnings = 'Family: what 2 lines say of *composition*', 'AttributeGroup: what 1 lines say of *', 'Product: what 3 lines say of *', 'Asset: *edition has no such things*' }
    ) {
        $target = Start-TestSandbox @{ Edition = $Edition; ProductCount = 0; Seed = 2 }
        try {
            $to = Connect-TestSandbox $target @{ Name = $Edition }
            $results = Import-PimCatalog $folder -Session $to -SummaryVariable summary -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop
            Get-Fault $results | Should -BeNullOrEmpty
            $left = $results | Where-Object Status -EQ Skipped
            $uuid = (Get-PimProduct DESIGNED-1 -Session $from).Uuid
            $left.Key | Sort-Object | Should -Be ($Skipped -replace 'DESIGNED-1', $uuid | Sort-Object)
            $left.Message | Should -Match '^Left out'
            $summary.Skipped, $summary.Failed, $summary.EndedBy | Should -Be $Skipped.Count, 0, $null
            foreach ($warning in $Warnings) { $warned -like $warning | Should -HaveCount 1 -Because $warning }
            (Get-PimProduct DES-1 -Session $to).GetValue('name', 'en_US') | Should -Be 'Lounge chair'

            $again = Import-PimCatalog $folder -Session $to -WarningAction SilentlyContinue -ErrorAction Stop
            $again.Count | Should -Be $results.Count
            $again | Where-Object Status -NotIn Unchanged, Skipped | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status)" } | Should -BeNullOrEmpty
            ($again | Where-Object Status -EQ Skipped).Key | Should -Be $left.Key

            # what was left out is no difference either, unless it is asked for by name
            $compared = Compare-PimCatalog $from $to -IgnoreExtraValue -WarningVariable warned -WarningAction SilentlyContinue
            $compared | Where-Object { $_.Resource -ne 'Asset' -and $_.Status -ne 'Extra' -and $_.Change } | ForEach-Object { "$($_.Resource) $($_.Key) $($_.Status) $($_.Differences.Attribute)" } | Should -BeNullOrEmpty
            if ($Edition -eq 'CE') {
                @($warned -match '^Attribute: .*palette.*Left out').Count | Should -Be 1
                (Compare-PimCatalog $from $to -Resource Attribute -WarningAction SilentlyContinue | Where-Object Status -EQ Missing).Key | Sort-Object | Should -Be $lacking
                (Import-PimCatalog $folder -Session $to -Include Attribute -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Where-Object Status -EQ Failed).Key | Sort-Object | Should -Be $lacking
            }
        }
        finally { Stop-PimSandbox $target.Url }
    }

    It 'takes the options of tables with it' {
        $target = Start-TestSandbox ($serenity + @{ ProductCount = 0; Seed = 2 })
        try {
            $to = Connect-TestSandbox $target @{ Name = 'same' }
            $results = Import-PimCatalog $folder -Session $to -WarningAction SilentlyContinue -ErrorAction Stop
            Get-Fault $results | Should -BeNullOrEmpty
            $results | Where-Object Status -EQ Skipped | Should -BeNullOrEmpty
            (Get-PimAttribute composition -Session $to -WithTableSelectOptions).TableConfiguration[0].options.code | Should -Be frame, seat, top
            Import-PimCatalog $folder -Session $to -WarningAction SilentlyContinue | Where-Object Status -NE Unchanged | Should -BeNullOrEmpty
            (Get-PimAttribute composition).TableConfiguration[0].options | Should -BeNullOrEmpty
        }
        finally { Stop-PimSandbox $target.Url }
    }
}
