# The history of products that got another identifier, and taking it back.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 60 }
    $sessions = @{}
    'Uuid', 'Identifier' | ForEach-Object { $sessions[$_] = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = $_; ProductIdFormat = $_; HistoryPath = "$TestDrive/$_" } }
    $own = @{ next = 0 }

    function Get-FreeName { $own.next++; "ren-$($own.next)" }
    function Add-Named([hashtable] $More = @{}) { $name = Get-FreeName; (New-PimProduct $name @More).Uuid; $name }
    function Rename-Product([string] $Name, [string] $NewName) { Set-PimProduct $Name -Values @{ sku = $NewName } }
    function Get-UuidOf([string] $Name) { (Get-PimProduct $Name -ErrorAction Ignore).Uuid }
    function Switch-Name([string] $One, [string] $Other) { Rename-Product $One 'ren-between'; Rename-Product $Other $One; Rename-Product 'ren-between' $Other }
    function Get-Change([string[]] $Name) { Get-PimProductHistory $Name | Where-Object Action -NE Made }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'History of products with another identifier, by <_>' -ForEach 'Uuid', 'Identifier' {
    BeforeEach { Select-PimSession $sessions[$_] }

    It 'is one under all identifiers, and all of it is undone' {
        $uuid, $name = Add-Named
        $two, $three = (Get-FreeName), (Get-FreeName)
        Start-Sleep -Milliseconds 20
        $since = [DateTimeOffset]::UtcNow
        Set-PimProduct $name -Values @{ internal_note = 'x' }
        Rename-Product $name $two
        Rename-Product $two $three
        foreach ($known in $name, $two, $three, $uuid) {
            $entries = @(Get-PimProductHistory $known -OldestFirst -Since $since)
            $entries.Identifier | Should -Be $name, $two, $three
            $entries.Key | Sort-Object -Unique | Should -Be $uuid
        }
        (Undo-PimChange -Identity $three -Since $since -PassThru).Status | Should -Be Updated
        Get-UuidOf $name | Should -Be $uuid
        (Get-PimProduct $name).GetValue('internal_note') | Should -BeNullOrEmpty
        $three, $two | ForEach-Object { Get-PimProduct $_ -ErrorAction Ignore } | Should -BeNullOrEmpty
    }

    It 'leaves a product as it is that has its identifier again' {
        $uuid, $name = Add-Named
        $since = [DateTimeOffset]::UtcNow
        $other = Get-FreeName
        Rename-Product $name $other
        Get-PimProductHistory $other -First 1 | Undo-PimChange
        (Measure-Request $sandbox { Undo-PimChange -Identity $name -Since $since }).Lines | Should -Be 0
        Get-UuidOf $name | Should -Be $uuid
    }

    It 'makes a removed product again under the identifier of before' {
        $null, $name = Add-Named @{ Values = @{ internal_note = 'kept' } }
        $other = Get-FreeName
        Rename-Product $name $other
        Remove-PimProduct $other -Confirm:$false
        (Get-Change $other | Undo-PimChange -PassThru).Status | Should -Be Created
        (Get-PimProduct $name).GetValue('internal_note') | Should -Be kept
        Get-UuidOf $other | Should -BeNullOrEmpty
    }

    It 'changes nothing of another product that has the identifier since' {
        $uuid, $name = Add-Named @{ Values = @{ internal_note = 'first' } }
        Set-PimProduct $name -Values @{ internal_note = 'bad' }
        $entry = Get-PimProductHistory $name -First 1
        $other = Get-FreeName
        Rename-Product $name $other
        $null = New-PimProduct $name -Values @{ internal_note = 'bad' }
        $entry | Undo-PimChange -ErrorAction Stop
        (Get-PimProduct $other).GetValue('internal_note'), (Get-PimProduct $name).GetValue('internal_note') | Should -Be first, bad
        Get-UuidOf $other | Should -Be $uuid
    }

    It 'associates a product again that has another identifier since' {
        ($null, $name), ($target, $targetName) = (Add-Named), (Add-Named)
        $key = if ($_ -eq 'Uuid') { $target } else { $targetName }
        Set-PimProduct $name -Association @{ X_SELL = @{ products = @($key) } }
        Set-PimProduct $name -Association @{ X_SELL = @{ products = @() } }
        $entry = Get-PimProductHistory $name -First 1
        Rename-Product $targetName (Get-FreeName)
        $entry | Undo-PimChange -ErrorAction Stop
        (Get-PimProduct $name -Session Uuid).Associations.X_SELL.products | Should -Be $target
    }

    It 'associates a product again that gets its identifier back with it' {
        ($null, $name), ($target, $targetName) = (Add-Named), (Add-Named)
        $key = if ($_ -eq 'Uuid') { $target } else { $targetName }
        Set-PimProduct $name -Association @{ X_SELL = @{ products = @($key) } }
        Set-PimProduct $name -Association @{ X_SELL = @{ products = @() } }
        $entry = Get-PimProductHistory $name -First 1
        $other = Get-FreeName
        Rename-Product $targetName $other
        $entry, (Get-PimProductHistory $other -First 1) | Undo-PimChange -ErrorAction Stop
        (Get-PimProduct $name -Session Uuid).Associations.X_SELL.products | Should -Be $target
        Get-UuidOf $targetName | Should -Be $target
    }

    It 'gives two products back the identifiers that they have had of each other' {
        ($one, $oneName), ($two, $twoName) = (Add-Named @{ Values = @{ internal_note = 'one' } }), (Add-Named @{ Values = @{ internal_note = 'two' } })
        Switch-Name $oneName $twoName
        Set-PimProduct $oneName -Values @{ internal_note = 'changed' }
        Get-UuidOf $oneName | Should -Be $two
        $entries = Get-Change $oneName, $twoName
        $entries | Export-Clixml "$TestDrive/switched.xml" -Depth 5
        Get-WhatIfText $sandbox "Import-Clixml '$TestDrive/switched.xml' | Undo-PimChange -WhatIf" | Should -Match 'by way of a temporary identifier, since'
        $done = $entries | Undo-PimChange -PassThru -ErrorAction Stop
        $done.Status | Should -Be Updated, Updated
        $done.Key | Sort-Object | Should -Be @($(if ($_ -eq 'Uuid') { $one, $two } else { $oneName, $twoName }) | Sort-Object)
        $oneName, $twoName | ForEach-Object { Get-UuidOf $_ } | Should -Be $one, $two
        $oneName, $twoName | ForEach-Object { (Get-PimProduct $_).GetValue('internal_note') } | Should -Be one, two
        # and undone in turn
        $run = (Get-PimProductHistory $one -First 1).Run
        Undo-PimChange -Run $run -ErrorAction Stop
        $oneName, $twoName | ForEach-Object { Get-UuidOf $_ } | Should -Be $two, $one
    }

    It 'undoes of a run what a product did that had another identifier before it' {
        $null, $name = Add-Named
        $null, $second = Add-Named
        $other = Get-FreeName
        Rename-Product $name $other
        $run = (Get-PimProductHistory $other -First 1).Run
        Undo-PimChange -Run $run -Identity $name -ErrorAction Stop
        Get-UuidOf $name | Should -Not -BeNullOrEmpty
        "$(Undo-PimChange -Run $run -Identity $second -Verbose 4>&1)" | Should -Match "'$second' is not among what the run"
    }
}

