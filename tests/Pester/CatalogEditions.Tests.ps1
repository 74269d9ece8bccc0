# A catalog of a smaller edition in a server of a bigger one, which has what the smaller one cannot have.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $options = @{ ProductCount = 20; EveryAttributeType = $true }
    $beyond = 'composition', 'designed_by', 'goes_with', 'packshots', 'palette'
    $small = Start-TestSandbox ($options + @{ Edition = 'CE' })
    $from = Connect-TestSandbox $small @{ Name = 'small' }

    # what both have in common, and the bigger one has more of
    $null = New-PimFamilyVariant by_fabric -Family designer_pieces -VariantAttributeSet @(@{ level = 1; axes = @('fabric'); attributes = @('sku', 'picture') }) -Session $from
    $null = New-PimProductModel woven -FamilyVariant by_fabric -Value @{ name = 'Woven' } -Locale en_US -Session $from
    $null = New-PimFamily tables -Attribute sku, name, size -AttributeRequirement @{ ecommerce = @('sku', 'name') } -Session $from

    function Add-Beyond($to) {
        Set-PimFamily designer_pieces -AttributeAsImage packshots -AttributeRequirement @{ ecommerce = @('sku', 'composition'); print = @('sku', 'palette') } -Session $to
        $null = New-PimFamilyVariant by_fabric -Family designer_pieces -Session $to -VariantAttributeSet @(
            @{ level = 1; axes = @('designed_by', 'fabric'); attributes = @('sku', 'picture', 'composition') })
        $null = New-PimProductModel woven -FamilyVariant by_fabric -Value @{ name = 'Woven'; palette = @('color_01') } -Locale en_US -Session $to
        $null = New-PimFamily tables -Attribute sku, name, size, composition -AttributeRequirement @{ ecommerce = @('sku', 'name', 'composition') } -Session $to
        Set-PimAttribute description -IsMandatory $true -Session $to
    }

    # all that the smaller one cannot have
    function Get-Beyond($Session) {
        $family = Get-PimFamily designer_pieces -Session $Session
        $level = (Get-PimFamilyVariant by_fabric -Family designer_pieces -Session $Session).VariantAttributeSets[0]
        $products = 1..3 | ForEach-Object { Get-PimProduct "DES-$_" -Session $Session }
        $all = [ordered]@{
            attributes   = $family.Attributes | Where-Object { $_ -in $beyond } | Sort-Object
            image        = $family.AttributeAsImage
            requirements = @($family.AttributeRequirements.ecommerce) + $family.AttributeRequirements.print | Where-Object { $_ -in $beyond }
            axes         = $level.axes
            level        = $level.attributes -contains 'composition'
            values       = foreach ($product in $products) { foreach ($code in $beyond) { $product.Values.$code.data | ConvertTo-Json -Depth 5 -Compress } }
            model        = (Get-PimProductModel woven -Session $Session).Values.palette.data
            tables       = (Get-PimFamily tables -Session $Session).Attributes -contains 'composition'
            group        = $beyond | ForEach-Object { (Get-PimAttribute $_ -Session $Session).Group }
            field        = (Get-PimAttribute description -Session $Session).IsMandatory
        }
        $all | ConvertTo-Json -Depth 10
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $small.Url
}

