# A list that is $null, as a variable is that nobody has set, says nothing; an empty one says that there is nothing.

BeforeDiscovery {
    $lists = @(
        @{ Name = 'Set-PimProduct'; Given = "-Identity `$product"; Lists = @{ Category = 'categories'; Group = 'groups' } }
        @{ Name = 'New-PimProduct'; Given = "-Identifier null-1"; Lists = @{ Category = 'categories'; Group = 'groups' } }
        @{ Name = 'Set-PimProductModel'; Given = "-Identity `$model"; Lists = @{ Category = 'categories' } }
        @{ Name = 'New-PimProductModel'; Given = "-Code null_2 -FamilyVariant `$variant"; Lists = @{ Category = 'categories' } }
        @{ Name = 'Set-PimFamily'; Given = '-Identity shoes'; Lists = @{ Attribute = 'attributes' } }
        @{ Name = 'New-PimFamily'; Given = '-Code null_3'; Lists = @{ Attribute = 'attributes' } }
        @{ Name = 'Set-PimAttributeGroup'; Given = '-Identity technical'; Lists = @{ Attribute = 'attributes' } }
        @{ Name = 'New-PimAttributeGroup'; Given = '-Code null_4'; Lists = @{ Attribute = 'attributes' } }
        @{ Name = 'Set-PimAttribute'; Given = '-Identity picture'; Lists = @{ AvailableLocale = 'available_locales'; AllowedExtension = 'allowed_extensions' } }
        @{ Name = 'New-PimAttribute'; Given = '-Code null_5 -Type pim_catalog_image -Group technical'; Lists = @{ AvailableLocale = 'available_locales'; AllowedExtension = 'allowed_extensions' } }
        @{ Name = 'Set-PimChannel'; Given = '-Identity ecommerce'; Lists = @{ Locale = 'locales'; Currency = 'currencies' } }
        @{ Name = 'New-PimChannel'; Given = '-Code null_6 -CategoryTree master'; Lists = @{ Locale = 'locales'; Currency = 'currencies' } }
        @{ Name = 'Set-PimCategory'; Given = '-Identity master'; Lists = @{ ChannelRequirement = 'channel_requirements' } }
        @{ Name = 'New-PimCategory'; Given = '-Code null_7'; Lists = @{ ChannelRequirement = 'channel_requirements' } }
        @{ Name = 'Set-PimReferenceEntityAttribute'; Given = '-Identity image -ReferenceEntity brand'; Lists = @{ AllowedExtension = 'allowed_extensions' } }
        @{ Name = 'Set-PimAssetAttribute'; Given = '-Identity media -AssetFamily packshots'; Lists = @{ AllowedExtension = 'allowed_extensions' } }
        @{ Name = 'Set-PimCatalog'; Given = '-Identity 12351d98-200e-4bbc-aa19-7fdda1bd14f2'; Lists = @{ ManagedCurrency = 'managed_currencies'; ManagedLocale = 'managed_locales' } }
        @{ Name = 'New-PimCatalog'; Given = '-Name null_8'; Lists = @{ ManagedCurrency = 'managed_currencies'; ManagedLocale = 'managed_locales' } }
    )
    $cases = foreach ($one in $lists) {
        foreach ($parameter in $one.Lists.Keys) { @{ Name = $one.Name; Given = $one.Given; Parameter = $parameter; Field = $one.Lists[$parameter] } }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60 }
    $session = Connect-TestSandbox $sandbox
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Lists of $null' -ForEach @{ Cases = $cases } {
    BeforeAll {
        $lines = foreach ($case in $cases) {
            foreach ($value in '$null', '@()') {
                "'@$($case.Name) $($case.Parameter) $value'"
                "try { $($case.Name) $($case.Given) -$($case.Parameter) $value -WhatIf -ErrorAction SilentlyContinue } catch { }"
            }
        }
        $told = Get-WhatIfPart $sandbox (@(
                '$product = (Get-PimProduct -First 1).Uuid'
                '$model = Get-PimProductModel -First 1; $variant = $model.FamilyVariant; $model = $model.Code'
                $lines
            ) -join "`n")
    }

    It 'are not sent: <Name> -<Parameter>' -ForEach $cases {
        $told["$Name $Parameter `$null"] | Should -Not -Match "`"$Field`""
        if ($Name -like 'Set-*') { $told["$Name $Parameter `$null"] | Should -Match 'What if' }
    }

    # a channel without locales, and a family without those it names besides, are refused before
    It 'are none that are empty, which are sent: <Name> -<Parameter>' -ForEach ($cases | Where-Object { $_.Name -like 'Set-*' -and $_.Name -notin 'Set-PimChannel', 'Set-PimFamily' }) {
        $told["$Name $Parameter @()"] | Should -Match "`"$Field`":\[\]"
    }

    It 'are looked at in all that is written' {
        $known = $cases | ForEach-Object { "$($_.Name) $($_.Parameter)" }
        $found = foreach ($command in Get-Command -Module PimPowerShell -Verb New, Set) {
            foreach ($parameter in $command.Parameters.GetEnumerator() | ForEach-Object Value | Where-Object ParameterType -EQ ([string[]])) {
                $isField = $parameter.Attributes | Where-Object { $_.GetType().Name -eq 'FieldAttribute' }
                if ($isField -or ($command.Noun -eq 'PimProduct' -and $parameter.Name -in 'Category', 'Group')) { "$($command.Name) $($parameter.Name)" }
            }
        }
        $found | Sort-Object | Should -Be ($known | Sort-Object)
    }
}

Describe 'Lists of $null in what is piped' {
    BeforeAll {
        Select-PimSession $session
        $null = New-PimProduct -Identifier null-a -Family shoes -Category master
        $null = New-PimProduct -Identifier null-b
        $null = Set-PimProduct null-a -Association @{ X_SELL = @{ products = 'null-b' } }
        function Get-Kept { (Get-PimProduct null-a).Categories; (Get-PimProduct null-a).Associations.X_SELL.products }
        $before = Get-Kept
    }

    It 'change nothing: <What>' -ForEach @(
        @{ What = 'by property name'; Script = { [pscustomobject]@{ Identifier = 'null-a'; Categories = $null; Groups = $null } | Set-PimProduct } }
        @{ What = 'in bulk'; Script = { [pscustomobject]@{ Identifier = 'null-a'; Categories = $null; Groups = $null } | Invoke-PimBulkUpsert } }
        @{ What = 'as parameters'; Script = { Set-PimProduct null-a -Category $null -Group $null } }
        @{ What = 'of associations'; Script = { Set-PimProduct null-a -Association @{ X_SELL = @{ products = $null; product_models = $null } } } }
        @{ What = 'of associations in a table'; Script = { Set-PimProduct -InputObject @{ identifier = 'null-a'; associations = @{ X_SELL = @{ products = $null } } } } }
    ) {
        $null = & $Script
        Get-Kept | Should -Be $before
        $before | Should -HaveCount 2
    }

    It 'are not those that are empty' {
        Set-PimProduct null-a -Category @() -Association @{ X_SELL = @{ products = @() } }
        Get-Kept | Should -BeNullOrEmpty
    }
}
