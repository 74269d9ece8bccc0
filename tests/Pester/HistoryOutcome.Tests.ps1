# That a history has what happened on the server, and nothing else; and that all of it can be undone.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 120 }
    $other = Connect-TestSandbox $sandbox @{ Name = 'other' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'kept'; HistoryPath = "$TestDrive/history" }
    $null = 1..5 | ForEach-Object { New-PimProduct "out-$_" -Family lamps -Values @{ internal_note = "note $_" } }
    $variant = Get-PimProduct -Session $other | Where-Object Parent | Select-Object -First 1

    function Get-Json([string] $Name) { Get-PimProduct $Name | Select-Object Uuid, Identifier, Family, Enabled, Categories, Groups, Values, Associations, QuantifiedAssociations | ConvertTo-Json -Depth 20 }
    function Get-Note([string] $Name) { (Get-PimProduct $Name).GetValue('internal_note') }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'What Sync-PimProduct found' {
    BeforeAll {
        Select-PimSession $session
        $null = Sync-PimProduct "$TestDrive/state"
    }

    It 'is kept whole of what is gone, and made again as it was' {
        $before = Get-Json out-1
        $uuid = (Get-PimProduct out-1).Uuid
        Remove-PimProduct out-1 -Confirm:$false -Session $other
        $null = Sync-PimProduct "$TestDrive/state"
        $entry = Get-PimProductHistory $uuid -First 1
        $entry.Action, $entry.Source, $entry.Old.internal_note | Should -Be Removed, Sync, 'note 1'
        ($entry | Undo-PimChange -PassThru).Status | Should -Be Created
        Get-Json out-1 | Should -Be $before
    }

    It 'goes on from what the session has written since the last look' {
        $before = (Get-PimProduct out-2).GetValue('warranty_years')
        Set-PimProduct out-2 -Values @{ warranty_years = 4 }
        Set-PimProduct out-2 -Values @{ warranty_years = 6 } -Session $other
        $null = Sync-PimProduct "$TestDrive/state"
        (Get-PimProductHistory out-2 -First 1).Old.warranty_years | Should -Be 4
        Get-PimProductHistory out-2 -First 2 | Undo-PimChange -ErrorAction Stop
        (Get-PimProduct out-2).GetValue('warranty_years') | Should -Be $before
    }

    It 'is the product model''s where a variant has it of that' {
        $since = [DateTimeOffset]::UtcNow.AddMinutes(-1)
        $model = (Get-PimProductModel $variant.Parent | ForEach-Object { if ($_.Parent) { Get-PimProductModel $_.Parent } else { $_ } }).Code
        Set-PimProductModel $model -Values @{ name = 'by another' } -Locale en_US -Session $other
        $null = Sync-PimProduct "$TestDrive/state"
        $entry = Get-PimProductHistory $variant -Since $since
        $entry.InheritedFrom | Should -Be $model
        $entry.New.'name-en_US' | Should -Be 'by another'
        $done = $entry | Undo-PimChange -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $done | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'PimNotUndone,PimPowerShell.Commands.Products.UndoPimChangeCommand'
        "$failed" | Should -Match "name of the ProductModel '$model'"
        # once it is undone there, nothing is left to be undone here
        Set-PimProductModel $model -Values @{ name = $entry.Old.'name-en_US' } -Locale en_US -Session $other
        ($entry | Undo-PimChange -PassThru -ErrorAction Stop).Status | Should -Be Unchanged
    }
}

