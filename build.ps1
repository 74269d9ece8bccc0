<#
.SYNOPSIS
Builds, tests and packages the module.

.DESCRIPTION
Runs in Windows PowerShell 5.1 and in PowerShell 7; build.sh hands over to it where there is a PowerShell.
Everything it makes lies in out/, and nothing is installed for the machine or the user.

.EXAMPLE
./build.ps1 test
The xunit suites, then the Pester tests against the packaged module.

.EXAMPLE
./build.ps1 test Get-PimProduct
Only tests/Pester/Get-PimProduct.Tests.ps1; wildcards allowed.
#>
[CmdletBinding()]
param(
    # build: out/PimPowerShell; package: also the zip; test; soak: the long tests; demo; bench;
    # docs: help from docs/en-US; clean.
    [Parameter(Position = 0)]
    [ValidateSet('build', 'package', 'test', 'soak', 'demo', 'bench', 'docs', 'clean')]
    [string] $Command = 'build',

    # The PowerShell that runs tests, demo and benchmarks, for example powershell.exe.
    [string] $PowerShell,

    # For test: names of Pester files. For bench: handed on to the benchmark.
    [Parameter(Position = 1, ValueFromRemainingArguments)]
    [string[]] $Argument = @()
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'
$env:MSBUILDTERMINALLOGGER = 'off'
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'
$env:POWERSHELL_UPDATECHECK = 'Off'
if ([Console]::IsOutputRedirected) {
    $env:NO_COLOR = '1'
    if ($PSEdition -eq 'Core') { $PSStyle.OutputRendering = 'PlainText' }
}

$Root = $PSScriptRoot
$Out = Join-Path $Root 'out'
$Results = Join-Path $Out 'TestResults'
$Module = Join-Path $Out 'PimPowerShell/PimPowerShell.psd1'
$Tools = Import-PowerShellDataFile (Join-Path $Root 'tools/tools.psd1')

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $args ended with $LASTEXITCODE" }
}

function Build-Module([string] $Target = 'LayOutModule') {
    Invoke-DotNet build "$Root/PimPowerShell.sln" -c Release -v q
    Invoke-DotNet msbuild "$Root/src/PimPowerShell" '-p:Configuration=Release' "-t:$Target" '-v:q' -nologo
    Write-Host "Module: $Module"
}

