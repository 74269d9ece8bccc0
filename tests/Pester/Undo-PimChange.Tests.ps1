# Taking changes back.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 60 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'kept'; HistoryPath = "$TestDrive/history" }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $keptPims = Connect-PimsSandbox $sandbox @{ Name = 'keptPims'; HistoryPath = "$TestDrive/pims" }
    Select-PimSession $session
    $null = 1..6 | ForEach-Object { New-PimProduct "undo-$_" -Family lamps -Category home_basic_indoor_upcoming -Values @{ internal_note = 'first'; warranty_years = 2 } }

    function Get-Value([string] $Name, [string] $Attribute = 'internal_note') { (Get-PimProduct $Name).GetValue($Attribute) }
    function Get-Json([string] $Name) { Get-PimProduct $Name | Select-Object Family, Enabled, Categories, Groups, Values, Associations | ConvertTo-Json -Depth 20 }
    function Write-Note([string[]] $Name, [string] $Text) { Set-PimProduct $Name -Values @{ internal_note = $Text } }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Undo-PimChange' {
    BeforeEach {
        Select-PimSession $session
        Write-Note 'undo-1', 'undo-2', 'undo-3' first
    }

    It 'undoes a run' {
        $before = 'undo-1', 'undo-2' | ForEach-Object { Get-Json $_ }
        $null = 'undo-1', 'undo-2' | ForEach-Object { @{ identifier = $_; enabled = $false; categories = @(); values = @{
                    internal_note = @(@{ locale = $null; scope = $null; data = 'bulk' }); fragile = @(@{ locale = $null; scope = $null; data = $true })
                    warranty_years = @(@{ locale = $null; scope = $null; data = $null }) } } } | Invoke-PimBulkUpsert
        $run = (Get-PimProductHistory undo-1 -First 1).Run
        Undo-PimChange -Run $run | Should -BeNullOrEmpty
        'undo-1', 'undo-2' | ForEach-Object { Get-Json $_ } | Should -Be $before
        (Get-PimProductHistory undo-1 -First 1).Source | Should -Be Undo-PimChange
    }

    It 'undoes what is piped in: <What>' -ForEach @(
        @{ What = 'entries'; Script = { Get-PimProductHistory undo-1, undo-2 -First 1 | Undo-PimChange } }
        @{ What = 'single changes'; Script = { Get-PimProductHistory undo-1, undo-2 -First 1 -Expand | Undo-PimChange } }
        @{ What = 'an array'; Script = { Undo-PimChange @(Get-PimProductHistory undo-1, undo-2 -First 1) } }
        @{ What = 'what was kept in a file'; Script = { Get-PimProductHistory undo-1, undo-2 -First 1 | Export-Clixml "$TestDrive/x.xml" -Depth 5; Import-Clixml "$TestDrive/x.xml" | Undo-PimChange } }
    ) {
        Write-Note 'undo-1', 'undo-2' second
        & $Script | Should -BeNullOrEmpty
        Get-Value undo-1 | Should -Be first
        Get-Value undo-2 | Should -Be first
    }

    It 'undoes all that happened to products since a time' {
        Start-Sleep -Milliseconds 20
        $since = [DateTimeOffset]::UtcNow
        Write-Note 'undo-1', 'undo-2' second
        Set-PimProduct undo-1 -Values @{ internal_note = 'third'; warranty_years = 9 }
        Undo-PimChange -Identity undo-1 -Since $since
        Get-Value undo-1 | Should -Be first
        Get-Value undo-1 warranty_years | Should -Be 2
        Get-Value undo-2 | Should -Be second
    }

    It 'takes products from the pipe, and undoes nothing of a run where there are none' {
        Start-Sleep -Milliseconds 20
        $since = [DateTimeOffset]::UtcNow
        Write-Note 'undo-1', 'undo-2', 'undo-3' second
        'undo-1' | Undo-PimChange -Since $since
        Get-Value undo-1 | Should -Be first
        $run = (Get-PimProductHistory undo-2 -First 1).Run
        @() | Undo-PimChange -Run $run
        Get-Value undo-2 | Should -Be second
        Get-PimProduct undo-2 | Undo-PimChange -Run $run
        Get-Value undo-2 | Should -Be first
        Get-Value undo-3 | Should -Be second
    }

    It 'undoes one product of a run' {
        Write-Note 'undo-1', 'undo-2' second
        $run = (Get-PimProductHistory undo-1 -First 1).Run
        Get-PimProduct undo-2 | ForEach-Object { Undo-PimChange -Run $run -Identity $_ }
        Get-Value undo-1 | Should -Be second
        Get-Value undo-2 | Should -Be first
    }

    It 'refuses what is no product by itself, and undoes the others: <What>' -ForEach @(
        @{ What = 'of a run'; Script = { $category, 'undo-2' | Undo-PimChange -Run $run } }
        @{ What = 'since a time'; Script = { Undo-PimChange -Identity $category, undo-2 -Since $since } }
    ) {
        Start-Sleep -Milliseconds 20
        $since = [DateTimeOffset]::UtcNow
        Write-Note 'undo-1', 'undo-2' second
        $run = (Get-PimProductHistory undo-1 -First 1).Run
        $category = Get-PimCategory -First 1
        $refused = & $Script 2>&1
        $refused | Should -HaveCount 1
        $refused.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $refused.TargetObject | Should -Be $category
        Get-Value undo-1 | Should -Be second
        Get-Value undo-2 | Should -Be first
    }

    It 'undoes nothing of a run where all that is named is refused' {
        Write-Note 'undo-1', 'undo-2' second
        $run = (Get-PimProductHistory undo-1 -First 1).Run
        Undo-PimChange -Run $run -Identity (Get-PimCategory -First 1) 2>&1 | Should -HaveCount 1
        Get-Value undo-1 | Should -Be second
    }

    It 'undoes one product of a run that has another identifier since' {
        Write-Note 'undo-1', 'undo-2' second
        $run = (Get-PimProductHistory undo-1 -First 1).Run
        Set-PimProduct undo-1 -Values @{ sku = 'undo-1-since' }
        Undo-PimChange -Run $run -Identity undo-1-since
        Get-Value undo-1-since | Should -Be first
        Get-Value undo-2 | Should -Be second
        Set-PimProduct undo-1-since -Values @{ sku = 'undo-1' }
    }

    It 'undoes another identifier, where products go by <Format>' -ForEach @(@{ Format = 'Uuid' }, @{ Format = 'Identifier' }) {
        $by = Connect-TestSandbox $sandbox @{ Name = 'by'; ProductIdFormat = $Format; HistoryPath = "$TestDrive/$Format" }
        Select-PimSession $session
        $made = New-PimProduct named-1 -Values @{ internal_note = 'first' } -Session $by
        try {
            Set-PimProduct named-1 -Values @{ sku = 'named-2'; internal_note = 'second' } -Session $by
            $result = Get-PimProductHistory named-2 -First 1 -Session $by | Undo-PimChange -Session $by -PassThru
            $result.Status | Should -Be Updated
            (Get-PimProduct $made.Uuid).Identifier, (Get-Value named-1) | Should -Be named-1, first
            (Get-PimProductHistory named-1 -First 1 -Session $by).Source | Should -Be Undo-PimChange
            # a name that is taken by then
            Set-PimProduct named-1 -Values @{ sku = 'named-2' } -Session $by
            $null = New-PimProduct named-1
            $result = Get-PimProductHistory named-2 -First 1 -Session $by | Undo-PimChange -Session $by -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Status, $result.StatusCode | Should -Be Failed, 422
            $failed | Should -HaveCount 1
        }
        finally { Remove-PimProduct $made.Uuid -Confirm:$false; Remove-PimProduct named-1 -Confirm:$false -ErrorAction SilentlyContinue }
    }

    It 'undoes categories of a variant, which shows those of its models too' {
        $model = Get-PimProductModel | Where-Object { $_.Categories.Count -gt 0 } | Where-Object { Get-PimProduct -Parent $_.Code -First 1 } | Select-Object -First 1
        $variant = Get-PimProduct -Parent $model.Code -First 1
        Set-PimProduct $variant -Category master
        Get-PimProductHistory $variant -First 1 | Undo-PimChange -ErrorAction Stop
        @((Get-PimProduct $variant.Uuid).Categories | Sort-Object) | Should -Be @($variant.Categories | Sort-Object)
    }

    It 'undoes associations, whichever key they were written by' {
        $before = Get-Json undo-1
        $second, $third = (Get-PimProduct undo-2).Uuid, (Get-PimProduct undo-3).Uuid
        $since = [DateTimeOffset]::UtcNow
        $line = @{ identifier = 'undo-1'; associations = @{ X_SELL = @{ products = @('undo-2') } }; quantified_associations = @{ PRODUCT_SET = @{ products = @(@{ identifier = 'undo-3'; quantity = 2 }) } } }
        ($line | Invoke-PimBulkUpsert).Status | Should -Be Updated
        $kept = Get-PimProductHistory undo-1 -First 1 -Expand
        ($kept | Where-Object Attribute -EQ associations).New.X_SELL.products | Should -Be $second
        ($kept | Where-Object Attribute -EQ quantified_associations).New.PRODUCT_SET.products.uuid | Should -Be $third
        Set-PimProduct undo-1 -Association @{ X_SELL = @{ products = @($third) } }
        Undo-PimChange -Identity undo-1 -Since $since
        Get-Json undo-1 | Should -Be $before
    }

    It 'undoes an undoing' {
        Write-Note undo-1 second
        Get-PimProductHistory undo-1 -First 1 | Undo-PimChange
        Get-PimProductHistory undo-1 -First 1 | Undo-PimChange
        Get-Value undo-1 | Should -Be second
    }

    It 'takes away what was absent, prices, selections and associations among it' {
        $null = New-PimProduct undo-empty
        $target = (Get-PimProduct undo-2).Uuid
        $before = Get-Json undo-empty
        Set-PimProduct undo-empty -Family lamps -Category home_basic_indoor_upcoming -Association @{ PACK = @{ products = @($target) } } -Values @{
            internal_note = 'x'; price = @{ EUR = 10; USD = 12 }; weight = 2.5; brand = 'alderbay'; tags = 'vegan', 'new'; fragile = $true; release_date = '2024-05-06' }
        Get-Json undo-empty | Should -Not -Be $before
        Get-PimProductHistory undo-empty -First 1 | Undo-PimChange
        $after = Get-PimProduct undo-empty
        $after.Family, $after.Categories.Count, $after.Associations.PACK.products.Count | Should -Be $null, 0, 0
        @($after.Values.PSObject.Properties.Name) | Should -Be sku
    }

    It 'leaves what has been changed again, says so, and undoes the rest' {
        Set-PimProduct undo-1 -Values @{ internal_note = 'second'; warranty_years = 7 }
        $entry = Get-PimProductHistory undo-1 -First 1
        Write-Note undo-1 third
        $entry | Undo-PimChange -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'PimChangedSince,PimPowerShell.Commands.Products.UndoPimChangeCommand'
        $failed[0].TargetObject | Should -Be undo-1
        "$($failed[0])" | Should -Match "undo-1.*internal_note: 'third' instead of 'second'"
        Get-Value undo-1 | Should -Be third
        Get-Value undo-1 warranty_years | Should -Be 2
        $entry | Undo-PimChange -Force
        Get-Value undo-1 | Should -Be first
        (Measure-Request $sandbox { $entry | Undo-PimChange -ErrorAction Stop }).Lines | Should -Be 0
    }

    It 'leaves what somebody else changed in between' {
        Write-Note undo-1 second
        $one = Get-PimProductHistory undo-1 -First 1
        Write-Note undo-1 between
        Write-Note undo-1 third
        $two = Get-PimProductHistory undo-1 -First 1
        { $one, $two | Undo-PimChange -ErrorAction Stop } | Should -Throw -ErrorId 'PimChangedSince,*'
        Get-Value undo-1 | Should -Be third
        $two, $one | Undo-PimChange -Force
        Get-Value undo-1 | Should -Be first
    }

    It 'goes by the order in which changes were kept, whatever clocks their times are of' {
        Write-Note undo-1 second
        Write-Note undo-1 third
        $entries = Get-PimProductHistory undo-1 -First 2
        $entries[0].Time = $entries[0].Time.AddDays(-1)
        $entries | Export-Clixml "$TestDrive/skewed.xml" -Depth 5
        Import-Clixml "$TestDrive/skewed.xml" | Undo-PimChange -ErrorAction Stop
        Get-Value undo-1 | Should -Be first
    }

    It 'makes a removed product again as it was' {
        $before = Get-Json undo-6
        $uuid = (Get-PimProduct undo-6).Uuid
        Remove-PimProduct undo-6 -Confirm:$false
        $done = Get-PimProductHistory undo-6 -First 1 | Undo-PimChange -PassThru
        $done.Status, $done.Key, $done.InputObject | Should -Be Created, $uuid, undo-6
        Get-Json undo-6 | Should -Be $before
    }

    It 'does not remove what was made' {
        $null = New-PimProduct undo-made
        Get-PimProductHistory undo-made | Undo-PimChange -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotUndone,*'
        "$($failed[0])" | Should -Match 'Remove-PimProduct'
        Get-PimProduct undo-made | Should -Not -BeNullOrEmpty
    }

    It 'reports a product that is gone, and goes on' {
        $null = New-PimProduct undo-lost -Values @{ internal_note = 'first' }
        Write-Note 'undo-lost', 'undo-3' second
        $run = (Get-PimProductHistory undo-3 -First 1).Run
        Remove-PimProduct undo-lost -Confirm:$false
        Undo-PimChange -Run $run -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match 'undo-lost.*does not exist'
        Get-Value undo-3 | Should -Be first
    }

    It 'undoes changes of product models' {
        $model = Get-PimProductModel -First 1
        Set-PimProductModel $model.Code -Category @()
        Get-PimProductHistory $model.Code -Resource ProductModel -First 1 | Undo-PimChange
        (Get-PimProductModel $model.Code).Categories | Should -Be $model.Categories
    }

    It 'makes a removed product model again' {
        $variant = Get-PimFamily | ForEach-Object { Get-PimFamilyVariant -Family $_ } | Select-Object -First 1
        $null = New-PimProductModel undo_model -FamilyVariant $variant.Code -Category home_basic_indoor_upcoming
        Remove-PimProductModel undo_model -Confirm:$false
        Get-PimProductHistory undo_model -Resource ProductModel -First 1 | Undo-PimChange
        $model = Get-PimProductModel undo_model
        $model.FamilyVariant, $model.Categories | Should -Be $variant.Code, home_basic_indoor_upcoming
    }

    It 'tells the differences with -WhatIf, and sends nothing' {
        Write-Note undo-1 second
        $entry = Get-PimProductHistory undo-1 -First 1
        (Measure-Request $sandbox { $entry | Undo-PimChange -WhatIf }).Lines | Should -Be 0
        $entry | Export-Clixml "$TestDrive/w.xml" -Depth 5
        Get-WhatIfText $sandbox "Import-Clixml '$TestDrive/w.xml' | Undo-PimChange -WhatIf" |
            Should -Match "Undo.*Product 'undo-1'.*internal_note: 'second' -> 'first'"
    }

    It 'says where there is no history to undo: <What>' -ForEach @(
        @{ What = 'a run'; Script = { Undo-PimChange -Run x -Session none }; Word = 'Connect-Pim -HistoryPath' }
        @{ What = 'a time'; Script = { Undo-PimChange -Identity undo-1 -Since (Get-Date) -Session none }; Word = 'Connect-Pim -HistoryPath' }
        @{ What = 'a run of PIMS'; Script = { Undo-PimChange -Run x -Session pims }; Word = 'Pims has no runs' }
    ) {
        $null = Connect-TestSandbox $sandbox @{ Name = 'none' }
        $seen = Measure-Request $sandbox { Get-Terminating $Script }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match $Word
    }

    It 'refuses a run that there is not, and what is no change' {
        (Get-Terminating { Undo-PimChange -Run none }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        { [pscustomobject]@{ a = 1 } | Undo-PimChange -ErrorAction Stop } | Should -Throw -ErrorId 'PimInvalidInput,*'
    }
}

