# That what a variant's write does to its product models is in their history, and can be undone there.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; ProductCount = 600 }
    $other = Connect-TestSandbox $sandbox @{ Name = 'other' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'kept'; HistoryPath = "$TestDrive/history" }
    $variant = Get-PimProduct -Family tshirts -First 1
    $model = Get-PimProductModel $variant.Parent
    $root = Get-PimProductModel $model.Parent
    # so that the folder is not that of one block alone
    Set-PimProduct $variant -Enabled (-not $variant.Enabled)

    function Get-Name { [string] (Get-PimProductModel $root.Code -Session $other).GetValue('name', 'en_US') }
    function Get-Run { (Get-PimProductHistory $variant -First 1).Run }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimProduct -UpdateParentValues' {
    BeforeEach {
        Select-PimSession $session
        $before = Get-Name
        $weight = (Get-PimProduct $variant).GetValue('weight').Amount
        Set-PimProduct $variant -Values @{ name = 'from below'; weight = @{ amount = 7; unit = 'GRAM' } } -Locale en_US -UpdateParentValues
    }

    AfterEach {
        Set-PimProductModel $root.Code -Values @{ name = $before } -Locale en_US -Session $other
        Set-PimProduct $variant -Values @{ weight = @{ amount = $weight; unit = 'GRAM' } } -Session $other
    }

    It 'is in the history of the product model, as its own' {
        $entry = Get-PimProductHistory $root.Code -Resource ProductModel -First 1
        $entry.Old.'name-en_US' | Should -Be $before
        $entry.New.'name-en_US' | Should -Be 'from below'
        $entry.Source, $entry.Run, $entry.PSObject.Properties['InheritedFrom'] | Should -Be 'Set-PimProduct', (Get-Run), $null
        Get-PimProductHistory $model.Code -Resource ProductModel | Should -BeNullOrEmpty
    }

    It 'is in the history of the variant, with the product model that it was done to' {
        $both = Get-PimProductHistory $variant -First 2
        $own, $inherited = $both.Where({ -not $_.PSObject.Properties['InheritedFrom'] }, 'Split')
        $inherited.InheritedFrom, $inherited.New.'name-en_US' | Should -Be $root.Code, 'from below'
        $own.New.PSObject.Properties.Name | Should -Be 'weight'
        $both.Run | Select-Object -Unique | Should -HaveCount 1
    }

    It 'is undone as a run, in both' {
        $done = Undo-PimChange -Run (Get-Run) -PassThru -ErrorAction Stop
        $done.Status | Should -Be Updated, Updated
        Get-Name | Should -Be $before
        (Get-PimProduct $variant).GetValue('weight').Amount | Should -Be $weight
    }

    It 'is undone in the product model' {
        (Get-PimProductHistory $root.Code -Resource ProductModel -First 1 | Undo-PimChange -PassThru -ErrorAction Stop).Status | Should -Be Updated
        Get-Name | Should -Be $before
    }

    It 'is not undone in the variant, which names the product model' {
        $done = Get-PimProductHistory $variant -First 2 | Undo-PimChange -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match "It has name of the ProductModel '$($root.Code)'\. Undo the change there"
        $done.Status | Should -Be Updated
        Get-Name | Should -Be 'from below'
        (Get-PimProduct $variant).GetValue('weight').Amount | Should -Be $weight
    }

    It 'says with -WhatIf of the run what goes back where' {
        $history = "$TestDrive/history"
        $text = Get-WhatIfText $sandbox "`$null = Connect-Pim -Connection `$fields -HistoryPath '$history'; Undo-PimChange -Run $(Get-Run) -WhatIf"
        $text | Should -Match "ProductModel '$($root.Code)'.*name.*'from below' -> "
        $text | Should -Match "Product '$($variant.Identifier)'.*weight"
        Get-Name | Should -Be 'from below'
    }

    It 'is undone above only as far as that is undone' {
        Set-PimProduct $variant -Values @{ name = 'again'; brand = (Get-PimProductModel $root.Code).GetValue('brand') } -Locale en_US -UpdateParentValues
        $entries = @(Get-PimProductHistory $variant -First 1) + @(Get-PimProductHistory $root.Code -Resource ProductModel -First 1)
        # somebody else has the last word above
        Set-PimProductModel $root.Code -Values @{ name = 'of another' } -Locale en_US -Session $other
        $done = $entries | Undo-PimChange -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $done | Where-Object Status -EQ Updated | Should -BeNullOrEmpty
        "$failed" | Should -Match "It has name of the ProductModel '$($root.Code)'"
        Get-Name | Should -Be 'of another'
    }

    It 'is kept once, also where Sync-PimProduct finds it in a <_>' -ForEach 'Product', 'ProductModel' {
        $kind = $_
        $null = Sync-PimProduct "$TestDrive/state-$_" -Resource $_
        Set-PimProduct $variant -Values @{ name = "synced $_" } -Locale en_US -UpdateParentValues
        $null = Sync-PimProduct "$TestDrive/state-$_" -Resource $_
        @(Get-PimProductHistory $root.Code -Resource ProductModel | Where-Object { $_.New.'name-en_US' -eq "synced $kind" }) | Should -HaveCount 1
        @(Get-PimProductHistory $variant | Where-Object { $_.New.'name-en_US' -eq "synced $kind" }) | Should -HaveCount 1
        # the write at the end of a test is another's
        $null = Sync-PimProduct "$TestDrive/state-$_" -Resource $_
    }
}

