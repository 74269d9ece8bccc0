<#
.SYNOPSIS
Polls a PIM for changes and writes each as a line of JSON.
.DESCRIPTION
For a scheduler: it asks nothing and needs no profile. A poll that fails is a warning, and the next one meets the same changes
again. When the last poll failed, so does the script: as a script file with the exit code 1, as a runbook with the status Failed.

The disk of a runbook is gone with its job. With -StorageAccount the state is taken from a container of blobs before the first
poll. After each good one the changes are put there, under a name with the time of the poll, and then the state. What breaks
off in between tells the same changes again, and loses none.
.EXAMPLE
pwsh -NoProfile -File sync.ps1 -State /var/lib/pim/products -Out /var/lib/pim/changes.jsonl
.EXAMPLE
pwsh -NoProfile -File sync.ps1 -State ./products -Out ./changes.jsonl -Times 0 -DelaySeconds 60
#>
[CmdletBinding()]
param(
    # The folder that remembers what was seen. With -StorageAccount the beginning of the blob's name.
    [Parameter(Mandatory)]
    [string] $State,

    # The file that the changes are added to. With -StorageAccount the blob, whose name gets the time before its ending.
    [Parameter(Mandatory)]
    [string] $Out,

    [string] $Resource = 'Product',

    # What records and assets lie in.
    [string] $ReferenceEntity,

    [string] $AssetFamily,

    # How often to poll; 0 for ever.
    [ValidateRange(0, [int]::MaxValue)]
    [int] $Times = 1,

    # The pause between two polls.
    [ValidateRange(0, 86400)]
    [double] $DelaySeconds = 60,

    # What is gone is looked for in each poll of this number.
    [ValidateRange(1, [int]::MaxValue)]
    [int] $RemovedEvery = 1,

    # The minutes after which a poll reads nothing more; 0 for any. The next one goes on there, also in another job.
    [ValidateRange(0, [int]::MaxValue)]
    [int] $BudgetMinutes,

    # The connection asset of Azure Automation. Without it the login is that of the environment: PIM_URL and so on.
    [string] $ConnectionName,

    # The storage account that keeps state and changes. The managed identity of the Automation account logs in to it.
    [string] $StorageAccount,

    [string] $Container = 'pim',

    # The module, where it is not installed.
    [string] $Module = 'PimPowerShell'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# warnings and errors in a log are text; Windows PowerShell has no such variable
if (Test-Path Variable:PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
$ConfirmPreference = 'None'
Import-Module $Module

$login = @{ FromEnvironment = $true }
if ($ConnectionName) { $login = @{ Connection = Get-AutomationConnection -Name $ConnectionName } }
$folder = $State
$file = $Out
$work = $null
$session = $null
$fault = $null
try {
    if ($StorageAccount) {
        # other jobs may run in this process
        $null = Disable-AzContextAutosave -Scope Process
        $null = Connect-AzAccount -Identity
        $blobs = @{ Container = $Container; Context = New-AzStorageContext -StorageAccountName $StorageAccount -UseConnectedAccount }
        $work = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
        $folder = Join-Path $work 'state'
        $file = Join-Path $work 'changes.jsonl'
        $null = New-Item $folder -ItemType Directory
        # a list, since that there is none yet is no error there; any other error must not pass for an empty state
        if (Get-AzStorageBlob @blobs -Prefix "$State/items.jsonl") {
            $null = Get-AzStorageBlobContent @blobs -Blob "$State/items.jsonl" -Destination "$folder/items.jsonl" -Force
        }
    }

    for ($poll = 0; $Times -eq 0 -or $poll -lt $Times; $poll++) {
        if ($poll -gt 0) { Start-Sleep -Milliseconds ($DelaySeconds * 1000) }
        $fault = $null
        try {
            if (-not $session) { $session = Connect-Pim @login -PassThru }
            $sync = @{
                Path            = $folder
                Resource        = $Resource
                SkipRemoved     = $poll % $RemovedEvery -ne 0
                SummaryVariable = 'summary'
                Session         = $session
            }
            if ($BudgetMinutes) { $sync.TimeBudget = [timespan]::FromMinutes($BudgetMinutes) }
            if ($ReferenceEntity) { $sync.ReferenceEntity = $ReferenceEntity }
            if ($AssetFamily) { $sync.AssetFamily = $AssetFamily }
            # A change that cannot be written ends the run, and comes again in the next one. Each is in the file before the next
            # is asked for: of lines in a buffer the state would say that they had been taken.
            Sync-PimProduct @sync | ForEach-Object {
                $_ | Select-Object Change, Resource, Identifier, Uuid, Code, Updated, Attributes, Item |
                    ConvertTo-Json -Depth 30 -Compress | Add-Content -LiteralPath $file -Encoding UTF8
            }
            if ($StorageAccount) {
                # the changes first: where the state is without them, nobody would ever be told
                if (Test-Path -LiteralPath $file) {
                    $name = '{0}-{1:yyyyMMddTHHmmssfffZ}{2}' -f ($Out -replace '\.[^./]*$'), [datetime]::UtcNow, [IO.Path]::GetExtension($Out)
                    $null = Set-AzStorageBlobContent @blobs -File $file -Blob $name -Force
                    Remove-Item -LiteralPath $file
                }
                $null = Set-AzStorageBlobContent @blobs -File "$folder/items.jsonl" -Blob "$State/items.jsonl" -Force
            }
            '{0:u} {1} added, {2} changed, {3} removed, {4} read, {5} requests' -f
                [datetime]::UtcNow, $summary.Added, $summary.Changed, $summary.Removed, $summary.Read, $summary.Requests
        }
        catch {
            $fault = $_
            Write-Warning ('{0:u} failed: {1}' -f [datetime]::UtcNow, $fault.Exception.Message)
        }
    }
}
finally {
    if ($session) { $session | Disconnect-Pim }
    if ($work) { Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore }
}
if ($fault) { throw $fault }
