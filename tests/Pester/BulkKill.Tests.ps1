# A bulk run whose process is killed at any instant, and started again with the same input and journal.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1" -Force
    $count = 6000
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory $folder | Out-Null
    $journal = Join-Path $folder 'run.journal'
    $sandbox = Start-TestSandbox @{ ProductCount = 1; LatencyMilliseconds = 30 }
    $session = Connect-TestSandbox $sandbox

    Set-Content "$folder/run.ps1" @'
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $env:RUN_MODULE
Connect-Pim -FromEnvironment
1..$env:RUN_COUNT | ForEach-Object {
    $key = '00000000-0000-4000-8000-{0:x12}' -f $_
    "{`"uuid`":`"$key`",`"values`":{`"internal_note`":[{`"locale`":null,`"scope`":null,`"data`":`"note $_`"}]}}"
} | Invoke-PimBulkUpsert -BatchSize 50 -Checkpoint $env:RUN_JOURNAL | Group-Object Status -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Set-Content $env:RUN_OUT
'@

    function Open-Run { Start-TestRun "$folder/run.ps1" @{ RUN_COUNT = $count; RUN_JOURNAL = $journal; RUN_OUT = "$folder/out.txt" } $sandbox }

    function Get-JournalKey {
        if (-not (Test-Path $journal)) { return }
        $stream = [IO.File]::ReadAllText($journal)
        $end = $stream.LastIndexOf("`n")
        if ($end -lt 0) { return }
        $stream.Substring(0, $end) -split "`n" | Select-Object -Skip 1 | ForEach-Object { ($_ | ConvertFrom-Json).key }
    }
}

AfterAll {
    Stop-PimSandbox $sandbox.Url
    Remove-Item $folder -Recurse -Force
}

Describe 'Invoke-PimBulkUpsert -Checkpoint, killed' {
    It 'sends nothing twice that was acknowledged, and loses nothing' {
        $random = [Random]::new(20)
        $marked = [Collections.Generic.HashSet[string]]::new()
        $kills = 0
        for ($round = 0; $kills -lt 20 -and $round -lt 40; $round++) {
            $run = Open-Run
            $atStart = if (Test-Path $journal) { (Get-Item $journal).Length } else { 0 }
            # killed anywhere between the start and half a second after the first new line of the journal
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            if ($random.Next(5) -gt 0) {
                while (-not $run.HasExited -and [datetime]::UtcNow -lt $deadline -and (-not (Test-Path $journal) -or (Get-Item $journal).Length -eq $atStart)) {
                    Start-Sleep -Milliseconds 5
                }
            }
            Start-Sleep -Milliseconds $random.Next(0, 60)
            if (-not $run.HasExited) {
                $run.Kill()
                $kills++
            }
            $run.WaitForExit()

            # what the journal has is changed behind the run's back: were it sent again, the change would be gone
            $new = @(Get-JournalKey | Where-Object { -not $marked.Contains($_) } | Select-Object -Last 20)
            if ($new) {
                $new | ForEach-Object { @{ uuid = $_; values = @{ internal_note = @(@{ locale = $null; scope = $null; data = 'marked' }) } } } |
                    Invoke-PimBulkUpsert -Session $session | ForEach-Object Status | Should -Not -Contain 'Failed'
                $new | ForEach-Object { [void]$marked.Add($_) }
            }
        }
        $kills | Should -BeGreaterOrEqual 10
        $marked.Count | Should -BeGreaterThan 100

        $last = Open-Run
        $last.WaitForExit()

        $last.ExitCode | Should -Be 0
        # those that were sent when a process ended were made already
        $statuses = @{}; Get-Content "$folder/out.txt" | ForEach-Object { $name, $number = -split $_; $statuses[$name] = [int]$number }
        @($statuses.Keys | Where-Object { $_ -notin 'Created', 'Updated' }) | Should -BeNullOrEmpty
        ($statuses.Values | Measure-Object -Sum).Sum | Should -Be $count
        @(Get-JournalKey | Sort-Object -Unique).Count | Should -Be $count
        $notes = @{}
        Get-PimProduct -Session $session -Attribute internal_note | ForEach-Object { $notes[$_.Uuid] = $_.GetValue('internal_note', $null, $null) }
        $wrong = 1..$count | Where-Object {
            $key = '00000000-0000-4000-8000-{0:x12}' -f $_
            $notes[$key] -ne $(if ($marked.Contains($key)) { 'marked' } else { "note $_" })
        }
        $wrong | Should -BeNullOrEmpty
    }
}
