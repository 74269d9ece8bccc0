# Names that no address can hold: they never lead to another one, wherever in a path they stand.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas'; ProductIdFormat = 'Identifier' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Paths' {
    BeforeEach { $null = Select-PimSession $session }

    It 'refuses an owner that leads elsewhere before any request: <Line>' -ForEach @(
        @{ Line = "Set-PimReferenceEntityAttribute name -ReferenceEntity '..' -Label @{ en_US = 'X' }" }
        @{ Line = "Set-PimAssetAttribute name -AssetFamily '..' -Label @{ en_US = 'X' }" }
        @{ Line = "Set-PimReferenceEntityAttributeOption red -ReferenceEntity '..' -Attribute color -Label @{ en_US = 'X' }" }
        @{ Line = "Remove-PimAssetAttributeOption red -AssetFamily '..' -Attribute color -Confirm:`$false" }
        @{ Line = "Get-PimReferenceEntityAttribute -ReferenceEntity '..'" }
        @{ Line = "Get-PimReferenceEntityRecord -ReferenceEntity '.'" }
        @{ Line = "Set-PimReferenceEntityRecord x -ReferenceEntity 'a/b' -Value @{ label = 'X' } -Locale en_US" }
        @{ Line = "Get-PimAsset -AssetFamily '..' -Filter @{ code = 'x' }" }
        @{ Line = "Get-PimFamilyVariant x -Family '..'" }
        @{ Line = "Get-PimAttributeOption red -Attribute '..'" }
        @{ Line = "New-PimAttributeOption x -Attribute '../attributes'" }
        @{ Line = "Get-PimPermission '..'" }
        @{ Line = "Get-PimCatalogProduct -Catalog '..' -First 1" }
        @{ Line = "Remove-PimCatalogMappingSchema '..' -Confirm:`$false" }
        @{ Line = "Copy-PimCatalog '..'" }
        @{ Line = "Start-PimJob '..' -Export" }
        @{ Line = "Submit-PimProductDraft -ProductModel 'a/b'" }
        @{ Line = "Remove-PimProductModel 'a/b' -Confirm:`$false" }
    ) {
        $seen = Measure-Request $sandbox { & ([scriptblock]::Create("$Line -ErrorAction SilentlyContinue -ErrorVariable script:failed")) }
        $seen.Requests | Should -Be 0
        $seen.Output | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'cannot be part of an address'
        "$($failed[0])" | Should -Not -Match 'uuid'
    }

    It 'fails a row of a batch whose owner leads elsewhere, and writes the others' {
        $rows = @{ code = 'red'; attribute = '..' }, @{ code = 'red'; attribute = 'color'; sort_order = 3 }
        $seen = Measure-Request $sandbox { $rows | Invoke-PimBulkUpsert -Resource AttributeOption -ErrorAction SilentlyContinue }
        $seen.Requests | Should -Be 1
        ($seen.Output | Sort-Object Index).Status | Should -Be Failed, Updated
    }

    It 'says of a slash that it is one, and of dots that they are dots' {
        Set-PimFamily 'a/b' -Label @{ en_US = 'X' } -ErrorAction SilentlyContinue -ErrorVariable failed
        Set-PimFamily '..' -Label @{ en_US = 'X' } -ErrorAction SilentlyContinue -ErrorVariable +failed
        "$($failed[0])" | Should -Match 'its slash'
        "$($failed[1])" | Should -Not -Match 'slash|uuid'
    }

    It 'shows no API key that leads elsewhere' {
        $key = ConvertTo-Secret '../secret'
        foreach ($line in { Get-PimKeyView -Key $key @quiet }, { New-PimKeyView x -Key $key @quiet }, { Remove-PimKey $key -Confirm:$false @quiet }) {
            $quiet = @{ Session = $pims; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'script:failed' }
            (Measure-Request $sandbox $line).Routes.Keys | Where-Object { $_ -notmatch 'keyinfo' } | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$($failed[0]) $($failed[0].TargetObject)" | Should -Not -Match '/secret'
        }
    }

    It 'writes and deletes a product by an identifier that no address can hold: <Identifier>' -ForEach @(
        @{ Identifier = 'a/b' }, @{ Identifier = 'a\b' }, @{ Identifier = '..' }
    ) {
        (New-PimProduct $Identifier -Family shoes).Identifier | Should -Be $Identifier
        (Set-PimProduct $Identifier -Enabled $false -PassThru).Enabled | Should -BeFalse
        Get-PimProduct $Identifier | Set-PimProduct -Enabled $true
        (Get-PimProduct $Identifier).Enabled | Should -BeTrue
        Remove-PimProduct $Identifier -Confirm:$false
        Get-PimProduct $Identifier -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'gives another identifier to a product whose own no address can hold' {
        $made = New-PimProduct 'q/1' -Family shoes
        $renamed = Set-PimProduct 'q/1' -Values @{ sku = 'q2' } -Enabled $false -PassThru
        $renamed.Identifier, $renamed.Uuid, $renamed.Enabled | Should -Be q2, $made.Uuid, $false
        Get-PimProduct 'q/1' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'gives none to one together with associations, which go by another key there' {
        $null = New-PimProduct 'q/3' -Family shoes
        $line = { Set-PimProduct 'q/3' -Values @{ sku = 'q4' } -Association @{ PACK = @{ products = 'rows' } } -ErrorAction SilentlyContinue -ErrorVariable failed; $failed }
        $seen = Measure-Request $sandbox $line
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        (Get-PimProduct 'q/3').Identifier | Should -Be 'q/3'
    }

    It 'changes a product model by a code that no address can hold' {
        $null = New-PimProductModel 'm/1' -Family shoes -FamilyVariant shoes_size
        (Set-PimProductModel 'm/1' -Category master -PassThru).Categories | Should -Be master
    }

    It 'takes members named as parameters: <What>' -ForEach @(
        @{ What = 'a category of a product'; Script = { @{ Identifier = 'rows'; Category = 'master' } | Set-PimProduct -PassThru }; Field = 'Categories'; Want = 'master' }
        @{ What = 'categories to add'; Script = { [pscustomobject]@{ Identifier = 'rows'; AddCategory = 'home' } | Set-PimProduct -PassThru }; Field = 'Categories'; Want = 'home' }
        @{ What = 'labels of a family'; Script = { @{ Code = 'shoes'; Label = @{ en_US = 'Rows' } } | Set-PimFamily -PassThru }; Field = 'Labels'; Want = '@{en_US=Rows*' }
        @{ What = 'attributes of a group'; Script = { @{ Code = 'rows'; Attribute = 'name' } | New-PimAttributeGroup }; Field = 'Attributes'; Want = 'name' }
        @{ What = 'locales of a channel'; Script = { [pscustomobject]@{ Code = 'rows'; Locale = 'en_US,de_DE'; Currency = 'EUR'; CategoryTree = 'master' } | New-PimChannel }; Field = 'Locales'; Want = 'de_DE' }
        @{ What = 'values of a record'; Script = { @{ Code = 'alderbay'; Value = @{ founded = @{ locale = $null; channel = $null; data = '1999' } } } | Set-PimReferenceEntityRecord -ReferenceEntity brand -PassThru }; Field = 'Values'; Want = '*founded*' }
        @{ What = 'labels of a rule'; Script = { @{ Code = 'rows'; Type = 'product'; Action = @(@{ type = 'set'; field = 'enabled'; value = $true }); Label = @{ en_US = 'Rows' } } | Set-PimRuleDefinition -PassThru }; Field = 'Labels'; Want = '@{en_US=Rows*' }
        @{ What = 'what an attribute of assets links to'; Script = { @{ Code = 'maker'; Type = 'record'; LinkedReferenceEntity = 'brand' } | Set-PimAssetAttribute -AssetFamily packshots -PassThru }; Field = 'ReferenceEntity'; Want = 'brand' }
    ) {
        if (-not (Get-PimProduct rows -ErrorAction Ignore)) { $null = New-PimProduct rows }
        $written = & $Script
        @($written.$Field | Where-Object { "$_" -like $Want }).Count | Should -BeGreaterThan 0
    }

    It 'takes such members in a batch too, and prefers a parameter to them' {
        $result = @{ Code = 'shoes'; Label = @{ en_US = 'Of a batch' } } | Invoke-PimBulkUpsert -Resource Family
        $result.Status | Should -Be Updated
        (Get-PimFamily shoes).Labels.en_US | Should -Be 'Of a batch'
        (@{ Code = 'shoes'; Label = @{ en_US = 'Of a row' } } | Set-PimFamily -Label @{ en_US = 'Of a parameter' } -PassThru).Labels.en_US | Should -Be 'Of a parameter'
    }
}