Describe 'History of products with another identifier, of a server without uuids' {
    BeforeAll {
        $old = Start-TestSandbox @{ ProductCount = 5; Version = '6.0.50' }
        Select-PimSession (Connect-TestSandbox $old @{ Name = 'old'; HistoryPath = "$TestDrive/old" })
        $names = (Get-PimProduct -First 2).Identifier
        function Get-Note([string] $Name) { (Get-PimProduct $Name).GetValue('internal_note') }
    }

    AfterAll { Stop-PimSandbox $old.Url }

    It 'follows a product from one identifier to the next, and gives back those of two' {
        Select-PimSession old
        Set-PimProduct $names[0] -Values @{ internal_note = 'one' }
        Set-PimProduct $names[1] -Values @{ internal_note = 'two' }
        Start-Sleep -Milliseconds 20
        $since = [DateTimeOffset]::UtcNow
        Set-PimProduct $names[0] -Values @{ internal_note = 'changed' }
        $entry = Get-PimProductHistory $names[0] -First 1
        Switch-Name $names[0] $names[1]
        @(Get-PimProductHistory 'ren-between' -Since $since).Count | Should -Be 3
        $entry | Undo-PimChange -ErrorAction Stop
        Get-Note $names[1] | Should -Be one
        Get-Note $names[0] | Should -Be two
        Get-PimProductHistory $names -Since $since | Where-Object Source -EQ Set-PimProduct | Undo-PimChange -ErrorAction Stop
        $names | ForEach-Object { Get-Note $_ } | Should -Be one, two
    }
}

Describe 'Runs of PIMS' {
    It 'are those of the folder, beside the history of the server' {
        $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
        $kept = Connect-PimsSandbox $sandbox @{ Name = 'kept'; HistoryPath = "$TestDrive/pims" }
        Set-PimProduct '0815' -Values @{ price = 12.5 } -Session $pims
        $null = '0815' | Set-PimProduct -Values @{ price = 13.5; stock = 4 } -Session $kept
        Set-PimProduct '0815' -Values @{ price = 14.5 } -Session $pims
        $entries = @(Get-PimProductHistory '0815' -Session $kept)
        $entries.Count | Should -Be @(Get-PimProductHistory '0815' -Session $pims).Count
        $own = @($entries | Where-Object Run)
        $own.Count | Should -Be 1
        $own.Source, $own.New.stock | Should -Be Set-PimProduct, 4
        @(Get-PimProductHistory '0815' -Run $own.Run -Session $kept).Count | Should -Be 1
        Set-PimProduct '0815' -Values @{ price = 13.5 } -Session $pims
        Undo-PimChange -Run $own.Run -Session $kept -ErrorAction Stop
        (Get-PimProduct '0815' -Session $kept).GetValue('price') | Should -Be 12.5
    }

    It 'are known of products that were made, changed in bulk and removed' {
        Select-PimSession (Connect-PimsSandbox $sandbox @{ Name = 'runs'; HistoryPath = "$TestDrive/runs" })
        $null = New-PimProduct run-1 -Values @{ title = 'one'; stock = 1 }
        $null = @{ sku = 'run-1'; title = 'two' } | Invoke-PimBulkUpsert
        Remove-PimProduct run-1 -Confirm:$false
        (Get-PimProductHistory run-1 -OldestFirst).Source | Should -Be New-PimProduct, Invoke-PimBulkUpsert, Remove-PimProduct
    }
}
