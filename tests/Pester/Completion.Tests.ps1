# What the Tab key offers of what lies in something else, and what it does when the server is slow, sick or gone.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; ProductCount = 20 }
    # PowerShell offers files where a completer has nothing to offer
    Push-Location (New-Item "$TestDrive/empty" -ItemType Directory)
}

AfterAll {
    Pop-Location
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Completion' {
    BeforeEach { $session = Connect-TestSandbox $sandbox @{ Name = 'fresh'; RetryIntervalSec = 0.05 } }
    AfterEach {
        $sandbox.Options.LatencyMilliseconds = 0
        $sandbox.Options.FailEvery = 0
        Disconnect-Pim $session
    }

    It 'offers what lies in what was just typed: <Line>' -ForEach @(
        @{ Line = 'Get-PimFamilyVariant -Family shoes -Identity '; Want = 'shoes_size' }
        @{ Line = 'Get-PimFamilyVariant -Family shoes s'; Want = 'shoes_size' }
        @{ Line = 'Get-PimFamilyVariant -Family shoes '; Want = 'shoes_size' }
        @{ Line = 'Get-PimAttributeOption -Attribute color '; Want = 'red' }
        @{ Line = 'Get-PimAssetAttributeOption -AssetFamily packshots -Attribute angle '; Want = 'front' }
        @{ Line = 'Get-PimReferenceEntityRecord -ReferenceEntity brand '; Want = 'alderbay' }
        @{ Line = 'Get-PimAsset -AssetFamily packshots '; Want = 'packshot_001' }
        @{ Line = 'Set-PimFamilyVariant -Family shoes '; Want = 'shoes_size' }
        @{ Line = 'New-PimProductModel x -Family shoes -FamilyVariant '; Want = 'shoes_size' }
        @{ Line = 'Get-PimAttributeOption -Attribute color -Identity r'; Want = 'red' }
        @{ Line = 'Set-PimAttributeOption -Attribute color -Code r'; Want = 'red' }
        @{ Line = 'Get-PimReferenceEntityAttribute -ReferenceEntity brand -Identity fou'; Want = 'founded' }
        @{ Line = 'Get-PimReferenceEntityAttributeOption -ReferenceEntity brand -Attribute country -Identity it'; Want = 'italy' }
        @{ Line = 'Get-PimReferenceEntityRecord -ReferenceEntity brand -Identity alder'; Want = 'alderbay' }
        @{ Line = 'Set-PimReferenceEntityRecord -ReferenceEntity brand alder'; Want = 'alderbay' }
        @{ Line = 'Get-PimAssetAttribute -AssetFamily packshots -Identity an'; Want = 'angle' }
        @{ Line = 'Get-PimAssetAttributeOption -AssetFamily packshots -Attribute an'; Want = 'angle' }
        @{ Line = 'Set-PimAssetAttributeOption -AssetFamily packshots -Attribute angle -Identity fr'; Want = 'front' }
        @{ Line = 'Invoke-PimBulkUpsert -Resource Asset -AssetFamily pack'; Want = 'packshots' }
        @{ Line = 'New-PimAttribute x -MetricFamily We'; Want = 'Weight' }
        @{ Line = 'New-PimAttribute x -ReferenceDataName bra'; Want = 'brand' }
        @{ Line = 'New-PimAttribute x -ReferenceDataName pack'; Want = 'packshots' }
        @{ Line = 'Get-PimAssociationType X_'; Want = 'X_SELL' }
        @{ Line = 'New-PimAttribute x -MetricFamily Weight -DefaultMetricUnit k'; Want = 'KILOGRAM' }
        @{ Line = 'Set-PimAttribute weight -DefaultMetricUnit '; Want = 'GRAM' }
        @{ Line = 'Set-PimMeasurementFamily Weight -StandardUnitCode t'; Want = 'TON' }
        @{ Line = 'Set-PimAssetFamily packshots -AttributeAsMainMedia '; Want = 'thumbnail' }
        @{ Line = 'Get-PimRuleDefinition -Codes copy'; Want = 'copy_name' }
    ) {
        Complete $Line | Should -Contain $Want
        # kept for the session
        (Measure-Request $sandbox { Complete $Line }).Requests | Should -Be 0
    }

    It 'offers no more than fits: <Line>' -ForEach @(
        @{ Line = 'Set-PimFamily shoes -AttributeAsLabel '; Want = { (Get-PimAttribute (Get-PimFamily shoes).Attributes | Where-Object Type -In pim_catalog_identifier, pim_catalog_text).Code } }
        @{ Line = 'Set-PimFamily shoes -AttributeAsImage '; Want = { (Get-PimAttribute (Get-PimFamily shoes).Attributes | Where-Object Type -In pim_catalog_image, pim_catalog_asset_collection).Code } }
        @{ Line = 'Set-PimFamily shoes -Attribute color, brand -AttributeAsLabel '; Want = { 'sku' } }
        @{ Line = 'New-PimFamily x -Attribute name, color -AttributeAsLabel n'; Want = { 'name' } }
        @{ Line = 'New-PimFamily x -AttributeAsImage '; Want = { (Get-PimAttribute -Filter @{ type = 'pim_catalog_image', 'pim_catalog_asset_collection' }).Code } }
        @{ Line = 'New-PimChannel x -CategoryTree '; Want = { (Get-PimCategory -Root).Code } }
        @{ Line = 'Set-PimChannel x -ConversionUnit '; Want = { (Get-PimAttribute -Filter @{ type = 'pim_catalog_metric' }).Code }; Table = $true }
        @{ Line = 'Start-PimWorkflow '; Want = { (Get-PimWorkflow).Uuid } }
        @{ Line = 'Start-PimWorkflow enri'; Want = { (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid } }
    ) {
        $offers = @(Complete $Line)
        if ($Table) { $offers = @($offers -replace '^@\{ (\w+) = $', '$1') }
        $offers | Sort-Object | Should -Be @(& $Want | Sort-Object)
        $offers | Should -Not -BeNullOrEmpty
        (Measure-Request $sandbox { Complete $Line }).Requests | Should -Be 0
    }

    It 'offers no files where nothing fits: <_>' -ForEach 'Start-PimWorkflow x ', 'Set-PimProduct ', 'Get-PimPermission ', 'New-PimFamily ', 'Start-PimJob ', 'Get-PimWorkflowTask -Step ', 'Start-PimWorkflow no_such' {
        Push-Location $PSScriptRoot
        try { Complete $_ | Should -BeNullOrEmpty }
        finally { Pop-Location }
    }

    It 'offers no files for numbers, times and texts: <_>' -ForEach 'New-PimAttribute -MaxCharacters ', 'Set-PimRuleDefinition x -Priority ', 'Get-PimProduct -PageSize ',
        'Get-PimProduct -UpdatedSince ', 'New-PimModelizationSuggestion x y -AdditionalComment ', 'Connect-Pim -TimeoutSec ' {
        Push-Location $PSScriptRoot
        try { Complete $_ | Should -BeNullOrEmpty }
        finally { Pop-Location }
    }

    It 'offers yes and no for flags: <_>' -ForEach 'Set-PimProduct x -Enabled ', 'New-PimAttribute -Scopable ', 'Get-PimLocale -Enabled ' {
        Complete $_ | Should -Be '$true', '$false'
    }

    It 'offers files for what is one, and has a completer for every other number, time and text' {
        $isFile = 'Path', 'LiteralPath', 'File', 'FileName', 'OutFile', 'HistoryPath', 'Checkpoint', 'Queue', 'InputObject'
        # those of PowerShell itself
        $stock = [Management.Automation.PSCmdlet]::CommonParameters + 'First', 'Skip'
        $types = [string], [string[]], [int], [long], [double], [Nullable[double]], [timespan], [Nullable[timespan]], [Nullable[DateTimeOffset]], [uri], [bool], [Nullable[bool]]
        foreach ($command in Get-Command -Module PimPowerShell -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.GetEnumerator() | ForEach-Object Value | Where-Object { $_.ParameterType -in $types -and $_.Name -notin ($stock + $isFile) }) {
                $completer = $parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -or $_ -is [ValidateSet] }
                $completer | Should -Not -BeNullOrEmpty -Because "$($command.Name) -$($parameter.Name)"
            }
        }
    }

    It 'makes a table of the word in its place: <Line>' -ForEach @(
        @{ Line = 'Set-PimProduct x -Values col'; Want = '@{ color = ', "@{ color = 'black' }" }
        @{ Line = 'Set-PimProduct x COL'; Want = '@{ color = ', "@{ color = 'black' }" }
        @{ Line = 'Set-PimProduct x -Values "col'; Want = '@{ color = ', "@{ color = 'black' }" }
        @{ Line = 'Set-PimProduct x -Values '; Want = '@{ color = ', '@{ name = ' }
        @{ Line = 'Set-PimProduct x -Values color=r'; Want = "@{ color = 'red' }" }
        @{ Line = "Set-PimProduct x -Values 'color = r"; Want = "@{ color = 'red' }" }
        @{ Line = 'Set-PimProductModel x -Value color=r'; Want = "@{ color = 'red' }" }
        @{ Line = 'New-PimProduct x -Values name='; Want = '@{ name = ' }
        @{ Line = 'Set-PimAsset x -AssetFamily packshots -Value angle=b'; Want = "@{ angle = 'back' }" }
        @{ Line = 'Set-PimReferenceEntityRecord x -ReferenceEntity brand -Values cou'; Want = '@{ country = ', "@{ country = 'italy' }" }
        @{ Line = 'Get-PimProduct -Filter fam'; Want = '@{ family = ', "@{ family = 'shoes' }" }
        @{ Line = 'Get-PimProduct -Filter enabled='; Want = '@{ enabled = $true }', '@{ enabled = $false }' }
        @{ Line = 'Get-PimProduct -Filter color=r'; Want = "@{ color = 'red' }" }
        @{ Line = 'Get-PimFamily -Filter '; Want = '@{ code = ', '@{ has_products = ' }
        @{ Line = 'Get-PimAsset -AssetFamily packshots -Filter angle=b'; Want = "@{ angle = 'back' }" }
        @{ Line = 'Split-PimProductQuery 2 -Resource ProductModel -Filter fam'; Want = '@{ family = ', "@{ family = 'shoes' }" }
        @{ Line = 'Set-PimProduct x -Association X_'; Want = '@{ X_SELL = ' }
        @{ Line = 'New-PimProduct x -QuantifiedAssociation '; Want = '@{ PRODUCT_SET = ' }
        @{ Line = 'Set-PimFamily x -Labels en'; Want = '@{ en_US = ' }
        @{ Line = 'Set-PimFamily x -AttributeRequirement e'; Want = '@{ ecommerce = ' }
        @{ Line = 'Set-PimChannel x -ConversionUnit weight=k'; Want = "@{ weight = 'KILOGRAM' }" }
        @{ Line = 'Deny-PimWorkflowTask x -RejectedAttribute co'; Want = '@{ color = ' }
        @{ Line = 'Copy-PimProduct -Map co'; Want = '@{ color = ' }
    ) {
        $offers = Complete $Line
        $Want | ForEach-Object { $offers | Should -Contain $_ }
        foreach ($table in @($offers) -like '*}') { & ([scriptblock]::Create($table)) | Should -BeOfType hashtable }
        (Measure-Request $sandbox { Complete $Line }).Requests | Should -Be 0
    }

    It 'takes a key that is no name into quotes, and has nothing for a word that is no key' {
        $null = New-PimAttributeOption 2xl -Attribute size
        Complete 'Set-PimProduct x -Values size=2' | Should -Be "@{ size = '2xl' }"
        Complete 'Set-PimProduct x -Values no_such=' | Should -BeNullOrEmpty
        Complete 'Get-PimAsset -Filter angle=' | Should -BeNullOrEmpty
    }

    It 'offers what was made since' {
        Complete 'Get-PimAttributeOption -Attribute size -Identity ' | Should -Not -Contain made_here
        $null = New-PimAttributeOption made_here -Attribute size
        Complete 'Get-PimAttributeOption -Attribute size -Identity ' | Should -Contain made_here
    }

    It 'offers nothing where the owner is not known, and asks nothing' {
        (Measure-Request $sandbox { Complete 'Get-PimFamilyVariant -Identity ' | Should -BeNullOrEmpty }).Requests | Should -Be 0
        Complete 'Get-PimFamilyVariant -Family no_such -Identity ' | Should -BeNullOrEmpty
    }

    It 'gives up on a slow server within some seconds, without an error: <Line>' -ForEach @(
        @{ Line = 'Get-PimFamily -Identity ' }
        @{ Line = 'Get-PimAttributeOption -Attribute color -Identity ' }
        @{ Line = 'Get-PimAssetAttributeOption -AssetFamily packshots -Attribute ' }
        @{ Line = 'New-PimFilter -Property nam' }
        @{ Line = 'New-PimFilter -Property color -Value ' }
        @{ Line = 'Set-PimProduct x -Values color=' }
        @{ Line = 'Set-PimAttribute weight -DefaultMetricUnit ' }
    ) {
        $sandbox.Options.LatencyMilliseconds = 8000
        $count = $Error.Count
        $watch = Start-SteadyClock
        $offers = Complete $Line -Once
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 6
        $offers | Should -BeNullOrEmpty
        $Error.Count | Should -Be $count
    }

    It 'offers all operators where a slow server does not say which fit' {
        $sandbox.Options.LatencyMilliseconds = 8000
        Complete 'New-PimFilter -Property color -Operator ' -Once | Should -Contain "'STARTS WITH'"
    }

    It 'offers what has come until then' {
        $offers = $null
        # 130 records are two pages
        $sandbox.Options.LatencyMilliseconds = 1200
        # none where the machine stands still for the first
        for ($presses = 0; $presses -lt 5 -and -not $offers; $presses++) { $offers = @(Complete 'Get-PimReferenceEntityRecord -ReferenceEntity brand -Identity ' -Once) }
        $offers | Should -HaveCount 100
        $sandbox.Options.LatencyMilliseconds = 0
        @(Complete 'Get-PimReferenceEntityRecord -ReferenceEntity brand -Identity ').Count | Should -Be 130
    }

    It 'offers nothing, and no error, when the server fails or the session is closed' {
        $sandbox.Options.FailEvery = 1
        Complete 'Get-PimFamily -Identity ' | Should -BeNullOrEmpty
        Complete 'New-PimFilter -Property color -Value ' | Should -BeNullOrEmpty
        $sandbox.Options.FailEvery = 0
        $closed = Connect-TestSandbox $sandbox @{ Name = 'closed' }
        Disconnect-Pim $closed
        Complete 'Get-PimFamily -Session closed -Identity ' | Should -BeNullOrEmpty
    }
}
