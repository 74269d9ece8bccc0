# What changed since the last run.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 250; Edition = 'Serenity'; Version = 'v20250717143807' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'sync' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Sync-PimProduct' {
    BeforeEach {
        Select-PimSession $session
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'tells all at first, then nothing' {
        $seen = Measure-Request $sandbox { Sync-PimProduct $folder -SummaryVariable summary; $script:summary = $summary }
        $seen.Output.Change | Select-Object -Unique | Should -Be Added
        $all = @(Get-PimProduct)
        $seen.Output.Uuid | Should -Be $all.Uuid
        $seen.Output.Identifier | Should -Be $all.Identifier
        $seen.Output[0].Item | ConvertTo-Json -Depth 20 | Should -Be ($all[0] | ConvertTo-Json -Depth 20)
        # the clock, and the pages
        $seen.Requests | Should -BeIn 4, 5
        $summary.Added, $summary.Known, $summary.IsFull, $summary.IsComplete | Should -Be $all.Count, $all.Count, $true, $true

        Sync-PimProduct -Path $folder -SummaryVariable summary | Should -BeNullOrEmpty
        $summary.Listed, $summary.IsFull | Should -Be $all.Count, $false
        ($summary.Watermark - $summary.Since).TotalMinutes | Should -BeGreaterOrEqual 5
    }

    It 'ends when its time is up, and goes on where it was' {
        $quiet = @{ PageSize = 50; SummaryVariable = 'summary'; WarningAction = 'SilentlyContinue' }
        $told = @(Sync-PimProduct $folder @quiet -TimeBudget 00:00:00.001 -WarningVariable warned)
        $told | Should -HaveCount 50
        $summary.EndedBy, $summary.IsComplete, $summary.Watermark | Should -Be 'The time budget of 00:00:00.0010000 is used up.', $false, $null
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike 'The time budget of 00:00:00.0010000 is used up. Run it again to go on*'

        $told += Sync-PimProduct $folder @quiet
        $summary.EndedBy, $summary.IsComplete, $summary.IsFull | Should -Be $null, $true, $true
        $told.Uuid | Should -Be @(Get-PimProduct).Uuid
        $told.Change | Select-Object -Unique | Should -Be Added
        Sync-PimProduct $folder | Should -BeNullOrEmpty
        { Sync-PimProduct $folder -TimeBudget 10 } | Should -Throw -ExpectedMessage '*TimeBudget*too short*'
    }

    It 'tells what was added, changed and removed' {
        $null = Sync-PimProduct $folder
        $before = Get-PimProduct -Family cameras -Enabled $true -First 2
        $before[0] | Set-PimProduct -Values @{ name = 'Changed' } -Locale en_US -Enabled $false
        $before[1] | Remove-PimProduct -Confirm:$false
        $new = New-PimProduct -Identifier "NEW-$([guid]::NewGuid())" -Family cameras

        $changes = @(Sync-PimProduct $folder)
        $changes | Should -HaveCount 3
        $changed = $changes | Where-Object Change -EQ Changed
        $changes.Key | Should -Be ($changes | ForEach-Object Identifier)
        $changed.Resource, $changed.Uuid, $changed.Identifier, $changed.Code | Should -Be 'Product', $before[0].Uuid, $before[0].Identifier, $null
        $changed.Attributes | Sort-Object | Should -Be 'enabled', 'name'
        $changed.Updated | Should -BeOfType DateTimeOffset
        $changed.Item.Enabled | Should -BeFalse
        $name = $changed.Differences | Where-Object Attribute -EQ name
        $name.PSObject.TypeNames | Should -Contain PimPowerShell.Difference
        $name.Locale, $name.Present, $name.Wanted | Should -Be 'en_US', $before[0].GetValue('name', 'en_US'), 'Changed'
        $removed = $changes | Where-Object Change -EQ Removed
        $removed.Uuid, $removed.Identifier, $removed.Item | Should -Be $before[1].Uuid, $before[1].Identifier, $null
        ($changes | Where-Object Change -EQ Added).Identifier | Should -Be $new.Identifier
        Sync-PimProduct $folder | Should -BeNullOrEmpty
        $text = $changes | Format-Table | Out-String
        $text | Should -Match "Changed +Product +$($before[0].Identifier) .*enabled"
    }

    It 'tells a removal before another product has the identifier, <_>' -ForEach @(@{}, @{ SkipRemoved = $true }, @{ Full = $true }) {
        $null = Sync-PimProduct $folder
        $old = Get-PimProduct -Family cameras -Enabled $true | Where-Object { -not $_.Parent } | Select-Object -First 1
        $old | Remove-PimProduct -Confirm:$false
        $new = New-PimProduct $old.Identifier -Family cameras
        # those that were associated with it come too
        $changes, $others = @(Sync-PimProduct $folder @_).Where({ $_.Identifier -eq $old.Identifier }, 'Split')
        $others | ForEach-Object { $_.Change, $_.Attributes | Should -BeIn 'Changed', 'associations', 'quantified_associations' }
        $changes.Change | Should -Be Removed, Added
        $changes.Uuid | Should -Be $old.Uuid, $new.Uuid
        $changes.Identifier | Should -Be $old.Identifier, $old.Identifier
        Sync-PimProduct $folder | Should -BeNullOrEmpty
    }

    It 'tells again what the pipeline did not take' {
        $first = Sync-PimProduct $folder -PageSize 50 -SummaryVariable summary | Select-Object -First 60
        $summary.IsComplete | Should -BeFalse
        $again = @(Sync-PimProduct $folder)
        @($again.Uuid) + $first[0..49].Uuid | Sort-Object -Unique | Should -HaveCount @(Get-PimProduct).Count
        $again.Uuid | Should -Contain $first[50].Uuid
        $again.Uuid | Should -Not -Contain $first[0].Uuid
    }

    It 'takes a filter, and another folder for another one' {
        $cameras = @(Sync-PimProduct $folder -Filter @{ family = 'cameras' })
        $cameras | ForEach-Object { $_.Item.Family } | Select-Object -Unique | Should -Be cameras
        Set-PimProduct $cameras[0].Uuid -Family lamps
        $left = Sync-PimProduct $folder -Filter @{ family = 'cameras' }
        $left.Change, $left.Uuid | Should -Be Removed, $cameras[0].Uuid
        (Get-Terminating { Sync-PimProduct $folder -Filter @{ family = 'lamps' } }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$(Get-Terminating { Sync-PimProduct $folder })" | Should -BeLike '*was filled with the filter*Give another folder.'
        "$(Get-Terminating { Sync-PimProduct $folder -Resource Family })" | Should -BeLike '*is that of Product by uuid, not Family by code*'
        $other = Start-TestSandbox @{ ProductCount = 5 }
        try { "$(Get-Terminating { Sync-PimProduct $folder -Filter @{ family = 'cameras' } -Session (Connect-TestSandbox $other) })" | Should -BeLike '*is that of the server*' }
        finally { Stop-PimSandbox $other.Url }
    }

    It 'names what is wrong with the folder: <What>' -ForEach @(
        @{ What = 'files of something else'; Make = { $null = New-Item -ItemType Directory $folder; Set-Content "$folder/a.txt" x }; Words = "*none of Sync-PimProduct's, such as 'a.txt'*" }
        @{ What = 'a file'; Make = { Set-Content $folder x }; Words = '*cannot be used for a state. It is a file.*' }
        @{ What = 'a damaged state'; Make = { $null = Sync-PimProduct $folder; Set-Content "$folder/items.jsonl" ((Get-Content "$folder/items.jsonl" -Raw) -replace '"enabled":true', '"enabled":trxe') -NoNewline }; Words = '*items.jsonl* is damaged: *delete it*' }
    ) {
        . $Make
        $refused = Get-Terminating { Sync-PimProduct $folder -Full }
        $refused.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$refused" | Should -BeLike $Words
        "$refused".Length | Should -BeLessThan 500
    }

    It 'is refused while another run uses the folder' {
        $null = Sync-PimProduct $folder
        $lock = [IO.File]::Open((Join-Path $folder lock), 'Open', 'ReadWrite', 'None')
        try {
            $refused = Get-Terminating { Sync-PimProduct $folder }
            $refused.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$refused" | Should -BeLike '*another run may be using it*'
        }
        finally { $lock.Dispose() }
        Sync-PimProduct $folder | Should -BeNullOrEmpty
    }

    It 'sends and makes nothing with -WhatIf' {
        $seen = Measure-Request $sandbox { Sync-PimProduct $folder -WhatIf }
        $seen.Output | Should -BeNullOrEmpty
        $seen.Requests | Should -Be 0
        Test-Path $folder | Should -BeFalse
    }

    It 'lists no keys with -SkipRemoved, and reads all with -Full' {
        $null = Sync-PimProduct $folder
        $seen = Measure-Request $sandbox { Sync-PimProduct $folder -SkipRemoved -SummaryVariable summary; $script:summary = $summary }
        # the clock, products, product models
        $seen.Requests | Should -BeLessOrEqual 6
        $summary.Listed | Should -Be 0
        Sync-PimProduct $folder -Full -SummaryVariable summary | Should -BeNullOrEmpty
        $summary.IsFull, $summary.Unchanged | Should -Be $true, @(Get-PimProduct).Count
    }

    It 'reads <Resource> as well' -ForEach @(
        @{ Resource = 'Category'; Change = { Set-PimCategory master -Label @{ en_US = 'Other' } }; Attributes = 'labels' }
        @{ Resource = 'Attribute'; Change = { Set-PimAttribute name -Label @{ en_US = 'Other' } }; Attributes = 'labels' }
        @{ Resource = 'AttributeGroup'; Change = { Set-PimAttributeGroup other -SortOrder 77 }; Attributes = 'sort_order' }
        @{ Resource = 'ProductModel'; Change = { Get-PimProductModel -Family accessories -First 1 | Set-PimProductModel -Values @{ name = 'Other' } -Locale en_US }; Attributes = 'name' }
    ) {
        @(Sync-PimProduct $folder -Resource $Resource).Code | Should -Not -BeNullOrEmpty
        & $Change
        $told = Sync-PimProduct $folder -Resource $Resource
        $told.Change, $told.Resource, $told.Attributes | Should -Be 'Changed', $Resource, $Attributes
    }

    It 'reads what lies in something else' {
        $records = @(Sync-PimProduct $folder -Resource ReferenceEntityRecord -ReferenceEntity brand)
        $records.Code | Sort-Object | Should -Be (Get-PimReferenceEntityRecord -ReferenceEntity brand).Code
        $records[0].Item.ReferenceEntity | Should -Be brand
        "$(Get-Terminating { Sync-PimProduct $folder -Resource ReferenceEntityRecord })" | Should -BeLike '*Give -ReferenceEntity*'
        "$(Get-Terminating { Sync-PimProduct $folder -AssetFamily packshots })" | Should -BeLike '*takes no -AssetFamily*'
    }

    It 'compares all products of PIMS' {
        Select-PimSession $pims
        $all = @(Sync-PimProduct $folder)
        $all.Identifier | Sort-Object -Unique | Should -HaveCount $all.Count
        Set-PimProduct $all[0].Identifier -Values @{ title = 'Changed' }
        Remove-PimProduct $all[1].Identifier -Confirm:$false
        $told = Sync-PimProduct $folder | Sort-Object Change
        $told.Change | Should -Be 'Changed', 'Removed'
        $told.Identifier | Should -Be $all[0].Identifier, $all[1].Identifier
        $told[0].Attributes | Should -Be title
    }

    It 'says which kinds of things it can tell changes of' {
        $refused = Get-Terminating { Sync-PimProduct $folder -Resource Channel }
        $refused.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$refused" | Should -BeLike '*Product, ProductModel*Category*'
        (Get-Terminating { Sync-PimProduct $folder -Resource Category -Session $pims }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        Complete 'Sync-PimProduct ./x -Resource Fam' | Should -Be Family
    }

    It 'refuses what does not fit before anything is sent' -ForEach @(
        @{ Arguments = @{ Overlap = '-00:01:00' }; Message = 'Overlap: *' }
        @{ Arguments = @{ PageSize = 200 }; Message = 'PageSize: * takes 100 at most.' }
        @{ Arguments = @{ Filter = @{ nonsense = 1 } }; Message = "*'nonsense'*" }
    ) {
        "$(Get-Terminating { Sync-PimProduct $folder @Arguments })" | Should -BeLike $Message
        Test-Path $folder | Should -BeFalse
    }

    It 'stops at once, and goes on from there' {
        $sandbox.Options.LatencyMilliseconds = 200
        try {
            $stopped = Measure-Stop { Sync-PimProduct $folder -Session $session -PageSize 10 } @{ session = $session; folder = $folder } -AfterMilliseconds 1500
        }
        finally { $sandbox.Options.LatencyMilliseconds = 0 }
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $rest = @(Sync-PimProduct $folder)
        @($rest.Uuid) + @($stopped.Output.Uuid) | Sort-Object -Unique | Should -HaveCount @(Get-PimProduct).Count
    }
}

Describe 'samples/runbooks/sync.ps1' {
    BeforeAll {
        function Invoke-Runbook([string] $Word, [string] $More = '') {
            Invoke-InFreshPwsh -NoImport @"
                `$env:PIM_URL = '$($sandbox.Url)'; `$env:PIM_CLIENT_ID = '$($sandbox.ClientId)'; `$env:PIM_USERNAME = '$($sandbox.Credential.UserName)'
                `$env:PIM_CLIENT_SECRET = '$([pscredential]::new('x', $sandbox.ClientSecret).GetNetworkCredential().Password)'; `$env:PIM_PASSWORD = '$Word'
                & '$Repository/samples/runbooks/sync.ps1' -State '$TestDrive/state' -Out '$TestDrive/changes.jsonl' -Module '$ModulePath' $More
                exit `$LASTEXITCODE
"@
        }
    }

    It 'writes the changes of each poll, and ends with 0' {
        $run = Invoke-Runbook $sandbox.Credential.GetNetworkCredential().Password '-Times 2 -DelaySeconds 0.1 -RemovedEvery 2'
        "$($run.Error)" | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output | Should -HaveCount 2
        $count = @(Get-PimProduct -Session $session).Count
        $run.Output[0] | Should -BeLike "* $count added, 0 changed, 0 removed, *"
        $run.Output[1] | Should -BeLike '* 0 added, 0 changed, 0 removed, *'
        $lines = @(Get-Content "$TestDrive/changes.jsonl" -Encoding utf8 | ForEach-Object { $_ | ConvertFrom-Json })
        $lines | Should -HaveCount $count
        $lines[0].Item.Values.sku | Should -Not -BeNullOrEmpty
    }

    It 'refuses <_>, which would do nothing or fail later' -ForEach '-Times -1', '-RemovedEvery 0', '-DelaySeconds -1' {
        $run = Invoke-Runbook 'any' $_
        $run.Output | Should -BeNullOrEmpty
        "$($run.Error)" | Should -Match "argument on parameter '$(($_ -split ' ')[0].TrimStart('-'))'"
    }

    It 'ends with 1 when the last poll failed' {
        $run = Invoke-Runbook 'wrong'
        $run.ExitCode | Should -Be 1
        $run.Output[-1] | Should -BeLike '* failed: *'
        "$($run.Output)$($run.Error)" | Should -Not -Match "$([char]27)" -Because 'a log has no colours'
    }
}
