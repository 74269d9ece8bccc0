<#
.SYNOPSIS
Writes the table of cmdlets and back ends in docs/providers.md from what the built module's cmdlets say of themselves.
#>
[CmdletBinding()]
param(
    [string] $Page = (Join-Path $PSScriptRoot '../docs/providers.md'),
    [string] $Module = (Join-Path $PSScriptRoot '../out/PimPowerShell/PimPowerShell.psd1')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $Module

$table = (Get-Command Get-PimProduct).ImplementingType.Assembly.GetType('PimPowerShell.Commands.ProviderTable')
$lines = $table.GetMethod('Lines').Invoke($null, $null)
# the prose above the table is written by hand
$prose = (Get-Content $Page -Raw) -replace '\r' -replace '(?s)\| Cmdlet \|.*'
[IO.File]::WriteAllText((Resolve-Path $Page).Path, $prose + ($lines -join "`n") + "`n")
