# What a session with -HistoryPath keeps of its writes, and how it is read again.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 60 }
    $path = Join-Path $TestDrive 'history'
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'kept'; HistoryPath = $path }
    $null = 1..4 | ForEach-Object { New-PimProduct "his-$_" -Family lamps }

    function Get-Last([string] $Name, [int] $Count = 1, [string] $Kind = 'Product') { Get-PimProductHistory $Name -First $Count -Resource $Kind }
    function Get-Note([string] $Text) { , @(@{ locale = $null; scope = $null; data = $Text }) }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Connect-Pim -HistoryPath' {
    BeforeEach { Select-PimSession $session }

    It 'is shown by the session' {
        $session.HistoryPath | Should -Be $path
        $path | Should -Exist
        Connect-TestSandbox $sandbox @{ Name = 'none' } | ForEach-Object HistoryPath | Should -BeNullOrEmpty
    }

    It 'takes a path below the present location' {
        Push-Location $TestDrive
        try { (Connect-TestSandbox $sandbox @{ Name = 'relative'; HistoryPath = 'below/here' }).HistoryPath | Should -Be (Join-Path $TestDrive 'below/here') }
        finally { Pop-Location }
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a folder that cannot be made'; Make = { Set-Content $TestDrive/file x; "$TestDrive/file/below" }; Word = 'cannot be used' }
        @{
            What = 'the history of another server'; Word = 'is that of https://other'
            Make = { $null = New-Item -ItemType Directory $TestDrive/other; Set-Content $TestDrive/other/history-2024-01.jsonl '{"history":"PimPowerShell history","version":1,"server":"https://other.example/"}'; "$TestDrive/other" }
        }
    ) {
        $failed = Get-Terminating { Connect-TestSandbox $sandbox @{ Name = 'refused'; HistoryPath = & $Make } }
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$failed" | Should -Match $Word
        Get-PimSession re* | ForEach-Object Name | Should -Not -Contain 'refused'
    }
}

Describe 'History of <Source>' -ForEach @(
    @{ Source = 'Set-PimProduct'; Write = { Set-PimProduct his-1 -Values @{ internal_note = $note } } }
    @{ Source = 'Set-PimProduct'; Write = { Get-PimProduct his-1 | Set-PimProduct -Values @{ internal_note = $note } -OnlyChanged } }
    @{ Source = 'Invoke-PimBulkUpsert'; Write = { @{ identifier = 'his-1'; values = @{ internal_note = Get-Note $note } } | Invoke-PimBulkUpsert } }
    @{ Source = 'Invoke-PimBulkUpsert'; Write = { @{ uuid = (Get-PimProduct his-1).Uuid; values = @{ internal_note = Get-Note $note } } | Invoke-PimBulkUpsert -OnlyChanged } }
) {
    It 'has old and new value, user, time, source and run, once' {
        Select-PimSession $session
        $before = [DateTimeOffset]::UtcNow.AddSeconds(-1)
        $entries = @(Get-PimProductHistory his-1).Count
        $old = (Get-PimProduct his-1).GetValue('internal_note')
        $note = "note $([guid]::NewGuid())"
        $null = & $Write
        $null = & $Write
        $entry = Get-Last his-1
        @(Get-PimProductHistory his-1).Count | Should -Be ($entries + 1)
        $entry.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductHistory'
        $entry.Identifier, $entry.User, $entry.Source, $entry.Action | Should -Be 'his-1', $session.UserName, $Source, 'Changed'
        $entry.Key | Should -Be (Get-PimProduct his-1).Uuid
        $entry.Time | Should -BeGreaterThan $before
        $entry.Run | Should -Match '^\d{8}-\d{6}-[0-9a-f]{8}$'
        $entry.Old.internal_note | Should -Be $old
        $entry.New.internal_note | Should -Be $note
        $entry.New.PSObject.Properties.Name | Should -Be internal_note
    }
}