Describe 'A value of its product models that a variant is given' {
    BeforeEach {
        Select-PimSession $session
        $since = [DateTimeOffset]::UtcNow
    }

    It 'is in no history where it is what it was' {
        Set-PimProduct $variant -Values @{ name = Get-Name } -Locale en_US -UpdateParentValues
        Get-PimProductHistory $root.Code -Resource ProductModel -Since $since | Should -BeNullOrEmpty
        Get-PimProductHistory $variant -Since $since | Should -BeNullOrEmpty
    }

    It 'is in the product model''s with -OnlyChanged, and for an object from the pipeline' {
        $before = Get-Name
        $read = Get-PimProduct $variant
        ($read.Values.name | Where-Object locale -EQ en_US).data = 'piped'
        $read | Set-PimProduct -UpdateParentValues -OnlyChanged
        $entry = Get-PimProductHistory $root.Code -Resource ProductModel -Since $since
        $entry.Old.'name-en_US', $entry.New.'name-en_US' | Should -Be $before, 'piped'
        Undo-PimChange -Run $entry.Run -ErrorAction Stop
        Get-Name | Should -Be $before
    }

    It 'is the variant''s alone where the server refuses it' {
        { Set-PimProduct $variant -Values @{ name = 'refused' } -Locale en_US -ErrorAction Stop } | Should -Throw
        Get-PimProductHistory $variant -Since $since | Should -BeNullOrEmpty
    }
}

Describe 'A variant that is renamed with -UpdateParentValues' {
    It 'is found under its new name, by a session that goes by identifiers too' {
        $named = Connect-TestSandbox $sandbox @{ Name = 'named'; ProductIdFormat = 'Identifier'; HistoryPath = "$TestDrive/named" }
        Set-PimProduct $variant.Identifier -Values @{ sku = 'parents-renamed'; name = 'with a name' } -Locale en_US -UpdateParentValues -Session $named
        $both = Get-PimProductHistory parents-renamed -Session $named
        @($both.Attributes | Sort-Object) | Should -Be 'name-en_US', 'sku'
        ($both | Where-Object { $_.PSObject.Properties['InheritedFrom'] }).InheritedFrom | Should -Be $root.Code
        @(Get-PimProductHistory $variant.Identifier -Session $named) | Should -HaveCount 2
        Undo-PimChange -Run $both[0].Run -Session $named -ErrorAction Stop
        (Get-PimProduct $variant.Identifier -Session $named).GetValue('name', 'en_US') | Should -Not -Be 'with a name'
    }
}

