# The main job on one screen: connect, read, change, write in bulk, walk the category tree.
# It talks to a sandbox in this process, over HTTP, as it would to an Akeneo PIM.
[CmdletBinding()]
param(
    [string] $Module = "$PSScriptRoot/../out/PimPowerShell/PimPowerShell.psd1"
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
function Title($text) { "`n== $text" }
function Table { ($input | Format-Table | Out-String -Width 100).Trim("`r", "`n") }

$sandbox = Start-PimSandbox -ProductCount 1000 -LatencyMilliseconds 20
try {
    Title 'Connect-Pim'
    Connect-Pim -Url $sandbox.Url -Credential $sandbox.Credential -ClientId $sandbox.ClientId -ClientSecret $sandbox.ClientSecret -Name demo
    Get-PimSession | Table

    Title "Get-PimProduct -Filter @{ family = 'headphones'; enabled = `$true } -First 10"
    $found = Get-PimProduct -Filter @{ family = 'headphones'; enabled = $true } -First 10
    $found | Table

    Title 'Set-PimProduct: one name, in one language'
    $sku = $found[0].Identifier
    "before: $($found[0].GetValue('name', 'en_US'))"
    Set-PimProduct $sku -Values @{ name = 'Headphones of the year' } -Locale en_US
    "after:  $((Get-PimProduct $sku).GetValue('name', 'en_US'))"

    Title 'Invoke-PimBulkUpsert: 1,000 products, four of them bad'
    $lines = @(Get-PimProduct | Select-Object -First 996 | ForEach-Object { @{ uuid = $_.Uuid; enabled = -not $_.Enabled } }) + @(
        @{ uuid = (New-Guid); family = 'hovercraft' }
        @{ uuid = (New-Guid); values = @{ weight = @(@{ locale = $null; scope = $null; data = 'heavy' }) } }
        @{ uuid = (New-Guid); categories = @('nowhere') }
        @{ family = 'headphones' })
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $results = $lines | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
    $clock.Stop()
    ($results | Group-Object Status | Sort-Object Name | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', '
    'in {0:0.00} s at 20 ms a request' -f $clock.Elapsed.TotalSeconds
    $results | Where-Object Status -eq Failed | Sort-Object Index | ForEach-Object {
        'input {0}: {1} {2}' -f $_.Index, $_.StatusCode, [PimPowerShell.Output.ViewText]::Failure($_)
    }

    Title 'Get-PimCategory master -Recurse -AsTree'
    $tree = @(Get-PimCategory master -Recurse -AsTree)
    $tree | Select-Object -First 8 | Table
    "... $($tree.Count) categories in all"

    Title 'What the server saw'
    $sandbox.Counters | Select-Object Requests, PasswordGrants, Renewals, PeakInFlight, Lines, DistinctKeys, PeakSameKeyInFlight | Table
}
finally {
    Get-PimSession | Disconnect-Pim
    Stop-PimSandbox -Url $sandbox.Url
}
