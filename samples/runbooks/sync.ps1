# Polls a PIM for changes and writes each as a line of JSON. For a scheduler: asks nothing, and ends with exit code 0 when
# the last poll was good, 1 when it was not. The login comes from the environment: PIM_URL, PIM_USERNAME, PIM_PASSWORD,
# PIM_CLIENT_ID and PIM_CLIENT_SECRET, or PIM_URL and PIM_API_KEY.
#
#   pwsh -NoProfile -File sync.ps1 -State /var/lib/pim/products -Out /var/lib/pim/changes.jsonl
#   pwsh -NoProfile -File sync.ps1 -State ./products -Out ./changes.jsonl -Times 0 -DelaySeconds 60
[CmdletBinding()]
param(
    # the folder that remembers what was seen
    [Parameter(Mandatory)]
    [string] $State,

    # the file that the changes are added to
    [Parameter(Mandatory)]
    [string] $Out,

    [string] $Resource = 'Product',

    # how often to poll; 0 for ever
    [int] $Times = 1,

    # the pause between two polls
    [double] $DelaySeconds = 60,

    # what is gone is looked for in each poll of this number
    [int] $RemovedEvery = 1,

    # the module, where it is not installed
    [string] $Module = 'PimPowerShell'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
$isGood = $false
for ($poll = 0; $Times -eq 0 -or $poll -lt $Times; $poll++) {
    if ($poll -gt 0) { Start-Sleep -Milliseconds ($DelaySeconds * 1000) }
    $isGood = $false
    try {
        Import-Module $Module
        if (-not (Get-PimSession)) { Connect-Pim -FromEnvironment }
        $sync = @{
            Path            = $State
            Resource        = $Resource
            SkipRemoved     = $poll % $RemovedEvery -ne 0
            SummaryVariable = 'summary'
        }
        # A change that cannot be written ends the run, and comes again in the next one. Each is in the file before the next
        # is asked for: of lines in a buffer the state would say that they had been taken.
        Sync-PimProduct @sync | ForEach-Object {
            $_ | Select-Object Change, Resource, Identifier, Uuid, Code, Updated, Attributes, Item |
                ConvertTo-Json -Depth 30 -Compress | Add-Content -LiteralPath $Out -Encoding UTF8
        }
        '{0:u} {1} added, {2} changed, {3} removed, {4} read, {5} requests' -f
            [datetime]::UtcNow, $summary.Added, $summary.Changed, $summary.Removed, $summary.Read, $summary.Requests
        $isGood = $true
    }
    catch {
        # what the next poll meets again is said again
        '{0:u} failed: {1}' -f [datetime]::UtcNow, $_.Exception.Message
    }
}
if (-not $isGood) { exit 1 }
exit 0
