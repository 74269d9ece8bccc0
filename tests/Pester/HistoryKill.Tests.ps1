# A bulk run with a history whose process is killed at any instant, and started again.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1" -Force
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory $folder | Out-Null
    $sandbox = Start-TestSandbox @{ ProductCount = 1; LatencyMilliseconds = 10 }

    Set-Content "$folder/run.ps1" @'
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $env:RUN_MODULE
Connect-Pim -FromEnvironment -HistoryPath $env:RUN_HISTORY
1..$env:RUN_COUNT | ForEach-Object {
    $key = '00000000-0000-4000-8000-{0:x12}' -f $_
    "{`"uuid`":`"$key`",`"values`":{`"internal_note`":[{`"locale`":null,`"scope`":null,`"data`":`"note $_`"}]}}"
} | Invoke-PimBulkUpsert -BatchSize 20 -Checkpoint $env:RUN_JOURNAL | Group-Object Status -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Set-Content $env:RUN_OUT
'@

    function Open-Run([int] $Count) { Start-TestRun "$folder/run.ps1" @{ RUN_COUNT = $Count; RUN_HISTORY = "$folder/history"; RUN_JOURNAL = "$folder/run.journal"; RUN_OUT = "$folder/out.txt" } $sandbox }

    function Get-WholeLine([string] $Path) {
        if (-not (Test-Path $Path)) { return }
        $text = [IO.File]::ReadAllText((Get-Item $Path).FullName)
        $text.Substring(0, $text.LastIndexOf("`n") + 1) -split "`n" | Where-Object { $_ } | Select-Object -Skip 1 | ForEach-Object { ($_ | ConvertFrom-Json).key }
    }
}

AfterAll {
    Stop-PimSandbox $sandbox.Url
    Remove-Item $folder -Recurse -Force
}

Describe 'Connect-Pim -HistoryPath, killed' {
    It 'has each write once but for those at the instant of a kill, and goes on' {
        $random = [Random]::new(7)
        $kills = 0
        for ($round = 0; $kills -lt 4 -and $round -lt 8; $round++) {
            # there is something to write in each, also where the one before came to its end
            $count = 400 * ($round + 2)
            $run = Open-Run $count
            $file = "$folder/history/history-*.jsonl"
            $atStart = if (Test-Path $file) { (Get-Item $file).Length } else { 0 }
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while (-not $run.HasExited -and [datetime]::UtcNow -lt $deadline -and (-not (Test-Path $file) -or (Get-Item $file).Length -eq $atStart)) { Start-Sleep -Milliseconds 5 }
            Start-Sleep -Milliseconds $random.Next(0, 40)
            if (-not $run.HasExited) { $run.Kill(); $kills++ }
            $run.WaitForExit()
            $kept = @(Get-WholeLine $file)
            # what the server had taken at the instant of a kill, in four requests at most, may be missing
            @(Get-WholeLine "$folder/run.journal" | Where-Object { $_ -notin $kept }).Count | Should -BeLessOrEqual (4 * 20 * $kills)
        }
        $kills | Should -BeGreaterOrEqual 2

        $last = Open-Run $count
        $last.WaitForExit()
        $last.ExitCode | Should -Be 0
        $keys = @(Get-WholeLine $file)
        $keys.Count | Should -Be @($keys | Sort-Object -Unique).Count
        $keys.Count | Should -BeGreaterOrEqual ($count - 4 * 20 * $kills)
    }
}
