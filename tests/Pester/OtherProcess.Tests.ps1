# Objects that were read, and came through a job, from another computer or out of a file: they are what they were.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 60; Edition = 'Serenity' }
    $null = Connect-TestSandbox $sandbox

    # what Start-Job, Invoke-Command and Export-Clixml do to an object; jobs keep one level
    function Copy-Object($Object, [int] $Depth = 1) {
        [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Object, $Depth))
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Objects of another process' {
    Context 'a job' {
        BeforeAll {
            $login = @{ Url = $sandbox.Url; Credential = $sandbox.Credential; ClientId = $sandbox.ClientId; ClientSecret = $sandbox.ClientSecret }
            $module = (Get-Module PimPowerShell).Path
            $job = Start-Job {
                Import-Module $using:module
                $login = $using:login
                Connect-Pim @login
                Get-PimProduct -First 1
                Get-PimFamily lamps
            }
            $product, $family = $job | Receive-Job -Wait -AutoRemoveJob
        }

        It 'gives objects that are written as what they are' {
            $product.PSComputerName | Should -Be localhost
            $results = $product, $family | Invoke-PimBulkUpsert | Sort-Object Index
            $results.Resource | Should -Be Product, Family
            $results.Status | Should -Be Updated, Updated
            ($product, $family | Invoke-PimBulkUpsert -OnlyChanged).Status | Should -Be Unchanged, Unchanged
            $product | Set-PimProduct -ErrorAction Stop
            $family | Set-PimFamily -ErrorAction Stop
        }

        It 'gives the same rows' {
            $product | ConvertTo-PimRow | ConvertTo-Csv | Should -Be (Get-PimProduct $product.Uuid | ConvertTo-PimRow | ConvertTo-Csv)
            $family | ConvertTo-PimRow | ConvertTo-Csv | Should -Be (Get-PimFamily lamps | ConvertTo-PimRow | ConvertTo-Csv)
        }
    }

    Context 'kinds' {
        It 'knows a <Kind>' -ForEach @(
            @{ Kind = 'Product'; Read = { Get-PimProduct -First 2 } }
            @{ Kind = 'ProductModel'; Read = { Get-PimProductModel -First 2 } }
            @{ Kind = 'Family'; Read = { Get-PimFamily -First 2 } }
            @{ Kind = 'FamilyVariant'; Read = { Get-PimFamily shoes | Get-PimFamilyVariant -First 1 } }
            @{ Kind = 'Attribute'; Read = { Get-PimAttribute -First 2 } }
            @{ Kind = 'AttributeOption'; Read = { Get-PimAttributeOption -Attribute color -First 2 } }
            @{ Kind = 'Category'; Read = { Get-PimCategory -First 2 } }
            @{ Kind = 'ReferenceEntityRecord'; Read = { Get-PimReferenceEntityRecord -ReferenceEntity brand -First 2 } }
        ) {
            $results = Copy-Object @(& $Read) | ForEach-Object { $_ } | Invoke-PimBulkUpsert -OnlyChanged
            $results.Resource | Select-Object -Unique | Should -Be $Kind
            $results.Status | Select-Object -Unique | Should -Be Unchanged
        }

        It 'takes them for what they name' {
            $family = Copy-Object (Get-PimFamily lamps)
            $lamp = Copy-Object (Get-PimProduct -Family $family -First 1)
            $lamp.Family | Should -Be lamps
            (Get-PimFamily $family).Code, "$family" | Should -Be lamps, lamps
            (Copy-Object (Get-PimAttributeOption -Attribute color -First 1) | Get-PimAttributeOption).Attribute | Should -Be color
            New-PimProduct job-1 -Family $family -Association @{ X_SELL = @{ products = @($lamp) } }
            (Get-PimProduct job-1).Associations.X_SELL.products | Should -Be $lamp.Uuid
            Set-PimProduct job-1 -Association @{ UPSELL = @{ products = @($lamp) } }
            (Get-PimProduct job-1).Associations.UPSELL.products | Should -Be $lamp.Uuid
            Copy-Object (Get-PimProduct job-1) | Remove-PimProduct -Confirm:$false
            { Get-PimProduct job-1 -ErrorAction Stop } | Should -Throw '*does not exist*'
        }

        It 'changes only what a parameter says' {
            $family = Copy-Object (Get-PimFamily lamps)
            $family.AttributeAsLabel = 'no_such_attribute'
            $family | Set-PimFamily -Label @{ fr_FR = 'Lampes' } -ErrorAction Stop
            (Get-PimFamily lamps).Labels.fr_FR | Should -Be Lampes
        }

        It 'takes what results hold' {
            $result = Get-PimProduct -First 1 | Invoke-PimBulkUpsert
            $again = (Copy-Object $result).InputObject | Invoke-PimBulkUpsert -OnlyChanged
            $again.Key, $again.Status | Should -Be $result.Key, 'Unchanged'
        }

        It 'takes rows without the columns that PowerShell adds' {
            $row = Copy-Object ([pscustomobject]@{ identifier = 'job-row'; family = 'lamps' })
            $row | Add-Member PSComputerName localhost
            $row | Add-Member RunspaceId ([guid]::NewGuid())
            $row | Add-Member PSShowComputerName $false
            $row | New-PimProduct -ErrorAction Stop
            ($row | Invoke-PimBulkUpsert).Status | Should -Be Updated
            ($row | ConvertFrom-PimRow).Identifier | Should -Be job-row
        }
    }

    It 'refuses <Text>, which is left of a value, and sends nothing' -ForEach @(
        @{ Text = 'System.Collections.Hashtable' }
        @{ Text = 'System.Object[]' }
        @{ Text = '@{en_US=Lamps}' }
    ) {
        $family = Copy-Object (Get-PimFamily lamps)
        $family.Labels = $Text
        $product = Copy-Object (Get-PimProduct -Family lamps -First 1)
        $product.Values.PSObject.Properties | Select-Object -First 1 | ForEach-Object { $name = $_.Name; $_.Value = @($Text) }
        $before = Get-WriteCount $sandbox
        { $family | Set-PimFamily -ErrorAction Stop } | Should -Throw 'labels: the value was lost*'
        $result = $product | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
        $result.Status, $result.Key | Should -Be Failed, $product.Uuid
        $result.Message | Should -BeLike "*values.$($name): the value was lost*"
        Get-WriteCount $sandbox | Should -Be $before
    }
}