Describe 'Undo-PimChange of an entry that lacks what was there' {
    It 'makes no empty product' {
        Select-PimSession $session
        $file = (Get-ChildItem "$TestDrive/history/history-*.jsonl").FullName
        $uuid = [guid]::NewGuid()
        [IO.File]::AppendAllText($file, "{`"key`":`"$uuid`",`"other_key`":`"out-gone`",`"resource`":`"Product`",`"source`":`"Sync`",`"time`":`"2024-01-01T00:00:00Z`",`"deed`":`"Removed`",`"changes`":[]}`n")
        { Get-PimProductHistory $uuid | Undo-PimChange -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotUndone,*'
        { Get-PimProductHistory $uuid | Undo-PimChange -Force -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotUndone,*'
        Get-PimProduct out-gone -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}

Describe 'The first <Kind> of a product' -ForEach @(
    @{ Kind = 'association'; Link = { @{ Association = @{ X_SELL = @{ products = @($target) } } } } }
    @{ Kind = 'quantified association'; Link = { @{ QuantifiedAssociation = @{ PRODUCT_SET = @{ products = @{ uuid = $target; quantity = 2 } } } } } }
) {
    BeforeEach {
        Select-PimSession $session
        $target = (Get-PimProduct out-5).Uuid
        $name = "out-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
        $uuid = (New-PimProduct $name -Family lamps).Uuid
        $before = Get-Json $uuid
        Start-Sleep -Milliseconds 20
        $since = [DateTimeOffset]::UtcNow
        $link = & $Link
    }

    It 'is undone with the removal that came after it' {
        Set-PimProduct $uuid @link
        Remove-PimProduct $uuid -Confirm:$false
        (Undo-PimChange -Identity $uuid -Since $since -PassThru -ErrorAction Stop).Status | Should -Be Created
        $now = Get-PimProduct $uuid
        $now.Identifier | Should -Be $name
        "$($now.Associations.X_SELL.products)$($now.QuantifiedAssociations.PRODUCT_SET.products)" | Should -BeNullOrEmpty
    }

    It 'is undone after its undoing was undone' {
        Set-PimProduct $uuid @link
        1..2 | ForEach-Object { Get-PimProductHistory $uuid -First 1 | Undo-PimChange -ErrorAction Stop }
        (Undo-PimChange -Identity $uuid -Since $since -PassThru -ErrorAction Stop).Status | Should -Be Updated
        $now = Get-PimProduct $uuid
        "$($now.Associations.X_SELL.products)$($now.QuantifiedAssociations.PRODUCT_SET.products)" | Should -BeNullOrEmpty
    }
}

Describe 'What the server takes and does not do' {
    It 'is not kept of a variant that has it of its models: <What>' -ForEach @(
        @{ What = 'categories'; Write = { Set-PimProduct $variant -Category @() } }
        @{ What = 'values'; Write = { Set-PimProduct $variant -Values @{ picture = $null; name = $null } -Locale en_US } }
        @{ What = 'in bulk'; Write = { @{ uuid = $variant.Uuid; categories = @() } | Invoke-PimBulkUpsert | Out-Null } }
    ) {
        Select-PimSession $session
        (Get-PimProduct $variant).Categories.Count | Should -BeGreaterThan 0
        $entries = @(Get-PimProductHistory $variant).Count
        & $Write
        @(Get-PimProductHistory $variant).Count | Should -Be $entries
        Set-PimProduct $variant -Enabled (-not (Get-PimProduct $variant).Enabled) -Category @()
        (Get-PimProductHistory $variant -First 1).New.PSObject.Properties.Name | Should -Be enabled
    }

    It 'is not kept where it went to a draft, and undoing it says that there is nothing to undo' {
        $enterprise = Start-TestSandbox @{ Edition = 'EE'; ProductCount = 20; OwnsProducts = $false }
        try {
            $null = Connect-TestSandbox $enterprise @{ Name = 'drafts'; HistoryPath = "$TestDrive/drafts" }
            $product = Get-PimProduct -First 1
            Set-PimProduct $product -Values @{ internal_note = 'draft' } -WarningAction SilentlyContinue
            $null = @{ uuid = $product.Uuid; values = @{ internal_note = @(@{ locale = $null; scope = $null; data = 'draft 2' }) } } | Invoke-PimBulkUpsert
            Get-PimProductHistory $product | Should -BeNullOrEmpty
            (Get-PimProductDraft $product).GetValue('internal_note') | Should -Be 'draft 2'
        }
        finally { Stop-PimSandbox $enterprise.Url }
    }
}

Describe 'What Undo-PimChange says' {
    BeforeEach { Select-PimSession $session }

    It 'is a result for what needs nothing' {
        Set-PimProduct out-3 -Values @{ internal_note = 'second' }
        $entry = Get-PimProductHistory out-3 -First 1
        $entry | Undo-PimChange
        ($entry | Undo-PimChange -PassThru).Status | Should -Be Unchanged
    }

    It 'names what was changed in between' {
        Set-PimProduct out-4 -Values @{ internal_note = 'one' }
        $one = Get-PimProductHistory out-4 -First 1
        Set-PimProduct out-4 -Values @{ internal_note = 'theirs' } -Session $other
        Set-PimProduct out-4 -Values @{ internal_note = 'two' }
        $two = Get-PimProductHistory out-4 -First 1
        $one, $two | Undo-PimChange -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match "internal_note: 'theirs' instead of 'one'"
        Get-Note out-4 | Should -Be two
    }
}

Describe 'A history with a line that is none' {
    It 'names the file and the line' {
        $null = Connect-TestSandbox $sandbox @{ Name = 'damaged'; HistoryPath = "$TestDrive/damaged" }
        Set-PimProduct out-3 -Values @{ internal_note = 'a' }
        Set-PimProduct out-3 -Values @{ internal_note = 'b' }
        $file = (Get-ChildItem "$TestDrive/damaged/history-*.jsonl").FullName
        [IO.File]::AppendAllText($file, "garbage`n")
        Get-PimProductHistory out-3 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match ([regex]::Escape("'$file' is damaged: line 4"))
    }
}
