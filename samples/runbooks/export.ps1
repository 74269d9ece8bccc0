<#
.SYNOPSIS
Writes all products to blobs, in as many jobs as there are parts. The parent of export-shard.ps1.
.DESCRIPTION
A runbook of Azure Automation. It divides the catalog, starts the runbook export-shard for each part, and waits. A part whose
job did not complete is started again. It asks nothing; when a part is still missing in the end, the job has the status Failed.

The blobs of a run have its time in their names, so those of an earlier run with more parts are never taken for its own. Its
last line says where they are.
.EXAMPLE
Start-AzAutomationRunbook @place -Name export -Parameters @{
    ConnectionName = 'Pim'; ResourceGroup = 'pim'; AutomationAccount = 'exports'; StorageAccount = 'pimexports'; Count = 8
}
#>
[CmdletBinding()]
param(
    # The connection asset with the login of the PIM.
    [Parameter(Mandatory)]
    [string] $ConnectionName,

    # The resource group of the Automation account.
    [Parameter(Mandatory)]
    [string] $ResourceGroup,

    [Parameter(Mandatory)]
    [string] $AutomationAccount,

    # The storage account that gets the parts.
    [Parameter(Mandatory)]
    [string] $StorageAccount,

    [string] $Container = 'pim',

    # How many parts, and with that how many jobs at a time. 4 read through one connection of the PIM at the same time.
    [ValidateRange(1, [int]::MaxValue)]
    [int] $Count = 4,

    # What each job may take of the 100 calls a second of a PIM.
    [double] $RequestsPerSecond = 20,

    # How often a part is tried.
    [ValidateRange(1, [int]::MaxValue)]
    [int] $MaximumAttempt = 2,

    # The pause between two looks at the jobs.
    [ValidateRange(0, 2000000)]
    [double] $DelaySeconds = 30,

    # The name that export-shard.ps1 has as a runbook.
    [string] $Runbook = 'export-shard',

    # The module, where it is not installed.
    [string] $Module = 'PimPowerShell'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# warnings and errors in a log are text; Windows PowerShell has no such variable
if (Test-Path Variable:PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
$ConfirmPreference = 'None'
Import-Module $Module

# other jobs may run in this process
$null = Disable-AzContextAutosave -Scope Process
$null = Connect-AzAccount -Identity
$account = @{ ResourceGroupName = $ResourceGroup; AutomationAccountName = $AutomationAccount }

$session = Connect-Pim -Connection (Get-AutomationConnection -Name $ConnectionName) -PassThru
try { $parts = @(Split-PimProductQuery -Count $Count -Session $session) }
finally { $session | Disconnect-Pim }

$folder = 'export-{0:yyyyMMddTHHmmssZ}' -f [datetime]::UtcNow
$open = $parts
for ($attempt = 1; $open -and $attempt -le $MaximumAttempt; $attempt++) {
    if ($attempt -gt 1) { Write-Warning "Attempt $attempt of the parts $($open.Number -join ', ')." }
    $jobs = @(foreach ($part in $open) {
            # of simple types alone: they go to the other job as JSON
            $parameters = @{
                Shard             = $part | ConvertTo-Json -Compress
                OutFile           = "$folder/part-$($part.Number).jsonl"
                ConnectionName    = $ConnectionName
                StorageAccount    = $StorageAccount
                Container         = $Container
                RequestsPerSecond = $RequestsPerSecond
            }
            $started = Start-AzAutomationRunbook @account -Name $Runbook -Parameters $parameters
            [pscustomobject]@{ Part = $part; Id = $started.JobId; Status = 'New' }
        })
    $ended = 'Completed', 'Failed', 'Stopped', 'Suspended'
    while ($running = @($jobs | Where-Object Status -NotIn $ended)) {
        Start-Sleep -Milliseconds ($DelaySeconds * 1000)
        foreach ($job in $running) { $job.Status = "$((Get-AzAutomationJob @account -Id $job.Id).Status)" }
    }
    $open = @($jobs | Where-Object Status -NE 'Completed' | ForEach-Object Part)
}
if ($open) { throw "Not all parts were exported. What is missing: $($open.Number -join ', '), of $($parts.Count)." }
"$($parts.Count) parts in $Container/$folder"