Describe 'History' {
    BeforeEach { Select-PimSession $session }

    It 'sends the whole line of a bulk write, and reads once' {
        $line = @{ uuid = (Get-PimProduct his-2).Uuid; enabled = $true; values = @{ internal_note = Get-Note 'x' } }
        $seen = Measure-Request $sandbox { $line | Invoke-PimBulkUpsert }
        $seen.Output.Status | Should -Be Updated
        $seen.Output.Differences | Should -BeNullOrEmpty
        $seen.Requests | Should -Be 2
        (Measure-Request $sandbox { $line | Invoke-PimBulkUpsert }).Lines | Should -Be 1
    }

    It 'has one run for one call, and another for the next' {
        'his-2', 'his-3' | Set-PimProduct -Values @{ internal_note = 'a run' }
        Set-PimProduct his-4 -Values @{ internal_note = 'a run' }
        $runs = (Get-Last his-2).Run, (Get-Last his-3).Run, (Get-Last his-4).Run
        $runs[0] | Should -Be $runs[1]
        $runs[2] | Should -Not -Be $runs[1]
        (Get-PimProductHistory his-2, his-3, his-4 -Run $runs[0]).Identifier | Should -Be 'his-2', 'his-3'
    }

    It 'names values by locale and channel, and associations by type and kind' {
        $target = (Get-PimProduct -First 1).Uuid
        $family = Get-PimFamily -First 60 | Where-Object { 'name' -in $_.Attributes } | Select-Object -First 1
        $null = New-PimProduct his-named -Family $family.Code
        Set-PimProduct his-named -Values @{ name = @{ locale = 'en_US'; scope = $null; data = 'Lamp' } } -Association @{ PACK = @{ products = @($target) } } -Category @()
        $entry = Get-Last his-named
        $entry.New.'name-en_US' | Should -Be Lamp
        $entry.New.'PACK-products' | Should -Be $target
        $change = Get-PimProductHistory his-named -First 1 -Expand | Where-Object Attribute -EQ name
        $change.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductChange'
        $change.Locale, $change.Channel, $change.New, $change.Source | Should -Be 'en_US', $null, 'Lamp', 'Set-PimProduct'
    }

    It 'has products that were made and removed, under identifier and uuid' {
        $made = New-PimProduct his-gone -Family lamps -Values @{ internal_note = 'gone' }
        Remove-PimProduct his-gone -Confirm:$false
        foreach ($name in 'his-gone', $made.Uuid) {
            $entries = Get-PimProductHistory $name -OldestFirst
            $entries.Action | Should -Be Made, Removed
            $entries.Source | Should -Be New-PimProduct, Remove-PimProduct
            $entries[0].New.internal_note, $entries[1].Old.internal_note | Should -Be gone, gone
            $entries[1].New.internal_note | Should -BeNullOrEmpty
        }
    }

    It 'has product models' {
        $model = Get-PimProductModel -First 1
        Set-PimProductModel $model.Code -Category @()
        $entry = Get-Last $model.Code -Kind ProductModel
        $entry.Identifier, $entry.Resource, $entry.Source | Should -Be $model.Code, 'ProductModel', 'Set-PimProductModel'
        $entry.Old.categories | Should -Be $model.Categories
        Get-PimProductHistory $model.Code | Should -BeNullOrEmpty
        # what says its kind is taken at its word
        ([pscustomobject]@{ Resource = 'ProductModel'; Code = $model.Code } | Get-PimProductHistory -First 1).Source | Should -Be 'Set-PimProductModel'
    }

    It 'keeps to -User, -Since, -Until, -First and -OldestFirst' {
        $all = @(Get-PimProductHistory his-1 -OldestFirst)
        $all.Count | Should -BeGreaterThan 3
        Get-PimProductHistory his-1 -User somebody | Should -BeNullOrEmpty
        @(Get-PimProductHistory his-1 -User $session.UserName).Count | Should -Be $all.Count
        (Get-PimProductHistory his-1 -OldestFirst -Since $all[1].Time -Until $all[3].Time).Time | Should -Be @($all[1..2].Time)
    }

    It 'has nothing of what was not written: <What>' -ForEach @(
        @{ What = '-WhatIf'; Script = { Set-PimProduct his-3 -Values @{ internal_note = 'what if' } -WhatIf } }
        @{ What = 'refused'; Script = { Set-PimProduct his-3 -Family none_such -ErrorAction SilentlyContinue } }
        @{ What = 'the same'; Script = { Set-PimProduct his-3 -Family lamps } }
        @{ What = 'refused in bulk'; Script = { @{ identifier = 'his-3'; family = 'none_such' } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue } }
        @{ What = 'a preview'; Script = { @{ identifier = 'his-3'; enabled = $false } | Invoke-PimBulkUpsert -OnlyChanged -WhatIf } }
    ) {
        $before = @(Get-PimProductHistory his-3).Count
        $null = & $Script
        @(Get-PimProductHistory his-3).Count | Should -Be $before
    }

    It 'is read without a request' {
        $uuid = (Get-PimProduct his-1).Uuid
        (Measure-Request $sandbox { Get-PimProductHistory $uuid, 'his-1', 'never-seen' }).Requests | Should -Be 0
    }

    It 'has what another session and another process have written' {
        $other = Connect-TestSandbox $sandbox @{ Name = 'other'; HistoryPath = $path }
        Set-PimProduct his-4 -Values @{ internal_note = 'by the other' } -Session $other
        Select-PimSession $session
        (Get-Last his-4).New.internal_note | Should -Be 'by the other'
    }

    It 'has what parallel runspaces have written' -Skip:($PSEdition -ne 'Core') {
        1..4 | ForEach-Object -Parallel { Import-Module $using:ModulePath; Set-PimProduct "his-$_" -Values @{ internal_note = "parallel $_" } -Session $using:session }
        1..4 | ForEach-Object { (Get-Last "his-$_").New.internal_note } | Should -Be (1..4 | ForEach-Object { "parallel $_" })
    }

    It 'warns where an entry cannot be kept, and the write stands' {
        $full = Join-Path $TestDrive full
        $null = Connect-TestSandbox $sandbox @{ Name = 'full'; HistoryPath = $full }
        $null = New-Item -ItemType Directory (Join-Path $full "history-$([datetime]::UtcNow.ToString('yyyy-MM')).jsonl")
        $null = Set-PimProduct his-2 -Values @{ internal_note = 'stands' } -Session full -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match "Product '.*' is written, and is missing in the history"
        (Get-PimProduct his-2).GetValue('internal_note') | Should -Be stands
    }

    It 'has no secret in it' {
        $secret = [Net.NetworkCredential]::new('', $sandbox.ClientSecret).Password, $sandbox.Credential.GetNetworkCredential().Password
        $text = Get-ChildItem $path -File | Get-Content -Raw
        $secret | Where-Object { $text.Contains($_) } | Should -BeNullOrEmpty
        $text | Should -Not -Match 'Bearer|access_token'
    }
}
