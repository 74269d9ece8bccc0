# An object that was read stands for its code wherever a code is asked for; any other object is refused before it is sent.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60; EveryAttributeType = $true }
    $session = Connect-TestSandbox $sandbox
    $shoes = Get-PimFamily shoes
    $master = Get-PimCategory master
    $model = Get-PimProductModel -First 1
    $task = [pscustomobject]@{ PSTypeName = 'PimPowerShell.Item'; Code = 'task' }
    $task.PSTypeNames.Insert(0, 'PimPowerShell.WorkflowTask')
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'What was read' {
    It 'is its code as text: <Kind>' -ForEach @(
        @{ Kind = 'Family'; Read = { Get-PimFamily shoes }; Code = 'shoes' }
        @{ Kind = 'Attribute'; Read = { Get-PimAttribute name }; Code = 'name' }
        @{ Kind = 'Locale'; Read = { Get-PimLocale en_US }; Code = 'en_US' }
        @{ Kind = 'AssetFamily'; Read = { Get-PimAssetFamily packshots }; Code = 'packshots' }
    ) {
        "$(& $Read)" | Should -Be $Code
    }

    It 'is the identifier of a product, and the name of the kind where nothing names it' {
        $product = Get-PimProduct -First 1
        "$product" | Should -Be $product.Identifier
        "$(Get-PimSystemInformation)" | Should -BeLike 'PimPowerShell.*'
    }

    It 'is taken by lists: <What>' -ForEach @(
        @{ What = 'family'; Objects = { Get-PimProduct -First 3 -Family $shoes }; Codes = { Get-PimProduct -First 3 -Family shoes } }
        @{ What = 'category'; Objects = { Get-PimProduct -First 3 -Category $master -Recurse }; Codes = { Get-PimProduct -First 3 -Category master -Recurse } }
        @{ What = 'parent'; Objects = { Get-PimProduct -Parent $model }; Codes = { Get-PimProduct -Parent $model.Code } }
        @{ What = 'filter'; Objects = { Get-PimProduct -First 3 -Filter @{ family = $shoes } }; Codes = { Get-PimProduct -First 3 -Filter @{ family = 'shoes' } } }
        @{ What = 'list in a filter'; Objects = { Get-PimProduct -First 3 -Filter @{ family = $shoes, (Get-PimFamily lamps) } }; Codes = { Get-PimProduct -First 3 -Filter @{ family = 'shoes', 'lamps' } } }
        @{ What = 'condition'; Objects = { Get-PimProduct -First 3 -Filter (New-PimFilter family IN $shoes) }; Codes = { Get-PimProduct -First 3 -Filter (New-PimFilter family IN shoes) } }
        @{ What = 'channel'; Objects = { Get-PimProduct -First 3 -Channel (Get-PimChannel ecommerce) }; Codes = { Get-PimProduct -First 3 -Channel ecommerce } }
    ) {
        $expected = (& $Codes).Uuid
        $expected | Should -Not -BeNullOrEmpty
        (& $Objects).Uuid | Should -Be $expected
    }

    It 'is taken by fields' {
        $null = New-PimFamily codes_1 -Attribute (Get-PimAttribute name, sku)
        (Get-PimFamily codes_1).Attributes | Sort-Object | Should -Be name, sku
        $null = New-PimProduct -Identifier codes-1 -Family $shoes -Category $master
        Set-PimProduct codes-1 -Family (Get-PimFamily codes_1) -Group @()
        (Get-PimProduct codes-1).Family | Should -Be codes_1
        [pscustomobject]@{ Identifier = 'codes-1'; Family = $shoes; Categories = @($master) } | Set-PimProduct
        $now = Get-PimProduct codes-1
        $now.Family, $now.Categories | Should -Be shoes, master
    }

    It 'is taken by values' {
        $record = Get-PimReferenceEntityRecord -ReferenceEntity brand -First 1
        $assets = Get-PimAsset -AssetFamily packshots -First 2
        $null = New-PimProduct -Identifier codes-2 -Values @{ packshots = $assets; erp_name = $record }
        $product = Get-PimProduct codes-2
        $product.Values.packshots.data | Should -Be $assets.Code
        $product.GetValue('erp_name') | Should -Be $record.Code
    }
}

