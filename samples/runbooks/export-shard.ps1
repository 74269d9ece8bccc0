<#
.SYNOPSIS
Writes one part of the products to a file, a line of JSON for each. One of several jobs that share a full export.
.DESCRIPTION
Divide the catalog once, and start a job for each part:

    Split-PimProductQuery -Count 4 | ForEach-Object { $_ | ConvertTo-Json -Compress }

It asks nothing and needs no profile. Any error ends it: as a script file with the exit code 1, as a runbook with the
status Failed. The file has its name only when it is complete, so a job that failed is started again as it was.
.EXAMPLE
pwsh -NoProfile -NonInteractive -File export-shard.ps1 -Shard $json -OutFile part-1.jsonl
#>
[CmdletBinding()]
param(
    # The part as JSON.
    [Parameter(Mandatory)]
    [string] $Shard,

    # The file to write; with -StorageAccount the blob. One that is there is replaced.
    [Parameter(Mandatory)]
    [string] $OutFile,

    # The connection asset of Azure Automation. Without it the login is that of the environment: PIM_URL and so on.
    [string] $ConnectionName,

    # The storage account that gets the file: the disk of a runbook is gone with its job. The managed identity of the
    # Automation account logs in to it.
    [string] $StorageAccount,

    [string] $Container = 'pim',

    # What this job may take of the 4 calls of a connection, and of the 10 of a PIM. Reading one list needs no second one.
    [int] $ThrottleLimit = 1,

    # What it may take of the 100 calls a second of a PIM.
    [double] $RequestsPerSecond = 10,

    # The module, where it is not installed.
    [string] $Module = 'PimPowerShell'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# warnings and errors in a log are text; Windows PowerShell has no such variable
if (Test-Path Variable:PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
$ConfirmPreference = 'None'
Import-Module $Module

$part = $Shard | ConvertFrom-Json
if (-not $part.Filter) { throw 'Shard: this is no part that Split-PimProductQuery gave.' }

$login = @{ FromEnvironment = $true }
if ($ConnectionName) { $login = @{ Connection = Get-AutomationConnection -Name $ConnectionName } }

if ($StorageAccount) {
    # before the part is read: an hour of reading for nothing is a long one. Other jobs may run in this process.
    $null = Disable-AzContextAutosave -Scope Process
    $null = Connect-AzAccount -Identity
    $blobs = @{ Container = $Container; Context = New-AzStorageContext -StorageAccountName $StorageAccount -UseConnectedAccount }
    $path = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).jsonl"
}
else { $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile) }

$session = Connect-Pim @login -ThrottleLimit $ThrottleLimit -RequestsPerSecond $RequestsPerSecond -PassThru
$unfinished = "$path.unfinished"
$count = 0
try {
    $writer = New-Object System.IO.StreamWriter $unfinished, $false, (New-Object System.Text.UTF8Encoding $false)
    try {
        Get-PimProduct -Filter $part -Session $session | ForEach-Object {
            $writer.WriteLine((ConvertTo-Json $_ -Depth 20 -Compress))
            $count++
        }
    }
    finally { $writer.Dispose() }
    if ($StorageAccount) { $null = Set-AzStorageBlobContent @blobs -File $unfinished -Blob $OutFile -Force }
    else { Move-Item -LiteralPath $unfinished -Destination $path -Force }
}
finally {
    $session | Disconnect-Pim
    if ($StorageAccount) { Remove-Item -LiteralPath $unfinished -ErrorAction Ignore }
}

$place = if ($StorageAccount) { "$Container/$OutFile" } else { $path }
"Part $($part.Number) of $($part.Of): $count products in $place"
