# Items with every field that their resource can be written with, for Operations.psd1: as the Get cmdlets give them, so that
# they can be piped on. What excludes each other is in items of its own.
@{
    Product                  = @(
        @{
            Uuid = 'c0de0000-0000-4000-8000-000000000001'; Identifier = 'WHOLE-1'; Enabled = $false; Family = 'designer_pieces'; Groups = @('clearance'); Categories = @('master')
            Values = @{
                name        = @(@{ locale = 'en_US'; scope = $null; data = 'Whole' })
                price       = @(@{ locale = $null; scope = $null; data = @(@{ amount = '9.50'; currency = 'EUR' }) })
                weight      = @(@{ locale = $null; scope = $null; data = @{ amount = 2; unit = 'KILOGRAM' } })
                composition = @(@{ locale = $null; scope = $null; data = @(@{ part = 'frame'; share = '60'; recycled = $true; note = 'oak' }) })
                goes_with   = @(@{ locale = $null; scope = $null; data = @{ type = 'product_model'; id = 'accessories_000000' } })
            }
            Associations = @{ PACK = @{ products = @('de516e00-0000-4000-8000-000000000001'); product_models = @('accessories_000000'); groups = @('clearance') } }
            QuantifiedAssociations = @{
                PRODUCT_SET = @{
                    products = @(@{ uuid = 'de516e00-0000-4000-8000-000000000001'; quantity = 2 })
                    product_models = @(@{ identifier = 'accessories_000000'; quantity = 1 })
                }
            }
        }
        @{
            Uuid = 'c0de0000-0000-4000-8000-000000000002'; Identifier = 'WHOLE-2'; Enabled = $true; Family = 'accessories'; Parent = 'accessories_000000'
            Values = @{ size = @(@{ locale = $null; scope = $null; data = 'xxl' }) }
        }
    )
    ProductByIdentifier      = @(
        @{
            Identifier = 'WHOLE-3'; Enabled = $false; Family = 'designer_pieces'; Groups = @('clearance'); Categories = @('master')
            Values = @{
                name        = @(@{ locale = 'en_US'; scope = $null; data = 'Whole' })
                price       = @(@{ locale = $null; scope = $null; data = @(@{ amount = '9.50'; currency = 'EUR' }) })
                weight      = @(@{ locale = $null; scope = $null; data = @{ amount = 2; unit = 'KILOGRAM' } })
                composition = @(@{ locale = $null; scope = $null; data = @(@{ part = 'frame'; share = '60'; recycled = $true; note = 'oak' }) })
                goes_with   = @(@{ locale = $null; scope = $null; data = @{ type = 'product_model'; id = 'accessories_000000' } })
            }
            Associations = @{ PACK = @{ products = @('DES-1'); product_models = @('accessories_000000'); groups = @('clearance') } }
            QuantifiedAssociations = @{
                PRODUCT_SET = @{ products = @(@{ identifier = 'DES-1'; quantity = 2 }); product_models = @(@{ identifier = 'accessories_000000'; quantity = 1 }) }
            }
        }
        @{
            Identifier = 'WHOLE-4'; Enabled = $true; Family = 'accessories'; Parent = 'accessories_000000'
            Values = @{ size = @(@{ locale = $null; scope = $null; data = 'xs' }) }
        }
    )
    ProductModel             = @(
        @{
            Code = 'whole_model'; Family = 'accessories'; FamilyVariant = 'accessories_size'; Categories = @('master')
            Values = @{
                name   = @(@{ locale = 'en_US'; scope = $null; data = 'Whole' })
                price  = @(@{ locale = $null; scope = $null; data = @(@{ amount = '9.50'; currency = 'EUR' }) })
                length = @(@{ locale = $null; scope = $null; data = @{ amount = 2; unit = 'CENTIMETER' } })
            }
            Associations = @{ PACK = @{ products = @('DES-1'); product_models = @('accessories_000000'); groups = @('clearance') } }
            QuantifiedAssociations = @{
                PRODUCT_SET = @{
                    products = @(@{ identifier = 'DES-1'; quantity = 2 })
                    product_models = @(@{ identifier = 'accessories_000000'; quantity = 1 })
                }
            }
        }
        @{ Code = 'whole_root'; FamilyVariant = 'tshirts_color_size' }
        @{ Code = 'whole_below'; FamilyVariant = 'tshirts_color_size'; Parent = 'whole_root'; Values = @{ color = @(@{ locale = $null; scope = $null; data = 'red' }) } }
    )
    Family                   = @(
        @{ Code = 'whole_family'; Labels = @{ en_US = 'Whole' }; Attributes = @('sku', 'name', 'picture'); AttributeAsLabel = 'name'; AttributeAsImage = 'picture'; AttributeRequirements = @{ ecommerce = @('sku', 'name') } }
        @{ Code = 'whole_family_below'; Parent = 'whole_family' }
    )
    FamilyVariant            = @(
        @{ Family = 'shoes'; Code = 'whole_variant'; Labels = @{ en_US = 'Whole' }; VariantAttributeSets = @(@{ level = 1; axes = @('color'); attributes = @('color') }) }
    )
    Attribute                = @(
        @{
            Code = 'whole_text'; Type = 'pim_catalog_text'; Group = 'other'; Labels = @{ en_US = 'Whole' }; MaxCharacters = 100; ValidationRule = 'regexp'; ValidationRegexp = '/^a/'
            UseableAsGridFilter = $true; SortOrder = 1; Localizable = $true; Scopable = $false; Unique = $false; AvailableLocales = @('en_US'); Guidelines = @{ en_US = 'Like this' }; IsMandatory = $true
        }
        @{ Code = 'whole_textarea'; Type = 'pim_catalog_textarea'; Group = 'other'; WysiwygEnabled = $true }
        @{ Code = 'whole_number'; Type = 'pim_catalog_number'; Group = 'other'; NumberMin = '0'; NumberMax = '9'; DecimalsAllowed = $true; NegativeAllowed = $false; DecimalPlacesStrategy = 'round'; DecimalPlaces = 2 }
        @{ Code = 'whole_metric'; Type = 'pim_catalog_metric'; Group = 'other'; MetricFamily = 'Weight'; DefaultMetricUnit = 'KILOGRAM'; DecimalsAllowed = $true; NegativeAllowed = $false }
        @{ Code = 'whole_image'; Type = 'pim_catalog_image'; Group = 'other'; AllowedExtensions = @('png'); MaxFileSize = '5' }
        @{ Code = 'whole_date'; Type = 'pim_catalog_date'; Group = 'other'; DateMin = '2020-01-01'; DateMax = '2030-01-01' }
        @{ Code = 'whole_select'; Type = 'pim_catalog_multiselect'; Group = 'other'; AutoOptionSorting = $true; EnableOptionCreationDuringImport = $true; MinimumInputLength = 2 }
        @{ Code = 'whole_assets'; Type = 'pim_catalog_asset_collection'; Group = 'other'; ReferenceDataName = 'packshots'; MaxItemsCount = 3 }
        @{ Code = 'whole_flag'; Type = 'pim_catalog_boolean'; Group = 'other'; DefaultValue = $true }
        @{ Code = 'whole_identifier'; Type = 'pim_catalog_identifier'; Group = 'other'; IsMainIdentifier = $false; Unique = $true; UseableAsGridFilter = $true }
        @{ Code = 'whole_link'; Type = 'akeneo_reference_entity'; Group = 'other'; ReferenceDataName = 'brand' }
        @{
            Code = 'whole_table'; Type = 'pim_catalog_table'; Group = 'other'
            TableConfiguration = @(
                @{ code = 'part'; data_type = 'select'; labels = @{ en_US = 'Part' }; is_required_for_completeness = $true; options = @(@{ code = 'top'; labels = @{ en_US = 'Top' } }) }
                @{ code = 'share'; data_type = 'number'; validations = @{ min = 0; max = 100; decimals_allowed = $false } }
                @{ code = 'note'; data_type = 'text'; validations = @{ max_length = 50 } }
            )
        }
    )
    AttributeOption          = @(@{ Attribute = 'color'; Code = 'whole'; Labels = @{ en_US = 'Whole' }; SortOrder = 99 })
    AttributeGroup           = @(@{ Code = 'whole_group'; Labels = @{ en_US = 'Whole' }; Attributes = @('internal_note'); SortOrder = 9 })
    AssociationType          = @(@{ Code = 'WHOLE'; Labels = @{ en_US = 'Whole' }; IsQuantified = $false; IsTwoWay = $true })
    Category                 = @(
        @{
            Code = 'whole_tree'; Labels = @{ en_US = 'Whole' }
            Values = @(@{ data = 'Whole'; channel = $null; locale = 'en_US'; attribute_code = 'short_text' })
            Validations = @{ max_categories_per_product = 5; only_leaves = $true; is_mandatory = $false }; ChannelRequirements = @('ecommerce')
        }
        @{ Code = 'whole_tree_below'; Parent = 'whole_tree' }
    )
    Channel                  = @(@{ Code = 'whole_channel'; Labels = @{ en_US = 'Whole' }; Currencies = @('EUR'); Locales = @('en_US'); CategoryTree = 'master'; ConversionUnits = @{ weight = 'GRAM' } })
    MeasurementFamily        = @(
        @{
            Code = 'WholeUnits'; Labels = @{ en_US = 'Whole' }; StandardUnitCode = 'ONE'
            Units = @{ ONE = @{ code = 'ONE'; labels = @{ en_US = 'One' }; convert_from_standard = @(@{ operator = 'mul'; value = '1' }); symbol = '1' } }
        }
    )
    ReferenceEntityAttribute = @(
        @{
            ReferenceEntity = 'brand'; Code = 'whole_text'; Labels = @{ en_US = 'Whole' }; Type = 'text'; ValuePerLocale = $true; ValuePerChannel = $false; IsRequiredForCompleteness = $true; MaxCharacters = 100
            IsTextarea = $false; ValidationRule = 'regular_expression'; ValidationRegexp = '/^a/'
        }
        @{ ReferenceEntity = 'brand'; Code = 'whole_textarea'; Type = 'text'; IsTextarea = $true; IsRichTextEditor = $true }
        @{ ReferenceEntity = 'brand'; Code = 'whole_number'; Type = 'number'; DecimalsAllowed = $true; MinValue = '0'; MaxValue = '9' }
        @{ ReferenceEntity = 'brand'; Code = 'whole_image'; Type = 'image'; AllowedExtensions = @('png'); MaxFileSize = '5' }
        @{ ReferenceEntity = 'brand'; Code = 'whole_link'; Type = 'reference_entity_single_link'; ReferenceEntityCode = 'color' }
        @{ ReferenceEntity = 'brand'; Code = 'whole_assets'; Type = 'asset_collection'; AssetFamilyIdentifier = 'packshots' }
    )
    ReferenceEntityRecord    = @(@{ ReferenceEntity = 'brand'; Code = 'whole'; Values = @{ label = @(@{ locale = 'en_US'; channel = $null; data = 'Whole' }) } })
    AssetFamily              = @(
        @{
            Code = 'packshots'; Labels = @{ en_US = 'Whole' }; AttributeAsMainMedia = 'media'; SharingEnabled = $true; AutoTaggingEnabled = $false
            NamingConvention = @{ source = @{ property = 'code'; channel = $null; locale = $null }; pattern = '/^(?P<product_ref>.*)_.*$/'; abort_asset_creation_on_error = $false }
            ProductLinkRules = @(
                @{
                    product_selections = @(@{ field = 'sku'; operator = 'EQUALS'; value = '{{product_ref}}'; channel = $null; locale = $null })
                    assign_assets_to = @(@{ attribute = 'packshots'; mode = 'add'; channel = $null; locale = $null })
                }
            )
            Transformations = @(
                @{
                    label = 'Small'; filename_prefix = 'small_'; filename_suffix = '_small'
                    source = @{ attribute = 'media'; channel = $null; locale = $null }; target = @{ attribute = 'thumbnail'; channel = $null; locale = $null }
                    operations = @(
                        @{ type = 'thumbnail'; parameters = @{ width = 150; height = 150 } }
                        @{ type = 'scale'; parameters = @{ ratio = 50 } }
                        @{ type = 'colorspace'; parameters = @{ colorspace = 'grey' } }
                        @{ type = 'resolution'; parameters = @{ 'resolution-x' = 72; 'resolution-y' = 72; 'resolution-unit' = 'ppi' } }
                        @{ type = 'optimize_jpeg'; parameters = @{ quality = 80 } }
                    )
                }
            )
        }
    )
    AssetAttribute           = @(
        @{
            AssetFamily = 'packshots'; Code = 'whole_text'; Labels = @{ en_US = 'Whole' }; Type = 'text'; ValuePerLocale = $true; ValuePerChannel = $false; IsRequiredForCompleteness = $true; IsReadOnly = $false
            MaxCharacters = 100; IsTextarea = $false; ValidationRule = 'regular_expression'; ValidationRegexp = '/^a/'
        }
        @{ AssetFamily = 'packshots'; Code = 'whole_textarea'; Type = 'text'; IsTextarea = $true; IsRichTextEditor = $true }
        @{ AssetFamily = 'packshots'; Code = 'whole_number'; Type = 'number'; DecimalsAllowed = $true; MinValue = '0'; MaxValue = '9' }
        @{ AssetFamily = 'packshots'; Code = 'whole_file'; Type = 'media_file'; AllowedExtensions = @('png'); MaxFileSize = '5' }
        @{ AssetFamily = 'packshots'; Code = 'whole_url'; Type = 'media_link'; MediaType = 'image'; Prefix = 'https://dam.example.com/'; Suffix = '?width=800' }
        @{ AssetFamily = 'packshots'; Code = 'whole_record'; Type = 'record'; LinkedReferenceEntity = 'color' }
        @{ AssetFamily = 'packshots'; Code = 'whole_asset'; Type = 'asset_family_single_link'; LinkedAssetFamily = 'user_guides' }
        @{ AssetFamily = 'packshots'; Code = 'whole_flag'; Type = 'boolean'; DefaultValue = $true }
    )
    Asset                    = @(
        @{
            AssetFamily = 'packshots'; Code = 'whole'; Status = 'disabled'; StartDate = '2026-01-01'; EndDate = '2027-01-01'
            Values = @{ label = @(@{ locale = 'en_US'; channel = $null; data = 'Whole' }) }
        }
    )
}
