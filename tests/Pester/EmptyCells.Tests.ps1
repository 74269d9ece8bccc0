# An empty cell of a row says nothing where a list, a table, a number or a flag is wanted: a file of comma-separated values
# has a cell in each of its columns.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $uuid = '00000000-0000-4000-8000-0000000e0001'
    # what makes a row enough to be sent; Pims has the parameters of that server, all others are Akeneo's
    $rows = @(
        @{ Name = 'New-PimProduct'; Row = "@{ Uuid = '$uuid' }" }
        @{ Name = 'Set-PimProduct'; Row = "@{ Identity = `$product; Enabled = `$true }"; Piped = "@{ Uuid = `$product; Enabled = 'true' }" }
        @{ Name = 'New-PimProductModel'; Row = "@{ Code = 'empty'; FamilyVariant = `$variant }" }
        @{ Name = 'Set-PimProductModel'; Row = "@{ Identity = `$model }"; Piped = "@{ Code = `$model }" }
        @{ Name = 'New-PimFamily'; Row = "@{ Code = 'empty' }" }
        @{ Name = 'Set-PimFamily'; Row = "@{ Identity = 'shoes' }" }
        @{ Name = 'New-PimFamilyVariant'; Row = "@{ Code = 'empty'; Family = 'accessories'; VariantAttributeSet = @(@{ level = 1; axes = @('size'); attributes = @() }) }" }
        @{ Name = 'Set-PimFamilyVariant'; Row = "@{ Identity = 'accessories_size'; Family = 'accessories' }" }
        @{ Name = 'New-PimAttribute'; Row = "@{ Code = 'empty'; Type = 'pim_catalog_text'; Group = 'technical' }"; Pims = "@{ Code = 'empty'; Type = 'text'; Label = 'Empty' }" }
        @{ Name = 'Set-PimAttribute'; Row = "@{ Identity = 'name' }"; Pims = "@{ Identity = `$attribute }" }
        @{ Name = 'New-PimAttributeOption'; Row = "@{ Code = 'empty'; Attribute = 'color' }" }
        @{ Name = 'Set-PimAttributeOption'; Row = "@{ Identity = 'red'; Attribute = 'color' }" }
        @{ Name = 'New-PimAttributeGroup'; Row = "@{ Code = 'empty' }" }
        @{ Name = 'Set-PimAttributeGroup'; Row = "@{ Identity = 'technical' }" }
        @{ Name = 'New-PimAssociationType'; Row = "@{ Code = 'EMPTY' }" }
        @{ Name = 'Set-PimAssociationType'; Row = "@{ Identity = 'PACK' }" }
        @{ Name = 'New-PimCategory'; Row = "@{ Code = 'empty' }"; Pims = "@{ Code = 'Empty' }" }
        @{ Name = 'Set-PimCategory'; Row = "@{ Identity = 'master' }"; Pims = "@{ Identity = `$category }" }
        @{ Name = 'New-PimChannel'; Row = "@{ Code = 'empty'; CategoryTree = 'master'; Locale = 'en_US'; Currency = 'EUR' }" }
        @{ Name = 'Set-PimChannel'; Row = "@{ Identity = 'ecommerce' }" }
        @{ Name = 'Set-PimMeasurementFamily'; Row = "@{ Identity = 'Weight' }" }
        @{ Name = 'New-PimCatalog'; Row = "@{ Name = 'Empty' }" }
        @{ Name = 'Set-PimCatalog'; Row = "@{ Identity = '12351d98-200e-4bbc-aa19-7fdda1bd14f2' }" }
        @{ Name = 'New-PimUiExtension'; Row = "@{ Name = 'empty'; Type = 'link'; Position = 'pim.product.header'; Configuration = @{ url = 'https://example.com'; default_label = 'Empty' } }" }
        @{ Name = 'Set-PimUiExtension'; Row = "@{ Identity = `$extension; Version = '2' }" }
        @{ Name = 'Set-PimRuleDefinition'; Row = "@{ Identity = 'empty'; Type = 'product' }" }
        @{ Name = 'Set-PimReferenceEntity'; Row = "@{ Identity = 'brand' }" }
        @{ Name = 'Set-PimReferenceEntityAttribute'; Row = "@{ Identity = 'country'; ReferenceEntity = 'brand' }" }
        @{ Name = 'Set-PimReferenceEntityAttributeOption'; Row = "@{ Identity = 'italy'; ReferenceEntity = 'brand'; Attribute = 'country' }" }
        @{ Name = 'Set-PimReferenceEntityRecord'; Row = "@{ Identity = 'empty'; ReferenceEntity = 'brand' }" }
        @{ Name = 'Set-PimAssetFamily'; Row = "@{ Identity = 'packshots' }" }
        @{ Name = 'Set-PimAssetAttribute'; Row = "@{ Identity = 'media'; AssetFamily = 'packshots' }" }
        @{ Name = 'Set-PimAssetAttributeOption'; Row = "@{ Identity = 'hero'; AssetFamily = 'packshots'; Attribute = 'tags' }" }
        @{ Name = 'Set-PimAsset'; Row = "@{ Identity = 'empty'; AssetFamily = 'packshots' }"; Pims = "@{ Identity = '5372000000000015'; FileName = 'x.png' }" }
        @{ Name = 'New-PimBucket'; Pims = "@{ Code = 'Empty'; Type = 'global' }" }
        @{ Name = 'Set-PimBucket'; Pims = "@{ Identity = 'Empty' }" }
        @{ Name = 'New-PimView'; Pims = "@{ Code = 'Empty' }" }
        @{ Name = 'Set-PimView'; Pims = "@{ Identity = 'Empty' }" }
    )
    $ofPims = 'Position', 'Data', 'Dictionary', 'Collection', 'IsUnique', 'IsIndexable', 'IsSearchable', 'IsFilterable'
    # an empty text says that there is none: dates, numbers that the server keeps as text, codes, and what may be a text
    $texts = 'DateMin', 'DateMax', 'NumberMin', 'NumberMax', 'MinValue', 'MaxValue', 'MaxFileSize', 'StartDate', 'EndDate', 'DefaultValue', 'Image', 'Comment', 'Family', 'Parent', 'InputObject'
    # without these there is nothing to make
    $needed = 'New-PimFamilyVariant VariantAttributeSet', 'New-PimChannel Locale', 'New-PimChannel Currency', 'New-PimUiExtension Configuration'

    # parameters that are fields without a mark
    $products = @{ Values = 'values'; Category = 'categories'; AddCategory = 'add_categories'; RemoveCategory = 'remove_categories'; Group = 'groups'; Association = 'associations'; QuantifiedAssociation = 'quantified_associations' }

    $writes = Get-Command -Module PimPowerShell -Verb New, Set | Where-Object {
        $_.Noun -eq 'PimProduct' -or @($_.Parameters.GetEnumerator() | ForEach-Object { $_.Value.Attributes } | Where-Object { $_.GetType().Name -eq 'FieldAttribute' })
    }
    $cases = foreach ($command in $writes) {
        foreach ($parameter in $command.Parameters.GetEnumerator() | ForEach-Object Value) {
            $field = $parameter.Attributes | Where-Object { $_.GetType().Name -eq 'FieldAttribute' }
            $ofProduct = if ($command.Noun -in 'PimProduct', 'PimProductModel') { $products[$parameter.Name] }
            if (($field -or $ofProduct) -and $parameter.ParameterType -in [object], [object[]], [string[]] -and $parameter.Name -notin $texts -and "$($command.Name) $($parameter.Name)" -notin $needed) {
                $row = $rows | Where-Object Name -EQ $command.Name
                $isOfPims = $parameter.Name -in $ofPims -or ($command.Noun -eq 'PimCategory' -and $parameter.Name -eq 'Enabled') -or ($command.Noun -eq 'PimView' -and $parameter.Name -eq 'Attribute')
                if ($command.Noun -ne 'PimView' -or $isOfPims) {
                    @{
                        Name = $command.Name; Parameter = $parameter.Name; Row = $(if ($isOfPims) { $row.Pims } else { $row.Row })
                        Piped = $(if ($row.Piped) { $row.Piped } elseif ($isOfPims) { $row.Pims } else { $row.Row })
                        On = $(if ($isOfPims) { '$pims' } else { '$session' })
                        Fields = @(if ($field) { $field.Names } else { $ofProduct }) + ($parameter.Name -creplace '(?<!^)([A-Z])', '_$1').ToLower()
                    }
                }
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 60 }
    $session = Connect-TestSandbox $sandbox
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Empty cells' -ForEach @{ Cases = $cases } {
    BeforeAll {
        $key = [Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
        $lines = foreach ($case in $cases) {
            $given = "`$given = $($case.Row); `$given['$($case.Parameter)'] = ''"
            $piped = "`$given = $($case.Piped); `$given['$($case.Parameter)'] = ''; if (`$given.Identity) { `$given.Code = `$given.Identity; `$given.Remove('Identity') }"
            "'@$($case.Name) $($case.Parameter) parameter'"
            "try { $given; $($case.Name) @given -Session $($case.On) -WhatIf -ErrorAction Stop } catch { `"failed: `$_`" }"
            "'@$($case.Name) $($case.Parameter) column'"
            "try { $piped; [pscustomobject] `$given | $($case.Name) -Session $($case.On) -WhatIf -ErrorAction Stop } catch { `"failed: `$_`" }"
        }
        $told = Get-WhatIfPart $sandbox (@(
                "`$pims = Connect-Pim -Connection @{ Url = '$($sandbox.Url)'; ApiKey = '$key' } -Name pims -PassThru"
                '$null = Select-PimSession $session'
                '$product = (Get-PimProduct -First 1).Uuid; $model = Get-PimProductModel -First 1; $variant = $model.FamilyVariant; $model = $model.Code'
                '$extension = (Get-PimUiExtension | Where-Object Type -EQ link | Select-Object -First 1).Uuid'
                '$attribute = (Get-PimAttribute -First 1 -Session $pims).Code; $category = (Get-PimCategory -First 1 -Session $pims).Code'
                $lines
            ) -join "`n")
    }

    It 'say nothing: <Name> -<Parameter>' -ForEach $cases {
        foreach ($way in 'parameter', 'column') {
            $said = $told["$Name $Parameter $way"]
            $said | Should -Match 'What if' -Because $way
            $said | Should -Not -Match 'failed:' -Because $way
            foreach ($field in $Fields) { $said | Should -Not -Match "`"$field`":" -Because $way }
        }
    }

    It 'are looked at in all that is written' {
        $cases.Count | Should -BeGreaterThan 100
        $cases | Where-Object { -not $_.Row } | ForEach-Object { "$($_.Name) $($_.Parameter)" } | Should -BeNullOrEmpty
    }
}

Describe 'Empty cells of what is not sent as it is' {
    It 'leave a rule as it is, which is replaced whole' {
        $before = Get-PimRuleDefinition tag_new_shoes | ConvertTo-Json -Depth 9
        [pscustomobject]@{ Code = 'tag_new_shoes'; Conditions = ''; Actions = ''; Triggers = ''; Labels = ''; Priority = ''; Enabled = '' } | Set-PimRuleDefinition
        Get-PimRuleDefinition tag_new_shoes | ConvertTo-Json -Depth 9 | Should -Be $before
        Set-PimRuleDefinition tag_new_shoes -Condition '' -Label '' -Priority 8
        (Get-PimRuleDefinition tag_new_shoes | ConvertTo-Json -Depth 9) -replace '"Priority":  ?8', '"Priority": 0' | Should -Be ($before -replace '"Priority":  ?\d+', '"Priority": 0')
    }

    It 'leave values as they are' {
        $before = Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1
        [pscustomobject]@{ ReferenceEntity = 'brand'; Code = $before.Code; Value = '' } | Set-PimReferenceEntityRecord
        (Get-PimReferenceEntityRecord $before.Code -ReferenceEntity brand).Values | ConvertTo-Json -Depth 9 | Should -Be ($before.Values | ConvertTo-Json -Depth 9)
    }

    It 'of suggestions are not sent' {
        $made = [pscustomobject]@{ Description = 'Glows'; Source = 'row'; Code = ''; Type = ''; AdditionalComment = '' } | New-PimModelizationSuggestion
        $made.Description | Should -Be Glows
        $made.AdditionalComments | Should -BeNullOrEmpty
        $draft = (New-PimModelizationSuggestion Shines -Source row -Code shines -Type boolean)
        $approved = [pscustomobject]@{ Uuid = $draft.Uuid; Code = ''; Type = ''; Label = ''; Group = '' } | Approve-PimModelizationSuggestion -PassThru
        $approved.Status, $approved.Attributes[0].code | Should -Be approved, shines
        ([pscustomobject]@{ Uuid = $made.Uuid; Reason = '' } | Deny-PimModelizationSuggestion -PassThru).Status | Should -Be rejected
    }
}