# The command line of the PowerShell that runs what needs the module, so that no build ever loads (and locks) it.
function Get-Shell {
    $self = (Get-Process -Id $PID).Path
    $newer = if ($PSEdition -eq 'Desktop') { @(Get-Command pwsh -CommandType Application -ErrorAction Ignore) }
    if ($PowerShell) { (Get-Command $PowerShell -CommandType Application)[0].Source }
    elseif ($newer) { $newer[0].Source }
    else {
        $self
        # the .NET tool is no program of its own: dotnet runs its pwsh.dll
        if ([IO.Path]::GetFileNameWithoutExtension($self) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
    }
    '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'
}

function Invoke-Shell {
    $program, [string[]] $first = Get-Shell
    $all = $first + $args
    & $program $all
}

# Runs the same twice, side by side. What each writes is shown in pieces, which end with a form feed.
function Invoke-ShellTwice {
    $program, [string[]] $first = Get-Shell
    $start = [Diagnostics.ProcessStartInfo]@{
        FileName               = $program
        Arguments              = ($first + $args | ForEach-Object { "`"$_`"" }) -join ' '
        WorkingDirectory       = $Root
        UseShellExecute        = $false
        RedirectStandardOutput = $true
    }
    $running = @(1..2 | ForEach-Object {
        $process = [Diagnostics.Process]::Start($start)
        @{ Process = $process; Line = $process.StandardOutput.ReadLineAsync(); Piece = [Collections.Generic.List[string]]::new() }
    })
    $codes = while ($running) {
        $one = $running[[Threading.Tasks.Task]::WaitAny(@($running | ForEach-Object { $_.Line }))]
        $line = $one.Line.Result
        if ($line -and $line -ne "`f") { $one.Piece.Add($line) }
        elseif ($line -ne '') {
            # of what Pester says of a run, what it says of tests
            $one.Piece -notmatch '^(Starting discovery in|Discovery found|Running tests\.|Tests completed in|Tests Passed:)' | Out-Host
            $one.Piece.Clear()
        }
        if ($null -ne $line) { $one.Line = $one.Process.StandardOutput.ReadLineAsync() }
        else {
            $one.Process.WaitForExit()
            $one.Process.ExitCode
            $running = @($running | Where-Object { $_ -ne $one })
        }
    }
    $global:LASTEXITCODE = ($codes | Measure-Object -Maximum).Maximum
}

# The manifest's path of a tool module: the pinned version from out/Modules, the machine or the gallery,
# else the newest that the machine has, else nothing.
function Get-Tool([string] $Name) {
    $wanted = $Tools[$Name]
    $local = Join-Path $Out "Modules/$Name/$($wanted.Version)/$Name.psd1"
    if (Test-Path $local) { return $local }
    $found = @(Get-Module $Name -ListAvailable | Where-Object Version -GE $wanted.Minimum | Sort-Object Version -Descending)
    $exact = @($found | Where-Object Version -EQ $wanted.Version)
    if ($exact) { return $exact[0].Path }
    try { return Save-Tool $Name $wanted.Version $local }
    catch { Write-Verbose "${Name}: $_" }
    if ($found) { $found[0].Path }
}

# A package of the gallery is a zip. Save-Module would first want to install a provider for the user.
function Save-Tool([string] $Name, [string] $Version, [string] $Manifest) {
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $folder = Split-Path $Manifest
    $zip = "$folder.zip"
    $null = New-Item (Split-Path $folder) -ItemType Directory -Force
    Invoke-WebRequest "https://www.powershellgallery.com/api/v2/package/$Name/$Version" -OutFile $zip -TimeoutSec 20 -UseBasicParsing
    Expand-Archive $zip $folder -Force
    Remove-Item $zip
    $Manifest
}

# Each suite gives passed, failed, skipped.
function Test-Unit {
    # one suite at a time: some of them measure how calls overlap
    & dotnet test "$Root/PimPowerShell.sln" -c Release --no-build -v q -m:1 --results-directory $Results --logger 'trx;LogFilePrefix=xunit' --logger 'console;verbosity=minimal' | Out-Host
    $ended = $LASTEXITCODE
    $total = @(0, 0, 0)
    foreach ($file in Get-ChildItem $Results -Filter *.trx) {
        $counters = ([xml](Get-Content $file.FullName -Raw)).TestRun.ResultSummary.Counters
        $total[0] += $counters.passed
        $total[1] += $counters.executed - $counters.passed
        $total[2] += $counters.total - $counters.executed
    }
    if ($ended -and -not $total[1]) { $total[1] = 1 }
    $total
}

function Test-Module([string] $Tag) {
    $pester = Get-Tool Pester
    if (-not $pester) {
        Write-Host ''
        Write-Host "Pester: not run (neither the gallery nor this machine has version $($Tools.Pester.Version), or any from $($Tools.Pester.Minimum) on)"
        return 0, 0, 0
    }
    & dotnet build "$Root/tests/OtherVersions" -c Release -v q -o "$Out/OtherVersions" | Out-Host
    if ($LASTEXITCODE) { Write-Host 'tests/OtherVersions did not restore: the test that needs it will be skipped' }
    $runner = "$Root/tools/Invoke-PesterTest.ps1"
    $options = @('-Pester', $pester, '-Out', $Out)
    $analyzer = Get-Tool PSScriptAnalyzer
    if ($analyzer) { $options += '-Analyzer', $analyzer }
    if ($Tag) { $options += '-Tag', $Tag }
    $ended = if ($Tag -or $Argument) {
        Invoke-Shell -File $runner @options @Argument | Out-Host
        $LASTEXITCODE
    }
    else {
        Invoke-ShellTwice -File $runner @options -Shared
        $LASTEXITCODE
        # what needs the machine to itself
        $names = (Select-String "$Root/tests/Pester/*.Tests.ps1" -Pattern '-Tag .*\bAlone\b' -List).Filename -replace '\.Tests\.ps1$'
        Invoke-Shell -File $runner @options -Tag Alone @names | Out-Host
        $LASTEXITCODE
    }
    $total = @(0, 0, 0)
    foreach ($file in Get-ChildItem $Results -Filter pester*.txt) {
        [int[]] $counts = Get-Content $file.FullName
        if ($counts) { 0..2 | ForEach-Object { $total[$_] += $counts[$_] } }
        else {
            Write-Host "$($file.BaseName): the process ended before the tests did"
            $total[1]++
        }
    }
    # a process that fails with no test to show for it
    if (($ended -ne 0) -and -not $total[1]) { $total[1] = 1 }
    $total
}

# What failed, by name, for whoever sees no more than the end of a log.
function Get-FailedTest {
    foreach ($file in Get-ChildItem $Results -Filter *.trx) {
        ([xml](Get-Content $file.FullName -Raw)).SelectNodes("//*[local-name()='UnitTestResult'][@outcome='Failed']/@testName") | ForEach-Object Value
    }
    foreach ($file in Get-ChildItem $Results -Filter pester*.txt) {
        $counts = @(Get-Content $file.FullName)
        $xml = [IO.Path]::ChangeExtension($file.FullName, 'xml')
        $names = @(if (Test-Path $xml) { ([xml](Get-Content $xml -Raw)).SelectNodes("//test-case[@result='Failure' or @result='Error']/@name") | ForEach-Object Value })
        # a file that cannot be read, or whose process ended, has no tests to name
        if (-not $counts -or [int]$counts[1] -gt $names.Count) { $names += 'the file itself' }
        $names | ForEach-Object { "$($file.BaseName): $_" }
    }
}

function Invoke-Test([string] $Tag) {
    Build-Module PackageModule
    if (Test-Path $Results) { Remove-Item $Results -Recurse }
    $null = New-Item $Results -ItemType Directory
    # most of what tests run they run once or twice: what would be learned of it for later costs a quarter of the time
    $env:DOTNET_TieredPGO, $before = '0', $env:DOTNET_TieredPGO
    try {
        [int[]] $unit = if ($Tag -or $Argument) { 0, 0, 0 } else { Test-Unit }
        [int[]] $pester = Test-Module $Tag
    }
    finally { $env:DOTNET_TieredPGO = $before }
    Write-Host ''
    Write-Host ('{0} passed, {1} failed, {2} skipped' -f (0..2 | ForEach-Object { $unit[$_] + $pester[$_] }))
    if ($unit[1] + $pester[1]) {
        Get-FailedTest | Select-Object -First 40 | ForEach-Object { Write-Host "failed: $_" }
        exit 1
    }
}

switch ($Command) {
    build { Build-Module }
    package {
        Build-Module PackageModule
        Write-Host "Package: $Out/PimPowerShell.zip"
    }
    test { Invoke-Test }
    soak { Invoke-Test Soak }
    demo {
        Build-Module
        Invoke-Shell -Command "Import-Module '$Module'; & '$Root/samples/demo.ps1'"
        exit $LASTEXITCODE
    }
    bench {
        Build-Module
        Invoke-Shell -File "$Root/tests/Benchmarks/bench.ps1" @Argument
        exit $LASTEXITCODE
    }
    docs {
        Build-Module
        foreach ($part in 'Help', 'ProviderTable', 'CoverageTable') {
            Invoke-Shell -File "$Root/tools/Update-$part.ps1"
            if ($LASTEXITCODE) { exit $LASTEXITCODE }
        }
    }
    clean {
        Get-ChildItem $Root/src, $Root/tests, $Root/samples -Directory -ErrorAction Ignore |
            ForEach-Object { Join-Path $_.FullName bin; Join-Path $_.FullName obj } |
            Where-Object { Test-Path $_ } |
            Remove-Item -Recurse -Force
        if (Test-Path $Out) { Remove-Item $Out -Recurse -Force }
    }
}
