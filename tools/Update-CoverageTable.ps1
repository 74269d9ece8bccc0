<#
.SYNOPSIS
Writes the table of all operations in docs/coverage.md from tests/Pester/Operations.psd1.
#>
[CmdletBinding()]
param(
    [string] $Page = (Join-Path $PSScriptRoot '../docs/coverage.md')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../tests/Pester/Operations.psm1')

# the prose above the counts is written by hand
$prose = (Get-Content $Page -Raw) -replace '\r' -replace '(?ms)^\d+ operations, .*'
[IO.File]::WriteAllText((Resolve-Path $Page).ProviderPath, $prose + ((Get-CoverageLine) -join "`n") + "`n")