Describe 'A variant that got another product model' {
    BeforeAll {
        Select-PimSession $session
        # none of whose models the tests above have changed
        $tops = @(Get-PimProductModel | Where-Object { $_.Family -eq 'tshirts' -and -not $_.Parent -and $_.Code -ne $root.Code } | Select-Object -First 2 -ExpandProperty Code)
        $models = Get-PimProductModel | Where-Object Parent -In $tops
        $variant = $models | Where-Object Parent -EQ $tops[0] | ForEach-Object { Get-PimProduct -Parent $_.Code } | Select-Object -First 1
        $target = ($models | Where-Object Parent -EQ $tops[1] | Select-Object -First 1).Code
        # two variants of one model differ in their size
        Get-PimProduct -Parent $target | Where-Object { $_.GetValue('size') -eq $variant.GetValue('size') } | Remove-PimProduct -Confirm:$false -Session $other
        function Get-Json { Get-PimProduct $variant -Session $other | Select-Object Parent, Categories, Values | ConvertTo-Json -Depth 20 }
        $json = Get-Json
    }

    It 'has what changed with it as its models'' when <By> moved it, and gets all back with its parent' -ForEach @(
        @{ By = 'the session'; Mover = 'kept' }
        @{ By = 'another'; Mover = 'other' }
    ) {
        $null = Sync-PimProduct "$TestDrive/moved"
        $known = (Get-PimProductHistory $variant).Place
        Set-PimProduct $variant -Parent $target -Session $Mover -ErrorAction Stop
        $null = Sync-PimProduct "$TestDrive/moved"
        $entries = Get-PimProductHistory $variant | Where-Object Place -NotIn $known
        $inherited, $own = $entries.Where({ $_.PSObject.Properties['InheritedFrom'] }, 'Split')
        $inherited.Count | Should -BeGreaterThan 0
        $inherited.Attributes | Should -Contain name-en_US
        ($own.Attributes | Where-Object { $_ -notin 'parent', 'categories' }) | Should -BeNullOrEmpty
        $done = $inherited | Undo-PimChange -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $done | Should -BeNullOrEmpty
        "$failed" | Should -Match "Undo the change there, or the one that gave this item another parent"
        $undone = $entries | Undo-PimChange -PassThru -ErrorAction Stop
        $undone.Status | Should -Be Updated
        Get-Json | Should -Be $json
    }

    It 'leaves what the model of before has got since, and says so' {
        $first = (Get-PimProduct $variant).Parent
        $top = (Get-PimProductModel $first).Parent
        Set-PimProductModel $top -Values @{ name = 'before the move' } -Locale en_US -Session $other
        $null = Sync-PimProduct "$TestDrive/moved"
        $known = (Get-PimProductHistory $variant -First 1).Place
        Set-PimProductModel $top -Values @{ name = 'of the model' } -Locale en_US -Session $other
        $null = Sync-PimProduct "$TestDrive/moved"
        Set-PimProduct $variant -Parent $target -ErrorAction Stop
        $null = Sync-PimProduct "$TestDrive/moved"
        $entries = Get-PimProductHistory $variant | Where-Object Place -GT $known
        $done = $entries | Undo-PimChange -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $done.Status | Should -Be Updated
        "$failed" | Should -BeLike "*It has name of the ProductModel '*$top*'. Undo the change there*"
        (Get-PimProduct $variant -Session $other).Parent | Should -Be $first
    }

    It 'reaches the models that it is given with -UpdateParentValues, and is in their history' {
        $first = (Get-PimProduct $variant).Parent
        $below = Get-PimProductModel $target
        $old = (Get-PimProductModel $below.Parent).GetValue('name', 'en_US')
        Set-PimProduct $variant -Parent $target -Values @{ name = 'moved along' } -Locale en_US -UpdateParentValues -ErrorAction Stop
        $entry = Get-PimProductHistory $below.Parent -Resource ProductModel -First 1
        $entry.Old.'name-en_US', $entry.New.'name-en_US' | Should -Be $old, 'moved along'
        Undo-PimChange -Run $entry.Run -ErrorAction Stop
        (Get-PimProductModel $below.Parent -Session $other).GetValue('name', 'en_US') | Should -Be $old
        (Get-PimProduct $variant -Session $other).Parent | Should -Be $first
    }
}
