# Reading changes in a process that is killed at any instant, and started again.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1" -Force
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory $folder | Out-Null
    $sandbox = Start-TestSandbox @{ ProductCount = 1500; LatencyMilliseconds = 25 }
    $session = Connect-TestSandbox $sandbox

    Set-Content "$folder/run.ps1" @'
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $env:RUN_MODULE
Connect-Pim -FromEnvironment -RequestsPerSecond 0
[IO.File]::WriteAllText("$env:RUN_FOLDER/started", '')
$limit = if ($env:RUN_BUDGET) { @{ TimeBudget = $env:RUN_BUDGET; WarningAction = 'SilentlyContinue' } } else { @{} }
Sync-PimProduct "$env:RUN_FOLDER/state" -PageSize 50 @limit | ForEach-Object { [IO.File]::AppendAllText("$env:RUN_FOLDER/told.txt", "$($_.Change) $($_.Uuid)`n") }
'@

    function Open-Run([string] $Budget) { Start-TestRun "$folder/run.ps1" @{ RUN_FOLDER = $folder; RUN_BUDGET = $Budget } $sandbox }

    # what a state holds: the last line of each key that has an end
    function Get-StateItem([string] $Path) {
        $text = [IO.File]::ReadAllText("$Path/items.jsonl")
        $items = @{}
        foreach ($line in $text.Substring(0, $text.LastIndexOf("`n")) -split "`n") {
            if ($line -match '^\{"key":"([^"]+)","item":(.*)\}$') { $items[$Matches[1]] = $Matches[2] }
            elseif ($line -match '^\{"removed":"([^"]+)"') { $items.Remove($Matches[1]) }
        }
        $items
    }
}

AfterAll {
    Stop-PimSandbox $sandbox.Url
    Remove-Item $folder -Recurse -Force
}

Describe 'Sync-PimProduct, killed' {
    It 'loses no change, and ends with the state of an undisturbed run' {
        $random = [Random]::new(6)
        $expected = [Collections.Generic.HashSet[string]]::new()
        foreach ($product in Get-PimProduct -Session $session) { [void]$expected.Add("Added $($product.Uuid)") }
        $uuids = @($expected | ForEach-Object { ($_ -split ' ')[1] })
        $next = 0
        $kills = 0
        for ($round = 0; $kills -lt 20 -and $round -lt 100; $round++) {
            Remove-Item "$folder/started" -ErrorAction Ignore
            # each third run may end by itself before it is killed, when its time is up
            $run = Open-Run $(if ($round % 3 -eq 1) { "00:00:00.$($random.Next(100, 700))" })
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while (-not $run.HasExited -and [datetime]::UtcNow -lt $deadline -and -not (Test-Path "$folder/started")) { Start-Sleep -Milliseconds 5 }
            Start-Sleep -Milliseconds $random.Next(0, 700)
            if (-not $run.HasExited) {
                $run.Kill()
                $kills++
            }
            $run.WaitForExit()

            # what was told and kept, changes; what was told alone may have been told as it is after that
            $told = if (Test-Path "$folder/told.txt") { [IO.File]::ReadAllLines("$folder/told.txt") } else { @() }
            $state = if (Test-Path "$folder/state/items.jsonl") { [IO.File]::ReadAllText("$folder/state/items.jsonl") } else { '' }
            if ($told -contains "Added $($uuids[$next])" -and $state.Contains("`"key`":`"$($uuids[$next])`"")) {
                Set-PimProduct $uuids[$next] -Enabled (-not (Get-PimProduct $uuids[$next] -Session $session).Enabled) -Session $session
                [void]$expected.Add("Changed $($uuids[$next])")
                Remove-PimProduct $uuids[$next + 1] -Session $session -Confirm:$false
                [void]$expected.Add("Removed $($uuids[$next + 1])")
                $next += 2
            }
        }
        # runs that ended by themselves count for nothing
        $kills | Should -Be 20
        $next | Should -BeGreaterThan 10
        # the first ends what was begun, the second tells what has changed since that began
        1..2 | ForEach-Object {
            $last = Open-Run
            $last.WaitForExit()
            $last.ExitCode | Should -Be 0
        }

        $told = [IO.File]::ReadAllLines("$folder/told.txt")
        $expected | Where-Object { $_ -notin $told } | Should -BeNullOrEmpty
        $null = Sync-PimProduct "$folder/undisturbed" -Session $session
        $state = Get-StateItem "$folder/state"
        $undisturbed = Get-StateItem "$folder/undisturbed"
        $state.Count | Should -Be $undisturbed.Count
        $undisturbed.Keys | Where-Object { $state[$_] -cne $undisturbed[$_] } | Should -BeNullOrEmpty
        Sync-PimProduct "$folder/state" -Session $session | Should -BeNullOrEmpty
    }
}
