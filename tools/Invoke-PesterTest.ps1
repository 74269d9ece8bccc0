<#
.SYNOPSIS
Runs Pester tests in this process, which the build starts for nothing else; the counts go to pester.txt.

.DESCRIPTION
With -Shared several such processes run the files between them: each takes the next that none has taken. A file is
taken by making its pester-<file>.txt, which gets the counts when it is done, and stays empty when the process dies.
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # The manifest of the Pester to run with.
    [Parameter(Mandatory)]
    [string] $Pester,

    # The folder of the built module; results go to TestResults in it.
    [Parameter(Mandatory)]
    [string] $Out,

    # The manifest of PSScriptAnalyzer, when there is one.
    [string] $Analyzer,

    # Only tests with this tag; without it all but Soak.
    [string] $Tag,

    # Takes turns with other processes, and leaves out the tests with the tag Alone.
    [switch] $Shared,

    # Names of test files without the ending, wildcards allowed.
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [string[]] $Name = '*'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($PSEdition -eq 'Core') { $PSStyle.OutputRendering = 'PlainText' }

# no module of the machine or the user may help or disturb
$tools = $Pester, $Analyzer | Where-Object { $_ } | ForEach-Object { Split-Path (Split-Path (Split-Path $_)) }
$env:PSModulePath = (@("$PSHOME/Modules"; "$Out/Modules"; $tools) | Select-Object -Unique) -join [IO.Path]::PathSeparator

Import-Module $Pester
$tests = Join-Path (Split-Path $PSScriptRoot) 'tests/Pester'
$files = @($Name | ForEach-Object { Get-ChildItem (Join-Path $tests "$_.Tests.ps1") } | Sort-Object FullName -Unique)

# Runs files; their result lies in TestResults under a name.
function Invoke-TestFile([string[]] $Path, [string] $ResultName) {
    $config = New-PesterConfiguration
    $config.Run.Path = $Path
    $config.Run.PassThru = $true
    if ($Tag) { $config.Filter.Tag = $Tag }
    $config.Filter.ExcludeTag = @('Soak'; if ($Shared) { 'Alone' }) -ne $Tag
    $config.TestResult.Enabled = $true
    $config.TestResult.OutputPath = "$Out/TestResults/$ResultName.xml"
    $config.Output.RenderMode = 'Plaintext'
    # the tests see the preference that users have
    $ErrorActionPreference = 'Continue'
    $result = Invoke-Pester -Configuration $config
    $ErrorActionPreference = 'Stop'
    if (-not $result) { exit 1 }

    # a file that cannot even be read has no tests to fail
    $failed = $result.FailedCount + $result.FailedContainersCount
    if (-not $failed -and $result.Result -ne 'Passed') { $failed = 1 }
    Set-Content "$Out/TestResults/$ResultName.txt" $result.PassedCount, $failed, $result.SkippedCount
}

if (-not $Shared) { return Invoke-TestFile $files.FullName pester }

# so that no process is left with a long one at the end: what takes long and does not look it, then the rest by size
$long = 'Help', 'Guides', 'Automation', 'Scripts', 'BulkKill', 'SyncKill', 'ActionKill', 'HistoryKill', 'Completion', 'Coverage'
$order = { $at = $long.IndexOf($_.Name -replace '\..*'); if ($at -lt 0) { $long.Count } else { $at } }, @{ Expression = 'Length'; Descending = $true }
foreach ($file in $files | Sort-Object $order) {
    $resultName = "pester-$($file.Name -replace '\.Tests\.ps1$')"
    try { [IO.File]::Open("$Out/TestResults/$resultName.txt", [IO.FileMode]::CreateNew).Dispose() }
    catch [IO.IOException] { continue }
    Invoke-TestFile $file.FullName $resultName
    # here ends what the build shows in one piece
    Write-Host "`f"
}
