# An export whose process is killed at any instant, and started again: the folder is that of one that nobody disturbed.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $root = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory $root | Out-Null
    $sandbox = Start-TestSandbox @{ ProductCount = 2500; LatencyMilliseconds = 15 }
    $session = Connect-TestSandbox $sandbox
    $kinds = 'Attribute', 'AttributeOption', 'Category', 'Family', 'FamilyVariant', 'ProductModel', 'Product'
    Export-PimCatalog "$root/whole" -Include $kinds -Session $session | Out-Null
    $hashes = @{}
    Get-ChildItem "$root/whole" -Filter *.jsonl | ForEach-Object { $hashes[$_.Name] = (Get-FileHash $_.FullName).Hash }

    Set-Content "$root/run.ps1" @'
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $env:RUN_MODULE
Connect-Pim -FromEnvironment
Export-PimCatalog $env:RUN_FOLDER -Include ($env:RUN_KINDS -split ',') -PageSize 25 | Out-Null
'@

    function Open-Run([string] $Folder) { Start-TestRun "$root/run.ps1" @{ RUN_KINDS = $kinds -join ','; RUN_FOLDER = $Folder } $sandbox }

    function Test-Whole([string] $Folder) {
        $found = Get-ChildItem $Folder | ForEach-Object Name | Sort-Object
        $found | Should -Be (@($hashes.Keys) + 'manifest.json' | Sort-Object)
        $manifest = Get-Content "$Folder/manifest.json" -Raw | ConvertFrom-Json
        $undisturbed = Get-Content "$root/whole/manifest.json" -Raw | ConvertFrom-Json
        $manifest.files | ConvertTo-Json | Should -Be ($undisturbed.files | ConvertTo-Json)
    }
}

AfterAll {
    Stop-PimSandbox $sandbox.Url
    Remove-Item $root -Recurse -Force
}

Describe 'Export-PimCatalog, killed' {
    It 'leaves what the next run makes the same as if nobody had disturbed it' -Tag Alone {
        $random = [Random]::new(6)
        $kills = 0
        $goneOn = 0
        $wholes = 0
        $folder = "$root/0"
        for ($round = 0; $kills -lt 20 -and $round -lt 40; $round++) {
            $journal = "$folder/export.journal"
            if ((Test-Path $journal) -and (Get-Content $journal -Raw) -match '"resource":"Product","cursor"') { $goneOn++ }
            # all of it is some 150 requests
            $until = $sandbox.Counters.ApiRequests + $(if ($round % 4) { $random.Next(40, 140) } else { $random.Next(0, 40) })
            $run = Open-Run $folder
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while (-not $run.HasExited -and [datetime]::UtcNow -lt $deadline -and $sandbox.Counters.ApiRequests -lt $until) { Start-Sleep -Milliseconds 2 }
            Start-Sleep -Milliseconds $random.Next(0, 30)
            if (-not $run.HasExited) {
                $run.Kill()
                $kills++
            }
            $run.WaitForExit()

            # what has its name is whole, whenever that was
            foreach ($file in Get-ChildItem $folder -Filter *.jsonl -ErrorAction Ignore) {
                (Get-FileHash $file.FullName).Hash | Should -Be $hashes[$file.Name] -Because $file.Name
            }
            if ((Test-Path "$folder/manifest.json") -and -not (Test-Path $journal)) {
                Test-Whole $folder
                $wholes++
                $folder = "$root/$($round + 1)"
            }
        }
        $kills | Should -BeGreaterOrEqual 10
        $goneOn | Should -BeGreaterThan 0

        if (-not (Test-Path "$folder/manifest.json") -or (Test-Path "$folder/export.journal")) {
            $last = Open-Run $folder
            $last.WaitForExit()
            $last.ExitCode | Should -Be 0
        }
        Test-Whole $folder
    }

    It 'does that on PIMS too, page by page, where deleted parents come behind the list' -Tag Alone {
        $pims = Connect-PimsSandbox $sandbox @{ RequestsPerSecond = 0; Name = 'pims' }
        $exported = Export-PimCatalog "$root/pims" -Include Product -PageSize 25 -Session $pims
        $hash = (Get-FileHash "$root/pims/products.jsonl").Hash
        $deleted = @(Get-Content "$root/pims/products.jsonl" | Where-Object { $_ -match '"status":"deleted"' }).Count
        $deleted | Should -BeGreaterThan 1
        $login = @{ PIM_API_KEY = [pscredential]::new('x', $sandbox.ApiKey).GetNetworkCredential().Password; RUN_KINDS = 'Product' }
        $whole = $sandbox.Counters.ApiRequests
        $run = Start-TestRun "$root/run.ps1" ($login + @{ RUN_FOLDER = "$root/pims alone" }) $sandbox
        $run.WaitForExit()
        $whole = $sandbox.Counters.ApiRequests - $whole

        # in the list, at its end and among what comes behind it
        $kills = 0
        $behindList = 0
        foreach ($count in 60, ($whole - 4), ($whole - 3), ($whole - 2), ($whole - 1)) {
            $folder = "$root/pims killed at $count"
            $login.RUN_FOLDER = $folder
            $until = $sandbox.Counters.ApiRequests + $count
            $run = Start-TestRun "$root/run.ps1" $login $sandbox
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while (-not $run.HasExited -and [datetime]::UtcNow -lt $deadline -and $sandbox.Counters.ApiRequests -lt $until) { Start-Sleep -Milliseconds 1 }
            if (-not $run.HasExited) { $run.Kill() }
            $run.WaitForExit()
            if (Test-Path "$folder/products.jsonl") { (Get-FileHash "$folder/products.jsonl").Hash | Should -Be $hash }
            if (-not (Test-Path "$folder/manifest.json")) {
                $kills++
                $part = "$folder/products.jsonl.part"
                if ((Test-Path $part) -and @(Get-Content $part).Count -ge $exported.Count - $deleted) { $behindList++ }
                $requests = $sandbox.Counters.ApiRequests
                $run = Start-TestRun "$root/run.ps1" $login $sandbox
                $run.WaitForExit()
                $run.ExitCode | Should -Be 0
                # what was left, what begins each run, and the pages of the 300 milliseconds between two places
                $sandbox.Counters.ApiRequests - $requests | Should -BeLessOrEqual ($whole - $count + 40)
            }
            (Get-FileHash "$folder/products.jsonl").Hash | Should -Be $hash
            (Get-Content "$folder/manifest.json" -Raw | ConvertFrom-Json).files.count | Should -Be (Get-Content "$root/pims/manifest.json" -Raw | ConvertFrom-Json).files.count
        }
        $whole | Should -BeGreaterThan 90
        $kills | Should -BeGreaterThan 1
        $behindList | Should -BeGreaterThan 0
    }
}
