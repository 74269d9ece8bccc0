# The history of products.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 80 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'history' }
    # one with more changes than a page of the history has
    $null = New-PimProduct hist-1
    1..130 | ForEach-Object { @{ sku = 'hist-1'; price = "$_.00"; title = "Title $($_ % 2)" } } | Invoke-PimBulkUpsert
    $history = 'POST /api/{locale}/pim/manage/products historyProduct'
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimProductHistory' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in 'FailEvery', 'HalfBodyEvery', 'ResetEvery', 'LatencyMilliseconds') { $sandbox.Options.$reset = 0 }
    }

    It 'reads all entries of a product, over all pages' {
        $null = Get-PimProductHistory hist-1 -First 1
        $seen = Measure-Request $sandbox { Get-PimProductHistory hist-1 }
        $seen.Output.Count | Should -Be 131
        $seen.Routes[$history] | Should -Be 2
        @($seen.Output | ForEach-Object { $_.New.PSObject.Properties['price'].Value } | Where-Object { $_ } | Sort-Object -Unique).Count | Should -Be 130
    }

    It 'gives time, user, old and new values' {
        $entry = @(Get-PimProductHistory '0815')[0]
        $entry.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductHistory'
        $entry.PSObject.Properties.Name | Should -Be 'Identifier', 'Time', 'User', 'Attributes', 'Old', 'New', 'Source', 'Run', 'Action', 'Resource', 'Key', 'Changes'
        $entry.Source, $entry.Run | Should -Be $null, $null
        $entry.Resource, $entry.Key | Should -Be Product, '0815'
        $entry.Identifier | Should -Be '0815'
        $entry.Time | Should -BeOfType DateTimeOffset
        $entry.Time.Offset | Should -Be ([timespan]::Zero)
        $entry.User | Should -Match 'xxx\.\.\.xxx|maria'
        $entry.Old.PSObject.Properties.Name | Should -Be $entry.New.PSObject.Properties.Name
        $entry.Attributes | Should -Be $entry.New.PSObject.Properties.Name
    }

    It 'has what was written a moment ago, old and new' {
        $old = (Get-PimProduct '0815').GetValue('price')
        $before = [DateTimeOffset]::UtcNow.AddSeconds(-2)
        Set-PimProduct '0815' -Values @{ price = 12.5; stock = 7 }
        $entry = Get-PimProductHistory '0815' -Since $before
        @($entry).Count | Should -Be 1
        $entry.Old.price | Should -Be $old
        $entry.New.price | Should -Be '12.5'
        $entry.New.stock | Should -Be '7'
    }

    It 'gives one object for each attribute with -Expand' {
        $null = New-PimProduct hist-2
        Set-PimProduct hist-2 -Values @{ price = 3; stock = 4 }
        $changes = @(Get-PimProductHistory hist-2 -Expand | Where-Object Attribute -In price, stock)
        $changes[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductChange'
        $changes[0].PSObject.Properties.Name | Should -Be 'Identifier', 'Time', 'User', 'Attribute', 'Old', 'New', 'Source', 'Run', 'Action', 'Resource', 'Key', 'Property', 'Locale', 'Channel'
        (Get-PimProductHistory hist-2 -OldestFirst).Action | Should -Be Made, Changed
        $changes.Attribute | Sort-Object | Should -Be 'price', 'stock'
        ($changes | Where-Object Attribute -EQ price).New | Should -Be '3'
        ($changes | Where-Object Attribute -EQ price).Old | Should -BeNullOrEmpty
    }

    It 'gives the newest first, or the oldest' {
        $times = (Get-PimProductHistory '0815').Time
        $times.Count | Should -BeGreaterThan 2
        $times | Should -Be @($times | Sort-Object -Descending)
        (Get-PimProductHistory '0815' -OldestFirst).Time | Should -Be @($times | Sort-Object)
    }

    It 'gives so many of each product with -First' {
        (Get-PimProductHistory '0815' -First 2).Time | Should -Be @((Get-PimProductHistory '0815').Time[0, 1])
        (Get-PimProductHistory '0815' -OldestFirst -First 1).Time | Should -Be @((Get-PimProductHistory '0815').Time)[-1]
        $both = '0815', 'hist-1' | Get-PimProductHistory -First 1
        $both.Identifier | Should -Be '0815', 'hist-1'
    }

    It 'keeps to -Since and -Until' {
        $all = @(Get-PimProductHistory '0815' -OldestFirst)
        (Get-PimProductHistory '0815' -OldestFirst -Since $all[1].Time).Time | Should -Be @($all[1..9].Time)
        (Get-PimProductHistory '0815' -OldestFirst -Until $all[1].Time).Time | Should -Be $all[0].Time
        Get-PimProductHistory '0815' -Since $all[1].Time -Until $all[1].Time | Should -BeNullOrEmpty
    }

    It 'keeps to -User' {
        $all = Get-PimProduct -First 30 | Get-PimProductHistory
        $own = Get-PimProduct -First 30 | Get-PimProductHistory -User maria.keller
        @($own).Count | Should -Be @($all | Where-Object User -EQ maria.keller).Count
        $own.User | Sort-Object -Unique | Should -Be 'maria.keller'
    }

    It 'keeps to -User where the server calls the field otherwise, and so ignores it' {
        $sandbox.Options.PimsFieldNames['HistoryUser'] = 'editor'
        try { (Get-PimProduct -First 30 | Get-PimProductHistory -User maria.keller).User | Sort-Object -Unique | Should -Be 'maria.keller' }
        finally { $sandbox.Options.PimsFieldNames['HistoryUser'] = 'user' }
    }

    It 'takes products: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Get-PimProductHistory '0815', 'hist-1' -First 1 } }
        @{ What = 'texts from the pipe'; Script = { '0815', 'hist-1' | Get-PimProductHistory -First 1 } }
        @{ What = 'products from the pipe'; Script = { Get-PimProduct '0815', 'hist-1' | Get-PimProductHistory -First 1 } }
        @{ What = 'rows by property name'; Script = { '0815', 'hist-1' | ForEach-Object { [pscustomobject]@{ Sku = $_ } } | Get-PimProductHistory -First 1 } }
        @{ What = 'results of a bulk write'; Script = { '0815', 'hist-1' | ForEach-Object { [pscustomobject]@{ Identifier = $_; Status = 'Updated' } } | Get-PimProductHistory -First 1 } }
    ) {
        (& $Script).Identifier | Should -Be '0815', 'hist-1'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimProductHistory no-such, '0815' -First 1 -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Identifier | Should -Be '0815'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'PimNotFound,PimPowerShell.Commands.Products.GetPimProductHistoryCommand'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be no-such
        { Get-PimProductHistory no-such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
    }

    It 'stops asking at Select-Object -First 1' {
        $skus = (Get-PimProduct -First 40).Identifier
        $null = $skus[0] | Get-PimProductHistory
        $seen = Measure-Request $sandbox { '0815', $skus | ForEach-Object { $_ } | Get-PimProductHistory | Select-Object -First 1 }
        $seen.Requests | Should -Be 1
    }

    It 'reads all entries past <Knob>' -ForEach @{ Knob = 'FailEvery' }, @{ Knob = 'ResetEvery' }, @{ Knob = 'HalfBodyEvery' } {
        $sandbox.Options.$Knob = 2
        $read = @(Get-PimProductHistory hist-1, hist-1)
        $sandbox.Options.$Knob = 0
        $read.Count | Should -Be 262
    }

    It 'is loud where the pages end before the count' {
        $empty = @{ Status = 200; Type = 'application/json'; Body = '{"status":"OK","permissions":{"pim_editor":1},"products":[],"sku_count":0,"total_count":3,"history":[]}' }
        $server = Start-FakeServer $empty
        try {
            $fake = Connect-Pim -Url $server.Url -ApiKey (ConvertTo-Secret k) -Name fake -PassThru
            $read = Get-PimProductHistory x -Session $fake -ErrorAction SilentlyContinue -ErrorVariable failed
        }
        finally { $server.Stop() }
        $read | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimConnectionBroken,*'
        "$($failed[0])" | Should -Match 'counts 3 changes'
    }

    It 'says that Akeneo has none, before any request' {
        $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
        $seen = Measure-Request $sandbox { Get-Terminating { Get-PimProductHistory x -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match 'Akeneo has no history in its API.*Connect-Pim -HistoryPath.*UpdatedSince'
    }

    It 'has none of product models' {
        { Get-PimProductHistory x -Resource ProductModel -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotSupported,*'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Get-PimProductHistory '0815' -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }

    It 'has a table and a list' {
        Get-PimProductHistory '0815' -First 1 | Out-String -Width 200 | Should -Match 'Identifier\s+Time\s+User\s+Source\s+Attributes'
        Get-PimProductHistory '0815' -First 1 | Format-List | Out-String | Should -Match 'Old'
        Get-PimProductHistory '0815' -First 1 -Expand | Format-Table | Out-String -Width 200 | Should -Match 'Attribute'
    }
}