Describe 'Undo-PimChange with PIMS' {
    BeforeEach { Select-PimSession $pims }

    It 'undoes what its own history has' {
        $old = Get-Value '0815' price
        Set-PimProduct '0815' -Values @{ price = 12.5; stock = 7 }
        Get-PimProductHistory '0815' -First 1 | Undo-PimChange
        Get-Value '0815' price | Should -Be $old
    }

    It 'undoes lists and what was absent' {
        $null = New-PimProduct undo-list -Values @{ title = 'one' }
        $none = (Get-PimProduct undo-list).Categories
        $categories = (Get-PimCategory -First 3).Code
        Set-PimProduct undo-list -Category $categories[1]
        $one = (Get-PimProduct undo-list).Categories
        Start-Sleep -Seconds 1
        Set-PimProduct undo-list -Category $categories[0, 2] -Values @{ stock = 4 }
        Get-PimProductHistory undo-list -First 1 | Undo-PimChange
        (Get-PimProduct undo-list).Categories | Should -Be $one
        Get-Value undo-list stock | Should -BeNullOrEmpty
        Get-PimProductHistory undo-list -First 3 | Where-Object Action -EQ Changed | Undo-PimChange
        (Get-PimProduct undo-list).Categories | Should -Be $none
    }

    It 'undoes several changes of one second' {
        $null = New-PimProduct undo-pims -Values @{ title = 'one' }
        'two', 'three' | ForEach-Object { Set-PimProduct undo-pims -Values @{ title = $_ } }
        Get-PimProductHistory undo-pims -First 2 | Undo-PimChange
        Get-Value undo-pims title | Should -Be one
    }

    It 'leaves what has been changed again' {
        $null = New-PimProduct undo-pims2 -Values @{ title = 'one' }
        Set-PimProduct undo-pims2 -Values @{ title = 'two' }
        $entry = Get-PimProductHistory undo-pims2 -First 1
        Set-PimProduct undo-pims2 -Values @{ title = 'three' }
        { $entry | Undo-PimChange -ErrorAction Stop } | Should -Throw -ErrorId 'PimChangedSince,*'
        Get-PimProductHistory undo-pims2 | Undo-PimChange -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotUndone,*'
        Get-Value undo-pims2 title | Should -Be three
    }

    It 'undoes a run, a deletion among it, where the session keeps runs' {
        Select-PimSession $keptPims
        $null = 'undo-p1', 'undo-p2' | ForEach-Object { New-PimProduct $_ -Values @{ title = $_ } }
        Remove-PimProduct 'undo-p1', 'undo-p2' -Confirm:$false
        (Get-PimProduct undo-p1).Status | Should -Be deleted
        $run = Get-Content "$TestDrive/pims/*.jsonl" | ConvertFrom-Json | Where-Object { $_.PSObject.Properties['source'] -and $_.source -eq 'Remove-PimProduct' } | Select-Object -First 1
        $run.changes.attribute | Should -Be status
        Undo-PimChange -Run $run.run
        (Get-PimProduct undo-p1).Status, (Get-PimProduct undo-p2).Status | Should -Be active, active
    }
}
