# The work of a button in the PIM, as the runbook of an Azure Automation webhook: enables the products that the user has
# selected. Nothing asks, and what fails ends the job as failed.
#
# It needs the module PimPowerShell, a connection asset 'Pim' with the fields that Connect-Pim -Connection takes, and a
# credential asset 'PimActionSecret' whose password is the secret of the UI extension.
[CmdletBinding()]
param(
    [object] $WebhookData
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'

if (-not $WebhookData) { throw 'This runbook is started by its webhook.' }

# the test pane hands over the same as text
if ($WebhookData -is [string]) { $WebhookData = ConvertFrom-Json $WebhookData }

Import-Module PimPowerShell

# first who, then what: nothing of a forged call is looked at
$secret = (Get-AutomationPSCredential -Name 'PimActionSecret').Password
if (-not (Test-PimSignature $WebhookData.RequestBody $WebhookData.RequestHeader.signature $secret)) {
    throw 'The call is forged or too old, and was not followed.'
}

$action = ConvertFrom-PimAction $WebhookData
"$($action.User) has sent $($action.ProductUuids.Count) products from $($action.Position)."

Connect-Pim -Connection (Get-AutomationConnection -Name 'Pim')
try {
    $results = @($action | Get-PimProduct | Where-Object { -not $_.Enabled } |
        ForEach-Object { @{ uuid = $_.Uuid; enabled = $true } } | Invoke-PimBulkUpsert)
}
finally {
    Disconnect-Pim
}

$failed = @($results | Where-Object Status -EQ 'Failed')
"$($results.Count - $failed.Count) products were enabled."
if ($failed) { throw "$($failed.Count) products were not enabled. The first: $($failed[0].Message)" }
