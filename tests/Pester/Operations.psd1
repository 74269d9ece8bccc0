# The operations of Akeneo's REST API: what each takes, the cmdlet that serves it, and a script that shows it.
# docs/coverage.md is made of this, and Coverage.Tests.ps1 runs it. Operations.psm1 reads it.
@{
    # Lists of names that more than one operation takes, and the bodies. What the server only tells is not among them.
    Names      = @{
        Pages                    = 'page limit with_count'
        Cursor                   = 'pagination_type search_after'
        ProductView              = 'scope locales attributes search_scope search_locale convert_measurements'
        ProductFlags             = 'with_attribute_options with_asset_share_links with_quality_scores with_completenesses with_workflow_execution_statuses with_enabled_assets_only'
        ModelFlags               = 'with_asset_share_links with_quality_scores with_workflow_execution_statuses with_enabled_assets_only'
        CategoryFlags            = 'with_position with_enriched_attributes'
        Updates                  = 'search_after limit updated_before updated_after'

        Token                    = 'grant_type username password refresh_token'
        Labels                   = 'labels labels.*'
        # what can be written of a value depends on its attribute's type
        Values                   = 'values values.* values.*[].data values.*[].locale values.*[].scope ValueData'
        ValueData                = 'values.*[].data.amount values.*[].data.unit values.*[].data[].amount values.*[].data[].currency'
        CellsAndLinks            = 'values.*[].data[].* values.*[].data.type values.*[].data.id'
        EntityValues             = 'values values.* values.*[].data values.*[].locale values.*[].channel'
        Associations             = 'associations associations.* associations.*.products associations.*.product_models associations.*.groups'
        Quantities               = 'quantified_associations quantified_associations.* quantified_associations.*.products quantified_associations.*.products[].quantity QuantitiesOfModels'
        QuantitiesOfModels       = 'quantified_associations.*.product_models quantified_associations.*.product_models[].identifier quantified_associations.*.product_models[].quantity'
        Item                     = 'parent categories Values Associations Quantities'
        # a change of an item may say what to add and to take away
        CategoryChanges          = 'add_categories remove_categories'
        ProductByUuid            = 'uuid enabled family groups Item CellsAndLinks quantified_associations.*.products[].uuid'
        ProductByIdentifier      = 'identifier enabled family groups Item CellsAndLinks quantified_associations.*.products[].identifier'
        ProductModel             = 'code family family_variant Item quantified_associations.*.products[].identifier'
        ProductSearch            = 'search scope locales attributes search_scope search_locale with_attribute_options with_asset_share_links with_quality_scores__products with_completenesses'
        Family                   = 'code Labels parent attributes attribute_as_label attribute_as_image attribute_requirements attribute_requirements.*'
        FamilyVariant            = 'code Labels variant_attribute_sets variant_attribute_sets[].level variant_attribute_sets[].axes variant_attribute_sets[].attributes'
        Attribute                = 'code Labels type group AttributeText AttributeNumber AttributeOther TableColumns'
        AttributeText            = 'max_characters validation_rule validation_regexp wysiwyg_enabled minimum_input_length'
        AttributeNumber          = 'metric_family default_metric_unit number_min number_max decimals_allowed negative_allowed decimal_places_strategy decimal_places'
        AttributeOther           = 'unique useable_as_grid_filter allowed_extensions reference_data_name available_locales date_min date_max max_file_size sort_order localizable scopable default_value guidelines guidelines.* auto_option_sorting is_mandatory enable_option_creation_during_import max_items_count is_main_identifier'
        TableColumns             = 'table_configuration table_configuration[].code table_configuration[].data_type table_configuration[].labels table_configuration[].labels.* table_configuration[].is_required_for_completeness TableChecks TableOptions'
        TableChecks              = 'table_configuration[].validations table_configuration[].validations.min table_configuration[].validations.max table_configuration[].validations.decimals_allowed table_configuration[].validations.max_length'
        TableOptions             = 'table_configuration[].options table_configuration[].options[].code table_configuration[].options[].labels table_configuration[].options[].labels.*'
        AttributeOption          = 'code Labels attribute sort_order'
        AttributeGroup           = 'code Labels attributes sort_order'
        AssociationType          = 'code Labels is_quantified is_two_way'
        Category                 = 'code Labels parent CategoryValues CategoryChecks channel_requirements'
        CategoryValues           = 'values values[].data values[].channel values[].locale values[].attribute_code'
        CategoryChecks           = 'validations validations.max_categories_per_product validations.only_leaves validations.is_mandatory'
        Channel                  = 'code Labels currencies locales category_tree conversion_units conversion_units.*'
        MeasurementFamily        = 'code Labels standard_unit_code units units.* units.*.code units.*.labels units.*.labels.* units.*.symbol Conversions'
        Conversions              = 'units.*.convert_from_standard units.*.convert_from_standard[].operator units.*.convert_from_standard[].value'
        ReferenceEntity          = 'code Labels image'
        EntityAttribute          = 'code Labels type value_per_locale value_per_channel is_required_for_completeness max_characters is_textarea is_rich_text_editor validation_rule validation_regexp allowed_extensions max_file_size decimals_allowed min_value max_value'
        ReferenceEntityAttribute = 'EntityAttribute reference_entity_code asset_family_identifier'
        AssetAttribute           = 'EntityAttribute is_read_only media_type prefix suffix reference_entity asset_family_code default_value'
        EntityOption             = 'code Labels'
        ReferenceEntityRecord    = 'code EntityValues'
        AssetFamily              = 'code Labels attribute_as_main_media NamingConvention LinkRules Transformations sharing_enabled auto_tagging_enabled'
        NamingConvention         = 'naming_convention naming_convention.source naming_convention.source.property naming_convention.source.channel naming_convention.source.locale naming_convention.pattern naming_convention.abort_asset_creation_on_error'
        LinkRules                = 'product_link_rules LinkSelections LinkTargets'
        LinkSelections           = 'product_link_rules[].product_selections product_link_rules[].product_selections[].field product_link_rules[].product_selections[].operator product_link_rules[].product_selections[].value product_link_rules[].product_selections[].channel product_link_rules[].product_selections[].locale'
        LinkTargets              = 'product_link_rules[].assign_assets_to product_link_rules[].assign_assets_to[].attribute product_link_rules[].assign_assets_to[].mode product_link_rules[].assign_assets_to[].channel product_link_rules[].assign_assets_to[].locale'
        Transformations          = 'transformations transformations[].label transformations[].filename_prefix transformations[].filename_suffix TransformationEnds TransformationSteps'
        TransformationEnds       = 'transformations[].source transformations[].source.attribute transformations[].source.channel transformations[].source.locale transformations[].target transformations[].target.attribute transformations[].target.channel transformations[].target.locale'
        TransformationSteps      = 'transformations[].operations transformations[].operations[].type transformations[].operations[].parameters StepSizes StepResolutions'
        StepSizes                = 'transformations[].operations[].parameters.width transformations[].operations[].parameters.height transformations[].operations[].parameters.ratio transformations[].operations[].parameters.colorspace transformations[].operations[].parameters.quality'
        StepResolutions          = 'transformations[].operations[].parameters.resolution-x transformations[].operations[].parameters.resolution-y transformations[].operations[].parameters.resolution-unit'
        Asset                    = 'code EntityValues status start_date end_date'
        File                     = 'file'
        MediaFile                = 'file product product.identifier product.attribute product.scope product.locale product_model product_model.code product_model.attribute product_model.scope product_model.locale'
        CategoryMediaFile        = 'file category category.code category.attribute_code category.channel category.locale'
        Export                   = 'is_dry_run'
        Import                   = 'is_dry_run import_mode'
        Catalog                  = 'name managed_currencies managed_locales'
        CatalogCopy              = 'Catalog skip_required_checks replace_mapping_locales_with'
        # what a schema says of a property is the app's own
        MappingSchema            = '$schema $id title description type properties properties.* required'
        UiExtension              = 'Extension configuration.url configuration.secret configuration.labels'
        UiExtensionForm          = 'Extension configuration.custom_variables file'
        Extension                = 'name description version position type configuration configuration.default_label configuration.labels.* status credentials credentials[].code credentials[].type credentials[].value'
        WorkflowExecution        = 'workflow workflow.uuid product product.uuid product_model product_model.code'
        WorkflowTask             = 'status send_back_to_step_uuid rejected_attributes rejected_attributes.* rejected_attributes.*[].comment rejected_attributes.*[].locale rejected_attributes.*[].scope'
        Rule                     = 'type RuleConditions RuleActions Labels priority enabled execution_type triggers triggers[].field reference_entity_identifier'
        RuleConditions           = 'conditions conditions[].field conditions[].operator conditions[].value'
        RuleActions              = 'actions actions[].type actions[].field actions[].value actions[].locale actions[].scope actions[].from_field actions[].to_field actions[].to_locale'
        Suggestion               = 'source description code type additional_comments'
        SuggestionApproval       = 'attribute_code attribute_type attribute_labels attribute_labels.* attribute_group scopable localizable'
        SuggestionRefusal        = 'reject_reason'
    }

    # The properties that hold others by codes, locales or types: a name below them is written as a star.
    Maps       = 'labels', 'values', 'associations', 'quantified_associations', 'attribute_requirements', 'guidelines', 'conversion_units', 'units', 'rejected_attributes', 'attribute_labels', 'properties'

    # Operation: method and path. Query, Body: the names that it takes, or a list of Names. Type: the body's content type,
    # 'json' where there is a Body and none is said, else 'lines' or 'form'.
    # Command: the cmdlet that serves it. Script: what drives it, with that cmdlet last. Also: scripts of other cmdlets
    # that use it. Sends: scripts that send what Script does not, with $whole from WholeItems.psd1. On: the session that it runs in, 'Saas' where none is said; Coverage.Tests.ps1 has them.
    # Pending = $true: not served; take it out when it is.
    Operations = @(
        @{ Operation = 'POST /api/oauth/v1/token'; Body = 'Token'
           Command = 'Connect-Pim'; Script = 'Connect-Pim @login'
           Sends = '$saas.Options.TokenLifetimeSec = 1; Connect-Pim @login; Start-Sleep -Milliseconds 1100; Get-PimChannel | Out-Null; $saas.Options.TokenLifetimeSec = 3600' }
        @{ Operation = 'GET /api/rest/v1'; Command = 'Get-PimEndpoint'; Script = 'Get-PimEndpoint' }
        @{ Operation = 'GET /api/rest/v1/system-information'
           Command = 'Get-PimSystemInformation'; Script = 'Get-PimSystemInformation'
           Also = @{
               'Test-PimConnection' = 'Test-PimConnection'
           } }
        @{ Operation = 'GET /api/rest/v1/products-uuid'; Query = 'Pages search Cursor ProductFlags ProductView with_root_parent'
           Command = 'Get-PimProduct'; Script = 'Get-PimProduct -First 1' }
        @{ Operation = 'POST /api/rest/v1/products-uuid'; Query = 'create_missing_options'; Body = 'ProductByUuid'
           Command = 'New-PimProduct'; Script = 'New-PimProduct covered_by_uuid -Family lamps'
           Sends = '$whole.Product | New-PimProduct' }
        @{ Operation = 'PATCH /api/rest/v1/products-uuid'; Query = 'create_missing_options'; Body = 'ProductByUuid CategoryChanges'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimProduct -First 1 | Invoke-PimBulkUpsert'
           Sends = @(
               '$whole.Product | Invoke-PimBulkUpsert'
               '@{ uuid = $whole.Product[0].Uuid; add_categories = @("home"); remove_categories = @("master") } | Invoke-PimBulkUpsert'
           ) }
        @{ Operation = 'GET /api/rest/v1/products-uuid/{uuid}'; Query = 'ProductFlags with_root_parent'
           Command = 'Get-PimProduct'; Script = 'Get-PimProduct (Get-PimProduct -First 1).Uuid' }
        @{ Operation = 'PATCH /api/rest/v1/products-uuid/{uuid}'; Query = 'create_missing_options update_parent_values'; Body = 'ProductByUuid CategoryChanges'
           Command = 'Set-PimProduct'; Script = 'Get-PimProduct -First 1 | Set-PimProduct -Enabled $true'
           Sends = @(
               '$whole.Product | Set-PimProduct'
               'Set-PimProduct $whole.Product[0].Uuid -AddCategory master -RemoveCategory home'
           ) }
        @{ Operation = 'DELETE /api/rest/v1/products-uuid/{uuid}'
           Command = 'Remove-PimProduct'; Script = 'New-PimProduct gone_by_uuid | Remove-PimProduct' }
        @{ Operation = 'GET /api/rest/v1/products-uuid/{uuid}/draft'
           Command = 'Get-PimProductDraft'; On = 'Editor'
           Script = 'Get-PimProduct -First 1 | ForEach-Object { $_ | Set-PimProduct -Enabled (-not $_.Enabled) -PassThru } | Get-PimProductDraft' }
        @{ Operation = 'POST /api/rest/v1/products-uuid/{uuid}/proposal'; Type = 'json'
           Command = 'Submit-PimProductDraft'; On = 'Editor'
           Script = 'Get-PimProduct -Skip 1 -First 1 | ForEach-Object { $_ | Set-PimProduct -Enabled (-not $_.Enabled) -PassThru } | Submit-PimProductDraft' }
        @{ Operation = 'GET /api/rest/v1/products'; Query = 'Pages search Cursor ProductFlags ProductView'
           Command = 'Get-PimProduct'; On = 'ByIdentifier'; Script = 'Get-PimProduct -First 1' }
        @{ Operation = 'POST /api/rest/v1/products'; Query = 'create_missing_options'; Body = 'ProductByIdentifier'
           Command = 'New-PimProduct'; On = 'ByIdentifier'; Script = 'New-PimProduct covered_by_code -Family lamps'
           Sends = '$whole.ProductByIdentifier | New-PimProduct' }
        @{ Operation = 'PATCH /api/rest/v1/products'; Query = 'create_missing_options'; Body = 'ProductByIdentifier CategoryChanges'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; On = 'ByIdentifier'; Script = 'Get-PimProduct -First 1 | Invoke-PimBulkUpsert'
           Sends = @(
               '$whole.ProductByIdentifier | Invoke-PimBulkUpsert'
               '@{ identifier = "WHOLE-3"; add_categories = @("home"); remove_categories = @("master") } | Invoke-PimBulkUpsert'
           ) }
        @{ Operation = 'GET /api/rest/v1/products/{code}'; Query = 'ProductFlags'
           Command = 'Get-PimProduct'; On = 'ByIdentifier'; Script = 'Get-PimProduct (Get-PimProduct -First 1).Identifier' }
        @{ Operation = 'PATCH /api/rest/v1/products/{code}'; Query = 'create_missing_options update_parent_values'; Body = 'ProductByIdentifier CategoryChanges'
           Command = 'Set-PimProduct'; On = 'ByIdentifier'; Script = 'Get-PimProduct -First 1 | Set-PimProduct -Enabled $true'
           Sends = @(
               '$whole.ProductByIdentifier | Set-PimProduct'
               'Set-PimProduct WHOLE-3 -AddCategory master -RemoveCategory home'
           ) }
        @{ Operation = 'DELETE /api/rest/v1/products/{code}'
           Command = 'Remove-PimProduct'; On = 'ByIdentifier'; Script = 'New-PimProduct gone_by_code | Remove-PimProduct' }
        @{ Operation = 'GET /api/rest/v1/products/{code}/draft'
           Command = 'Get-PimProductDraft'; On = 'EditorByIdentifier'
           Script = 'Get-PimProduct -First 1 | ForEach-Object { $_ | Set-PimProduct -Enabled (-not $_.Enabled) -PassThru } | Get-PimProductDraft' }
        @{ Operation = 'POST /api/rest/v1/products/{code}/proposal'; Type = 'json'
           Command = 'Submit-PimProductDraft'; On = 'EditorByIdentifier'
           Script = 'Get-PimProduct -Skip 1 -First 1 | ForEach-Object { $_ | Set-PimProduct -Enabled (-not $_.Enabled) -PassThru } | Submit-PimProductDraft' }
        @{ Operation = 'POST /api/rest/v1/products-uuid/search'; Query = 'Pages Cursor'; Body = 'ProductSearch'
           Command = 'Get-PimProduct'
           Script = '$some = @(Get-PimProduct -First 9).Uuid; Get-PimProduct -Filter @{ uuid = $some + (1..300 | ForEach-Object { [guid]::NewGuid().ToString() }) }'
           Sends = 'Get-PimProduct -Filter @{ uuid = 1..300 | ForEach-Object { [guid]::NewGuid().ToString() } } -Channel ecommerce -Locale en_US -Attribute name -SearchScope ecommerce -SearchLocale en_US -WithAttributeOptions -WithAssetShareLinks -WithQualityScores -WithCompletenesses' }
        @{ Operation = 'GET /api/rest/v1/product-models'; Query = 'Pages search Cursor ModelFlags ProductView with_attribute_options'
           Command = 'Get-PimProductModel'; Script = 'Get-PimProductModel -First 1' }
        @{ Operation = 'POST /api/rest/v1/product-models'; Query = 'create_missing_options'; Body = 'ProductModel'
           Command = 'New-PimProductModel'; Script = 'New-PimProductModel covered_model -FamilyVariant accessories_size'
           Sends = '$whole.ProductModel | New-PimProductModel' }
        @{ Operation = 'PATCH /api/rest/v1/product-models'; Query = 'create_missing_options'; Body = 'ProductModel CategoryChanges'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimProductModel -First 1 | Invoke-PimBulkUpsert -Resource ProductModel'
           Sends = @(
               '$whole.ProductModel | Invoke-PimBulkUpsert -Resource ProductModel'
               '@{ code = "whole_model"; add_categories = @("home"); remove_categories = @("master") } | Invoke-PimBulkUpsert -Resource ProductModel'
           ) }
        @{ Operation = 'GET /api/rest/v1/product-models/{code}'; Query = 'ModelFlags scope convert_measurements'
           Command = 'Get-PimProductModel'; Script = 'Get-PimProductModel accessories_000000' }
        @{ Operation = 'PATCH /api/rest/v1/product-models/{code}'; Query = 'create_missing_options'; Body = 'ProductModel CategoryChanges'
           Command = 'Set-PimProductModel'; Script = 'Set-PimProductModel accessories_000000 -Category master'
           Sends = @(
               '$whole.ProductModel | Set-PimProductModel'
               'Set-PimProductModel whole_model -AddCategory master -RemoveCategory home'
           ) }
        @{ Operation = 'DELETE /api/rest/v1/product-models/{code}'
           Command = 'Remove-PimProductModel'
           Script = 'New-PimProductModel gone_model -FamilyVariant accessories_size | Remove-PimProductModel' }
        @{ Operation = 'GET /api/rest/v1/product-models/{code}/draft'
           Command = 'Get-PimProductDraft'; On = 'Editor'
           Script = 'Get-PimProductModel -First 1 | Set-PimProductModel -Values @{ erp_name = "Covered" } -PassThru | Get-PimProductDraft' }
        @{ Operation = 'POST /api/rest/v1/product-models/{code}/proposal'; Type = 'json'
           Command = 'Submit-PimProductDraft'; On = 'Editor'
           Script = 'Get-PimProductModel -Skip 1 -First 1 | Set-PimProductModel -Values @{ erp_name = "Covered" } -PassThru | Submit-PimProductDraft' }
        @{ Operation = 'GET /api/rest/v1/published-products'; Query = 'Pages search Cursor scope locales attributes'
           Command = 'Get-PimPublishedProduct'; On = 'Enterprise'; Script = 'Get-PimPublishedProduct -First 1' }
        @{ Operation = 'GET /api/rest/v1/published-products/{code}'
           Command = 'Get-PimPublishedProduct'; On = 'Enterprise'
           Script = 'Get-PimPublishedProduct -First 1 | Get-PimPublishedProduct' }
        @{ Operation = 'GET /api/rest/v1/families'; Query = 'Pages search'
           Command = 'Get-PimFamily'; Script = 'Get-PimFamily -First 1' }
        @{ Operation = 'POST /api/rest/v1/families'; Body = 'Family'
           Command = 'New-PimFamily'; Script = 'New-PimFamily covered_family -Label @{ en_US = "Covered" }'
           Sends = '$whole.Family | New-PimFamily' }
        @{ Operation = 'PATCH /api/rest/v1/families'; Body = 'Family'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimFamily -First 1 | Invoke-PimBulkUpsert -Resource Family'
           Sends = '$whole.Family | Invoke-PimBulkUpsert -Resource Family' }
        @{ Operation = 'GET /api/rest/v1/families/{code}'; Command = 'Get-PimFamily'; Script = 'Get-PimFamily lamps' }
        @{ Operation = 'PATCH /api/rest/v1/families/{code}'; Body = 'Family'
           Command = 'Set-PimFamily'; Script = 'Set-PimFamily lamps -Label @{ en_US = "Covered" }'
           Sends = '$whole.Family | Set-PimFamily' }
        @{ Operation = 'DELETE /api/rest/v1/families/{code}'
           Command = 'Remove-PimFamily'; Script = 'New-PimFamily gone_family | Remove-PimFamily' }
        @{ Operation = 'GET /api/rest/v1/families/{family_code}/variants'; Query = 'Pages'
           Command = 'Get-PimFamilyVariant'; Script = 'Get-PimFamilyVariant -Family shoes -First 1' }
        @{ Operation = 'POST /api/rest/v1/families/{family_code}/variants'; Body = 'FamilyVariant'
           Command = 'New-PimFamilyVariant'
           Script = 'New-PimFamilyVariant covered_variant -Family shoes -VariantAttributeSet @{ level = 1; axes = @("color"); attributes = @("color") }'
           Sends = '$whole.FamilyVariant | New-PimFamilyVariant' }
        @{ Operation = 'PATCH /api/rest/v1/families/{family_code}/variants'; Body = 'FamilyVariant'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'
           Script = 'Get-PimFamilyVariant -Family accessories -First 1 | Invoke-PimBulkUpsert -Resource FamilyVariant -Family accessories'
           Sends = '$whole.FamilyVariant | Invoke-PimBulkUpsert -Resource FamilyVariant -Family shoes' }
        @{ Operation = 'GET /api/rest/v1/families/{family_code}/variants/{code}'
           Command = 'Get-PimFamilyVariant'; Script = 'Get-PimFamilyVariant accessories_size -Family accessories' }
        @{ Operation = 'PATCH /api/rest/v1/families/{family_code}/variants/{code}'; Body = 'FamilyVariant'
           Command = 'Set-PimFamilyVariant'
           Script = 'Set-PimFamilyVariant accessories_size -Family accessories -Label @{ en_US = "Covered" }'
           Sends = '$whole.FamilyVariant | Set-PimFamilyVariant' }
        @{ Operation = 'GET /api/rest/v1/attributes'; Query = 'Pages search with_table_select_options'
           Command = 'Get-PimAttribute'; Script = 'Get-PimAttribute -First 1' }
        @{ Operation = 'POST /api/rest/v1/attributes'; Body = 'Attribute'
           Command = 'New-PimAttribute'; Script = 'New-PimAttribute covered_attribute -Type pim_catalog_text -Group other'
           Sends = '$whole.Attribute | New-PimAttribute' }
        @{ Operation = 'PATCH /api/rest/v1/attributes'; Body = 'Attribute'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimAttribute -First 1 | Invoke-PimBulkUpsert -Resource Attribute'
           Sends = '$whole.Attribute | Invoke-PimBulkUpsert -Resource Attribute' }
        @{ Operation = 'GET /api/rest/v1/attributes/{code}'; Query = 'with_table_select_options'
           Command = 'Get-PimAttribute'; Script = 'Get-PimAttribute name' }
        @{ Operation = 'PATCH /api/rest/v1/attributes/{code}'; Body = 'Attribute'
           Command = 'Set-PimAttribute'; Script = 'Set-PimAttribute name -Label @{ en_US = "Covered" }'
           Sends = '$whole.Attribute | Set-PimAttribute' }
        @{ Operation = 'GET /api/rest/v1/attributes/{attribute_code}/options'; Query = 'Pages'
           Command = 'Get-PimAttributeOption'; Script = 'Get-PimAttributeOption -Attribute color -First 1' }
        @{ Operation = 'POST /api/rest/v1/attributes/{attribute_code}/options'; Body = 'AttributeOption'
           Command = 'New-PimAttributeOption'
           Script = 'New-PimAttributeOption covered_option -Attribute color -Label @{ en_US = "Covered" }'
           Sends = '$whole.AttributeOption | New-PimAttributeOption' }
        @{ Operation = 'PATCH /api/rest/v1/attributes/{attribute_code}/options'; Body = 'AttributeOption'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'
           Script = 'Get-PimAttributeOption -Attribute color -First 1 | Invoke-PimBulkUpsert -Resource AttributeOption -Attribute color'
           Sends = '$whole.AttributeOption | Invoke-PimBulkUpsert -Resource AttributeOption -Attribute color' }
        @{ Operation = 'GET /api/rest/v1/attributes/{attribute_code}/options/{code}'
           Command = 'Get-PimAttributeOption'; Script = 'Get-PimAttributeOption black -Attribute color' }
        @{ Operation = 'PATCH /api/rest/v1/attributes/{attribute_code}/options/{code}'; Body = 'AttributeOption'
           Command = 'Set-PimAttributeOption'; Script = 'Set-PimAttributeOption black -Attribute color -Label @{ en_US = "Covered" }'
           Sends = '$whole.AttributeOption | Set-PimAttributeOption' }
        @{ Operation = 'GET /api/rest/v1/attribute-groups'; Query = 'Pages search'
           Command = 'Get-PimAttributeGroup'; Script = 'Get-PimAttributeGroup -First 1' }
        @{ Operation = 'POST /api/rest/v1/attribute-groups'; Body = 'AttributeGroup'
           Command = 'New-PimAttributeGroup'; Script = 'New-PimAttributeGroup covered_group -Label @{ en_US = "Covered" }'
           Sends = '$whole.AttributeGroup | New-PimAttributeGroup' }
        @{ Operation = 'PATCH /api/rest/v1/attribute-groups'; Body = 'AttributeGroup'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimAttributeGroup -First 1 | Invoke-PimBulkUpsert -Resource AttributeGroup'
           Sends = '$whole.AttributeGroup | Invoke-PimBulkUpsert -Resource AttributeGroup' }
        @{ Operation = 'GET /api/rest/v1/attribute-groups/{code}'
           Command = 'Get-PimAttributeGroup'; Script = 'Get-PimAttributeGroup other' }
        @{ Operation = 'PATCH /api/rest/v1/attribute-groups/{code}'; Body = 'AttributeGroup'
           Command = 'Set-PimAttributeGroup'; Script = 'Set-PimAttributeGroup other -Label @{ en_US = "Covered" }'
           Sends = '$whole.AttributeGroup | Set-PimAttributeGroup' }
        @{ Operation = 'GET /api/rest/v1/association-types'; Query = 'Pages'
           Command = 'Get-PimAssociationType'; Script = 'Get-PimAssociationType -First 1' }
        @{ Operation = 'POST /api/rest/v1/association-types'; Body = 'AssociationType'
           Command = 'New-PimAssociationType'; Script = 'New-PimAssociationType covered_type -Label @{ en_US = "Covered" }'
           Sends = '$whole.AssociationType | New-PimAssociationType' }
        @{ Operation = 'PATCH /api/rest/v1/association-types'; Body = 'AssociationType'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimAssociationType -First 1 | Invoke-PimBulkUpsert -Resource AssociationType'
           Sends = '$whole.AssociationType | Invoke-PimBulkUpsert -Resource AssociationType' }
        @{ Operation = 'GET /api/rest/v1/association-types/{code}'
           Command = 'Get-PimAssociationType'; Script = 'Get-PimAssociationType PACK' }
        @{ Operation = 'PATCH /api/rest/v1/association-types/{code}'; Body = 'AssociationType'
           Command = 'Set-PimAssociationType'; Script = 'Set-PimAssociationType PACK -Label @{ en_US = "Covered" }'
           Sends = '$whole.AssociationType | Set-PimAssociationType' }
        @{ Operation = 'GET /api/rest/v1/categories'; Query = 'Pages search CategoryFlags'
           Command = 'Get-PimCategory'; Script = 'Get-PimCategory -First 1' }
        @{ Operation = 'POST /api/rest/v1/categories'; Body = 'Category'
           Command = 'New-PimCategory'; Script = 'New-PimCategory covered_category -Parent master -Label @{ en_US = "Covered" }'
           Sends = '$whole.Category | New-PimCategory' }
        @{ Operation = 'PATCH /api/rest/v1/categories'; Body = 'Category'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimCategory -First 1 | Invoke-PimBulkUpsert -Resource Category'
           Sends = '$whole.Category | Invoke-PimBulkUpsert -Resource Category' }
        @{ Operation = 'GET /api/rest/v1/categories/{code}'; Query = 'CategoryFlags'
           Command = 'Get-PimCategory'; Script = 'Get-PimCategory master' }
        @{ Operation = 'PATCH /api/rest/v1/categories/{code}'; Body = 'Category'
           Command = 'Set-PimCategory'; Script = 'Set-PimCategory master -Label @{ en_US = "Covered" }'
           Sends = '$whole.Category | Set-PimCategory' }
        @{ Operation = 'POST /api/rest/v1/category-media-files'; Body = 'CategoryMediaFile'; Type = 'form'
           Command = 'Send-PimMediaFile'; Script = 'Send-PimMediaFile $picture -Category master -Attribute image_1 -Locale en_US -Channel ecommerce' }
        @{ Operation = 'GET /api/rest/v1/category-media-files/{file_path}/download'
           Command = 'Save-PimMediaFile'
           Script = 'Send-PimMediaFile $picture -Category master -Attribute image_1 -Locale en_US -Channel ecommerce | Save-PimMediaFile -Path $folder -Force' }
        @{ Operation = 'GET /api/rest/v1/channels'; Query = 'Pages'
           Command = 'Get-PimChannel'; Script = 'Get-PimChannel -First 1' }
        @{ Operation = 'POST /api/rest/v1/channels'; Body = 'Channel'
           Command = 'New-PimChannel'; Script = 'New-PimChannel covered_channel -Currency EUR -Locale en_US -CategoryTree master'
           Sends = '$whole.Channel | New-PimChannel' }
        @{ Operation = 'PATCH /api/rest/v1/channels'; Body = 'Channel'; Type = 'lines'
           Command = 'Invoke-PimBulkUpsert'; Script = 'Get-PimChannel -First 1 | Invoke-PimBulkUpsert -Resource Channel'
           Sends = '$whole.Channel | Invoke-PimBulkUpsert -Resource Channel' }
        @{ Operation = 'GET /api/rest/v1/channels/{code}'
           Command = 'Get-PimChannel'; Script = 'Get-PimChannel ecommerce' }
        @{ Operation = 'PATCH /api/rest/v1/channels/{code}'; Body = 'Channel'
           Command = 'Set-PimChannel'; Script = 'Set-PimChannel ecommerce -Label @{ en_US = "Covered" }'
           Sends = '$whole.Channel | Set-PimChannel' }
        @{ Operation = 'GET /api/rest/v1/locales'; Query = 'Pages search'
           Command = 'Get-PimLocale'; Script = 'Get-PimLocale -First 1' }
        @{ Operation = 'GET /api/rest/v1/locales/{code}'; Command = 'Get-PimLocale'; Script = 'Get-PimLocale en_US' }
        @{ Operation = 'GET /api/rest/v1/currencies'; Query = 'Pages search'
           Command = 'Get-PimCurrency'; Script = 'Get-PimCurrency -First 1' }
        @{ Operation = 'GET /api/rest/v1/currencies/{code}'
           Command = 'Get-PimCurrency'; Script = 'Get-PimCurrency EUR' }
        @{ Operation = 'GET /api/rest/v1/measurement-families'
           Command = 'Get-PimMeasurementFamily'; Script = 'Get-PimMeasurementFamily -First 1' }
        @{ Operation = 'PATCH /api/rest/v1/measurement-families'; Body = 'MeasurementFamily'
           Command = 'Set-PimMeasurementFamily'
           Script = 'Get-PimMeasurementFamily -First 1 | Set-PimMeasurementFamily -Label @{ en_US = "Covered" }'
           Also = @{
               'Invoke-PimBulkUpsert' = 'Get-PimMeasurementFamily -First 1 | Invoke-PimBulkUpsert -Resource MeasurementFamily'
           }
           Sends = '$whole.MeasurementFamily | Set-PimMeasurementFamily' }
        @{ Operation = 'GET /api/rest/v1/media-files'; Query = 'Pages'
           Command = 'Get-PimMediaFile'; Script = 'Get-PimMediaFile -First 1' }
        @{ Operation = 'POST /api/rest/v1/media-files'; Body = 'MediaFile'; Type = 'form'
           Command = 'Send-PimMediaFile'; Script = 'Send-PimMediaFile $picture -Product (Get-PimProduct -First 1) -Attribute picture'
           Sends = 'Send-PimMediaFile $picture -ProductModel accessories_000000 -Attribute picture' }
        @{ Operation = 'GET /api/rest/v1/media-files/{code}'
           Command = 'Get-PimMediaFile'; Script = 'Get-PimMediaFile (Get-PimMediaFile -First 1).Code' }
        @{ Operation = 'GET /api/rest/v1/media-files/{code}/download'
           Command = 'Save-PimMediaFile'; Script = 'Get-PimMediaFile -First 1 | Save-PimMediaFile -Path $folder -Force' }
        @{ Operation = 'GET /api/rest/v1/reference-entities'; Query = 'search_after'
           Command = 'Get-PimReferenceEntity'; Script = 'Get-PimReferenceEntity -First 1' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{code}'
           Command = 'Get-PimReferenceEntity'; Script = 'Get-PimReferenceEntity brand' }
        @{ Operation = 'PATCH /api/rest/v1/reference-entities/{code}'; Body = 'ReferenceEntity'
           Command = 'Set-PimReferenceEntity'; Script = 'Set-PimReferenceEntity brand -Label @{ en_US = "Covered" }'
           Sends = 'Set-PimReferenceEntity whole -Label @{ en_US = "Whole" } -Image (Send-PimMediaFile $picture -ReferenceEntityMedia).Code' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{reference_entity_code}/attributes'
           Command = 'Get-PimReferenceEntityAttribute'; Script = 'Get-PimReferenceEntityAttribute -ReferenceEntity brand -First 1' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{reference_entity_code}/attributes/{code}'
           Command = 'Get-PimReferenceEntityAttribute'; Script = 'Get-PimReferenceEntityAttribute label -ReferenceEntity brand' }
        @{ Operation = 'PATCH /api/rest/v1/reference-entities/{reference_entity_code}/attributes/{code}'; Body = 'ReferenceEntityAttribute'
           Command = 'Set-PimReferenceEntityAttribute'
           Script = 'Set-PimReferenceEntityAttribute label -ReferenceEntity brand -Label @{ en_US = "Covered" }'
           Sends = '$whole.ReferenceEntityAttribute | Set-PimReferenceEntityAttribute' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{reference_entity_code}/attributes/{attribute_code}/options'
           Command = 'Get-PimReferenceEntityAttributeOption'
           Script = 'Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country -First 1' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{reference_entity_code}/attributes/{attribute_code}/options/{code}'
           Command = 'Get-PimReferenceEntityAttributeOption'
           Script = 'Get-PimReferenceEntityAttributeOption $country -ReferenceEntity brand -Attribute country' }
        @{ Operation = 'PATCH /api/rest/v1/reference-entities/{reference_entity_code}/attributes/{attribute_code}/options/{code}'; Body = 'EntityOption'
           Command = 'Set-PimReferenceEntityAttributeOption'
           Script = 'Set-PimReferenceEntityAttributeOption $country -ReferenceEntity brand -Attribute country -Label @{ en_US = "Covered" }' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{reference_entity_code}/records'; Query = 'search search_after channel locales'
           Command = 'Get-PimReferenceEntityRecord'; Script = 'Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/records'; Query = 'search search_after channel locales reference_entity'
           Command = 'Get-PimReferenceEntityRecord'; Script = 'Get-PimReferenceEntityRecord -Across -First 1' }
        @{ Operation = 'PATCH /api/rest/v1/reference-entities/{reference_entity_code}/records'; Body = 'ReferenceEntityRecord'
           Command = 'Invoke-PimBulkUpsert'
           Script = 'Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1 | Invoke-PimBulkUpsert -Resource ReferenceEntityRecord -ReferenceEntity brand'
           Sends = '$whole.ReferenceEntityRecord | Invoke-PimBulkUpsert -Resource ReferenceEntityRecord -ReferenceEntity brand' }
        @{ Operation = 'GET /api/rest/v1/reference-entities/{reference_entity_code}/records/{code}'
           Command = 'Get-PimReferenceEntityRecord'; Script = 'Get-PimReferenceEntityRecord $record -ReferenceEntity brand' }
        @{ Operation = 'PATCH /api/rest/v1/reference-entities/{reference_entity_code}/records/{code}'; Body = 'ReferenceEntityRecord'
           Command = 'Set-PimReferenceEntityRecord'
           Script = 'Set-PimReferenceEntityRecord $record -ReferenceEntity brand -Value @{ founded = 1950 }'
           Sends = '$whole.ReferenceEntityRecord | Set-PimReferenceEntityRecord' }
        @{ Operation = 'POST /api/rest/v1/reference-entities-media-files'; Body = 'File'; Type = 'form'
           Command = 'Send-PimMediaFile'; Script = 'Send-PimMediaFile $picture -ReferenceEntityMedia' }
        @{ Operation = 'GET /api/rest/v1/reference-entities-media-files/{code}'
           Command = 'Save-PimMediaFile'
           Script = 'Send-PimMediaFile $picture -ReferenceEntityMedia | Save-PimMediaFile -Path $folder -Force' }
        @{ Operation = 'GET /api/rest/v1/asset-families'; Query = 'search_after'
           Command = 'Get-PimAssetFamily'; Script = 'Get-PimAssetFamily -First 1' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{code}'
           Command = 'Get-PimAssetFamily'; Script = 'Get-PimAssetFamily packshots' }
        @{ Operation = 'PATCH /api/rest/v1/asset-families/{code}'; Body = 'AssetFamily'
           Command = 'Set-PimAssetFamily'; Script = 'Set-PimAssetFamily packshots -Label @{ en_US = "Covered" }'
           Sends = '$whole.AssetFamily | Set-PimAssetFamily' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{asset_family_code}/attributes'
           Command = 'Get-PimAssetAttribute'; Script = 'Get-PimAssetAttribute -AssetFamily packshots -First 1' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{asset_family_code}/attributes/{code}'
           Command = 'Get-PimAssetAttribute'; Script = 'Get-PimAssetAttribute label -AssetFamily packshots' }
        @{ Operation = 'PATCH /api/rest/v1/asset-families/{asset_family_code}/attributes/{code}'; Body = 'AssetAttribute'
           Command = 'Set-PimAssetAttribute'; Script = 'Set-PimAssetAttribute label -AssetFamily packshots -Label @{ en_US = "Covered" }'
           Sends = '$whole.AssetAttribute | Set-PimAssetAttribute' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{asset_family_code}/attributes/{attribute_code}/options'
           Command = 'Get-PimAssetAttributeOption'; Script = 'Get-PimAssetAttributeOption -AssetFamily packshots -Attribute angle -First 1' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{asset_family_code}/attributes/{attribute_code}/options/{code}'
           Command = 'Get-PimAssetAttributeOption'; Script = 'Get-PimAssetAttributeOption $angle -AssetFamily packshots -Attribute angle' }
        @{ Operation = 'PATCH /api/rest/v1/asset-families/{asset_family_code}/attributes/{attribute_code}/options/{code}'; Body = 'EntityOption'
           Command = 'Set-PimAssetAttributeOption'
           Script = 'Set-PimAssetAttributeOption $angle -AssetFamily packshots -Attribute angle -Label @{ en_US = "Covered" }' }
        @{ Operation = 'DELETE /api/rest/v1/asset-families/{asset_family_code}/attributes/{attribute_code}/options/{code}'
           Command = 'Remove-PimAssetAttributeOption'
           Script = 'Set-PimAssetAttributeOption gone -AssetFamily packshots -Attribute angle -Label @{ en_US = "Gone" } -PassThru | Remove-PimAssetAttributeOption' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{asset_family_code}/assets'; Query = 'search search_after channel locales with_asset_auto_tags'
           Command = 'Get-PimAsset'; Script = 'Get-PimAsset -AssetFamily packshots -First 1' }
        @{ Operation = 'PATCH /api/rest/v1/asset-families/{asset_family_code}/assets'; Body = 'Asset'
           Command = 'Invoke-PimBulkUpsert'
           Script = 'Get-PimAsset -AssetFamily packshots -First 1 | Invoke-PimBulkUpsert -Resource Asset -AssetFamily packshots'
           Sends = '$whole.Asset | Invoke-PimBulkUpsert -Resource Asset -AssetFamily packshots' }
        @{ Operation = 'GET /api/rest/v1/asset-families/{asset_family_code}/assets/{code}'; Query = 'with_asset_auto_tags'
           Command = 'Get-PimAsset'; Script = 'Get-PimAsset $asset -AssetFamily packshots' }
        @{ Operation = 'PATCH /api/rest/v1/asset-families/{asset_family_code}/assets/{code}'; Body = 'Asset'
           Command = 'Set-PimAsset'; Script = 'Set-PimAsset $asset -AssetFamily packshots -Value @{ rank = 1 }'
           Sends = '$whole.Asset | Set-PimAsset' }
        @{ Operation = 'DELETE /api/rest/v1/asset-families/{asset_family_code}/assets/{code}'
           Command = 'Remove-PimAsset'; Script = 'Set-PimAsset gone -AssetFamily packshots -Value @{ label = "Gone" } -Locale en_US -PassThru | Remove-PimAsset' }
        @{ Operation = 'POST /api/rest/v1/asset-media-files'; Body = 'File'; Type = 'form'
           Command = 'Send-PimMediaFile'; Script = 'Send-PimMediaFile $picture -AssetMedia' }
        @{ Operation = 'GET /api/rest/v1/asset-media-files/{code}'
           Command = 'Save-PimMediaFile'
           Script = 'Send-PimMediaFile $picture -AssetMedia | Save-PimMediaFile -Path $folder -Force' }
        @{ Operation = 'GET /api/rest/v1/catalogs'; Query = 'page limit'
           Command = 'Get-PimCatalog'; On = 'App'; Script = 'Get-PimCatalog' }
        @{ Operation = 'POST /api/rest/v1/catalogs'; Body = 'Catalog'
           Command = 'New-PimCatalog'; On = 'App'; Script = 'New-PimCatalog Covered'
           Sends = 'New-PimCatalog Whole -ManagedCurrency EUR -ManagedLocale en_US' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}'
           Command = 'Get-PimCatalog'; On = 'App'; Script = 'Get-PimCatalog $catalog' }
        @{ Operation = 'PATCH /api/rest/v1/catalogs/{id}'; Body = 'Catalog'
           Command = 'Set-PimCatalog'; On = 'App'; Script = 'New-PimCatalog Before | Set-PimCatalog -Name Covered'
           Sends = 'New-PimCatalog Whole | Set-PimCatalog -ManagedCurrency EUR -ManagedLocale en_US' }
        @{ Operation = 'DELETE /api/rest/v1/catalogs/{id}'
           Command = 'Remove-PimCatalog'; On = 'App'; Script = 'New-PimCatalog Gone | Remove-PimCatalog' }
        @{ Operation = 'POST /api/rest/v1/catalogs/{id}/duplicate'; Body = 'CatalogCopy'
           Command = 'Copy-PimCatalog'; On = 'App'; Script = 'Copy-PimCatalog $catalog -Name Copied'
           Sends = 'Copy-PimCatalog $catalog -Name Whole -ManagedCurrency EUR -ManagedLocale en_US -SkipRequiredCheck -ReplaceMappingLocalesWith en_US' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/product-uuids'; Query = 'Updates with_count'
           Command = 'Get-PimCatalogProduct'; On = 'App'; Script = 'Get-PimCatalogProduct -Catalog $catalog -UuidOnly -First 1' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/products'; Query = 'Updates'
           Command = 'Get-PimCatalogProduct'; On = 'App'; Script = 'Get-PimCatalogProduct -Catalog $catalog -First 1' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/products/{uuid}'
           Command = 'Get-PimCatalogProduct'; On = 'App'
           Script = 'Get-PimCatalogProduct -Catalog $catalog -First 1 | Get-PimCatalogProduct -Catalog $catalog' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/mapped-products'; Query = 'Updates'
           Command = 'Get-PimCatalogProduct'; On = 'App'; Script = 'Get-PimCatalogProduct -Catalog $catalog -Mapped -First 1' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/mapped-models'; Query = 'Updates'
           Command = 'Get-PimCatalogProduct'; On = 'App'; Script = 'Get-PimCatalogProduct -Catalog $catalog -MappedModel -First 1' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/mapped-models/{model_code}/variants'; Query = 'Updates'
           Command = 'Get-PimCatalogProduct'; On = 'App'
           Script = 'Get-PimCatalogProduct -Catalog $catalog -Model (Get-PimCatalogProduct -Catalog $catalog -MappedModel -First 1).Code -First 1' }
        @{ Operation = 'GET /api/rest/v1/catalogs/{id}/mapping-schemas/product'
           Command = 'Get-PimCatalogMappingSchema'; On = 'App'; Script = 'Get-PimCatalogMappingSchema $catalog' }
        @{ Operation = 'PUT /api/rest/v1/catalogs/{id}/mapping-schemas/product'; Body = 'MappingSchema'
           Command = 'Set-PimCatalogMappingSchema'; On = 'App'
           Script = '$new = New-PimCatalog Mapped; Get-PimCatalogMappingSchema $catalog | Set-PimCatalogMappingSchema -Catalog $new'
           Sends = 'Set-PimCatalogMappingSchema -Catalog (New-PimCatalog Whole) -Schema @{ ''$schema'' = "https://api.akeneo.com/mapping/product/1.0.4/schema"; ''$id'' = "https://example.com/product"; title = "Shop"; description = "Whole"; type = "object"; properties = @{ uuid = @{ type = "string" }; name = @{ type = "string" } }; required = @("name") }' }
        @{ Operation = 'DELETE /api/rest/v1/catalogs/{id}/mapping-schemas/product'
           Command = 'Remove-PimCatalogMappingSchema'; On = 'App'
           Script = 'Copy-PimCatalog $catalog -Name Unmapped | Remove-PimCatalogMappingSchema' }
        @{ Operation = 'POST /api/rest/v1/jobs/export/{code}'; Body = 'Export'
           Command = 'Start-PimJob'; Script = 'Start-PimJob csv_product_export -Export -DryRun' }
        @{ Operation = 'POST /api/rest/v1/jobs/import/{code}'; Body = 'Import'
           Command = 'Start-PimJob'; Script = 'Start-PimJob csv_product_import -Import -ImportMode update_only'
           Sends = 'Start-PimJob csv_product_import -Import -ImportMode update_only -DryRun' }
        @{ Operation = 'GET /api/rest/v1/ui-extensions'; Command = 'Get-PimUiExtension'; Script = 'Get-PimUiExtension' }
        @{ Operation = 'POST /api/rest/v1/ui-extensions'; Body = 'UiExtension UiExtensionForm'; Type = 'json form'
           Command = 'New-PimUiExtension'
           Script = 'New-PimUiExtension wiki -Type link -Position pim.product.header -Configuration @{ url = "https://wiki.example.com/"; default_label = "Wiki" }'
           Sends = @(
               'New-PimUiExtension whole -Type action -Position pim.product-grid.action-bar -Configuration @{ url = "https://erp.example.com/"; default_label = "Whole"; labels = @{ en_US = "Whole" } } -Secret (ConvertTo-SecureString ("s" * 40) -AsPlainText -Force) -Description Whole -Version 1.0 -Status active -Credential @{ code = "erp"; type = "Bearer Token"; value = "hush" }'
               'New-PimUiExtension whole_panel -Type sdk_script -Position pim.product.panel -Configuration @{ default_label = "Whole"; custom_variables = @{ a = 1 } } -File $code'
           ) }
        @{ Operation = 'POST /api/rest/v1/ui-extensions/{uuid}'; Body = 'UiExtensionForm'; Type = 'form'
           Command = 'Set-PimUiExtension'
           Script = 'New-PimUiExtension panel -Type sdk_script -Position pim.product.panel -Configuration @{ default_label = "Panel" } -File $code | Set-PimUiExtension -File $code'
           Sends = 'Get-PimUiExtension | Where-Object Name -EQ whole_panel | Set-PimUiExtension -Name whole_form -Description Whole -Version 1.1 -Type sdk_script -Position pim.product.panel -Configuration @{ default_label = "Whole"; labels = @{ en_US = "Whole" }; custom_variables = @{ a = 2 } } -Status inactive -Credential @{ code = "erp"; type = "Bearer Token"; value = "hush" } -File $code' }
        @{ Operation = 'PATCH /api/rest/v1/ui-extensions/{uuid}'; Body = 'UiExtension'
           Command = 'Set-PimUiExtension'; Script = 'Get-PimUiExtension | Where-Object Name -EQ stock | Set-PimUiExtension -Status inactive'
           Sends = 'Get-PimUiExtension | Where-Object Name -EQ whole | Set-PimUiExtension -Name whole_again -Description Again -Version 1.1 -Type action -Position pim.product-grid.action-bar -Configuration @{ url = "https://erp.example.com/"; default_label = "Again"; labels = @{ en_US = "Again" } } -Secret (ConvertTo-SecureString ("t" * 40) -AsPlainText -Force) -Status inactive -Credential @{ code = "erp"; type = "Bearer Token"; value = "hush" }' }
        @{ Operation = 'DELETE /api/rest/v1/ui-extensions/{uuid}'
           Command = 'Remove-PimUiExtension'; Script = 'Get-PimUiExtension | Where-Object Name -EQ sales_figures | Remove-PimUiExtension' }
        @{ Operation = 'GET /api/rest/v1/workflows'; Query = 'page limit'
           Command = 'Get-PimWorkflow'; Script = 'Get-PimWorkflow' }
        @{ Operation = 'GET /api/rest/v1/workflows/{uuid}'
           Command = 'Get-PimWorkflow'; Script = 'Get-PimWorkflow (Get-PimWorkflow -First 1).Uuid' }
        @{ Operation = 'GET /api/rest/v1/workflows/steps/{uuid}/assignees'; Query = 'page limit'
           Command = 'Get-PimWorkflowAssignee'; Script = 'Get-PimWorkflowAssignee -Step $workflow.Steps[0]' }
        @{ Operation = 'POST /api/rest/v1/workflows/executions'; Body = 'WorkflowExecution'
           Command = 'Start-PimWorkflow'; Script = 'Get-PimProduct -Skip 40 -First 1 | Start-PimWorkflow $workflow'
           Sends = 'Get-PimProductModel -First 1 | Start-PimWorkflow $workflow' }
        @{ Operation = 'GET /api/rest/v1/workflows/tasks'; Query = 'limit page search with_attributes'
           Command = 'Get-PimWorkflowTask'; Script = 'Get-PimWorkflowTask -Step $workflow.Steps[0]' }
        @{ Operation = 'PATCH /api/rest/v1/workflows/tasks/{uuid}'; Body = 'WorkflowTask'
           Command = 'Approve-PimWorkflowTask'
           Script = 'Get-PimWorkflowTask -Step $workflow.Steps[1] | Where-Object Status -EQ in_progress | Select-Object -First 1 | Approve-PimWorkflowTask'
           Also = @{
               'Complete-PimWorkflowTask' = 'Get-PimWorkflowTask -Step $workflow.Steps[0] | Where-Object Status -EQ in_progress | Select-Object -First 1 | Complete-PimWorkflowTask'
               'Deny-PimWorkflowTask' = 'Get-PimWorkflowTask -Step $workflow.Steps[1] | Where-Object Status -EQ in_progress | Select-Object -First 1 | Deny-PimWorkflowTask -SendBackToStep $workflow.Steps[0]'
           }
           Sends = 'Get-PimWorkflowTask -Step $workflow.Steps[1] | Where-Object Status -EQ in_progress | Select-Object -First 1 | Deny-PimWorkflowTask -SendBackToStep $workflow.Steps[0] -RejectedAttribute @{ name = @(@{ comment = "Too long"; locale = "en_US"; scope = $null }) }' }
        @{ Operation = 'GET /api/rest/v1/rule-definitions'; Query = 'Pages codes type execution_type enabled'
           Command = 'Get-PimRuleDefinition'; Script = 'Get-PimRuleDefinition' }
        @{ Operation = 'GET /api/rest/v1/rule-definitions/{code}'
           Command = 'Get-PimRuleDefinition'; Script = 'Get-PimRuleDefinition copy_name' }
        @{ Operation = 'PUT /api/rest/v1/rule-definitions/{code}'; Body = 'Rule'
           Command = 'Set-PimRuleDefinition'; Script = 'Set-PimRuleDefinition copy_name -Enabled $false'
           Sends = @(
               'Set-PimRuleDefinition whole -Type product -Condition @{ field = "family"; operator = "IN"; value = @("shoes") } -Action @{ type = "set"; field = "description"; value = "Whole"; locale = "en_US"; scope = "ecommerce" } -Label @{ en_US = "Whole" } -Priority 10 -Enabled $false -ExecutionType triggered -Trigger @{ field = "name" }'
               'Get-PimRuleDefinition name_brands | Set-PimRuleDefinition -ReferenceEntity brand -Priority 5'
           ) }
        @{ Operation = 'GET /api/rest/v1/permissions/{uuid}/channels'
           Command = 'Get-PimPermission'; Script = 'Get-PimPermission $user -Of Channel' }
        @{ Operation = 'GET /api/rest/v1/permissions/{uuid}/locales'
           Command = 'Get-PimPermission'; Script = 'Get-PimPermission $user -Of Locale' }
        @{ Operation = 'POST /api/rest/v1/data-model-designer/modelization-suggestion/attribute'; Body = 'Suggestion'
           Command = 'New-PimModelizationSuggestion'
           Script = 'New-PimModelizationSuggestion "Repairable" -Source workshop -Code repairable -Type boolean'
           Sends = 'New-PimModelizationSuggestion "Weight of the box" -Source workshop -Code box_weight -Type number -AdditionalComment "For the carrier"' }
        @{ Operation = 'GET /api/rest/v1/data-model-designer/modelization-suggestion/{uuid}'
           Command = 'Get-PimModelizationSuggestion'; Script = 'Get-PimModelizationSuggestion (Get-PimModelizationSuggestion -First 1).Uuid' }
        @{ Operation = 'POST /api/rest/v1/data-model-designer/modelization-suggestion/{uuid}/approve'; Body = 'SuggestionApproval'
           Command = 'Approve-PimModelizationSuggestion'
           Script = 'New-PimModelizationSuggestion "Repair guide" -Source workshop -Type file | Approve-PimModelizationSuggestion -Code repair_guide'
           Sends = 'New-PimModelizationSuggestion "Box guide" -Source workshop -Type file | Approve-PimModelizationSuggestion -Code box_guide -Type pim_catalog_text -Label @{ en_US = "Box guide" } -Group other -Scopable $true -Localizable $true' }
        @{ Operation = 'POST /api/rest/v1/data-model-designer/modelization-suggestion/{uuid}/decline'; Body = 'SuggestionRefusal'
           Command = 'Deny-PimModelizationSuggestion'
           Script = 'New-PimModelizationSuggestion "Glows in the dark" -Source workshop | Deny-PimModelizationSuggestion -Reason "No need"' }
        @{ Operation = 'GET /api/rest/v1/data-model-designer/modelization-suggestions'; Query = 'Pages codes status source author'
           Command = 'Get-PimModelizationSuggestion'; Script = 'Get-PimModelizationSuggestion' }
    )

    # The parameters that stand for an option or a property whose name they do not have. The '*' in front is for all
    # cmdlets; the one within a cmdlet is for all that it has no parameter for. 'none': nobody gives it, since the cmdlet
    # itself knows; 'fixed': it stays as it was when the item was made.
    Parameters = @{
        '*'                                 = @{
            page                          = 'StartPage'
            limit                         = 'PageSize'
            with_count                    = 'IncludeTotalCount'
            search                        = 'Filter'
            code                          = 'Identity'
            categories                    = 'Category'
            add_categories                = 'AddCategory'
            remove_categories             = 'RemoveCategory'
            groups                        = 'Group'
            associations                  = 'Association'
            quantified_associations       = 'QuantifiedAssociation'
            create_missing_options        = 'CreateMissingOption'
            with_quality_scores__products = 'WithQualityScores'
        }
        'Approve-PimModelizationSuggestion' = @{ attribute_code = 'Code'; attribute_type = 'Type'; attribute_labels = 'Label'; attribute_group = 'Group' }
        'Approve-PimWorkflowTask'           = @{ '*' = 'none' }
        'Complete-PimWorkflowTask'          = @{ '*' = 'none' }
        'Connect-Pim'                       = @{ username = 'Credential'; password = 'Credential'; '*' = 'none' }
        'Deny-PimModelizationSuggestion'    = @{ reject_reason = 'Reason' }
        'Deny-PimWorkflowTask'              = @{ send_back_to_step_uuid = 'SendBackToStep'; status = 'none' }
        'Invoke-PimBulkUpsert'              = @{ '*' = 'InputObject' }
        'Send-PimMediaFile'                 = @{ file = 'Path' }
        'Set-PimAssetAttribute'             = @{ reference_entity = 'LinkedReferenceEntity'; asset_family_code = 'LinkedAssetFamily' }
        'Set-PimAssociationType'            = @{ is_quantified = 'fixed'; is_two_way = 'fixed' }
        'Set-PimAttribute'                  = @{ type = 'fixed'; localizable = 'fixed'; scopable = 'fixed'; unique = 'fixed'; metric_family = 'fixed' }
        'Set-PimCatalogMappingSchema'       = @{ '*' = 'Schema' }
        'Set-PimProductModel'               = @{ family = 'fixed'; family_variant = 'fixed' }
        'Set-PimRuleDefinition'             = @{ reference_entity_identifier = 'ReferenceEntity' }
        'Start-PimJob'                      = @{ is_dry_run = 'DryRun' }
    }

    # What a parameter that stands for an option is given, where it is no switch, and what goes with it; by the option's
    # name, or by that of the cmdlet before it.
    Samples    = @{
        attributes                                  = 'name'
        author                                      = 'somebody'
        channel                                     = 'ecommerce'
        codes                                       = 'one, other'
        convert_measurements                        = '-Channel ecommerce'
        enabled                                     = '$true'
        execution_type                              = 'scheduled'
        limit                                       = '50'
        locales                                     = 'en_US'
        page                                        = '2'
        pagination_type                             = 'SearchAfter'
        reference_entity                            = 'brand'
        scope                                       = 'ecommerce'
        search                                      = '@{ code = "one" }'
        search_after                                = '00000000-0000-0000-0000-000000000000'
        search_locale                               = 'en_US'
        search_scope                                = 'ecommerce'
        source                                      = 'workshop'
        status                                      = 'draft'
        type                                        = 'product'
        updated_after                               = '2020-01-01'
        updated_before                              = '2030-01-01'
        'Get-PimCurrency search'                    = '@{ enabled = $true }'
        'Get-PimLocale search'                      = '@{ enabled = $true }'
        'Get-PimProduct page'                       = '2 -PaginationType Page'
        'Get-PimProduct search'                     = '@{ enabled = $true }'
        'Get-PimProductModel page'                  = '2 -PaginationType Page'
        'Get-PimProductModel search'                = '@{ identifier = "one" }'
        'Get-PimPublishedProduct page'              = '2 -PaginationType Page'
        'Get-PimPublishedProduct search'            = '@{ enabled = $true }'
        'Get-PimPublishedProduct search_after'      = 'cHVibGlzaGVkIDE='
        'Get-PimReferenceEntityRecord search_after' = 'brand/a'
        'Get-PimWorkflowTask search'                = '@{ product_uuid = [guid]::NewGuid().ToString() }'
    }
}
