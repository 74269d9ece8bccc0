<#
.SYNOPSIS
Runs the Pester tests in this process, which the build starts for nothing else; the counts go to pester.txt.
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
$config = New-PesterConfiguration
$config.Run.Path = $Name | ForEach-Object { Join-Path $tests "$_.Tests.ps1" }
$config.Run.PassThru = $true
if ($Tag) { $config.Filter.Tag = $Tag } else { $config.Filter.ExcludeTag = 'Soak' }
$config.TestResult.Enabled = $true
$config.TestResult.OutputPath = "$Out/TestResults/pester.xml"
$config.Output.RenderMode = 'Plaintext'
# the tests see the preference that users have
$ErrorActionPreference = 'Continue'
$result = Invoke-Pester -Configuration $config
$ErrorActionPreference = 'Stop'
if (-not $result) { exit 1 }

# a file that cannot even be read has no tests to fail
$failed = $result.FailedCount + $result.FailedContainersCount
if (-not $failed -and $result.Result -ne 'Passed') { $failed = 1 }
Set-Content "$Out/TestResults/pester.txt" $result.PassedCount, $failed, $result.SkippedCount