Describe 'Other objects' {
    It 'are refused: <What>' -ForEach @(
        @{ What = 'family of a list'; Name = 'Family'; Script = { Get-PimProduct -Family ([pscustomobject]@{ x = 1 }) } }
        @{ What = 'a table for a category'; Name = 'Category'; Script = { Get-PimProduct -Category @{ x = 1 } } }
        @{ What = 'parent of a list'; Name = 'Parent'; Script = { Get-PimProduct -Parent ([pscustomobject]@{ x = 1 }) } }
        @{ What = 'a table for the parent of models'; Name = 'Parent'; Script = { Get-PimProductModel -Parent @{ x = 1 } } }
        @{ What = 'family of a product'; Name = 'Family'; Script = { Set-PimProduct codes-1 -Family ([pscustomobject]@{ x = 1 }) } }
        @{ What = 'categories of a product'; Name = 'Categor'; Script = { Set-PimProduct codes-1 -Category ([pscustomobject]@{ x = 1 }) } }
        @{ What = 'attributes of a family'; Name = 'Attribute'; Script = { Set-PimFamily shoes -Attribute name, ([pscustomobject]@{ x = 1 }) } }
        @{ What = 'a field of a row'; Name = 'Categories'; Script = { [pscustomobject]@{ Identifier = 'codes-1'; Categories = @([pscustomobject]@{ x = 1 }) } | Set-PimProduct } }
    ) {
        $before = $sandbox.Counters.Requests
        $failed = try { & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $_ }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match $Name
        $sandbox.Counters.Requests | Should -Be $before
    }

    It 'are refused where they are of another kind, which has codes too: <What>' -ForEach @(
        @{ What = 'a family for a parent'; Script = { Get-PimProduct -Parent $shoes }; Words = "'Parent'*of the kind ProductModel or Product, and 'shoes' is of the kind Family." }
        @{ What = 'a category among models'; Script = { Get-PimProductModel -Parent $model, $master }; Words = "'Parent'*and 'master' is of the kind Category." }
        @{ What = 'a model for a family'; Script = { Get-PimProduct -Family $model }; Words = "'Family'*of the kind Family, and*is of the kind ProductModel." }
        @{ What = 'a family for a category'; Script = { Get-PimProduct -Category $shoes }; Words = "'Category'*of the kind Category, and*" }
        @{ What = 'a family for an attribute'; Script = { Get-PimProduct -Attribute $shoes }; Words = "'Attribute'*" }
        @{ What = 'a category for the family of a new product'; Script = { New-PimProduct -Family $master }; Words = "'Family'*of the kind Family, and 'master' is of the kind Category." }
        @{ What = 'a family among the categories of a product'; Script = { Set-PimProduct codes-1 -AddCategory home, $shoes }; Words = "'AddCategory'*of the kind Category, and 'shoes' is of the kind Family." }
        @{ What = 'a category for a group'; Script = { Set-PimProduct codes-1 -Group $master }; Words = "'Group'*It takes codes, and 'master' is of the kind Category." }
        @{ What = 'a family for a family variant'; Script = { New-PimProductModel x -FamilyVariant $shoes }; Words = "'FamilyVariant'*of the kind FamilyVariant, and 'shoes' is of the kind Family." }
        @{ What = 'a family for the parent of a product'; Script = { Set-PimProduct codes-1 -Parent $shoes }; Words = "'Parent'*and 'shoes' is of the kind Family." }
        @{ What = 'a category for what variants lie in'; Script = { Set-PimFamilyVariant x -Family $master -Label @{} }; Words = "'Family'*and 'master' is of the kind Category." }
        @{ What = 'a family for a parent category'; Script = { Get-PimCategory -Parent $shoes }; Words = "'Parent'*of the kind Category, and*" }
    ) {
        $before = $sandbox.Counters.Requests
        $Script | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*$Words"
        $sandbox.Counters.Requests | Should -Be $before
    }

    It 'are refused where they are to be read, changed or deleted themselves: <Script>' -ForEach @(
        @{ Script = { $master | Get-PimProduct }; Words = '^Product is given by its uuid or identifier, or as an object of the kind Product, and .master. is of the kind Category\.$' }
        @{ Script = { $master | Set-PimProduct }; Words = 'of the kind Product, and .master. is of the kind Category' }
        @{ Script = { $master | Set-PimProduct -Enabled $false }; Words = 'of the kind Product, and .master. is of the kind Category' }
        @{ Script = { $master | Remove-PimProduct -Confirm:$false }; Words = 'of the kind Product, and .master. is of the kind Category' }
        @{ Script = { Set-PimCategory $shoes -Label @{ en_US = 'Shoes' } }; Words = '^Category is given by its code, or as an object of the kind Category, and .shoes. is of the kind Family' }
        @{ Script = { $shoes | Get-PimCategory -Recurse }; Words = 'of the kind Category, and .shoes. is of the kind Family' }
        @{ Script = { $model | Remove-PimFamily -Confirm:$false }; Words = 'of the kind Family, and .* is of the kind ProductModel' }
        @{ Script = { $master | Get-PimProductDraft }; Words = 'of the kind Product, and .master. is of the kind Category' }
        @{ Script = { $shoes | Get-PimAttribute }; Words = 'of the kind Attribute, and .shoes. is of the kind Family' }
        @{ Script = { $task | Get-PimFamily }; Words = 'of the kind Family, and .* is of the kind WorkflowTask' }
    ) {
        $before = $sandbox.Counters.Requests
        $failed = & $Script 2>&1
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$failed" | Should -Match $Words
        $failed.TargetObject | Should -Not -BeNullOrEmpty
        $sandbox.Counters.Requests | Should -Be $before
    }

    It 'are refused by themselves among others' {
        $known = Get-PimProduct -First 1
        $found = $known, $master, $known.Identifier | Get-PimProduct -ErrorAction SilentlyContinue -ErrorVariable failed
        $found.Uuid | Should -Be $known.Uuid, $known.Uuid
        $failed | Should -HaveCount 1
    }

    It 'are refused so by every parameter that takes codes of one kind' {
        $completers = 'CatalogCompleter', 'FamilyAttributeCompleter', 'EntityAttributeCompleter', 'MainMediaCompleter', 'ReferenceDataCompleter'
        $seen = 0
        $lenient = foreach ($command in Get-Command -Module PimPowerShell -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.GetEnumerator() | ForEach-Object Value) {
                $completer = ($parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] }).Type
                $isOfCodes = $completer -and $completer.Name -ne 'IdentityCompleter' -and ($completer.Name -in $completers -or $completer.BaseType.Name -in $completers)
                # what tells apart what they are by more than their kind
                $isOfItems = $parameter.Name -in 'Identity', 'InputObject'
                if (($isOfCodes -or $parameter.Name -in 'Parent', 'Group', 'Catalog') -and -not $isOfItems) {
                    $seen++
                    $refused = foreach ($transformation in $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ArgumentTransformationAttribute] }) {
                        try { $null = $transformation.Transform($null, $task) } catch { "$_" }
                    }
                    if (-not ($refused -match "'task' is of the kind WorkflowTask\.")) { "$($command.Name) -$($parameter.Name)" }
                }
            }
        }
        $lenient | Should -BeNullOrEmpty
        $seen | Should -BeGreaterThan 100
    }

    It 'are told where to go when they are piped to <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'New-PimAttributeOption'; With = @{ Attribute = 'color' }; Words = 'A code goes to -Code' }
        @{ Cmdlet = 'New-PimFamily'; With = @{}; Words = 'A code goes to -Code' }
        @{ Cmdlet = 'New-PimCategory'; With = @{}; Words = 'A code goes to -Code' }
        @{ Cmdlet = 'New-PimChannel'; With = @{}; Words = 'A code goes to -Code' }
        @{ Cmdlet = 'New-PimProduct'; With = @{}; Words = 'An identifier goes to -Identifier' }
        @{ Cmdlet = 'New-PimProductModel'; With = @{}; Words = 'A code goes to -Code' }
    ) {
        $parameter = ($Words -split ' ')[-1]
        $seen = Measure-Request $sandbox { 'lime', '["lime"]' | & $Cmdlet @With -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Output | Should -BeNullOrEmpty
        $seen.Requests | Should -Be 0
        $failed.Count | Should -Be 2
        foreach ($record in $failed) {
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Be "InputObject: a text from the pipeline is an item's JSON, and this one is none. ${Words}: ForEach-Object { $Cmdlet $parameter `$_ }."
        }
        # what begins as JSON does is told where it is none
        '{"code":' | & $Cmdlet @With -ErrorAction SilentlyContinue -ErrorVariable half
        "$half" | Should -Match 'not one JSON object'
    }
}

Describe 'Several' {
    It 'are refused in words where one is taken, and taken elsewhere' {
        { Get-PimAsset -AssetFamily packshots, manuals } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*'AssetFamily'. It takes one, not 2."
        $ones = 0
        $wrong = foreach ($command in Get-Command -Module PimPowerShell -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values | Where-Object { $_.ParameterType.Name -like 'PimIdentity*' }) {
                $isOne = $parameter.ParameterType.Name -eq 'PimIdentity'
                $ones += $isOne
                $transformation = $parameter.Attributes | Where-Object { $_.GetType().Name -eq 'IdentityTransformationAttribute' -and -not $_.Only }
                $refused = if ($transformation) { try { $null = $transformation.Transform($null, @('a', 'b')) } catch { "$_" } }
                if ($transformation -and $isOne -ne ($refused -match 'It takes one, not 2\.')) { "$($command.Name) -$($parameter.Name)" }
            }
        }
        $wrong | Should -BeNullOrEmpty
        $ones | Should -BeGreaterThan 30
    }
}