Describe 'A smaller edition promoted into a bigger one' {
    BeforeEach {
        $big = Start-TestSandbox ($options + @{ Edition = 'Serenity' })
        $to = Connect-TestSandbox $big @{ Name = "big$($big.Url.Port)" }
        Add-Beyond $to
        $before = Get-Beyond $to
    }

    AfterEach { Stop-PimSandbox $big.Url }

    It 'tells no difference in what the smaller one cannot have, and takes nothing of it away, with -IgnoreExtraValue <Ignores>' -ForEach @{ Ignores = $false }, @{ Ignores = $true } {
        $before | Should -Match 'oak'
        Compare-PimCatalog $from $to -IgnoreExtraValue:$Ignores | Where-Object Status -NE Extra |
            ForEach-Object { "$($_.Resource) $($_.Key) $($_.Change)" } | Should -BeNullOrEmpty

        # what it could have is a difference, and goes over
        Set-PimFamily tables -Attribute sku, name, weight -AttributeRequirement @{ ecommerce = @('sku', 'weight') } -Session $from
        Set-PimProduct DES-2 -Value @{ name = 'End table'; fibers = 'silk' } -Locale en_US -Session $from
        Set-PimProduct DES-1 -Value @{ description = 'Theirs' } -Locale en_US -Channel ecommerce -Session $to
        try {
            $found = Compare-PimCatalog $from $to -IgnoreExtraValue:$Ignores | Where-Object Status -NE Extra
            $found.Differences.Attribute | Where-Object { $_ -in $beyond } | Should -BeNullOrEmpty
            $results = $found | Invoke-PimBulkUpsert -Session $to -InOrder
            $results | Where-Object Status -NE Updated | ForEach-Object { "$($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
            Get-Beyond $to | Should -Be $before
            (Get-PimFamily tables -Session $to).Attributes | Sort-Object | Should -Be composition, name, sku, weight
            (Get-PimFamily tables -Session $to).AttributeRequirements.ecommerce | Sort-Object | Should -Be composition, sku, weight
            (Get-PimProduct DES-2 -Session $to).GetValue('name', 'en_US') | Should -Be 'End table'
            (Get-PimProduct DES-1 -Session $to).GetValue('description', 'en_US', 'ecommerce') | Should -Be $(if ($Ignores) { 'Theirs' })
            Compare-PimCatalog $from $to -IgnoreExtraValue:$Ignores | Where-Object Status -NE Extra | Should -BeNullOrEmpty
        }
        finally {
            Set-PimFamily tables -Attribute sku, name, size -AttributeRequirement @{ ecommerce = @('sku', 'name') } -Session $from
            Set-PimProduct DES-2 -Value @{ name = 'Side table'; fibers = @('wool') } -Locale en_US -Session $from
        }
    }

    It 'is imported without taking anything of that away' {
        $folder = Join-Path $TestDrive small
        $null = Export-PimCatalog $folder -Session $from
        $results = Import-PimCatalog $folder -Session $to -WarningAction SilentlyContinue -ErrorAction Stop
        $results | Where-Object Status -NotIn Unchanged, Updated | ForEach-Object { "$($_.Key) $($_.Message)" } | Should -BeNullOrEmpty
        Get-Beyond $to | Should -Be $before
        Import-PimCatalog $folder -Session $to -WarningAction SilentlyContinue | Where-Object Status -NE Unchanged | Should -BeNullOrEmpty
        Import-PimCatalog $folder -Session $to -Include Family, FamilyVariant -Force -WarningAction SilentlyContinue -ErrorAction Stop | Should -Not -BeNullOrEmpty
        Get-Beyond $to | Should -Be $before
    }
}

Describe 'The Enterprise Edition promoted into one that is hosted' {
    It 'leaves assets their links and status' {
        $ee = Start-TestSandbox ($options + @{ Edition = 'EE' })
        $saas = Start-TestSandbox ($options + @{ Edition = 'Serenity' })
        try {
            $mine = Connect-TestSandbox $ee @{ Name = 'ee' }
            $to = Connect-TestSandbox $saas @{ Name = 'saas' }
            $linked = Get-PimAsset -Session $to -AssetFamily model_pictures | Where-Object { $_.Values.PSObject.Properties['main_shot'] } | Select-Object -First 1
            $linked | Should -Not -BeNullOrEmpty
            Set-PimAsset $linked.Code -AssetFamily model_pictures -Status disabled -Session $to
            Set-PimAsset $linked.Code -AssetFamily model_pictures -Values @{ label = @{ en_US = 'Another' } } -Session $to
            $found = Compare-PimCatalog $mine $to -Resource Asset | Where-Object Status -EQ Different
            $found.Key | Should -Contain $linked.Code
            $found.Differences.Attribute | Where-Object { $_ -in 'main_shot', 'more_shots', 'auto_tags' } | Should -BeNullOrEmpty
            $found.Differences.Property | Where-Object { $_ -in 'status', 'start_date', 'end_date' } | Should -BeNullOrEmpty
        }
        finally {
            Stop-PimSandbox $ee.Url
            Stop-PimSandbox $saas.Url
        }
    }
}
