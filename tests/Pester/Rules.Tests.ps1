# What the table of resources knows to be wrong with a write is said before anything is sent, and the server would refuse it.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 60 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $legacy = Connect-TestSandbox $sandbox @{ Name = 'legacy'; ProductIdFormat = 'Identifier' }
    $null = Select-PimSession $session
    Set-Content "$TestDrive/panel.js" '//'
    $product = Get-PimProduct -First 1
    $extensions = Get-PimUiExtension
    $link = $extensions | Where-Object Type -EQ link
    $action = $extensions | Where-Object Type -EQ action
    $secret = ConvertTo-Secret 'Sesame-42-and-then-some-until-it-is-long'
    $null = New-PimCategory r_child -Parent master
    $null = New-PimAttribute r_table -Group other -Type pim_catalog_table -TableConfiguration @{ code = 'a'; data_type = 'select' }, @{ code = 'b'; data_type = 'text' }
    $null = New-PimAttribute r_rated -Group other -Type pim_catalog_table -TableConfiguration @(
        @{ code = 'a'; data_type = 'select'; options = @(@{ code = 'x' }) }
        @{ code = 'n'; data_type = 'number'; validations = @{ min = 1; max = 5; decimals_allowed = $false } }
        @{ code = 't'; data_type = 'text'; validations = @{ max_length = 3 } }
    )
    $null = New-PimAttribute r_places -Group other -Type pim_catalog_number -DecimalsAllowed $true -NegativeAllowed $true -DecimalPlacesStrategy forbid -DecimalPlaces 2
    $null = New-PimAttribute r_shots -Group other -Type pim_catalog_asset_collection -ReferenceDataName packshots -MaxItemsCount 2
    $one = @(@{ operator = 'mul'; value = '1' })
    $units = @{}
    1..50 | ForEach-Object { $units["U$_"] = @{ code = "U$_"; convert_from_standard = $one } }
    $null = Set-PimMeasurementFamily R_SPARE -StandardUnitCode A -Unit @{ A = @{ code = 'A'; convert_from_standard = $one } }
    $null = New-PimAttribute r_number -Group other -Type pim_catalog_number -DecimalsAllowed $false -NegativeAllowed $true -NumberMin -5 -NumberMax 20
    $null = New-PimAttribute r_date -Group other -Type pim_catalog_date -DateMin 2026-01-01 -DateMax 2026-12-31
    $null = New-PimAttribute r_pattern -Group other -Type pim_catalog_text -ValidationRule regexp -ValidationRegexp '/^[A-Z]{2}\d+$/'
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Rules of a write' {
    BeforeEach { $null = Select-PimSession $session }

    It 'names the parameter, and sends nothing: <Line>' -ForEach @(
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_metric -DefaultMetricUnit GRAM -DecimalsAllowed $true -NegativeAllowed $false'; Words = '^MetricFamily: is needed where type is pim_catalog_metric\.$' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_metric -MetricFamily Weight'; Words = 'DefaultMetricUnit: is needed.*DecimalsAllowed: is needed.*NegativeAllowed: is needed' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_number'; Words = 'DecimalsAllowed: is needed.*NegativeAllowed: is needed' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_foo'; Words = "^Type: 'pim_catalog_foo' is none that is known here\. Did you mean .* Known are pim_catalog_identifier, .*pim_assets_collection.*\. Invoke-PimRestMethod sends what this module does not know\.$" }
        @{ Line = '@{ code = "r_x"; type = "akeneo_thing"; group = "other" } | New-PimAttribute'; Words = "^type: 'akeneo_thing' is none that is known here" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "txt" }'; Words = "^TableConfiguration\[1\]\.data_type: 'txt' is none that is known here\. Did you mean 'text'\?" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_price_collection'; Words = '^DecimalsAllowed: is needed where type is pim_catalog_price_collection\.$' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type akeneo_reference_entity'; Words = '^ReferenceDataName: is needed' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_asset_collection'; Words = '^ReferenceDataName: is needed' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table'; Words = '^TableConfiguration: is needed' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }'; Words = '^TableConfiguration: takes 2 or more entries, and has 1' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration (@(@{ code = "a"; data_type = "select" }) + @(1..10 | ForEach-Object { @{ code = "c$_"; data_type = "text" } }))'; Words = '^TableConfiguration: takes 10 entries at most, and has 11' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -MaxCharacters 0'; Words = '^MaxCharacters: takes 1 or more, not 0' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "text" }, @{ code = "b"; data_type = "number" }'; Words = "^TableConfiguration\[0\]\.data_type: takes select, reference_entity, not 'text'\.$" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -ValidationRule regexp'; Words = '^ValidationRegexp: is needed where validation_rule is regexp' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_identifier -ValidationRule email'; Words = "^ValidationRule: takes regexp, not 'email', where type is pim_catalog_identifier" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -SortOrder -5'; Words = '^SortOrder: takes 0 or more, not -5' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_number -DecimalsAllowed $true -NegativeAllowed $true -NumberMin 10 -NumberMax 1'; Words = '^NumberMin: is 10, which is not at most number_max, 1' }
        @{ Line = 'New-PimAttribute a-b -Group other -Type pim_catalog_text'; Words = "^Code: takes letters, digits and underscores, and is 'a-b'" }
        @{ Line = 'New-PimAttribute ("a" * 101) -Group other -Type pim_catalog_text'; Words = '^Code: takes 100 characters at most, and has 101' }
        @{ Line = '@{ code = "a-b"; type = "pim_catalog_price_collection" } | New-PimAttribute -Group other -SortOrder -1'; Words = '^code: takes.*decimals_allowed: is needed.*SortOrder: takes 0 or more' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -SortOrder 1.5'; Words = '^SortOrder: takes a whole number, 0 or more, not 1\.5' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_number -DecimalsAllowed $true -NegativeAllowed $true -NumberMin abc'; Words = "^NumberMin: takes a number, not 'abc'" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_date -DateMin notadate'; Words = "^DateMin: takes a date such as 2026-01-31, not 'notadate'" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -IsMainIdentifier $true'; Words = '^IsMainIdentifier: goes with type pim_catalog_identifier, not with pim_catalog_text' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_boolean -NumberMin 3 -MaxItemsCount 4'; Words = 'NumberMin: goes with type pim_catalog_number, pim_catalog_metric, pim_catalog_price_collection, not with pim_catalog_boolean.*MaxItemsCount: goes with type pim_catalog_asset_collection, not with pim_catalog_boolean' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -NumberMin 3'; Words = '^NumberMin: goes with type .*, not with pim_catalog_text\.$' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_text -MetricFamily Weight -DefaultMetricUnit GRAM'; Words = 'MetricFamily: goes with type pim_catalog_metric, not with pim_catalog_text.*DefaultMetricUnit: goes with type pim_catalog_metric' }
        @{ Line = '@{ code = "r_x"; type = "pim_catalog_date"; group = "other"; max_characters = 3; number_min = $null; decimals_allowed = $false } | New-PimAttribute'; Words = '^max_characters: goes with type .*, not with pim_catalog_date\.$' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_boolean -NumberMin 3 -WhatIf'; Words = '^NumberMin: goes with type' }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 1; axes = "color" }, @{ level = 2; axes = "color" }'; Words = "^VariantAttributeSet: has 'color' in 2 entries" }
        @{ Line = 'New-PimAttributeGroup r_x -SortOrder 1.5'; Words = '^SortOrder: takes a whole number' }
        @{ Line = 'Set-PimAttribute name -SortOrder -5'; Words = '^SortOrder: takes 0 or more' }
        @{ Line = 'New-PimAttributeOption a-b -Attribute color'; Words = '^Code: takes letters' }
        @{ Line = 'New-PimAttributeOption ab -Attribute color -SortOrder -1'; Words = '^SortOrder: takes 0 or more' }
        @{ Line = '@{ code = "ab"; attribute = "season" } | New-PimAttributeOption -Attribute color'; Words = "^attribute: is 'season', and the line goes to 'color'" }
        @{ Line = '[pscustomobject]@{ code = "red"; attribute = "season" } | Set-PimAttributeOption -Attribute color'; Words = "^attribute: is 'season', and the line goes to 'color'" }
        @{ Line = 'New-PimAttributeGroup r_x -SortOrder -1'; Words = '^SortOrder: takes 0 or more' }
        @{ Line = 'New-PimAssociationType r_x -IsQuantified $true -IsTwoWay $true'; Words = '^IsQuantified: cannot be true together with is_two_way' }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 2; axes = "color"; attributes = "color" }'; Words = '^VariantAttributeSet: has a level 2 and no level 1' }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 1; attributes = "color" }'; Words = '^VariantAttributeSet\[0\]\.axes: is needed' }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 1; axes = @("a", "b", "c", "d", "e", "f") }'; Words = '^VariantAttributeSet\[0\]\.axes: takes 1 to 5 entries, and has 6' }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = "1"; axes = "a" }'; Words = '^VariantAttributeSet\[0\]\.level: takes a whole number, 1 to 2' }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 3; axes = "a" }'; Words = '^VariantAttributeSet\[0\]\.level: takes a whole number, 1 to 2, not 3' }
        @{ Line = 'New-PimChannel r_x -Locale @() -Currency EUR -CategoryTree master'; Words = '^Locale: takes 1 or more entries, and has 0' }
        @{ Line = 'Set-PimChannel ecommerce -Currency @()'; Words = '^Currency: takes 1 or more entries' }
        @{ Line = 'New-PimCategory "np x"'; Words = '^Code: takes letters' }
        @{ Line = 'Set-PimCategory master -Parent MASTER'; Words = "^Parent: cannot be the item itself, 'MASTER'" }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ T = @{ code = "T"; convert_from_standard = @() } }'; Words = '^Unit\.T\.convert_from_standard: takes 1 to 5 entries, and has 0' }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ T = @{ code = "T"; convert_from_standard = @(1..6 | ForEach-Object { @{ operator = "mul"; value = "2" } }) } }'; Words = 'takes 1 to 5 entries, and has 6' }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ T = @{ code = "T"; convert_from_standard = @(@{ operator = "pow"; value = "2" }) } }'; Words = "^Unit\.T\.convert_from_standard\[0\]\.operator: takes mul, div, add, sub, not 'pow'" }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ T = @{ code = "T"; convert_from_standard = @(@{ operator = "mul"; value = "two" }) } }'; Words = "^Unit\.T\.convert_from_standard\[0\]\.value: takes a number, not 'two'" }
        @{ Line = 'Set-PimAssetFamily packshots -ProductLinkRule @{ a = 1 }, @{ a = 2 }, @{ a = 3 }'; Words = '^ProductLinkRule: takes 2 entries at most, and has 3' }
        @{ Line = 'Set-PimAssetFamily packshots -Transformation (1..11 | ForEach-Object { @{ label = "$_" } })'; Words = '^Transformation: takes 10 entries at most, and has 11' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -MinValue 9 -MaxValue 9'; Words = '^MinValue: is 9, which is not less than max_value, 9' }
        @{ Line = 'New-PimUiExtension r_x -Type sdk_script -Position pim.product.panel -Configuration @{ default_label = "x" }'; Words = '^file: is needed where type is sdk_script' }
        @{ Line = 'New-PimUiExtension r_x -Type link -Position pim.product.header -Configuration @{ default_label = "x"; url = "https://example.com" } -File "$TestDrive/panel.js"'; Words = '^file: goes with type sdk_script, not with link' }
        @{ Line = 'New-PimUiExtension r_x -Type link -Position pim.product.header -Configuration @{ default_label = "x"; url = "https://example.com" } -Credential @{ code = "c"; type = "Key"; value = "v" }'; Words = "^Credential\[0\]\.type: takes Custom Header, Bearer Token, Basic Auth, not 'Key'" }
        @{ Line = '@{ code = "name"; decimal_places_strategy = "cut" } | Set-PimAttribute'; Words = "^decimal_places_strategy: takes round, forbid, trim, not 'cut'" }
        @{ Line = '@{ code = "name"; validation_rule = "phone" } | Set-PimAttribute'; Words = "^validation_rule: takes email, url, regexp, not 'phone'" }
        @{ Line = '@{ code = "r_x"; validation_rule = "phone" } | Set-PimReferenceEntityAttribute -ReferenceEntity brand'; Words = "^validation_rule: takes none, email, url, regexp, regular_expression, not 'phone'" }
        @{ Line = '@{ code = "r_x"; status = "gone" } | Set-PimAsset -AssetFamily packshots'; Words = "^status: takes enabled, disabled, not 'gone'" }
        @{ Line = '@{ code = "r_x"; start_date = "soon" } | Set-PimAsset -AssetFamily packshots'; Words = "^start_date: takes a date such as 2026-01-31, not 'soon'" }
        @{ Line = '@{ name = "r_x"; type = "link"; position = "pim.product.header"; configuration = @{ default_label = "x"; url = "https://example.com" }; status = "on" } | New-PimUiExtension'; Words = "^status: takes active, inactive, not 'on'" }
        @{ Line = 'New-PimAttribute Completeness -Group other -Type pim_catalog_text'; Words = "^Code: 'Completeness' is a code that the server keeps for itself" }
        @{ Line = 'New-PimUiExtension r_x -Type link -Position pim.product.header -Configuration @{ url = "https://example.com" }'; Words = '^Configuration\.default_label: is needed where type is link\.$' }
        @{ Line = 'Set-PimUiExtension $action -Secret (ConvertTo-Secret Sesame-43)'; Words = '^Secret: is too short; the server takes one of 32 characters or more\.$' }
        @{ Line = '@{ uuid = $action.Uuid; configuration = @{ secret = "***REDACTED***-43" } } | Set-PimUiExtension'; Words = '^configuration\.secret: is too short' }
        @{ Line = 'Set-PimProduct $product.Uuid -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @{ uuid = $product.Uuid; quantity = 0 } } }'; Words = '^quantified_associations\.PRODUCT_SET\.products\[0\]\.quantity: takes 1 or more, not 0' }
        @{ Line = 'Set-PimProductModel accessories_000000 -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @(@{ uuid = $product.Uuid; quantity = -2 }) } }'; Words = '^QuantifiedAssociation\.PRODUCT_SET\.products\[0\]\.quantity: takes 1 or more, not -2' }
        @{ Line = 'Set-PimProduct $product.Uuid -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @{ uuid = $product.Uuid; quantity = 2147483648 } } }'; Words = 'quantity: takes a whole number, 1 to 2147483647, not 2147483648' }
        @{ Line = 'Set-PimProduct $product.Uuid -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @{ uuid = $product.Uuid; quantity = "3" } } }'; Words = "quantity: takes a whole number, 1 to 2147483647, not the text '3'" }
        @{ Line = 'Set-PimProductModel accessories_000000 -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @(@{ uuid = $product.Uuid; quantity = 2.5 }) } }'; Words = 'quantity: takes a whole number, 1 to 2147483647, not 2\.5' }
        @{ Line = 'Set-PimProductModel accessories_000000 -QuantifiedAssociation @{ PRODUCT_SET = @{ products = @(@{ uuid = $product.Uuid }) } }'; Words = '^QuantifiedAssociation\.PRODUCT_SET\.products\[0\]\.quantity: is needed' }
        @{ Line = 'New-PimProductModel ("a" * 256) -FamilyVariant shoes_size'; Words = '^Code: takes 255 characters at most, and has 256' }
        @{ Line = 'New-PimProductModel r_x -Family shoes'; Words = 'needs family_variant, or the parent' }
        @{ Line = 'New-PimProduct "a,b" -Session legacy'; Words = "^identifier: takes no comma and no semicolon, and 'a,b' has one" }
        @{ Line = 'New-PimProduct ("a" * 256) -Session legacy'; Words = '^identifier: takes 255 characters at most, and has 256' }
        @{ Line = 'New-PimCategory r_x -Parent master -Validation @{ is_mandatory = $true }'; Words = '^Validation: goes with a root, not with a category below master\.$' }
        @{ Line = 'New-PimCategory r_x -Parent master -ChannelRequirement ecommerce'; Words = '^ChannelRequirement: goes with a root, not with a category below master\.$' }
        @{ Line = 'Set-PimCategory master -Parent print -Validation @{ only_leaves = $false }'; Words = '^Validation: goes with a root, not with a category below print' }
        @{ Line = 'New-PimCategory r_x -Validation @{ max_categories_per_product = -1 }'; Words = '^Validation\.max_categories_per_product: takes 0 or more, not -1' }
        @{ Line = 'New-PimCategory r_x -Validation @{ max_categories_per_product = 1.5 }'; Words = '^Validation\.max_categories_per_product: takes a whole number, 0 or more, not 1\.5' }
        @{ Line = 'New-PimCategory r_x -Validation @{ max_categories_per_product = "3" }'; Words = "^Validation\.max_categories_per_product: takes a whole number, 0 or more, not the text '3'" }
        @{ Line = 'New-PimCategory r_x -Validation @{ only_leaves = "yes" }'; Words = "^Validation\.only_leaves: takes true or false, not the text 'yes'" }
        @{ Line = 'Set-PimCategory master -Validation @{ is_mandatory = 1 }'; Words = '^Validation\.is_mandatory: takes true or false, not 1' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "text"; validations = @{ min = 1 } }'; Words = '^TableConfiguration\[1\]\.validations\.min: goes with data_type number, not with text\.$' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select"; validations = @{ max = 1 } }, @{ code = "b"; data_type = "text" }'; Words = '^TableConfiguration\[0\]\.validations\.max: goes with data_type number, not with select' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "text"; validations = @{ decimals_allowed = $false } }'; Words = '^TableConfiguration\[1\]\.validations\.decimals_allowed: goes with data_type number' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "number"; validations = @{ max_length = 9 } }'; Words = '^TableConfiguration\[1\]\.validations\.max_length: goes with data_type text, not with number' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "number"; validations = @{ min = "1" } }'; Words = "^TableConfiguration\[1\]\.validations\.min: takes a number, not the text '1'" }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "number"; validations = @{ decimals_allowed = 0 } }'; Words = '^TableConfiguration\[1\]\.validations\.decimals_allowed: takes true or false, not 0' }
        @{ Line = 'New-PimAttribute r_x -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "text"; validations = @{ max_length = -1 } }'; Words = '^TableConfiguration\[1\]\.validations\.max_length: takes 0 or more, not -1' }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ T = @{ code = "TON"; convert_from_standard = @(@{ operator = "mul"; value = "2" }) } }'; Words = "^Unit\.T\.code: is 'TON', and it stands under 'T'" }
    ) {
        $seen = Measure-Request $sandbox { & ([scriptblock]::Create($Line)) 2>&1 }
        $seen.Output.Count | Should -Be 1
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match $Words
        $seen.Requests | Should -Be 0
    }

    It 'looks at what is there, and writes nothing: <Line>' -ForEach @(
        @{ Line = 'Set-PimRuleDefinition r_x -Type record -Action @{ type = "set" }'; Words = '^ReferenceEntity\w*: is needed where type is record' }
        @{ Line = '@{ code = "r_x"; type = "model"; actions = @(@{ type = "set" }) } | Set-PimRuleDefinition'; Words = "^type: takes product, record, not 'model'" }
        @{ Line = '@{ code = "r_x"; type = "product"; execution_type = "never"; actions = @(@{ type = "set" }) } | Set-PimRuleDefinition'; Words = "^execution_type: takes triggered, scheduled, workflow_based, not 'never'" }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 1; axes = @("color", "price") }'; Words = "^VariantAttributeSet\[0\]\.axes\[1\]: cannot be 'price', which is of the type pim_catalog_price_collection: axes are choices" }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 1; axes = "name" }'; Words = "^VariantAttributeSet\[0\]\.axes\[0\]: cannot be 'name', which has values by locale or channel" }
        @{ Line = 'New-PimFamilyVariant r_x -Family shoes -VariantAttributeSet @{ level = 1; axes = "ean" }'; Words = "axes\[0\]: cannot be 'ean', whose values are unique" }
        @{ Line = 'Set-PimMeasurementFamily R_SPARE -Unit $units'; Words = '^Unit: takes 50 entries at most, and would have 51\.$' }
        @{ Line = 'Set-PimMeasurementFamily R_SPARE -Unit @{ A = @{ code = "A"; convert_from_standard = @(@{ operator = "mul"; value = "2" }) } }'; Words = '^Unit\.A\.convert_from_standard: takes a single mul by 1, since the unit is the standard one\.$' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_places = 1.005 }'; Words = '^values\.r_places: takes 2 decimals at most, and 1\.005 has more\.$' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_shots = @("a", "b", "c") }'; Words = '^values\.r_shots: takes 2 assets at most, and has 3\.$' }
        @{ Line = 'New-PimFamily r_x -Attribute price -AttributeAsLabel name'; Words = "^AttributeAsLabel: 'name' is not among the attributes" }
        @{ Line = 'New-PimFamily r_x -Attribute name -AttributeAsImage picture'; Words = "^AttributeAsImage: 'picture' is not among the attributes" }
        @{ Line = 'New-PimFamily r_x -AttributeAsLabel name'; Words = "^AttributeAsLabel: 'name' is not among the attributes" }
        @{ Line = 'New-PimFamily r_x -Attribute name -AttributeRequirement @{ ecommerce = "sku", "price" }'; Words = "^AttributeRequirement\.ecommerce\[1\]: 'price' is not among the attributes" }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type reference_entity_single_link'; Words = '^ReferenceEntityCode: is needed where type is' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type asset_collection'; Words = '^AssetFamilyIdentifier: is needed where type is' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type text -IsTextarea $true'; Words = '^IsRichTextEditor: is needed where is_textarea is true' }
        @{ Line = 'Set-PimAssetAttribute r_x -AssetFamily packshots -Type text -IsTextarea $true'; Words = '^IsRichTextEditor: is needed where is_textarea is true' }
        @{ Line = '@{ code = "r_x"; type = "txt" } | Set-PimReferenceEntityAttribute -ReferenceEntity brand'; Words = "^type: 'txt' is none that is known here\. Did you mean 'text'\?" }
        @{ Line = '@{ code = "r_x"; type = "wood" } | Set-PimAssetAttribute -AssetFamily packshots'; Words = "^type: 'wood' is none that is known here\. Known are text, media_link" }
        @{ Line = '@{ code = "r_x"; type = "media_link"; media_type = "wood" } | Set-PimAssetAttribute -AssetFamily packshots'; Words = "^media_type: 'wood' is none that is known here\. Known are image, pdf" }
        @{ Line = 'Set-PimAssetAttribute r_x -AssetFamily packshots -Type record'; Words = '^LinkedReferenceEntity: is needed where type is record' }
        @{ Line = 'Set-PimAssetAttribute r_x -AssetFamily packshots -Type asset_family_single_link'; Words = '^LinkedAssetFamily: is needed where type is asset_family_single_link' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type text -MinValue 3'; Words = '^MinValue: goes with type number, not with text\.$' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type text -MinValue 3 -WhatIf'; Words = '^MinValue: goes with type number, not with text\.$' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type number -MaxCharacters 3'; Words = '^MaxCharacters: goes with type text, not with number\.$' }
        @{ Line = 'Set-PimAssetAttribute r_x -AssetFamily packshots -Type text -MediaType image'; Words = '^MediaType: goes with type media_link, media_file, not with text\.$' }
        @{ Line = 'Set-PimAssetAttribute r_x -AssetFamily packshots -Type media_file -Prefix x'; Words = '^Prefix: goes with type media_link, not with media_file\.$' }
        @{ Line = 'Set-PimAttribute name -NumberMin 3'; Words = '^NumberMin: goes with type .*, not with pim_catalog_text\.$' }
        @{ Line = 'Set-PimReferenceEntityAttribute label -ReferenceEntity brand -MinValue 3'; Words = '^MinValue: goes with type number, not with text\.$' }
        @{ Line = 'Set-PimAttribute name -IsMainIdentifier $true'; Words = '^IsMainIdentifier: goes with type pim_catalog_identifier, not with pim_catalog_text' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_x -ReferenceEntity brand -Type text -ValidationRule regular_expression'; Words = '^ValidationRegexp: is needed where validation_rule is' }
        @{ Line = 'Set-PimMeasurementFamily R_X -StandardUnitCode N -Unit @{ M = @{ code = "M"; convert_from_standard = @(@{ operator = "mul"; value = "1" }) } }'; Words = "^StandardUnitCode: 'N' is not among the units" }
        @{ Line = 'Set-PimMeasurementFamily R_X -StandardUnitCode N -Unit @{ N = @{ code = "N"; convert_from_standard = @(@{ operator = "mul"; value = "2" }) } }'; Words = '^Unit\.N\.convert_from_standard\[0\]\.value: takes 1, not 2' }
        @{ Line = 'Get-PimMeasurementFamily Weight | Set-PimMeasurementFamily -StandardUnitCode GRAM'; Words = 'The standard_unit_code of MeasurementFamily .Weight. cannot be changed: it is' }
        @{ Line = '$w = Get-PimMeasurementFamily Weight; $w.StandardUnitCode = "GRAM"; $w | Set-PimMeasurementFamily'; Words = 'The standard_unit_code of MeasurementFamily .Weight. cannot be changed: it is' }
        @{ Line = 'Set-PimMeasurementFamily M-F -StandardUnitCode N -Unit @{ N = @{ code = "N"; convert_from_standard = @(@{ operator = "mul"; value = "1" }) } }'; Words = "^code: takes letters, digits and underscores, and is 'M-F'" }
        @{ Line = 'Set-PimMeasurementFamily R_X -StandardUnitCode N-M -Unit @{ "N-M" = @{ code = "N-M"; convert_from_standard = @(@{ operator = "mul"; value = "1" }) } }'; Words = "^Unit\.N-M\.code: takes letters, digits and underscores" }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ GRAM = @{ code = "GRAM"; convert_from_standard = @(@{ operator = "mul"; value = "0.01" }) } }'; Words = '^Unit\.GRAM\.convert_from_standard: cannot be changed any more, since the attribute .\w+. measures in it: it is \[{"operator":"mul","value":"0\.001"}]\.$' }
        @{ Line = 'Set-PimMeasurementFamily Weight -Unit @{ T = @{ code = "T"; convert_from_standard = @(@{ operator = "mul"; value = "1000" }) } }'; Words = '^Unit\.T: cannot be added any more.*there are GRAM, KILOGRAM, POUND, TON\.$' }
        @{ Line = 'Set-PimMeasurementFamily Weight -WhatIf -Unit @{ GRAM = @{ code = "GRAM"; convert_from_standard = @(@{ operator = "div"; value = "0.001" }) } }'; Words = '^Unit\.GRAM\.convert_from_standard: cannot be changed' }
        @{ Line = '@{ code = "ax-1" } | Set-PimAsset -AssetFamily packshots'; Words = "^code: takes letters, digits and underscores, and is 'ax-1'" }
        @{ Line = '@{ code = "r-x" } | Set-PimReferenceEntity'; Words = '^code: takes letters' }
        @{ Line = '@{ code = "r-x" } | Set-PimAssetFamily'; Words = '^code: takes letters' }
        @{ Line = '@{ code = "r-x"; type = "text" } | Set-PimAssetAttribute -AssetFamily packshots'; Words = '^code: takes letters' }
        @{ Line = '@{ code = "r-x"; type = "text" } | Set-PimReferenceEntityAttribute -ReferenceEntity brand'; Words = '^code: takes letters' }
        @{ Line = 'New-PimProduct "a;b"'; Words = '^identifier: takes no comma and no semicolon' }
        @{ Line = 'New-PimProduct ("a" * 256)'; Words = '^identifier: takes 255 characters at most' }
        @{ Line = 'Set-PimFamilyVariant shoes_size -Family shoes -VariantAttributeSet @{ level = 1; axes = @("color"); attributes = @("color") }'; Words = 'variant_attribute_sets of FamilyVariant .* cannot be changed: the axes of level 1 are shoe_size' }
        @{ Line = 'Get-PimFamilyVariant shoes_size -Family shoes | ForEach-Object { $_.VariantAttributeSets[0].axes = @("color"); $_ } | Set-PimFamilyVariant'; Words = 'cannot be changed: the axes of level 1 are shoe_size' }
        @{ Line = 'Set-PimFamilyVariant shoes_size -Family shoes -VariantAttributeSet @{ level = 2; axes = @("color") }'; Words = 'cannot be changed: there is no level 2' }
        @{ Line = '[pscustomobject]@{ code = "accessories_000000"; parent = "accessories_000001" } | Set-PimProductModel'; Words = 'parent of ProductModel .* cannot be changed: an item that was made without one stays without' }
        @{ Line = 'Set-PimFamily shoes -AttributeAsLabel r_pattern'; Words = "^AttributeAsLabel: 'r_pattern' is not among the attributes\.$" }
        @{ Line = 'Set-PimFamily shoes -AttributeRequirement @{ ecommerce = "name", "megapixels" }'; Words = "^AttributeRequirement\.ecommerce\[1\]: 'megapixels' is not among the attributes" }
        @{ Line = 'Set-PimFamily shoes -Attribute sku, price -AttributeRequirement @{ ecommerce = "price"; mobile = "price"; print = "price" }'; Words = "^AttributeAsLabel: 'name' is not among the attributes" }
        @{ Line = 'Set-PimAttribute rating -NumberMin 9'; Words = '^NumberMin: is 9, which is not at most number_max, 5' }
        @{ Line = 'Set-PimAttribute sku -ValidationRule email'; Words = "^ValidationRule: takes regexp, not 'email', where type is pim_catalog_identifier" }
        @{ Line = 'Set-PimAttribute name -ValidationRule regexp'; Words = '^ValidationRegexp: is needed where validation_rule is regexp' }
        @{ Line = 'Set-PimAttribute weight -DefaultMetricUnit $null'; Words = '^DefaultMetricUnit: is needed where type is pim_catalog_metric' }
        @{ Line = 'Set-PimAttribute r_table -TableConfiguration @{ code = "a"; data_type = "select" }'; Words = '^TableConfiguration: takes 2 or more entries, and has 1' }
        @{ Line = 'Set-PimAttribute r_table -TableConfiguration @{ code = "a" }, @{ code = "b"; data_type = "number" }'; Words = "table_configuration of Attribute 'r_table' cannot be changed: the data_type of 'b' is text" }
        @{ Line = 'Set-PimUiExtension $action -Position pim.product.tab'; Words = "^Position: an action cannot be at 'pim.product.tab'.*pim.product-grid.action-bar" }
        @{ Line = 'Set-PimUiExtension $action.Uuid -Position pim.product.tab'; Words = "^Position: an action cannot be at 'pim.product.tab'" }
        @{ Line = 'Set-PimUiExtension $link -Secret $secret'; Words = '^Secret: goes with the types action, .*nothing is signed for the type link\.$' }
        @{ Line = 'Set-PimUiExtension $link.Uuid -File "$TestDrive/panel.js"'; Words = '^File: goes with type sdk_script, not with link' }
        @{ Line = 'Set-PimReferenceEntityAttribute r_none -ReferenceEntity brand -Label @{ en_US = "X" }'; Words = '^Type: is needed' }
        @{ Line = 'Set-PimAssetAttribute r_none -AssetFamily packshots -Label @{ en_US = "X" }'; Words = '^Type: is needed' }
        @{ Line = '@{ code = "a-b" } | Set-PimReferenceEntityRecord -ReferenceEntity brand'; Words = "^code: takes letters, digits and underscores, and is 'a-b'" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ name = "a" * 256 } -Locale en_US'; Words = '^values\.name: takes 255 characters at most, and has 256' }
        @{ Line = '@{ uuid = $product.Uuid; values = @{ internal_note = @(@{ locale = $null; scope = $null; data = "a" * 65536 }) } } | Set-PimProduct'; Words = '^values\.internal_note: takes \d+ characters at most, and has 65536' }
        @{ Line = 'Set-PimProductModel accessories_000000 -Values @{ name = "a" * 256 } -Locale en_US'; Words = '^Values\.name: takes 255 characters at most' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_number = -6 }'; Words = '^values\.r_number: takes -5 at least, and -6 is less\.$' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_number = 21 }'; Words = '^values\.r_number: takes 20 at most, and 21 is more\.$' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_number = @(@{ locale = $null; scope = $null; data = "1.5" }) }'; Words = "'r_number' takes no decimals" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ rating = @{ locale = $null; scope = $null; data = "5.01" } }'; Words = '^values\.rating: takes 5 at most' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_date = "2025-12-31" }'; Words = '^values\.r_date: takes 2026-01-01 at the earliest, and 2025-12-31 is before\.$' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_date = [datetime]"2027-01-01" }'; Words = '^values\.r_date: takes 2026-12-31 at the latest' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_rated = @(@{ a = "x"; n = 6 }) }'; Words = "^values\.r_rated: in its column 'n' takes 5 at most, and 6 is more\.$" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_rated = @(@{ a = "x"; n = "1.5" }) } -WhatIf'; Words = "^values\.r_rated: in its column 'n' takes no decimals, and 1\.5 has some\.$" }
        @{ Line = 'New-PimProduct -Values @{ r_rated = @(@{ a = "x"; n = 0 }) }'; Words = "^values\.r_rated: in its column 'n' takes 1 at least, and 0 is less\.$" }
        @{ Line = 'Set-PimProductModel accessories_000000 -Values @{ r_rated = @(@{ a = "x"; t = "long" }) }'; Words = "^Values\.r_rated: in its column 't' takes 3 characters at most, and has 4\.$" }
        @{ Line = 'New-PimProductModel r_x -FamilyVariant shoes_size -Values @{ r_rated = @(@{ a = "x"; n = 6 }) }'; Words = "^Values\.r_rated: in its column 'n' takes 5 at most" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_pattern = "AB" }'; Words = "^values\.r_pattern: takes text that matches .*, not 'AB'\.$" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ contact_email = "no address" }'; Words = '^values\.contact_email: takes an e-mail address' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ product_page = "ftp://x" }'; Words = '^values\.product_page: takes a URL with http or https' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ weight = -1 }'; Words = '^values\.weight: takes nothing below 0' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ weight = @{ STONE = 1 } }'; Words = "^values\.weight: 'STONE' is no unit of the measurement family 'Weight', which has GRAM" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ warranty_years = -1; r_number = 21 }'; Words = 'values\.\w+: takes .* values\.\w+: takes' }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_number = 21 } -WhatIf'; Words = '^values\.r_number: takes 20 at most' }
        @{ Line = '@{ Uuid = $product.Uuid; Values = @{ ean = @(@{ locale = $null; scope = $null; data = "x" }) } } | Set-PimProduct -Values @{ r_number = 21 }'; Words = 'values\.r_number: takes 20 at most' }
        @{ Line = 'New-PimProduct -Values @{ rating = 6 }'; Words = '^values\.rating: takes 5 at most' }
        @{ Line = 'Set-PimProductModel accessories_000000 -Values @{ warranty_years = -1 }'; Words = '^Values\.warranty_years: takes nothing below 0' }
        @{ Line = 'New-PimProductModel r_x -FamilyVariant shoes_size -Values @{ contact_email = "x" }'; Words = '^Values\.contact_email: takes an e-mail address' }
        @{ Line = 'Set-PimReferenceEntityRecord alderbay -ReferenceEntity brand -Value @{ founded = 1700 }'; Words = '^Value\.founded: takes 1800 at least, and 1700 is less\.$' }
        @{ Line = 'Set-PimReferenceEntityRecord alderbay -ReferenceEntity brand -Value @{ slogan = "a" * 81 } -Locale en_US -Channel ecommerce'; Words = '^Value\.slogan: takes 80 characters at most, and has 81\.$' }
        @{ Line = 'Set-PimReferenceEntityRecord alderbay -ReferenceEntity brand -Value @{ website = "x"; contact = "x" }'; Words = '^Value\.\w+: takes .* Value\.\w+: takes' }
        @{ Line = 'Set-PimReferenceEntityRecord red -ReferenceEntity color -Value @{ hex = "#12345G" }'; Words = '^Value\.hex: takes text that matches' }
        @{ Line = 'Set-PimAsset r_x -AssetFamily packshots -Value @{ rank = -0.5 }'; Words = '^Value\.rank: takes 0 at least, and -0\.5 is less\.$' }
        @{ Line = 'Set-PimAsset r_x -AssetFamily packshots -Value @{ alt_text = "a" * 121 } -Locale en_US -WhatIf'; Words = '^Value\.alt_text: takes 120 characters at most' }
        @{ Line = 'Set-PimProduct $product.Uuid -Association @{ PAK = @{ products = $product.Uuid } }'; Words = "^associations: there is no association type 'PAK'\. Did you mean 'PACK'\?" }
        @{ Line = 'Set-PimProduct $product.Uuid -Association @{ PRODUCT_SET = @{ products = $product.Uuid } }'; Words = "^associations: the association type 'PRODUCT_SET' has quantities" }
        @{ Line = 'New-PimProduct -QuantifiedAssociation @{ PACK = @{ products = @{ uuid = $product.Uuid; quantity = 1 } } }'; Words = "^quantified_associations: the association type 'PACK' has no quantities" }
        @{ Line = 'Get-PimProduct -Filter @{ "completeness >" = @{ value = 101; scope = "ecommerce" } }'; Words = "'completeness' is compared with a number from 0 to 100, not with '101'" }
        @{ Line = 'Get-PimProduct -Filter @{ "completeness >" = @{ value = -1; scope = "ecommerce" } }'; Words = 'a number from 0 to 100' }
        @{ Line = 'Set-PimCategory r_child -Validation @{ is_mandatory = $true }'; Words = '^Validation: goes with a root, not with a category below master' }
        @{ Line = 'Set-PimCategory r_child -ChannelRequirement ecommerce -WhatIf'; Words = '^ChannelRequirement: goes with a root' }
        @{ Line = '[pscustomobject]@{ code = "r_child"; validations = @{ is_mandatory = $true } } | Set-PimCategory'; Words = '^validations: goes with a root' }
        @{ Line = 'Set-PimFamilyVariant tshirts_color_size -Family tshirts -VariantAttributeSet @{ level = 1; attributes = @("color", "picture", "side_view", "season", "weight") }'; Words = "'weight' is an attribute of level 2, which may go down and not up" }
        @{ Line = 'Set-PimFamilyVariant tshirts_color_size -Family tshirts -VariantAttributeSet @{ level = 1; attributes = @("color", "picture", "season") } -WhatIf'; Words = "^VariantAttributeSet: cannot be changed so: 'side_view' is an attribute of level 1, which may go down and not up, and no level names it" }
        @{ Line = 'Get-PimFamilyVariant tshirts_color_size -Family tshirts | ForEach-Object { $_.VariantAttributeSets[0].attributes = @("color", "picture"); $_ } | Set-PimFamilyVariant'; Words = "'season' is an attribute of level 1.*'side_view' is an attribute of level 1" }
        @{ Line = 'Set-PimAttribute r_table -TableConfiguration @{ code = "a" }, @{ code = "B"; validations = @{ max = 3 } }'; Words = '^TableConfiguration\[1\]\.validations\.max: goes with data_type number, not with text' }
        @{ Line = 'Get-PimProduct -Filter @{ "price >" = @{ amount = 3 } }'; Words = "'price' is compared with a price with its currency.*not with a table of amount" }
        @{ Line = 'Get-PimProduct -Filter (New-PimFilter quality_score IN F -Locale en_US -Channel ecommerce)'; Words = "'quality_score' is compared with A or B or C or D or E, not with 'F'" }
        @{ Line = 'Get-PimProduct -Filter (New-PimFilter price ">" @{ amount = 3 })'; Words = "'price' is compared with a price with its currency" }
        @{ Line = 'New-PimProduct r_x -Values @{ erp_name = @(@{ data = "a" }, @{ data = "b" }) }'; Words = "The attribute 'erp_name' has two values, and takes one" }
        @{ Line = 'New-PimProduct r_x -Values @{ name = @(@{ locale = "en_US"; data = "a" }, @{ locale = "en_US"; data = "b" }) }'; Words = "The attribute 'name' has two values for the locale 'en_US'" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ description = @(@{ data = "a" }, @{ data = "b" }) } -Locale en_US -Channel ecommerce'; Words = "The attribute 'description' has two values for the locale 'en_US' and the channel 'ecommerce'" }
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ price = @(@{ amount = 1; currency = "EUR" }, @{ amount = 2; currency = "EUR" }) }'; Words = "The attribute 'price' has two prices in 'EUR'" }
        @{ Line = 'Set-PimProductModel accessories_000000 -Values @{ erp_name = @(@{ data = "a" }, @{ data = "b" }) }'; Words = "The attribute 'erp_name' has two values, and takes one" }
    ) {
        $seen = Measure-Request $sandbox { try { & ([scriptblock]::Create($Line)) 2>&1 } catch { $_ } }
        $seen.Output.Count | Should -Be 1
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match $Words
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'lets through what the rules are not for: <Line>' -ForEach @(
        # the server adds the identifier attribute to every family
        @{ Line = 'New-PimFamily r_ok -Attribute name -AttributeAsLabel sku -AttributeRequirement @{ ecommerce = "sku", "NAME" }' }
        # what a change does not say stays as it is
        @{ Line = 'Set-PimAttribute weight -NumberMin 0' }
        @{ Line = '@{ code = "weight"; type = "pim_catalog_metric" } | Set-PimAttribute' }
        @{ Line = 'Set-PimFamily shoes -AttributeAsLabel name' }
        @{ Line = 'Set-PimFamilyVariant shoes_size -Family shoes -VariantAttributeSet @{ level = 1; axes = "shoe_size" }' }
        @{ Line = 'Set-PimAttributeOption red -Attribute COLOR -Label @{ en_US = "Red" }' }
        @{ Line = 'New-PimAttribute r_same -Group other -Type pim_catalog_number -DecimalsAllowed $true -NegativeAllowed $true -NumberMin 1 -NumberMax 1' }
        @{ Line = 'Get-PimProduct -Filter @{ "completeness >=" = @{ value = 100; scope = "ecommerce" } } -First 1' }
        @{ Line = 'Get-PimProduct -Filter (New-PimFilter quality_score IN A, E -Locale en_US -Channel ecommerce) -First 1' }
        @{ Line = 'Get-PimProduct -Filter @{ "price >" = @{ EUR = 3 } } -First 1' }
        @{ Line = 'New-PimCategory r_root -Validation @{ max_categories_per_product = 0; only_leaves = $true; is_mandatory = $null } -ChannelRequirement ecommerce' }
        @{ Line = 'New-PimCategory r_below -Parent master -Validation @{} -ChannelRequirement @()' }
        @{ Line = 'Set-PimCategory r_child -Validation @{} -ChannelRequirement @() -Label @{ en_US = "Child" }' }
        @{ Line = 'Get-PimCategory r_child | Set-PimCategory' }
        @{ Line = 'Set-PimFamilyVariant tshirts_color_size -Family tshirts -VariantAttributeSet @{ level = 1; attributes = @("color") }, @{ level = 2; attributes = @("size", "ean", "weight", "picture", "side_view", "season") }' }
        @{ Line = 'Set-PimFamilyVariant tshirts_color_size -Family tshirts -VariantAttributeSet @{ level = 1; attributes = $null }' }
        # beyond two decimals there are zeros
        @{ Line = 'Set-PimProduct $product.Uuid -Values @{ r_places = "1.2500"; r_shots = @("packshot_001", "packshot_002"); r_rated = @(@{ a = "x"; n = 5; t = "abc" }) }' }
        # what is unique is the lowest level's, whether it is named or not, and so is an axis
        @{ Line = 'Set-PimFamilyVariant shoes_size -Family shoes -VariantAttributeSet @{ level = 1; attributes = @("ean", "weight", "season") }' }
        @{ Line = 'New-PimAttribute r_checked -Group other -Type pim_catalog_table -TableConfiguration @{ code = "a"; data_type = "select" }, @{ code = "b"; data_type = "number"; validations = @{ min = 1; max = 9; decimals_allowed = $false } }, @{ code = "c"; data_type = "text"; validations = @{ max_length = 9; min = $null } }' }
        @{ Line = 'Set-PimAttribute r_table -TableConfiguration @{ code = "a" }, @{ code = "b"; validations = @{ max_length = 9 } }' }
    ) {
        $ErrorActionPreference = 'Stop'
        { & ([scriptblock]::Create($Line)) } | Should -Not -Throw
    }

    It 'leaves to the server what newer ones may know: <Line>' -ForEach @(
        @{ Line = 'New-PimCategory r_x -Validation @{ wood = 1 }' }
        @{ Line = 'New-PimUiExtension r_x -Type wood -Position pim.product.header -Configuration @{ default_label = "x" }' }
        # an extension of the server may bring it
        @{ Line = 'New-PimAttribute r_x -Group other -Type wood_color' }
        # the parent has the attribute
        @{ Line = 'New-PimFamily r_child -Parent shoes -AttributeAsLabel name' }
    ) {
        $seen = & ([scriptblock]::Create($Line)) 2>&1
        $seen.FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'asks for the identifier attribute where a new product has values' {
        Connect-TestSandbox $sandbox @{ Name = 'fresh' } | Select-PimSession
        $seen = Measure-Request $sandbox { @{ values = @{ sku = @(@{ locale = $null; scope = $null; data = 'a,b' }) } } | New-PimProduct 2>&1 }
        "$($seen.Output)" | Should -Match '^identifier: takes no comma'
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'holds the lines of a batch against what is there: <Resource> <Property> <Words>' -ForEach @(
        @{ Resource = 'Attribute'; Bad = @{ code = 'name'; type = 'pim_catalog_textarea' }; Property = 'type'; Words = 'cannot be changed: it is "pim_catalog_text"'; Plain = $true; Options = @{} }
        @{ Resource = 'Attribute'; Bad = @{ code = 'rating'; number_min = '9' }; Property = 'number_min'; Words = 'not at most number_max'; Options = @{} }
        @{ Resource = 'Attribute'; Bad = @{ code = 'r_table'; table_configuration = @(@{ code = 'a' }, @{ code = 'b'; validations = @{ min = 3 } }) }; Property = 'table_configuration[1].validations.min'; Words = 'goes with data_type number, not with text'; Options = @{} }
        @{ Resource = 'Category'; Bad = @{ code = 'r_child'; validations = @{ is_mandatory = $true } }; Property = 'validations'; Words = 'goes with a root'; Options = @{} }
        @{ Resource = 'Category'; Bad = @{ code = 'r_child'; channel_requirements = @('ecommerce') }; Property = 'channel_requirements'; Words = 'goes with a root'; Options = @{} }
        @{ Resource = 'FamilyVariant'; Bad = @{ code = 'tshirts_color_size'; variant_attribute_sets = @(@{ level = 1; attributes = @('color', 'weight') }) }; Property = 'variant_attribute_sets'; Words = 'of level 2, which may go down and not up'; Plain = $true; Options = @{ Family = 'tshirts' } }
        @{ Resource = 'FamilyVariant'; Bad = @{ code = 'tshirts_color_size'; variant_attribute_sets = @(@{ level = '1'; attributes = @('color') }) }; Property = 'variant_attribute_sets[0].level'; Words = 'takes a whole number, 1 to 2'; Options = @{ Family = 'tshirts' } }
        @{ Resource = 'Attribute'; Bad = @{ code = 'r-x'; type = 'pim_catalog_text'; group = 'other' }; Property = 'code'; Words = 'takes letters'; Options = @{} }
        @{ Resource = 'AttributeGroup'; Bad = @{ code = 'r-x' }; Property = 'code'; Words = 'takes letters'; Options = @{} }
        @{ Resource = 'AssociationType'; Bad = @{ code = 'PACK'; is_quantified = $true }; Property = 'is_quantified'; Words = 'cannot be changed: it is false'; Plain = $true; Options = @{} }
        @{ Resource = 'Family'; Bad = @{ code = 'shoes'; attribute_as_label = 'r_pattern' }; Property = 'attribute_as_label'; Words = 'not among the attributes'; Options = @{} }
        @{ Resource = 'FamilyVariant'; Bad = @{ code = 'shoes_size'; variant_attribute_sets = @(@{ level = 1; axes = @('color') }) }; Property = 'variant_attribute_sets'; Words = 'the axes of level 1 are shoe_size'; Plain = $true; Options = @{ Family = 'shoes' } }
        @{ Resource = 'MeasurementFamily'; Bad = @{ code = 'Weight'; standard_unit_code = 'GRAM' }; Property = 'standard_unit_code'; Words = 'cannot be changed'; Plain = $true; Options = @{} }
        @{ Resource = 'MeasurementFamily'; Bad = @{ code = 'weight'; units = @{ GRAM = @{ code = 'GRAM'; convert_from_standard = @(@{ operator = 'mul'; value = '0.01' }) } } }; Property = 'units.GRAM.convert_from_standard'; Words = 'cannot be changed any more'; Plain = $true; Options = @{} }
        @{ Resource = 'MeasurementFamily'; Bad = @{ code = 'Weight'; units = @{ T = @{ code = 'T'; convert_from_standard = @(@{ operator = 'mul'; value = '1000' }) } } }; Property = 'units.T'; Words = 'cannot be added any more'; Plain = $true; Options = @{} }
        @{ Resource = 'ProductModel'; Bad = @{ code = 'accessories_000000'; family = 'SHOES' }; Property = 'family'; Words = 'cannot be changed: it is "accessories"'; Plain = $true; Options = @{} }
        @{ Resource = 'ProductModel'; Bad = @{ code = 'accessories_000000'; parent = 'accessories_000001' }; Property = 'parent'; Words = 'made without one'; Plain = $true; Options = @{} }
        @{ Resource = 'Asset'; Bad = @{ code = 'ax-1' }; Property = 'code'; Words = 'takes letters'; Options = @{ AssetFamily = 'packshots' } }
        @{ Resource = 'ReferenceEntityRecord'; Bad = @{ code = 'r-x' }; Property = 'code'; Words = 'takes letters'; Options = @{ ReferenceEntity = 'brand' } }
        @{ Resource = 'MeasurementFamily'; Bad = @{ code = 'M-F'; standard_unit_code = 'N'; units = @{ N = @{ code = 'N'; convert_from_standard = @(@{ operator = 'mul'; value = '1' }) } } }; Property = 'code'; Words = 'takes letters'; Options = @{} }
        @{ Resource = 'ProductModel'; Bad = @{ code = 'a' * 256; family_variant = 'shoes_size' }; Property = 'code'; Words = '255 characters at most, and has 256'; Options = @{} }
        @{ Resource = 'ProductModel'; Bad = @{ code = 'r_x'; family = 'shoes' }; Property = 'family_variant'; Words = 'is needed where there is no parent'; Options = @{} }
        @{ Resource = 'Channel'; Bad = @{ code = 'r_x'; locales = @('en_US'); currencies = @('EUR') }; Property = 'category_tree'; Words = 'is needed'; Options = @{} }
        @{ Resource = 'FamilyVariant'; Bad = @{ code = 'r_x' }; Property = 'variant_attribute_sets'; Words = 'is needed'; Options = @{ Family = 'shoes' } }
    ) {
        # what an item keeps is looked at whether anybody asks for it or not, and by a preview as by a run
        $unasked = @(if ($Plain) { @{}, @{ WhatIf = $true } })
        foreach ($switch in @(@{ OnlyChanged = $true }, @{ Validate = $true }, @{ Validate = $true; WhatIf = $true }) + $unasked) {
            $seen = Measure-Request $sandbox { $Bad | Invoke-PimBulkUpsert -Resource $Resource @Options @switch -ErrorAction SilentlyContinue }
            $seen.Output.Status | Should -Be Failed
            $seen.Output.StatusCode | Should -BeNullOrEmpty
            $seen.Output.Message | Should -Match 'Not sent'
            $seen.Output.Errors.Property | Should -Be $Property
            $seen.Output.Errors.Message | Should -Match $Words
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
    }

    It 'writes the other lines, and reads nothing that no rule is about' {
        $lines = @{ code = 'name'; type = 'pim_catalog_textarea' }, @{ code = 'name'; type = 'pim_catalog_text'; sort_order = 77 }
        $results = $lines | Invoke-PimBulkUpsert -Resource Attribute -Validate -ErrorAction SilentlyContinue | Sort-Object Index
        $results.Status | Should -Be Failed, Updated
        $seen = Measure-Request $sandbox { @{ code = 'other'; sort_order = 78 } | Invoke-PimBulkUpsert -Resource AttributeGroup -Validate }
        $seen.Output.Status | Should -Be Updated
        $seen.Requests | Should -Be 1
        # a new one would lack its type and its group
        $seen = Measure-Request $sandbox { @{ code = 'name'; sort_order = 78 } | Invoke-PimBulkUpsert -Resource Attribute -Validate }
        $seen.Output.Status | Should -Be Updated
        $seen.Routes.Keys | Sort-Object | Should -Be 'GET /api/rest/v1/attributes', 'PATCH /api/rest/v1/attributes'
        $seen.Requests | Should -Be 2
        # without either only those are looked at that say what their items keep
        $seen = Measure-Request $sandbox { @{ code = 'name'; sort_order = 79 } | Invoke-PimBulkUpsert -Resource Attribute }
        $seen.Output.Status | Should -Be Updated
        $seen.Requests | Should -Be 1
        $plain = Measure-Request $sandbox { $lines | Invoke-PimBulkUpsert -Resource Attribute -ErrorAction SilentlyContinue }
        ($plain.Output | Sort-Object Index).Status | Should -Be Failed, Updated
        # the second is of the same attribute, and waits for the first
        $plain.Requests | Should -Be 3
    }

    It 'refuses with -WhatIf too: <Line>' -ForEach @(
        @{ Line = 'New-PimFamily r_x -Attribute sku -AttributeAsLabel name -WhatIf' }
        @{ Line = 'Set-PimAttribute rating -NumberMin 9 -NumberMax 5 -WhatIf' }
        @{ Line = 'New-PimProduct "a,b" -WhatIf' }
        @{ Line = 'Set-PimProduct $product.Uuid -Association @{ PAK = @{ products = $product.Uuid } } -WhatIf' }
    ) {
        { & ([scriptblock]::Create("$Line -ErrorAction Stop")) } | Should -Throw -ErrorId 'PimInvalidInput,*'
    }

    It 'refuses nothing by what the PIM was like before' {
        { Set-PimProduct $product.Uuid -Association @{ R_LATE = @{ products = $product.Uuid } } -ErrorAction Stop } | Should -Throw "*no association type 'R_LATE'*"
        $null = New-PimAssociationType R_LATE -Session $legacy
        $null = New-PimAttribute r_late -Group other -Type pim_catalog_text -MaxCharacters 3 -Session $session
        { Set-PimProduct $product.Uuid -Values @{ r_late = 'long' } -ErrorAction Stop } | Should -Throw '*takes 3 characters at most*'
        Set-PimAttribute r_late -MaxCharacters 10 -Session $legacy
        Set-PimProduct $product.Uuid -Association @{ R_LATE = @{ products = $product.Uuid } } -Values @{ r_late = 'long' } -ErrorAction Stop
        (Get-PimProduct $product.Uuid).Values.r_late[0].data | Should -Be 'long'
    }

    It 'refuses no value by the limits of before: <Attribute>' -ForEach @(
        @{ Attribute = 'r_number'; Value = 30; Words = '*takes 20 at most*'; Change = { Set-PimAttribute r_number -NumberMax 30 -Session $legacy }; Reset = { Set-PimAttribute r_number -NumberMax 20 } }
        @{ Attribute = 'r_date'; Value = '2027-01-01'; Words = '*at the latest*'; Change = { Set-PimAttribute r_date -DateMax 2027-01-01 -Session $legacy }; Reset = { Set-PimAttribute r_date -DateMax 2026-12-31 } }
        @{ Attribute = 'r_pattern'; Value = 'abc'; Words = '*takes text that matches*'; Change = { Set-PimAttribute r_pattern -ValidationRegexp '/^[a-z]+$/' -Session $legacy }; Reset = { Set-PimAttribute r_pattern -ValidationRegexp '/^[A-Z]{2}\d+$/' } }
    ) {
        { Set-PimProduct $product.Uuid -Values @{ $Attribute = $Value } -ErrorAction Stop } | Should -Throw $Words
        & $Change
        Set-PimProduct $product.Uuid -Values @{ $Attribute = $Value } -ErrorAction Stop
        (Get-PimProduct $product.Uuid).Values.$Attribute[0].data | Should -Match $Value
        & $Reset
    }

    It 'refuses no value of a record by the limits of before, and finds them with -Validate' {
        $value = @{ founded = @(@{ locale = $null; channel = $null; data = '1700' }) }
        { Set-PimReferenceEntityRecord alderbay -ReferenceEntity brand -Value @{ founded = 1700 } -ErrorAction Stop } | Should -Throw '*takes 1800 at least*'
        foreach ($switch in @{ Validate = $true }, @{ Validate = $true; WhatIf = $true }) {
            $seen = Measure-Request $sandbox { 1..3 | ForEach-Object { @{ code = "r_many_$_"; values = $value } } | Invoke-PimBulkUpsert -Resource ReferenceEntityRecord -ReferenceEntity brand @switch -ErrorAction SilentlyContinue }
            $seen.Output.Status | Should -Be Failed, Failed, Failed
            $seen.Output[0].Errors.Attribute | Should -Be founded
            $seen.Output[0].Errors.Message | Should -Match 'takes 1800 at least'
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
            # those of the session are asked for once more, not for each line
            $seen.Requests | Should -Be 1
        }
        Set-PimReferenceEntityAttribute founded -ReferenceEntity brand -MinValue 1600 -Session $legacy
        Set-PimReferenceEntityRecord alderbay -ReferenceEntity brand -Value @{ founded = 1700 } -ErrorAction Stop
        (@{ code = 'alderbay'; values = $value } | Invoke-PimBulkUpsert -Resource ReferenceEntityRecord -ReferenceEntity brand -Validate).Status | Should -Be Updated
    }

    It 'asks for nothing but the units, once, to hold values against their attributes' {
        Connect-TestSandbox $sandbox @{ Name = 'few' } | Select-PimSession
        $values = @{ erp_name = 'few'; rating = 4; price = @{ EUR = 5 }; weight = 2; release_date = '2026-05-05' }
        Set-PimProduct $product.Uuid -Values $values
        # the product itself, and its change
        $usual = (Measure-Request $sandbox { Set-PimProduct $product.Uuid -Enabled $true }).Routes.Keys | Sort-Object
        (Measure-Request $sandbox { Set-PimProduct $product.Uuid -Values $values }).Routes.Keys | Sort-Object | Should -Be $usual
        $values.weight = @{ GRAM = 2000 }
        (Measure-Request $sandbox { Set-PimProduct $product.Uuid -Values $values }).Routes.Keys | Where-Object { $_ -notin $usual } | Should -Be 'GET /api/rest/v1/measurement-families'
        (Measure-Request $sandbox { Set-PimProduct $product.Uuid -Values $values }).Routes.Keys | Sort-Object | Should -Be $usual
        # an object is held against the attributes that are known
        $seen = Measure-Request $sandbox { @{ uuid = "$($product.Uuid)"; values = @{ rating = @(@{ locale = $null; scope = $null; data = '5.5' }) } } | Set-PimProduct 2>&1 }
        "$($seen.Output)" | Should -Match '^values\.rating: takes 5 at most'
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'keeps the axes of variants: <What>' -ForEach @(
        @{ What = 'by uuid'; Script = { Set-PimProduct $variant.Uuid -Values @{ size = $other } } }
        @{ What = 'with -WhatIf'; Script = { Set-PimProduct $variant.Uuid -Values @{ size = $other } -WhatIf } }
        @{ What = 'with -OnlyChanged'; Script = { Set-PimProduct $variant.Uuid -Values @{ size = $other } -OnlyChanged } }
        @{ What = 'by identifier'; Script = { Set-PimProduct $variant.Identifier -Values @{ size = $other } -Session $legacy } }
        @{ What = 'of what was read'; Script = { Get-PimProduct $variant.Uuid | ForEach-Object { $_.Values.size[0].data = $other; $_ } | Set-PimProduct } }
        @{ What = 'of what was read, with -Values'; Script = { Get-PimProduct $variant.Uuid | Set-PimProduct -Values @{ size = $other } } }
        @{ What = 'erased'; Script = { Set-PimProduct $variant.Uuid -Values @{ size = $null } } }
    ) {
        $variant = Get-PimProduct -Filter @{ family = 'accessories' } | Where-Object Parent | Select-Object -First 1
        $now = $variant.GetValue('size')
        $other = 's', 'm' | Where-Object { $_ -ne $now } | Select-Object -First 1
        $null = $other
        $seen = Measure-Request $sandbox { & $Script 2>&1 }
        $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output)" | Should -Match "^The size of Product '.+' cannot be changed: it is an axis of family variant 'accessories_size', and is `"$now`"\.$"
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'keeps the axes of models, and tells a measurement that is the same from another' {
        $null = New-PimProductModel r_tv -FamilyVariant televisions_diagonal
        $television = New-PimProduct -Parent r_tv -Values @{ display_diagonal = @{ INCH = 55 } }
        { Set-PimProduct $television.Uuid -Values @{ display_diagonal = @{ INCH = 43 } } -ErrorAction Stop } | Should -Throw "*it is an axis of family variant 'televisions_diagonal', and is {*"
        Set-PimProduct -InputObject @{ uuid = $television.Uuid; values = @{ display_diagonal = @(@{ locale = $null; scope = $null; data = @{ amount = '55.0'; unit = 'INCH' } }) } } -ErrorAction Stop
        $null = New-PimProductModel r_tee -FamilyVariant tshirts_color_size
        $model = New-PimProductModel r_tee_black -Parent r_tee -Values @{ color = 'black' }
        foreach ($script in { Set-PimProductModel $model.Code -Values @{ color = 'white' } }, { Set-PimProductModel $model.Code -Values @{ color = 'white' } -WhatIf }, { $model | Set-PimProductModel -Values @{ color = $null } -OnlyChanged }) {
            $seen = Measure-Request $sandbox { & $script 2>&1 }
            "$($seen.Output)" | Should -Match "^The color of ProductModel '$($model.Code)' cannot be changed: it is an axis of family variant 'tshirts_color_size', and is `"\w+`"\.$"
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
        Set-PimProductModel $model.Code -Values @{ color = $model.GetValue('color') } -ErrorAction Stop
        # what has no parent has no axes
        $simple = New-PimProduct -Family accessories -Values @{ size = 's' }
        Set-PimProduct $simple.Uuid -Values @{ size = 'm' } -ErrorAction Stop
        (Get-PimProduct $simple.Uuid).GetValue('size') | Should -Be m
        # of two variants of a family the one of its parent, also where the second came later
        $null = New-PimFamilyVariant r_acc -Family accessories -VariantAttributeSet @{ level = 1; axes = 'color'; attributes = 'size' } -Session $legacy
        $null = New-PimProductModel r_acc_model -FamilyVariant r_acc
        $bag = New-PimProduct -Parent r_acc_model -Values @{ color = 'red'; size = 's' }
        Set-PimProduct $bag.Uuid -Values @{ size = 'm' } -ErrorAction Stop
        { Set-PimProduct $bag.Uuid -Values @{ color = 'blue' } -ErrorAction Stop } | Should -Throw "*it is an axis of family variant 'r_acc', and is *red*"
        # texts, numbers and prices are none
        Set-PimProductModel r_tee -Values @{ erp_name = 'x'; price = @{ EUR = 5 } } -WhatIf
        (Measure-Request $sandbox { Set-PimProductModel r_tee -Values @{ erp_name = 'x'; price = @{ EUR = 5 } } -WhatIf }).Requests | Should -Be 0
    }

    It 'keeps axes in batches<Name>' -ForEach @(
        @{ Name = ''; Switch = @{}; Same = 'Updated' }
        @{ Name = ', -WhatIf'; Switch = @{ WhatIf = $true }; Same = 'Skipped' }
        @{ Name = ', -OnlyChanged'; Switch = @{ OnlyChanged = $true }; Same = 'Unchanged' }
        @{ Name = ', -Validate'; Switch = @{ Validate = $true }; Same = 'Updated' }
        @{ Name = ', -Validate -WhatIf'; Switch = @{ Validate = $true; WhatIf = $true }; Same = 'Skipped' }
        @{ Name = ', -OnlyChanged -WhatIf'; Switch = @{ OnlyChanged = $true; WhatIf = $true }; Same = 'Unchanged' }
    ) {
        $variants = @(Get-PimProduct -Filter @{ family = 'accessories' } | Where-Object { $_.Parent -like 'accessories_*' } | Select-Object -First 2)
        $lines = foreach ($variant in $variants) {
            $other = 's', 'm' | Where-Object { $_ -ne $variant.GetValue('size') } | Select-Object -First 1
            @{ uuid = "$($variant.Uuid)"; values = @{ size = @(@{ locale = $null; scope = $null; data = $other }) } }
        }
        $seen = Measure-Request $sandbox { $lines | Invoke-PimBulkUpsert @Switch -ErrorAction SilentlyContinue }
        $seen.Output.Status | Should -Be Failed, Failed
        $seen.Output.Errors.Attribute | Should -Be size, size
        $seen.Output[0].Errors.Message | Should -Match "^cannot be changed: it is an axis of family variant 'accessories_size', and is `"\w+`"$"
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' -and $_ -notlike 'POST */search' } | Should -BeNullOrEmpty
        $lines[0].values.size[0].data = $variants[0].GetValue('size')
        ($lines[0] | Invoke-PimBulkUpsert @Switch).Status | Should -Be $Same
    }

    It 'sends no value beyond the limits of <Attribute>, of which the session knows nothing' -ForEach @(
        @{ Attribute = 'ean'; Data = '12345678901234'; Words = 'takes 13 characters at most, and has 14' }
        @{ Attribute = 'r_number'; Data = 21; Words = 'takes 20 at most, and 21 is more' }
        @{ Attribute = 'r_number'; Data = '1.5'; Words = 'takes no decimals, and 1.5 has some' }
        @{ Attribute = 'r_date'; Data = '2028-01-01'; Words = 'takes \S+ at the latest, and 2028-01-01 is after' }
        @{ Attribute = 'r_pattern'; Data = 'AB'; Words = "takes text that matches .*, not 'AB'" }
        @{ Attribute = 'weight'; Data = @{ amount = -1; unit = 'GRAM' }; Words = 'takes nothing below 0, and -1 is' }
    ) {
        foreach ($script in { $line | Set-PimProduct }, { $line | Invoke-PimBulkUpsert }, { $line | Invoke-PimBulkUpsert -WhatIf }, { $line | Invoke-PimBulkUpsert -OnlyChanged }) {
            $null = Connect-TestSandbox $sandbox
            $line = @{ uuid = "$($product.Uuid)"; values = @{ $Attribute = @(@{ locale = $null; scope = $null; data = $Data }) } }
            $seen = Measure-Request $sandbox { & $script 2>&1 }
            $told = @($seen.Output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            $told.Count | Should -Be 1
            "$told" | Should -Match $Words
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
            Disconnect-Pim
        }
    }

    It 'refuses with -WhatIf what only a look at the extension tells: <Line>' -ForEach @(
        @{ Line = 'Set-PimUiExtension $link.Uuid -Secret $secret -WhatIf'; Words = '^Secret: goes with the types action' }
        @{ Line = 'Set-PimUiExtension $action.Uuid -Position pim.product.tab -WhatIf'; Words = "^Position: an action cannot be at 'pim.product.tab'" }
        @{ Line = 'Set-PimAttribute name -ValidationRule regexp -WhatIf'; Words = '^ValidationRegexp: is needed' }
        @{ Line = 'Get-PimMeasurementFamily Weight | Set-PimMeasurementFamily -StandardUnitCode GRAM -WhatIf'; Words = 'cannot be changed' }
    ) {
        $seen = Measure-Request $sandbox { & ([scriptblock]::Create($Line)) 2>&1 }
        "$($seen.Output)" | Should -Match $Words
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'refuses no line by what was so before the run' {
        $line = @{ uuid = "$($product.Uuid)"; categories = @('r_elsewhere') }
        ($line | Invoke-PimBulkUpsert -Validate -ErrorAction SilentlyContinue).Errors.Message | Should -Match "there is no category 'r_elsewhere'"
        $null = Invoke-PimRestMethod api/rest/v1/categories POST @{ code = 'r_elsewhere'; parent = 'master' }
        ($line | Invoke-PimBulkUpsert -Validate).Status | Should -Be Updated
        $price = @{ uuid = "$($product.Uuid)"; values = @{ name = @(@{ locale = 'it_IT'; scope = $null; data = 'Nome' }) } }
        ($price | Invoke-PimBulkUpsert -Validate -ErrorAction SilentlyContinue).Errors.Message | Should -Match "'it_IT' is no active locale"
        $null = New-PimChannel r_it -Locale it_IT -Currency EUR -CategoryTree master -Session $legacy
        ($price | Invoke-PimBulkUpsert -Validate).Status | Should -Be Updated
    }

    It 'finds quantities that are none, and associations that are no lists, with -Validate: <Field> <Message>' -ForEach @(
        @{ Field = 'quantified_associations'; Value = @{ PRODUCT_SET = @{ product_models = @(@{ identifier = 'accessories_000000'; quantity = '2' }) } }; Message = "a whole number.*the text '2'" }
        @{ Field = 'quantified_associations'; Value = @{ PRODUCT_SET = @{ product_models = @(@{ identifier = 'accessories_000000'; quantity = 2.5 }) } }; Message = 'a whole number.*not 2\.5' }
        @{ Field = 'quantified_associations'; Value = @{ PRODUCT_SET = @{ product_models = @(@{ identifier = 'accessories_000000'; quantity = 2147483648 }) } }; Message = 'not 2147483648' }
        @{ Field = 'quantified_associations'; Value = @{ PRODUCT_SET = @{ product_models = @(@{ identifier = 'accessories_000000'; quantity = $null }) } }; Message = 'is needed' }
        @{ Field = 'quantified_associations'; Value = @{ PRODUCT_SET = @{ product_models = @(@{ identifier = 'accessories_000000' }) } }; Message = 'is needed' }
        @{ Field = 'associations'; Value = @{ PACK = @{ products = 'x' } }; Message = "'PACK' has to have lists" }
        @{ Field = 'associations'; Value = @{ PACK = @{ products = $null } }; Message = "'PACK' has to have lists" }
        @{ Field = 'labels'; Resource = 'Attribute'; Value = 'x'; Message = 'takes texts by locale, not text' }
        @{ Field = 'labels'; Resource = 'Attribute'; Value = $null; Message = 'takes texts by locale, not null' }
    ) {
        $line = if ($Resource) { @{ code = 'name'; $Field = $Value } } else { @{ uuid = "$($product.Uuid)"; $Field = $Value } }
        $line = $line | ConvertTo-Json -Depth 9 -Compress
        $kind = if ($Resource) { $Resource } else { 'Product' }
        $seen = Measure-Request $sandbox { $line | Invoke-PimBulkUpsert -Resource $kind -Validate -ErrorAction SilentlyContinue }
        $seen.Output.Status | Should -Be Failed
        $seen.Output.StatusCode | Should -BeNullOrEmpty
        "$($seen.Output.Errors.Message)" | Should -Match $Message
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'sends no line with a value beyond its limits, asked or not: <Message>' -ForEach @(
        @{ Attribute = 'r_rated'; Data = @(@{ a = 'x'; n = 6 }); Message = "in its column 'n' takes 5 at most, and 6 is more" }
        @{ Attribute = 'r_rated'; Data = @(@{ a = 'x'; n = '0.5' }); Message = "in its column 'n' takes no decimals" }
        @{ Attribute = 'r_shots'; Data = @('a', 'b', 'c'); Message = 'takes 2 assets at most, and has 3' }
        @{ Attribute = 'r_places'; Data = '1.005'; Message = 'takes 2 decimals at most, and 1.005 has more' }
        @{ Attribute = 'r_rated'; Data = @(@{ a = 'x'; t = 'long' }); Message = "in its column 't' takes 3 characters at most, and has 4" }
    ) {
        $values = @{ $Attribute = @(@{ locale = $null; scope = $null; data = $Data }) }
        foreach ($line in @{ uuid = "$($product.Uuid)"; values = $values }, @{ code = 'r_rated_model'; values = $values }) {
            $kind = if ($line.code) { 'ProductModel' } else { 'Product' }
            foreach ($options in @{}, @{ WhatIf = $true }) {
                $seen = Measure-Request $sandbox { $line | Invoke-PimBulkUpsert -Resource $kind @options -ErrorAction SilentlyContinue }
                $seen.Output.Status | Should -Be Failed
                $seen.Output.StatusCode | Should -BeNullOrEmpty
                $seen.Output.Errors.Attribute | Should -Be $Attribute
                "$($seen.Output.Errors.Message)" | Should -Match $Message
                $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
            }
        }
    }

    It 'sends no record and no asset with a value beyond its limits, asked or not: <Message>' -ForEach @(
        @{ Resource = 'ReferenceEntityRecord'; Options = @{ ReferenceEntity = 'brand' }; Attribute = 'founded'; Data = '1700'; Message = 'takes 1800 at least, and 1700 is less' }
        @{ Resource = 'ReferenceEntityRecord'; Options = @{ ReferenceEntity = 'brand' }; Attribute = 'contact'; Data = 'nobody'; Message = 'takes an e-mail address' }
        @{ Resource = 'Asset'; Options = @{ AssetFamily = 'packshots' }; Attribute = 'rank'; Data = '-1'; Message = 'takes 0 at least, and -1 is less' }
    ) {
        # a test before has let founded begin in 1600
        Set-PimReferenceEntityAttribute founded -ReferenceEntity brand -MinValue 1800
        $lines = foreach ($one in $Data, $null) { @{ code = 'r_beyond'; values = @{ $Attribute = @(@{ locale = $null; channel = $null; data = $one }) } } }
        Connect-TestSandbox $sandbox @{ Name = 'plain' } | Select-PimSession
        foreach ($switch in @{}, @{ WhatIf = $true }) {
            $seen = Measure-Request $sandbox { $lines[0] | Invoke-PimBulkUpsert -Resource $Resource @Options @switch -ErrorAction SilentlyContinue }
            $seen.Output.Status | Should -Be Failed
            $seen.Output.StatusCode | Should -BeNullOrEmpty
            $seen.Output.Errors.Attribute | Should -Be $Attribute
            $seen.Output.Errors.Message | Should -Match $Message
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
        # what is known by now is not asked for again
        (Measure-Request $sandbox { $lines[1] | Invoke-PimBulkUpsert -Resource $Resource @Options }).Requests | Should -Be 1
    }

    It 'looks whether there is one where a code is none for a new item: <Resource> <Code>' -ForEach @(
        @{ Resource = 'Category'; Code = 'r-x'; Options = @{}; Words = 'takes letters' }
        @{ Resource = 'Category'; Code = 'a' * 101; Options = @{}; Words = 'takes 100 characters at most' }
        @{ Resource = 'AttributeOption'; Code = 'r-x'; Options = @{ Attribute = 'color' }; Words = 'takes letters' }
        @{ Resource = 'Family'; Code = 'r-x'; Options = @{}; Words = 'takes letters' }
        @{ Resource = 'ReferenceEntityRecord'; Code = 'r-x'; Options = @{ ReferenceEntity = 'brand' }; Words = 'takes letters' }
    ) {
        foreach ($switch in @{}, @{ WhatIf = $true }) {
            $seen = Measure-Request $sandbox { @{ code = $Code } | Invoke-PimBulkUpsert -Resource $Resource @Options @switch -ErrorAction SilentlyContinue }
            $seen.Output.Status | Should -Be Failed
            $seen.Output.StatusCode | Should -BeNullOrEmpty
            $seen.Output.Errors.Property | Should -Be code
            $seen.Output.Errors.Message | Should -Match $Words
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
    }

    It 'sends no family that shows its products by what cannot be shown: <Field>' -ForEach @(
        @{ Field = 'attribute_as_label'; Attribute = 'price'; Words = "cannot be 'price', which is of the type pim_catalog_price_collection, and not pim_catalog_identifier or pim_catalog_text" }
        @{ Field = 'attribute_as_image'; Attribute = 'name'; Words = "cannot be 'name', which is of the type pim_catalog_text, and not pim_catalog_image or pim_catalog_asset_collection" }
    ) {
        $family = @{ code = 'shoes'; $Field = $Attribute }
        foreach ($script in { $family | Invoke-PimBulkUpsert -Resource Family -ErrorAction SilentlyContinue }, { [pscustomobject]$family | Set-PimFamily 2>&1 }, { @{ code = 'r_x'; attributes = @($Attribute); $Field = $Attribute } | New-PimFamily 2>&1 }) {
            $seen = Measure-Request $sandbox $script
            "$($seen.Output) $($seen.Output.Errors.Message)" | Should -Match $Words
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
    }

    It 'sends no type that is not known here: <Message>' -ForEach @(
        @{ Line = @{ code = 'r_x'; type = 'pim_catalog_foo'; group = 'other' }; Message = "'pim_catalog_foo' is none that is known here" }
        @{ Line = @{ code = 'r_x'; type = 'pim_catalog_table'; group = 'other'; table_configuration = @(@{ code = 'a'; data_type = 'select' }, @{ code = 'b'; data_type = 'txt' }) }; Message = "'txt' is none that is known here. Did you mean 'text'\?" }
    ) {
        foreach ($options in @{}, @{ Validate = $true }, @{ WhatIf = $true }) {
            $seen = Measure-Request $sandbox { $Line | Invoke-PimBulkUpsert -Resource Attribute @options -ErrorAction SilentlyContinue }
            $seen.Output.Status | Should -Be Failed
            $seen.Output.StatusCode | Should -BeNullOrEmpty
            "$($seen.Output.Errors.Message)" | Should -Match "$Message.*Invoke-PimRestMethod sends what this module does not know"
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
    }

    It 'sends no line with a field of other types: <Line.code>' -ForEach @(
        @{ Line = @{ code = 'r_x'; type = 'pim_catalog_boolean'; group = 'other'; number_min = '3' }; Property = 'number_min' }
        @{ Line = @{ code = 'name'; type = 'pim_catalog_text'; metric_family = 'Weight' }; Property = 'metric_family' }
    ) {
        foreach ($options in @{}, @{ Validate = $true }, @{ WhatIf = $true }) {
            $seen = Measure-Request $sandbox { $Line | Invoke-PimBulkUpsert -Resource Attribute @options -ErrorAction SilentlyContinue }
            $seen.Output.Status | Should -Be Failed
            $seen.Output.StatusCode | Should -BeNullOrEmpty
            $seen.Output.Errors.Property | Should -Contain $Property
            $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
        }
    }

    It 'sends back attributes as they were read: <Line>' -ForEach @(
        @{ Line = 'Get-PimAttribute | Invoke-PimBulkUpsert -Resource Attribute' }
        @{ Line = 'Get-PimReferenceEntity brand | Get-PimReferenceEntityAttribute | Set-PimReferenceEntityAttribute' }
        @{ Line = 'Get-PimAssetFamily packshots | Get-PimAssetAttribute | Set-PimAssetAttribute' }
    ) {
        $seen = Measure-Request $sandbox { & ([scriptblock]::Create($Line)) 2>&1 }
        $seen.Output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -or $_.Status -eq 'Failed' } | Should -BeNullOrEmpty
        $seen.Routes.Keys | Where-Object { $_ -like 'PATCH *' } | Should -Not -BeNullOrEmpty
    }

    It 'finds associations of no type, and quantities of none, with -Validate' {
        $lines = @(
            @{ uuid = "$($product.Uuid)"; associations = @{ PAK = @{ products = @("$($product.Uuid)") } } }
            @{ uuid = "$($product.Uuid)"; quantified_associations = @{ PRODUCT_SET = @{ products = @(@{ uuid = "$($product.Uuid)"; quantity = 0 }) } } }
        )
        $results = $lines | Invoke-PimBulkUpsert -Validate -ErrorAction SilentlyContinue | Sort-Object Index
        $results.Status | Should -Be Failed, Failed
        $results[0].Errors.Message | Should -Match "no association type 'PAK'"
        $results[1].Errors.Property | Should -Be 'quantified_associations.PRODUCT_SET.products[0].quantity'
    }

    It 'holds for the lines of a batch: <Resource>' -ForEach @(
        @{ Resource = 'Channel'; Bad = @{ code = 'ecommerce'; locales = @() }; Good = @{ code = 'ecommerce'; labels = @{ en_US = 'Shop' } }; Property = 'locales'; Options = @{} }
        @{ Resource = 'Category'; Bad = @{ code = 'r_x'; parent = 'master'; validations = @{ is_mandatory = $true } }; Good = @{ code = 'master'; validations = @{ is_mandatory = $false }; parent = $null }; Property = 'validations'; Options = @{} }
        @{ Resource = 'Category'; Bad = @{ code = 'master'; validations = @{ only_leaves = 1 } }; Good = @{ code = 'master'; labels = @{ en_US = 'Master' } }; Property = 'validations.only_leaves'; Options = @{} }
        @{ Resource = 'MeasurementFamily'; Bad = @{ code = 'Weight'; units = @{ GRAM = @{ code = 'gram' } } }; Good = @{ code = 'Weight'; labels = @{ en_US = 'W' } }; Property = 'units.GRAM.code'; Options = @{} }
        @{ Resource = 'AttributeOption'; Bad = @{ code = 'red'; attribute = 'season' }; Good = @{ code = 'red'; sort_order = 3 }; Property = 'attribute'; Options = @{ Attribute = 'color' } }
        @{ Resource = 'MeasurementFamily'; Bad = @{ code = 'Weight'; units = @{ T = @{ code = 'T'; convert_from_standard = @() } } }; Good = @{ code = 'Weight'; labels = @{ en_US = 'W' } }; Property = 'units.T.convert_from_standard'; Options = @{} }
    ) {
        $seen = Measure-Request $sandbox { $Bad, $Good | Invoke-PimBulkUpsert -Resource $Resource @Options -ErrorAction SilentlyContinue }
        $seen.Output.Status | Should -Be Failed, Updated
        $seen.Output[0].Errors.Property | Should -Be $Property
        $seen.Output[0].Message | Should -Match 'Not sent'
        $seen.Output[0].StatusCode | Should -BeNullOrEmpty
        $seen.Requests | Should -Be 1
        $alone = Measure-Request $sandbox { $Bad | Invoke-PimBulkUpsert -Resource $Resource @Options -ErrorAction SilentlyContinue }
        $alone.Output.Status | Should -Be Failed
        $alone.Requests | Should -Be 0
        $checked = Measure-Request $sandbox { $Bad | Invoke-PimBulkUpsert -Resource $Resource @Options -Validate -ErrorAction SilentlyContinue }
        $checked.Output.Errors.Property | Should -Be $Property
    }
}

Describe 'What the server says of the same' {
    BeforeEach { $null = Select-PimSession $session }

    It '<Method> <Path>: <Words>' -ForEach @(
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'r_x'; type = 'pim_catalog_metric'; group = 'other' }; Words = 'metric_family' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'r_x'; type = 'pim_catalog_text'; group = 'other'; metric_family = 'Weight'; default_metric_unit = 'GRAM' }; Words = 'metric_family.*default_metric_unit' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'r_x'; type = 'pim_catalog_boolean'; group = 'other'; number_min = '3'; max_items_count = 4 }; Words = 'number_min.*max_items_count' }
        @{ Method = 'PATCH'; Path = 'reference-entities/brand/attributes/r_x'; Body = @{ code = 'r_x'; type = 'text'; min_value = '3' }; Words = 'min_value is not defined' }
        @{ Method = 'PATCH'; Path = 'asset-families/packshots/attributes/r_x'; Body = @{ code = 'r_x'; type = 'text'; media_type = 'image' }; Words = 'media_type is not defined' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'completeness'; type = 'pim_catalog_text'; group = 'other' }; Words = 'not available' }
        @{ Method = 'PATCH'; Path = 'attributes/rating'; Body = @{ number_min = '9' }; Words = 'number_min' }
        @{ Method = 'PATCH'; Path = 'attributes/name'; Body = @{ type = 'pim_catalog_textarea' }; Words = 'type' }
        @{ Method = 'PATCH'; Path = 'families/shoes'; Body = @{ attribute_as_label = 'megapixels' }; Words = 'must belong to the family' }
        @{ Method = 'PATCH'; Path = 'families/shoes'; Body = @{ attributes = @('sku') }; Words = 'must belong to the family' }
        @{ Method = 'POST'; Path = 'ui-extensions'; Body = @{ name = 'r_x'; type = 'link'; position = 'pim.product.header'; configuration = @{ url = 'https://example.com' } }; Words = 'default_label' }
        @{ Method = 'PATCH'; Path = 'reference-entities/brand/attributes/r_none'; Body = @{ code = 'r_none'; labels = @{ en_US = 'X' } }; Words = 'type' }
        @{ Method = 'PATCH'; Path = 'reference-entities/brand/records/a-b'; Body = @{ code = 'a-b' }; Words = 'letters, numbers' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'a-b'; type = 'pim_catalog_text'; group = 'other'; sort_order = -1 }; Words = 'letters, numbers and underscores' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'r_x'; type = 'pim_catalog_number'; group = 'other'; decimals_allowed = $true; negative_allowed = $true; number_min = '10'; number_max = '1' }; Words = 'number_min' }
        @{ Method = 'POST'; Path = 'association-types'; Body = @{ code = 'r_x'; is_quantified = $true; is_two_way = $true }; Words = 'is_quantified|is_two_way' }
        @{ Method = 'POST'; Path = 'families/shoes/variants'; Body = @{ code = 'r_x'; variant_attribute_sets = @(@{ level = 1; axes = @() }) }; Words = 'at least one attribute defined as axis' }
        @{ Method = 'PATCH'; Path = 'families/shoes/variants/shoes_size'; Body = @{ variant_attribute_sets = @(@{ level = 1; axes = @('color') }) }; Words = 'cannot be changed' }
        @{ Method = 'POST'; Path = 'categories'; Body = @{ code = 'np x' }; Words = 'letters, numbers and underscores' }
        @{ Method = 'PATCH'; Path = 'categories/master'; Body = @{ parent = 'master' }; Words = 'parent' }
        @{ Method = 'PATCH'; Path = 'channels/ecommerce'; Body = @{ locales = @() }; Words = 'locales' }
        @{ Method = 'PATCH'; Path = 'attributes/color/options/red'; Body = @{ attribute = 'season' }; Words = 'must match the attribute code' }
        @{ Method = 'POST'; Path = 'families'; Body = @{ code = 'r_x'; attributes = @('price'); attribute_as_label = 'name' }; Words = 'must belong to the family' }
        @{ Method = 'POST'; Path = 'products-uuid'; Body = @{ values = @{ sku = @(@{ locale = $null; scope = $null; data = 'a,b' }) } }; Words = 'comma|,' }
        @{ Method = 'PATCH'; Path = 'asset-families/packshots'; Body = @{ code = 'packshots'; transformations = @(1..11 | ForEach-Object { @{ label = "$_" } }) }; Words = 'transformations' }
        @{ Method = 'PATCH'; Path = 'attributes/name'; Body = @{ labels = 'x' }; Words = 'labels' }
        @{ Method = 'PATCH'; Path = 'asset-families/packshots/assets/ax-1'; Body = @{ code = 'ax-1' }; Words = 'letters, numbers' }
        @{ Method = 'PATCH'; Path = 'asset-families/a-f'; Body = @{ code = 'a-f' }; Words = 'letters, numbers' }
        @{ Method = 'POST'; Path = 'product-models'; Body = @{ code = 'a' * 256; family_variant = 'shoes_size' }; Words = '255 characters' }
        @{ Method = 'POST'; Path = 'product-models'; Body = @{ code = 'r_x'; family = 'shoes' }; Words = 'family variant must not be empty' }
        @{ Method = 'PATCH'; Path = 'product-models/accessories_000000'; Body = @{ quantified_associations = @{ PRODUCT_SET = @{ product_models = @(@{ identifier = 'accessories_000000'; quantity = '2' }) } } }; Words = 'positive number' }
        @{ Method = 'POST'; Path = 'channels'; Body = @{ code = 'r_y'; locales = @('en_US'); currencies = @('EUR') }; Words = 'category_tree' }
        @{ Method = 'PATCH'; Path = 'reference-entities/brand/attributes/r_x'; Body = @{ code = 'r_x'; type = 'reference_entity_single_link' }; Words = 'reference_entity_code' }
        @{ Method = 'POST'; Path = 'categories'; Body = @{ code = 'r_x'; parent = 'master'; validations = @{ is_mandatory = $true } }; Words = 'Only a category tree can have validations' }
        @{ Method = 'PATCH'; Path = 'categories/r_child'; Body = @{ channel_requirements = @('ecommerce') }; Words = 'Only a category tree' }
        @{ Method = 'POST'; Path = 'categories'; Body = @{ code = 'r_x'; validations = @{ max_categories_per_product = -1 } }; Words = 'max_categories_per_product' }
        @{ Method = 'POST'; Path = 'categories'; Body = @{ code = 'r_x'; validations = @{ only_leaves = 'yes' } }; Words = 'only_leaves' }
        @{ Method = 'PATCH'; Path = 'families/lamps/variants/lamps_color'; Body = @{ variant_attribute_sets = @(@{ level = 1; attributes = @('ean') }) }; Words = 'weight.*cannot be moved to an upper level' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'r_x'; type = 'pim_catalog_table'; group = 'other'; table_configuration = @(@{ code = 'a'; data_type = 'select' }, @{ code = 'b'; data_type = 'text'; validations = @{ decimals_allowed = $false } }) }; Words = 'decimals_allowed' }
        @{ Method = 'POST'; Path = 'attributes'; Body = @{ code = 'r_x'; type = 'pim_catalog_table'; group = 'other'; table_configuration = @(@{ code = 'a'; data_type = 'select' }, @{ code = 'b'; data_type = 'number'; validations = @{ max_length = 3 } }) }; Words = 'max_length' }
        @{ Method = 'GET'; Path = 'products-uuid?search={"quality_score":[{"operator":"IN","value":["F"],"locale":"en_US","scope":"ecommerce"}]}'; Words = 'scores from A to E' }
        @{ Method = 'GET'; Path = 'products-uuid?search={"price":[{"operator":">","value":{"amount":3}}]}'; Words = 'with the key .+currency' }
        @{ Method = 'POST'; Path = 'products-uuid'; Body = @{ values = @{ erp_name = @(@{ locale = $null; scope = $null; data = 'a' }, @{ locale = $null; scope = $null; data = 'b' }) } }; Words = 'twice' }
        @{ Method = 'POST'; Path = 'products-uuid'; Body = @{ values = @{ price = @(@{ locale = $null; scope = $null; data = @(@{ amount = 1; currency = 'EUR' }, @{ amount = 2; currency = 'EUR' }) }) } }; Words = 'one value per amount' }
    ) {
        Invoke-PimRestMethod "api/rest/v1/$Path" $Method $Body -ErrorAction SilentlyContinue -ErrorVariable failed 2>$null
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match $Words
    }

    It 'refuses a unit under another name in its line of a batch' {
        $answer = Invoke-PimRestMethod api/rest/v1/measurement-families PATCH '[{"code":"Weight","units":{"GRAM":{"code":"gram"}}}]'
        $answer.status_code | Should -Be 422
        "$($answer.errors.message)" | Should -Match 'key of the unit and its code differ'
    }
}
